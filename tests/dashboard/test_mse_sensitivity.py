"""How far the answer of a reader's own table moves, and whether its interval keeps its promise."""

import re
from html import unescape

import pytest
from calculating import OWN, compute, open_calculator, own_table, simulate, spoken, told
from streamlit.testing.v1 import AppTest

from dashboard.mse import outcome, simulation
from dashboard.mse.study import computed
from dashboard.texts import text
from etl.mse import Result, Settings, estimate_dark_number, make_histories, parse_bytes


def moved(result: Result) -> str:
    """What is said of the answer that moves, in Dutch."""
    return " ".join(outcome.moved(computed(result, "eigen", {}, "", ())))


def test_merged_lists_and_thresholds_of_ones_own_table_are_told_drawn_and_in_the_table():
    shown = compute(own_table(open_calculator(), OWN))
    assert (
        "De 4 modellen die bijna even goed passen geven **701 tot 1.020**. Eén lijst weglaten geeft **580 tot 975**."
        " Twee lijsten samenvoegen geeft **701 tot 1.020**. Drempels van 0,001 tot 0,1 geven telkens **796**."
    ) in told(shown)
    spread = spoken(shown, "stapsgewijs op p-waarde, drempel 0,02: 796")
    assert "; stapsgewijs met 6 drempels: 796; twee lijsten samengevoegd, 3 manieren: 701–1.020; zonder lijst" in spread
    assert (
        "Geschat totaal. Rond: volgens de gekozen rekenwijze, met 95%-interval (gestreept). Streepjes: van modellen die"
        " bijna even goed passen, met andere drempels en met twee lijsten samengevoegd. Ruiten: met één lijst"
        " weggelaten, met 95%-interval (gestreept). De blauwe lijn is wat is waargenomen."
    ) in told(shown)


def test_what_was_not_tried_is_not_told_either():
    shown = open_calculator("en")
    shown.selectbox(key="methode").set_value("main").run()
    shown = compute(own_table(shown, b"A,B,count\n1,0,100\n0,1,100\n1,1,100\n"))
    assert "Merging two lists" not in told(shown)
    assert "Thresholds from" not in told(shown)
    assert (
        "Estimated total. Round: by the chosen method, with 95% interval (dashed). Ticks: of models that fit about as"
        " well. The blue line is what was observed."
    ) in told(shown)


def test_lists_that_give_no_answer_when_merged_are_counted():
    one = [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0)]
    assert moved(estimate_dark_number(make_histories("ABC", one, [27, 32, 15, 11]), Settings("main"))) == (
        "Eén lijst weglaten geeft maar bij één lijst een antwoord: **149**."
        " Twee lijsten samenvoegen geeft **200 tot 207**. Bij 1 van de 3 paren is er dan geen antwoord."
    )


def test_the_thresholds_of_the_other_stepwise_method_bear_its_name():
    study = computed(estimate_dark_number(parse_bytes(OWN), Settings("aic")), "eigen", {}, "", ())
    rows = study.of_kind("threshold")
    assert list(rows["threshold"]) == [0.001, 0.005, 0.01, 0.02, 0.05, 0.1]
    assert [outcome.words.result_name(row, {}, "nl") for _i, row in rows.iterrows()][-1] == (
        "stapsgewijs op AIC, drempel 0,1"
    )


def test_what_an_interval_promises_is_simulated_when_the_reader_asks_for_it():
    shown = own_table(open_calculator(trekkingen="500", nagebootst="50"), OWN)
    shown = compute(shown)
    assert "mse-simulation" not in shown.session_state
    assert "Neem aan dat het gekozen model waar is en dat er 796 personen zijn;" in told(shown)
    shown = simulate(shown)
    found = next(one.value for one in shown.html if "nagebootste tabellen met 796" in one.value)
    assert "Hoe vaak het 95%-interval het ware totaal bevat, in 50 nagebootste tabellen met 796 personen" in found
    cells = [unescape(re.sub(r"<[^>]+>", "", one)) for one in re.findall(r"<t[hd][^>]*>.*?</t[hd]>", found)]
    assert cells[4:] == [
        *("Wald, negeert modelkeuze", "45 van de 50", "78,2–96,7%", "0"),
        *("bootstrap (percentiel), modelkeuze herhaald", "45 van de 50", "78,2–96,7%", "0"),
        *("bootstrap (BCa), modelkeuze herhaald", "39 van de 44", "75,4–96,2%", "6"),
    ]
    assert "Over een model dat niet klopt, zegt dit niets." in told(shown)
    assert [one.value for one in shown.code][-1] == (
        "python -m etl estimate tabel.csv --method stepwise --threshold 0.02 --bootstrap 500 --seed 1234 --coverage 50"
    )
    again = compute(shown)  # a new estimate has no simulation yet
    assert "mse-simulation" not in again.session_state
    assert "45 van de 50" not in told(again)


@pytest.mark.parametrize(
    ("tables", "seconds", "told"),
    [
        (50, 0.2, "Dit duurt naar schatting hoogstens tien seconden. Na 5 minuten begint geen nieuwe tabel meer."),
        (100, 0.24, "Dit duurt naar schatting 30 seconden. Na 5 minuten begint geen nieuwe tabel meer."),
        (100, 1.11, "Dit duurt naar schatting 2 minuten. Na 5 minuten begint geen nieuwe tabel meer."),
        (200, 1.5, "Dit duurt naar schatting 5 minuten. Na 5 minuten begint geen nieuwe tabel meer."),
        (
            *(200, 2.0),
            "In 5 minuten komen er naar schatting 150 tabellen af. Daarna begint geen nieuwe meer: de uitkomst gaat dan"
            " over minder tabellen dan u koos.",
        ),
    ],
)
def test_how_long_a_simulation_takes_is_told_beforehand(tables, seconds, told):
    assert simulation.how_long(tables, seconds) == told


def test_a_simulation_that_takes_too_long_is_not_begun(monkeypatch):
    monkeypatch.setattr(simulation, "LONGEST", 1e-9)
    shown = compute(own_table(open_calculator("en"), OWN))
    assert (
        "For this table that takes too long here: fewer than 20 tables would be done in 0 minutes. Choose fewer"
        " replicates or another method, or do it on the command line:"
    ) in told(shown)
    assert [one.value for one in shown.code][-1].endswith("--bootstrap 1000 --seed 1234 --coverage 50")
    assert "mse-simulate" not in [one.key for one in shown.button]


def cut_short(raw):
    from dashboard.mse.simulation import INTERVALS, show_simulated
    from etl.mse import Settings, estimate_dark_number, parse_bytes, simulate_coverage

    table, settings = parse_bytes(raw), Settings().fixed_order(3)
    found = simulate_coverage(
        table, settings, intervals=INTERVALS, simulations=100, replicates=100, seed=1234, seconds=0.0
    )
    result = estimate_dark_number(table, settings, replicates=100, seed=1234)
    show_simulated(found, result, 100, 100)


def test_a_simulation_that_was_cut_short_says_how_many_tables_it_is_about():
    shown = AppTest.from_function(cut_short, args=(OWN,), default_timeout=60).run()
    assert [one.value for one in shown.markdown] == [
        "**Let op:** in 5 minuten kwamen er 2 van de 100 tabellen af. De uitkomst gaat alleen over die 2."
    ]
    assert "in 2 nagebootste tabellen met 796 personen" in shown.get("html")[0].value
    assert shown.caption[0].value.startswith("De middelste schatting komt uit op 104% van het ware totaal. Bron: deze")
    assert [one.value for one in shown.code] == [
        "python -m etl estimate tabel.csv --method stepwise --threshold 0.02 --bootstrap 100 --seed 1234 --coverage 2"
    ]


def test_without_an_estimate_there_is_nothing_to_simulate():
    shown = compute(own_table(open_calculator(), b"A,B,count\n1,0,20\n0,1,30\n"))
    assert "**Geen schatting:**" in told(shown)
    assert text("nl", "mse.simulated_title") not in told(shown)
