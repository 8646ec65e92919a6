"""What is said of figures: every rule on both sides of its edge."""

import pandas as pd
import pytest
from caveat_rows import BREAKS, derived, row

from etl import caveats
from etl.caveats import COMPUTATIONS, FORBIDS, Caveat
from etl.caveats.words import SENTENCES


def test_one_plain_figure_has_no_caveat():
    assert derived(row()) == {}


@pytest.mark.parametrize(("value", "said"), [(0.0, True), (4.0, True), (5.0, False), (6.0, False)])
def test_a_count_under_five_is_said(value, said):
    assert ("small_numbers" in derived(row(value=value))) is said


def test_small_numbers_are_counted():
    found = derived(row("2007", 4), row("2008", 3), row("2009", 5))
    assert found["small_numbers"] == Caveat("small_numbers", {"count": 2})


@pytest.mark.parametrize(
    ("period", "region_id", "code"),
    [
        ("2012", "nl", None),
        ("2013", "nl", "counting_changed"),
        ("2014", "nl", "counting_changed"),
    ],
)
def test_a_selection_crosses_a_break_when_one_falls_after_its_first_figure(period, region_id, code):
    found = derived(row("2011", 20, region_id=region_id), row(period, 21, region_id=region_id))
    assert [one for one in found if one.endswith("_changed")] == ([code] if code else [])


def test_a_selection_that_begins_in_the_year_of_a_break_does_not_cross_it():
    assert "counting_changed" not in derived(row("2013", 20), row("2014", 21))


def test_a_break_in_effort_is_told_apart_from_one_in_counting():
    found = derived(row("2015", 20), row("2016", 21))
    assert found["effort_changed"].parameters["title_nl"] == "Meer inzet"
    assert "counting_changed" not in found


def test_a_break_for_areas_does_not_bear_on_the_country():
    area, country = row("2018", 20), row("2018", 20, region_id="nl")
    assert "counting_changed" in derived(area, row("2019", 21))
    assert "counting_changed" not in derived(country, row("2019", 21, region_id="nl"))


def test_a_break_that_lasts_as_long_as_a_line_says_that_its_points_are_loose_and_changed_nothing():
    whole = BREAKS.assign(
        break_id=["br-points", "br-effort", "br-area"],
        starts=pd.to_datetime(["2008-01-01", "2016-01-01", "2019-01-01"]),
        ends=pd.to_datetime(["2010-12-31", "2016-12-31", "2019-01-01"]),
        title_nl=["Alleen 2008 en 2010", "Meer inzet", "Nieuwe grens"],
    )
    points = row("2008", 20), row("2010", 60)
    found = derived(*points, breaks=whole)
    assert "counting_changed" not in found
    assert found["loose_points"].sentence("nl") == (
        "Deze reeks heeft losse meetpunten. Alleen 2008 en 2010: trek daar geen lijn tussen en bereken geen "
        "verandering."
    )
    assert {"percentage_change", "joined_line"} <= found["loose_points"].forbids
    longer = derived(*points, row("2011", 60), breaks=whole)
    assert "loose_points" not in longer
    assert "counting_changed" in longer


def test_a_break_of_another_indicator_is_passed_over():
    other = {"indicator_id": "police_suspects"}
    assert "counting_changed" not in derived(row("2011", 20, **other), row("2014", 21, **other))


@pytest.mark.parametrize(
    ("value", "ids", "said"),
    [(0.0, "bs-one", True), (0.0, None, False), (1.0, "bs-one", False)],
)
def test_a_zero_where_nobody_looks_is_structural(value, ids, said):
    assert ("structural_zero" in derived(row(value=value, blind_spot_ids=ids))) is said


def test_each_blind_spot_is_told_with_its_area_and_its_cause():
    found = derived(row(value=0.0, blind_spot_ids="bs-one;bs-two"))
    assert found["structural_zero"].parameters["why_nl"] == "Ook hier niet."
    assert found["structural_zero"].sentence("en").startswith("A zero in Arnhem does not mean here")


@pytest.mark.parametrize(
    ("series", "indicator", "said"),
    [
        ("om-data-2012", "om_registered_cases", False),
        ("om-later", "om_registered_cases", True),
        ("om-later", "om_completed_cases", False),
    ],
)
def test_two_series_of_one_indicator_are_two(series, indicator, said):
    found = derived(row(), row("2008", series=series, indicator_id=indicator))
    assert ("several_series" in found) is said


@pytest.mark.parametrize(("unit", "said"), [("cases", False), ("victims", True)])
def test_two_units_are_not_divided(unit, said):
    assert ("several_units" in derived(row(), row("2008", unit=unit))) is said


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (("arrondissement19", "arrondissement19"), False),
        (("arrondissement19", "arrondissement11"), True),
        (("arrondissement19", "arrondissement10"), True),
        (("arrondissement10", "arrondissement11"), False),
        (("politieregio25", "politie_eenheid"), True),
        (("arrondissement19", "politie_eenheid"), False),
    ],
)
def test_editions_of_areas_are_told_apart(kinds, said):
    assert ("editions" in derived(*(row(region_type=kind) for kind in kinds))) is said


@pytest.mark.parametrize(
    ("status", "said"), [("provisional", True), ("final", False), ("revised", False), ("unknown", False)]
)
def test_provisional_figures_are_told(status, said):
    assert ("provisional" in derived(row(status=status))) is said


@pytest.mark.parametrize(("confidence", "said"), [("ambiguous", True), ("derived", False), ("confirmed", False)])
def test_a_figure_that_is_not_sharp_makes_no_headline(confidence, said):
    found = derived(row(confidence=confidence))
    assert ("headline" in caveats.forbidden(found.values())) is said


@pytest.mark.parametrize(("state", "code"), [("missing", "not_published"), ("suppressed", "suppressed")])
def test_no_figure_is_no_zero(state, code):
    assert list(derived(row(value=None, state=state))) == [code]
    assert derived(row(value=None, state="not_applicable")) == {}


@pytest.mark.parametrize(("period", "said"), [("2007", False), ("2008", False), ("2007/2008", True)])
def test_a_period_of_more_than_a_year_is_pooled(period, said):
    assert ("pooled" in derived(row(period))) is said


def test_half_a_year_is_not_pooled():
    half = row("2007", period_end=pd.Timestamp("2007-06-30"))
    assert "pooled" not in derived({**half, "period": "2007-01/2007-06"})


def test_weightier_caveats_come_first():
    found = derived(row("2007", 20), row("2008", 4, status="provisional", series="om-later"), row("2009", 3))
    assert list(found) == ["several_series", "small_numbers", "provisional", "fall"]


def test_every_caveat_has_a_sentence_in_both_languages():
    assert SENTENCES["nl"].keys() == SENTENCES["en"].keys() == FORBIDS.keys()
    assert {one for some in FORBIDS.values() for one in some} == set(COMPUTATIONS)
    for code in FORBIDS:
        assert SENTENCES["nl"][code].keys() == SENTENCES["en"][code].keys()


def test_one_figure_and_several_have_each_their_own_words():
    assert Caveat("small_numbers", {"count": 1}).sentence("nl").startswith("Eén aantal is kleiner dan 5.")
    assert Caveat("small_numbers", {"count": 3}).sentence("en").startswith("There are 3 counts under 5.")


def test_in_the_snapshot_the_only_structural_zero_is_told_with_its_source(warehouse):
    query = """SELECT o.region, o.value, z.source_id, z.locator FROM observation_wide o
               JOIN blind_spot z ON o.blind_spot_ids = z.blind_spot_id"""
    assert warehouse.execute(query).fetchall() == [("Gelderland-Midden", 0.0, "nr-2012-gemeenten", "§3.1")]


def test_a_break_of_the_forms_is_told_of_lines_of_forms_alone():
    """Synthetic: the way forms are told apart changed in 2010, which says nothing of the total beside them."""
    forms = BREAKS.head(1).assign(breakdown="form=*", date="2010", starts=pd.Timestamp("2010-01-01"))
    forms = forms.assign(ends=pd.Timestamp("2010-12-31"))
    total = [row(year, 20) for year in ("2009", "2010")]
    sexual = [row(year, 20, breakdown="form=sexual") for year in ("2009", "2010")]
    assert "counting_changed" not in derived(*total, breaks=forms)
    assert derived(*total, *sexual, breaks=forms)["counting_changed"].parameters["title_en"] == "New law"
