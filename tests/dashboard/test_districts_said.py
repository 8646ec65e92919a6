"""Sentences on the page Arrondissementen say no more than its figures do."""

import json

import pandas as pd
import pyarrow as pa
import pytest
from elements import all_words, figures, tables

from dashboard.districts.choice import choose
from dashboard.districts.lines import all_areas
from dashboard.districts.slope import slope_figure


def told(page) -> str:
    return "\n".join(all_words(page))


def test_of_what_is_no_count_of_events_two_years_say_nothing_of_chance(page):
    page("regions", "nl")  # what follows is asked within a session
    figure = slope_figure(choose("population|cbs-register|total", "arrondissement11"), "2019", "2026")
    assert set(figure.table["Verhouding (95%-interval)"]) == {"–"}
    two = "Twee losse jaren zeggen weinig: kies andere jaren en zie hoe het beeld verandert."
    assert figure.notes == [two]
    assert figure.subtitle == (
        "Per gebied, personen. Een lijn verbindt twee cijfers die te vergelijken zijn. Gekleurd: de gekozen gebieden."
    )
    assert figure.panels[0].alt == (
        "2019 naast 2026 voor 11 gebieden. Het is geen telling van gebeurtenissen, dus een verschil is niet op toeval"
        " getoetst."
    )
    cases = slope_figure(choose("om_registered_cases|om-data-2012|total", "arrondissement19"), "2007", "2011")
    spread = "Het interval van de verhouding houdt rekening met de spreiding van de jaren."
    assert cases.notes == [spread, two]
    assert cases.subtitle.startswith("Per gebied, zaken. Dikke lijn: het verschil is groter dan toeval kan geven.")


NO_RATE = "Voor deze cijfers is geen aantal per inwoner te geven. Het aantal zelf staat hieronder."


def test_numbers_per_inhabitant_are_offered_where_there_are_any(page, open_page):
    people = "population|cbs-register|total"
    assert [one.label for one in page("regions", "nl").get("button_group")].count("Maat") == 1
    without = open_page("regions", cijfer=people)
    assert "Maat" not in [one.label for one in without.get("button_group")]
    assert NO_RATE not in told(without)
    assert NO_RATE in told(open_page("regions", cijfer=people, maat="rate"))


def test_the_small_charts_have_caveats_and_rows_of_the_years_that_they_draw(page):
    page("regions", "nl")  # what follows is asked within a session
    figure = all_areas(choose("om_registered_cases|om-data-2012|total", "arrondissement19"), shared=True)
    assert len(figure.table) == len(figure.rows) == 95  # 19 areas in five years
    assert set(figure.table["Periode"]) == {"2007", "2008", "2009", "2010", "2011"}
    assert not [one for one in figure.caveats if "die over meer jaren samen gaan" in one]


COMMAND = "`python -m etl refresh politie-crime cbs-origin cbs-population cbs-regions pdok-boundaries`"


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        (
            "nl",
            "Voor de huidige indeling zijn nog niet alle cijfers opgehaald; kies die indeling om te zien welke"
            f" ontbreken. De beheerder doet dat met {COMMAND}.",
        ),
        (
            "en",
            "Not all figures for the present division have been downloaded yet; choose that division to see which are"
            f" missing. The administrator does that with {COMMAND}.",
        ),
    ],
)
def test_as_the_districts_open_they_say_what_is_not_loaded_and_which_command_loads_it(page, lang, sentence):
    assert sentence in [one.value for one in page("regions", lang).caption]


def test_the_present_division_says_it_in_full_and_once(open_page):
    present = open_page("regions", indeling="huidig")
    (whole,) = [one.value for one in present.info if COMMAND in one.value]
    assert whole.startswith("Nog niet opgehaald: geregistreerde misdrijven en aangiften, per jaar en per maand")
    assert not [one.value for one in present.caption if COMMAND in one.value]


def test_a_range_of_one_number_is_one_number(page):
    table = tables(figures(page("regions", "nl"))["landelijke-schatting"])[0]
    people = table.set_index("Schatting")["Inwoners"].to_dict()
    assert people == {
        "2014–2015 · schatting 2017": "16.829.289–16.900.726",
        "2018 · deskundigen 2019": "17.181.084",
        "2018–2019 · schatting 2021": "17.181.084–17.282.163",
    }


LONGEST = 42
"""Letters of the widest kind of text that fit in a label of a row, which is 260 pixels."""


@pytest.mark.parametrize("edition", ["oud", "huidig"])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_no_label_of_the_calculation_example_is_cut_off(open_page, lang, edition):
    chart = figures(open_page("regions", lang=lang, indeling=edition))["rekenvoorbeeld"].get("vega_lite_chart")[0]
    drawing = json.loads(chart.proto.spec)
    axes = [one["encoding"]["y"].get("axis") or {} for one in drawing["layer"] if "y" in one.get("encoding", {})]
    assert {one["labelExpr"] for one in axes if "labelExpr" in one} == {"split(datum.label, ' · ')"}
    names = [one for frame in sent(chart) if "label" in frame for one in frame["label"]]
    assert names
    assert max(len(part) for one in names for part in one.split(" · ")) <= LONGEST
    assert {len(one.split(" · ")) for one in names} == {2}


def sent(chart) -> list[pd.DataFrame]:
    return [pa.ipc.open_stream(one.data.data).read_pandas() for one in chart.proto.datasets]
