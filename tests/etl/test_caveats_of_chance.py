"""When a change is said to be within chance, and when a fall is said to be none in victims."""

import pandas as pd
import pytest
from caveat_rows import YEARS, derived, row

from etl.caveats import Caveat
from etl.caveats.rules import unrest


def test_a_difference_within_chance_names_its_months_in_the_language_of_the_reader():
    told = Caveat("within_chance", {"count": 1, "within": 1, "shown": 1, "from": "2025-01", "to": "2026-03"})
    assert "tussen januari 2025 en maart 2026" in told.sentence("nl")
    assert "between January 2025 and March 2026" in told.sentence("en")


@pytest.mark.parametrize(("after", "within"), [(35, True), (36, False)])
def test_a_change_from_20_is_beyond_chance_from_36_on(after, within):
    """By scipy's exact binomial test the interval of 35 / 20 begins at 0.9827 and that of 36 / 20 at 1.0145."""
    assert ("within_chance" in derived(row("2007", 20), row("2008", after))) is within


def test_scatter_of_the_years_widens_what_chance_can_give():
    """A steady rise from 20 to 40 is beyond chance; the same ends with years that leap up and down are not."""
    calm = [row(year, value) for year, value in zip(YEARS, (20, 25, 30, 35, 40), strict=True)]
    wild = [row(year, value) for year, value in zip(YEARS, (20, 5, 70, 6, 40), strict=True)]
    assert "within_chance" not in derived(*calm)
    assert "within_chance" in derived(*wild)


def test_it_says_of_one_line_that_chance_can_give_its_change_where_others_are_shown():
    tested = [row("2007", 20), row("2008", 21)]
    across = [row("2012", 20, series="om-later"), row("2014", 90, series="om-later")]  # it crosses the law of 2013
    alone, among = (derived(*rows)["within_chance"].sentence("en") for rows in (tested, tested + across))
    assert alone.startswith("The difference between 2007 and 2008 is no larger than chance and the ordinary")
    assert among.startswith("In one line the difference between 2007 and 2008 is no larger than chance and its")


def test_a_line_with_an_end_under_five_is_not_tested_and_not_counted_as_a_change():
    here = {"region_id": "ar19:roermond"}
    found = derived(row("2007", 20), row("2008", 21), row("2007", 2, **here), row("2008", 10, **here))
    assert dict(found["within_chance"].parameters) | {"from": "", "to": ""} == {
        "count": 1,
        "within": 1,
        "shown": 2,
        "from": "",
        "to": "",
    }
    assert found["within_chance"].sentence("nl").startswith("Bij één lijn is het verschil tussen 2007 en 2008 niet")
    assert "within_chance" not in derived(row("2007", 4), row("2008", 4))


@pytest.mark.parametrize(("ends", "tested"), [((4, 5), False), ((5, 4), False), ((5, 5), True), ((5, 6), True)])
def test_a_line_with_ends_of_five_is_tested(ends, tested):
    assert ("within_chance" in derived(row("2007", ends[0]), row("2008", ends[1]))) is tested


def test_it_is_said_how_many_lines_could_be_tested():
    areas = [[row("2007", 20, region_id=f"ar19:{at}"), row("2008", 21, region_id=f"ar19:{at}")] for at in "abc"]
    small = [row("2007", 2), row("2008", 10)]
    told = derived(*(one for pair in areas for one in pair), *small)["within_chance"]
    assert told.sentence("nl") == (
        "Bij 3 van de 4 lijnen is te toetsen of begin en eind meer verschillen dan toeval en gewone schommelingen "
        "kunnen geven; bij 3 daarvan is dat niet zo. Noem het daar geen daling of stijging."
    )


def test_years_with_one_missing_between_them_are_no_neighbours():
    """From 20 to 80 over a year that is missing is no scatter from one year to the next."""
    lines = pd.DataFrame({"period": ["2007", "2008", "2010", "2011"], "value": [20.0, 20.0, 80.0, 80.0]})
    assert unrest(lines) == 1.0
    assert unrest(lines.assign(period=["2007", "2008", "2009", "2010"])) == pytest.approx((80 - 20) ** 2 / 100 / 3)


def test_series_of_several_things_are_counted_per_thing():
    cases = [row(series=one) for one in ("om-data-2012", "om-later")]
    other = row(series="sr-2011", indicator_id="om_completed_cases")
    assert derived(*cases)["several_series"].sentence("en").startswith("Here are 2 series beside each other.")
    assert derived(*cases, other)["several_series"].sentence("en").startswith("Here are up to 2 series of the same")


def test_chance_is_a_matter_of_counted_events_alone():
    persons = {"count_low": None}
    assert "within_chance" not in derived(row("2007", 20, **persons), row("2008", 21, **persons))


@pytest.mark.parametrize(("after", "said"), [(19.0, True), (20.0, False), (21.0, False)])
def test_a_fall_in_what_is_registered_is_no_fall_in_victims(after, said):
    assert ("fall" in derived(row("2007", 20), row("2008", after))) is said


def test_a_fall_between_two_areas_is_no_fall():
    assert "fall" not in derived(row("2007", 20), row("2008", 10, region_id="ar19:assen"))
