"""A value in the address that Streamlit's own widgets do not take is told, as one that `kept` does not know is."""

import re

import pytest
from elements import run_page
from streamlit.testing.v1 import AppTest

USUAL = "De link noemt bij {key} de waarde ` {value} `; die bestaat hier niet. U ziet de gewone keuze."


@pytest.fixture(scope="module")
def open_page():
    """A page on which every box is as the address says."""
    return lambda view, **address: run_page(view, address, boxes=())


def told(page: AppTest, key: str) -> list[str]:
    assert not page.exception
    assert not page.error
    return [one.value for one in page.info if re.search(rf"(bij|for) {key}\b", one.value)]


@pytest.mark.parametrize(
    ("view", "key", "value"),
    [
        ("overview", "breuken", "zzz"),
        ("overview", "gebeurtenissen", "7"),
        ("overview", "table-in-beeld", "open"),
        ("regions", "scenario", "ja"),
        ("regions", "maat", "zzz"),
        ("overview", "series", "<img src=x>"),
        ("system", "lengte", "99"),
        ("system", "lengte", "-5"),
        ("system", "lengte", "kort"),
        ("migration", "migration-years", "2015"),
        ("dark_number", "methode", "zzz"),
        ("dark_number", "trekkingen", "-5"),
        ("dark_number", "lijsten", "geen lijst"),
        ("dark_number", "tabel", "zzz"),
        ("dark_number", "drempel-stepwise", "0.77"),
    ],
)
def test_a_value_that_does_not_exist_is_told_and_the_usual_choice_is_shown(open_page, view, key, value):
    assert told(open_page(view, lang="nl", **{key: value}), key) == [USUAL.format(key=key, value=value)]


def test_in_english_it_is_told_in_english(open_page):
    assert told(open_page("system", lang="en", lengte="99"), "lengte") == [
        "The link names the value ` 99 ` for lengte; it does not exist here. You see the usual choice."
    ]


def test_a_pair_of_years_is_one_value(open_page):
    page = open_page("migration", **{"migration-years": ["1800", "2010"]})
    assert told(page, "migration-years") == [USUAL.format(key="migration-years", value="1800, 2010")]
    assert page.session_state["migration-years"] == (1995, 2026)


def test_where_streamlit_takes_a_number_near_it_that_number_is_told(open_page):
    page = open_page("system", lengte="3.5")
    assert page.session_state["lengte"] == 3
    assert told(page, "lengte") == ["De link noemt bij lengte de waarde ` 3.5 `; die bestaat hier niet. U ziet 3."]


def test_of_two_values_of_which_one_exists_the_other_is_told(open_page):
    page = open_page("overview", breuken=["<b>x</b>", "false"])
    assert page.session_state["breuken"] is False
    assert told(page, "breuken") == [
        "De link noemt bij breuken de waarde ` <b>x</b> `; die bestaat hier niet. U ziet wat hij verder noemt."
    ]


@pytest.mark.parametrize(
    ("view", "key", "value"),
    [
        ("overview", "breuken", "false"),
        ("overview", "breuken", "TRUE"),
        ("overview", "gebeurtenissen", "true"),
        ("overview", "table-in-beeld", "true"),
        ("system", "lengte", "4"),
        ("system", "lengte", "6"),
        ("system", "lengte", ""),
        ("migration", "migration-years", ["2012", "2015"]),
        ("migration", "migration-years", ["2015", "2012"]),
        ("migration", "migration-years", ["1995", "2026"]),
    ],
)
def test_of_a_value_that_exists_nothing_is_told(open_page, view, key, value):
    assert told(open_page(view, **{key: value}), key) == []


def test_where_the_number_is_all_there_is_another_measure_is_told(open_page):
    page = open_page("regions", cijfer="population|cbs-register|total", maat="zzz")
    assert told(page, "maat") == [USUAL.format(key="maat", value="zzz")]
