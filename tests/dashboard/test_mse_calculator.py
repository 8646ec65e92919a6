"""What a reader can have computed on the page of the dark number, and what is then said of it."""

from calculating import OWN, compute, open_calculator, own_table, spoken, told

from dashboard.mse.study import published
from dashboard.texts import text

APART = b"A,B,count\n1,0,20\n0,1,30\n"


def test_a_reader_gets_the_same_answer_as_is_stored():
    shown = compute(open_calculator())
    assert list(shown.error) == []
    assert "Geschat totaal: **111.139** personen, van wie 8.234 waargenomen." in told(shown)
    assert "95%-interval: **33.873–136.895** (bootstrap (percentiel), modelkeuze herhaald)" in told(shown)
    assert "**36.613 tot 131.040**" in told(shown)
    assert "**36.421 tot 186.302**" in told(shown)
    assert [one.value for one in shown.code][-1].endswith(
        "--method stepwise --threshold 0.02 --bootstrap 1000 --seed 1234"
    )


def test_another_method_without_a_list_gives_another_answer_and_an_older_one_is_called_so():
    shown = open_calculator()
    shown.selectbox(key="methode").set_value("main").run()
    assert "drempel-main" not in shown.session_state
    lists = shown.multiselect(key="lijsten")
    lists.set_value(["K", "O", "P", "R", "Z"]).run()
    shown = compute(shown)
    assert "van wie 7.882 waargenomen" in told(shown)
    assert "Geschat totaal: **51.022**" in told(shown)
    assert "K + R: 0" in spoken(shown, "P: 4.484; K: 1.299")
    shown.selectbox(key="methode").set_value("pairs").run()
    assert text("nl", "mse.older") in told(shown)


def test_a_list_left_out_by_hand_gets_the_answer_that_is_stored_for_it():
    shown = open_calculator()
    shown.selectbox(key="methode").set_value("bic").run()
    shown.multiselect(key="lijsten").set_value(list("KOPRZ")).run()
    shown = compute(shown)
    stored = published("nl-2010-2015", "nl").results.set_index("result_id")["estimate"]
    assert round(stored["bic without I"]) == 36421
    assert "Geschat totaal: **36.421** personen, van wie 7.882 waargenomen." in told(shown)
    line = "python -m etl estimate tabel.csv --method bic --max-order 2 --bootstrap 1000 --seed 1234"
    assert line in [one.value for one in shown.code]


def test_one_list_is_too_few():
    shown = open_calculator("en")
    shown.multiselect(key="lijsten").set_value(["P"]).run()
    assert text("en", "mse.too_few_lists") in told(shown)
    assert "mse-compute" not in [one.key for one in shown.button]


def test_a_table_of_ones_own_is_read_small_numbers_marked_and_computed():
    shown = own_table(open_calculator(), OWN)
    assert "Gelezen: **253** personen op de lijsten politie, opvang, ngo" in told(shown)
    assert "aantal onder 5: **2**" in told(shown)
    shown = compute(shown)
    assert "Geschat totaal: **796** personen, van wie 253 waargenomen." in told(shown)
    assert "opvang + ngo: 3 (< 5)" in spoken(shown, "politie: 120")
    assert text("nl", "figure.own_source") in told(shown)


def test_a_bad_table_gives_a_sentence_in_the_language_of_the_page():
    shown = own_table(open_calculator("en"), OWN.replace(b"1;0;1;9", b"1;0;x;9"))
    assert [one.value for one in shown.error] == ["Row 6, column ngo: expected 0 or 1, got ‘x’."]
    assert "mse-compute" not in [one.key for one in shown.button]


def test_a_table_that_carries_no_estimate_says_why():
    shown = compute(own_table(open_calculator(), APART))
    assert "**Geen schatting:** niemand staat op twee lijsten" in told(shown)
    assert "Geschat totaal: **" not in told(shown)


def test_replicates_without_end_leave_the_interval_open_and_are_counted():
    shown = compute(own_table(open_calculator(), b"A,B,C,count\n1,0,0,1000\n0,1,0,1000\n0,0,1,1000\n1,1,0,1\n"))
    assert (
        "Geschat totaal: **3.003.667** personen, van wie 3.001 waargenomen. 95%-interval: **vanaf 1.001.775, zonder"
        " bovengrens** (bootstrap (percentiel), modelkeuze herhaald). In **355** van de 1.000 trekkingen loopt het"
        " totaal zonder einde op; die tellen als oneindig mee."
    ) in told(shown)


def test_unanswered_replicates_refuse_the_interval_with_the_reason():
    rows = b"1,0,0,40\n0,1,0,40\n0,0,1,40\n1,1,0,4\n1,0,1,4\n0,1,1,4\n1,1,1,2\n"
    shown = own_table(open_calculator("en"), b"A,B,C,count\n" + rows)
    shown.selectbox(key="methode").set_value("pairs").run()
    shown = compute(shown)
    assert (
        "Estimated total: **2,134** persons, of whom 134 observed. 95% interval: **344–19,225** (Wald, ignores model"
        " selection). In **42** of the 1,000 replicates the total grows without end; they count as infinite. **125** of"
        " the 1,000 replicates have no answer for another reason; they do not count. The interval from the replicates"
        " is refused: more than 2.5% of the replicates have no answer."
    ) in told(shown)


def test_a_table_without_a_maximum_says_what_is_true_of_it():
    shown = compute(own_table(open_calculator("en"), b"A,B,count\n0,1,10\n1,1,10\n"))
    assert f"**No estimate:** {text('en', 'mse.reason_no_maximum')}" in told(shown)
    assert "down to nobody outside the lists" in text("en", "mse.reason_no_maximum")


def test_two_lists_have_one_model_and_nothing_is_said_to_agree():
    shown = compute(own_table(open_calculator("en"), b"A,B,count\n1,0,100\n0,1,100\n1,1,100\n"))
    assert "Estimated total: **400** persons, of whom 300 observed." in told(shown)
    assert text("en", "mse.outcome_only_model") in told(shown)
    assert "mind: cannot be judged: only one model has an answer" in told(shown)
    assert "the best model by BIC, and no other that fits about as well: 400" in spoken(shown, "stepwise by p-value")
    assert text("en", "mse.chao", bound="400") in told(shown)


def test_a_group_of_one_model_is_told_as_one():
    rows = b"1,0,0,5\n0,1,0,5\n0,0,1,41\n1,1,0,54\n1,0,1,6\n1,1,1,12\n"
    shown = compute(own_table(open_calculator(), b"b,c,d,count\n" + rows))
    assert (
        "De 2 modellen die bijna even goed passen (binnen 6 BIC van het beste) vallen uiteen in twee groepen: één geeft"
        " 157, één geeft 269."
    ) in told(shown)


def test_what_is_said_of_bic_is_what_is_done():
    shown = open_calculator("en")
    assert shown.selectbox(key="trekkingen").options == ["500", "1,000", "2,000"]
    assert text("en", "mse.explain_replicates") in told(shown)
    shown.selectbox(key="methode").set_value("bic").run()
    assert (
        "Where the table has five lists at most, out of all models; with six lists out of all models of pairs only,"
        " with more out of the promising ones of those. Also where you leave lists out of it. Every replicate chooses"
        " anew, but only among the 60 best models of this table: from 50 to 60 on the interval hardly changes."
        " Seed 1234: the same choice gives the same outcome."
    ) in told(shown)
    assert text("en", "mse.explain_replicates") not in told(shown)
