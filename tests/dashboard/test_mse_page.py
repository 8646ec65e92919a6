"""The recomputed dark number on its page: what stands there, and what a reader can have computed."""

import io
import re
from dataclasses import replace
from html import unescape

import pandas as pd
import pytest
from calculating import OWN, compute, open_calculator, own_table, spoken, told

from dashboard.mse.study import everything, published
from dashboard.texts import text
from etl import formats

APART = b"A,B,count\n1,0,20\n0,1,30\n"


@pytest.fixture(scope="module")
def page():
    """Opens the page of the dark number in a language, a page of one's own."""
    return open_calculator


@pytest.fixture(scope="module")
def dutch(page):
    """The page in Dutch, for all tests that only look."""
    return page()


def test_the_page_begins_with_the_whole_range_beside_what_was_observed(dutch):
    lead = next(one.value for one in dutch.html if "8.234" in one.value and "lead" in one.value)
    assert "<strong>8.234 vermoedelijke slachtoffers</strong>" in lead
    assert "<strong>36.000 tot 186.000 personen</strong>" in lead
    assert "2010–2015" in lead


def test_a_break_that_no_chart_marks_is_told_without_a_number_or_a_line(dutch):
    boxes = [
        box for one in dutch.html for box in re.findall(r'<details class="fold".*?</details>', one.value, re.DOTALL)
    ]
    words = [unescape(re.sub(r"<[^>]+>", "", one)) for one in boxes]
    words = [one for one in words if one.startswith("Wat er veranderde")]
    wanted = [
        "Wat er veranderde (1)Nieuwe schatting door het WODC (29 november 2021; definitie). De schattingen van 2017 en"
        " 2021 gebruiken andere gegevens en modellen; niet in één lijn. ",
        "Wat er veranderde (1)Elke editie van de Global Slavery Index heeft een andere methode (2016–2023; definitie)."
        " 17.500, 30.000 en 10.000 vormen geen trend. ",
    ]
    assert [one[: len(told)] for one, told in zip(words, wanted, strict=True)] == wanted
    assert not any(cut in one for one in words for cut in (text("nl", "figure.cuts"), text("nl", "figure.marks")))


def test_every_combination_of_lists_is_told_with_its_zeros_and_small_numbers(dutch):
    shown = dutch
    assert spoken(shown, "P: 4.466").startswith("P: 4.466; K: 1.299; R: 650")
    assert "I + K: 0; K + R: 0; O + P + Z: 7" in spoken(shown, "P: 4.466")
    assert "I + O: 1 (< 5)" in spoken(shown, "P: 4.466")
    matrix = next(one.value for one in shown.html if "Personen op twee lijsten" in one.value)
    assert "4.812 (hele lijst)" in matrix
    assert ">3 (&lt; 5)<" in matrix
    assert matrix.count(">0<") == 4
    assert "7.802 van de 8.234 (94,8%)" in told(shown)


def test_every_answer_is_drawn_with_its_interval_and_both_groups_are_named(dutch):
    shown = dutch
    spread = spoken(shown, "alle paren van lijsten: 47.683")
    assert "zonder verbanden tussen lijsten: 52.823 (48.253–57.268)" in spread
    assert "stapsgewijs op p-waarde, drempel 0,02: 111.139 (33.873–136.895)" in spread
    assert "18 modellen die bijna even goed passen: 36.613–131.040" in spread
    assert "zonder lijst P (Politie): 186.302 (120.997–287.987)" in spread
    assert "5 geven 36.613 tot 50.136, 13 geven 75.049 tot 131.040" in told(shown)
    assert "met andere rekenwijzen loopt het weglaten van één lijst van 32.052 tot 353.822" in told(shown)


def test_the_official_estimates_stand_beside_ours_as_another_quantity(page):
    shown = page("en")
    panels = [one.value for one in shown.html if 'class="panel"' in one.value]
    assert any("Official, per year: not reproducible from public data" in one for one in panels)
    assert any("Computed here, 2010–2015 together" in one for one in panels)
    assert "2018–2019 · estimate of 2021: 4,000–7,000" in spoken(shown, "2014–2015 · estimate of 2017")
    assert "best model by BIC: 34,251–144,547" in spoken(shown, "all pairs of lists: 28,")
    assert "Do not divide the total over six years by six" in told(shown)


def test_the_part_in_view_is_always_a_band(dutch):
    parts = spoken(dutch, "alle paren van lijsten: 11").split("; ")
    assert parts[0] == "alle paren van lijsten: 11–29%"
    assert len(parts) == 5
    assert all("–" in part and part.endswith("%") for part in parts)


def test_the_assumption_the_checks_and_the_critics_are_there_in_words(dutch):
    shown = dutch
    assert "bestaan ook niet voor wie op geen lijst staat" in told(shown)
    assert "Van de 1.348 mensen op lijst K (Koninklijke Marechaussee) staan er maar 49 ook op een andere lijst" in told(
        shown
    )
    assert "Van de 9 controles geven er 7 bij ten minste één rekenwijze reden tot twijfel" in told(shown)
    assert text("nl", "mse.chao", bound="54.368") in told(shown)
    checks = next(one.value for one in shown.html if text("nl", "mse.checks_caption") in one.value)
    assert "stapsgewijs op p-waarde: let op: geweigerd: een staart rust op minder dan 5 trekkingen" in checks
    assert "let op: 94,8%" in checks
    for name in ("Whitehead", "Binette", "Sharifi Far", "Aleshin-Guendel"):
        assert name in told(shown)


def test_a_reader_gets_the_same_answer_as_is_stored(page):
    shown = compute(page())
    assert list(shown.error) == []
    assert "Geschat totaal: **111.139** personen, van wie 8.234 waargenomen." in told(shown)
    assert "95%-interval: **33.873–136.895** (bootstrap (percentiel), modelkeuze herhaald)" in told(shown)
    assert "**36.613 tot 131.040**" in told(shown)
    assert "**36.421 tot 186.302**" in told(shown)
    assert [one.value for one in shown.code][-1].endswith(
        "--method stepwise --threshold 0.02 --bootstrap 1000 --seed 1234"
    )


def test_another_method_without_a_list_gives_another_answer_and_an_older_one_is_called_so(page):
    shown = page()
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


def test_a_list_left_out_by_hand_gets_the_answer_that_is_stored_for_it(page):
    shown = page()
    shown.selectbox(key="methode").set_value("bic").run()
    shown.multiselect(key="lijsten").set_value(list("KOPRZ")).run()
    shown = compute(shown)
    stored = published("nl-2010-2015", "nl").results.set_index("result_id")["estimate"]
    assert round(stored["bic without I"]) == 36421
    assert "Geschat totaal: **36.421** personen, van wie 7.882 waargenomen." in told(shown)
    line = "python -m etl estimate tabel.csv --method bic --max-order 2 --bootstrap 1000 --seed 1234"
    assert line in [one.value for one in shown.code]


def test_one_list_is_too_few(page):
    shown = page("en")
    shown.multiselect(key="lijsten").set_value(["P"]).run()
    assert text("en", "mse.too_few_lists") in told(shown)
    assert "mse-compute" not in [one.key for one in shown.button]


def test_a_table_of_ones_own_is_read_small_numbers_marked_and_computed(page):
    shown = own_table(page(), OWN)
    assert "Gelezen: **253** personen op de lijsten politie, opvang, ngo" in told(shown)
    assert "aantal onder 5: **2**" in told(shown)
    shown = compute(shown)
    assert "Geschat totaal: **796** personen, van wie 253 waargenomen." in told(shown)
    assert "opvang + ngo: 3 (< 5)" in spoken(shown, "politie: 120")
    assert text("nl", "figure.own_source") in told(shown)


def test_a_bad_table_gives_a_sentence_in_the_language_of_the_page(page):
    shown = own_table(page("en"), OWN.replace(b"1;0;1;9", b"1;0;x;9"))
    assert [one.value for one in shown.error] == ["Row 6, column ngo: expected 0 or 1, got ‘x’."]
    assert "mse-compute" not in [one.key for one in shown.button]


def test_a_table_that_carries_no_estimate_says_why(page):
    shown = compute(own_table(page(), APART))
    assert "**Geen schatting:** niemand staat op twee lijsten" in told(shown)
    assert "Geschat totaal: **" not in told(shown)


def test_replicates_without_end_leave_the_interval_open_and_are_counted(page):
    shown = compute(own_table(page(), b"A,B,C,count\n1,0,0,1000\n0,1,0,1000\n0,0,1,1000\n1,1,0,1\n"))
    assert (
        "Geschat totaal: **3.003.667** personen, van wie 3.001 waargenomen. 95%-interval: **vanaf 1.001.775, zonder"
        " bovengrens** (bootstrap (percentiel), modelkeuze herhaald). In **355** van de 1.000 trekkingen loopt het"
        " totaal zonder einde op; die tellen als oneindig mee."
    ) in told(shown)


def test_unanswered_replicates_refuse_the_interval_with_the_reason(page):
    rows = b"1,0,0,40\n0,1,0,40\n0,0,1,40\n1,1,0,4\n1,0,1,4\n0,1,1,4\n1,1,1,2\n"
    shown = own_table(page("en"), b"A,B,C,count\n" + rows)
    shown.selectbox(key="methode").set_value("pairs").run()
    shown = compute(shown)
    assert (
        "Estimated total: **2,134** persons, of whom 134 observed. 95% interval: **344–19,225** (Wald, ignores model"
        " selection). In **42** of the 1,000 replicates the total grows without end; they count as infinite. **125** of"
        " the 1,000 replicates have no answer for another reason; they do not count. The interval from the replicates"
        " is refused: more than 2.5% of the replicates have no answer."
    ) in told(shown)


def test_a_refused_interval_is_passed_over_even_where_its_limits_stand():
    study = published("nl-2010-2015", "en")
    kinds = [study.interval("stepwise")["interval"], study.interval("main")["interval"]]
    assert kinds == ["percentile", "bca"]
    refused = study.intervals.assign(
        verdict=study.intervals["verdict"].where(study.intervals["ignores_selection"], "estimate_outside")
    )
    assert replace(study, intervals=refused).interval("stepwise")["interval"] == "wald"


def test_a_group_of_one_model_is_told_as_one(page):
    rows = b"1,0,0,5\n0,1,0,5\n0,0,1,41\n1,1,0,54\n1,0,1,6\n1,1,1,12\n"
    shown = compute(own_table(page(), b"b,c,d,count\n" + rows))
    assert (
        "De 2 modellen die bijna even goed passen (binnen 6 BIC van het beste) vallen uiteen in twee groepen: één geeft"
        " 157, één geeft 269."
    ) in told(shown)


def test_a_table_without_a_maximum_says_what_is_true_of_it(page):
    shown = compute(own_table(page("en"), b"A,B,count\n0,1,10\n1,1,10\n"))
    assert f"**No estimate:** {text('en', 'mse.reason_no_maximum')}" in told(shown)
    assert "down to nobody outside the lists" in text("en", "mse.reason_no_maximum")


def test_two_lists_have_one_model_and_nothing_is_said_to_agree(page):
    shown = compute(own_table(page("en"), b"A,B,count\n1,0,100\n0,1,100\n1,1,100\n"))
    assert "Estimated total: **400** persons, of whom 300 observed." in told(shown)
    assert text("en", "mse.outcome_only_model") in told(shown)
    assert "mind: cannot be judged: only one model has an answer" in told(shown)
    assert "the best model by BIC, and no other that fits about as well: 400" in spoken(shown, "stepwise by p-value")
    assert text("en", "mse.chao", bound="400") in told(shown)


def test_what_is_said_of_bic_is_what_is_done(page):
    shown = page("en")
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


def test_the_file_of_all_results_holds_every_result_with_its_intervals():
    rows = pd.read_csv(io.BytesIO(formats.to_csv(everything(published("nl-2010-2015", "en"), "en"))))
    assert len(rows) == 74
    stepwise = rows.set_index("result_id").loc["stepwise"]
    assert stepwise["name"] == "stepwise by p-value, threshold 0.02"
    assert stepwise["percentile_low"] == pytest.approx(33872.6, abs=0.1)
    assert pd.isna(stepwise["bca_low"]) and stepwise["bca_verdict"] == "thin_tail"
    assert (stepwise["percentile_verdict"], stepwise["without_estimate"], stepwise["unbounded"]) == ("healthy", 0, 0)
    assert stepwise["chao_lower_bound"] == pytest.approx(54368, abs=0.5)
    assert (stepwise["seed"], stepwise["replicates"], stepwise["method_version"]) == (1234, 1000, "mse-2")
