"""Figures in words: a number, and four ways of having none that never look alike."""

import json
import re
from html import unescape

import pandas as pd
import pytest

from dashboard import html, tables
from dashboard.texts import LANGUAGES
from etl.model import tables as dictionary

PLAIN = {
    "state": "value",
    "value": 1106.0,
    "low": None,
    "high": None,
    "unit": "cases",
    "small_number": False,
    "status": "final",
    "confidence": "confirmed",
    "note_nl": None,
    "note_en": None,
}


def row(**changed):
    """A synthetic figure: 1,106, sharp and final, unless said otherwise."""
    return pd.Series({**PLAIN, **changed})


@pytest.mark.parametrize(
    ("given", "dutch", "english"),
    [
        (row(), "1.106", "1,106"),
        (row(value=0.0, state="zero"), "0", "0"),
        (row(value=None, state="suppressed"), "onderdrukt door de bron", "suppressed by the source"),
        (row(value=None, state="missing"), "niet gepubliceerd", "not published"),
        (row(value=None, state="not_applicable"), "niet van toepassing", "not applicable"),
        (row(value=None, low=200.0), "meer dan 200", "more than 200"),
        (row(value=None, high=2500.0), "ten hoogste 2.500", "at most 2,500"),
        (row(value=None, low=50.0, high=60.0), "50–60", "50–60"),
        (row(value=0.568), "0,57", "0.57"),
        (row(value=37.5), "37,5", "37.5"),
        (row(value=45.0, unit="%"), "45%", "45%"),
        (row(value=None, low=50.0, high=60.0, unit="%"), "50–60%", "50–60%"),
        (row(value=None, state="missing", unit="%"), "niet gepubliceerd", "not published"),
    ],
)
def test_a_figure_is_a_number_or_says_why_there_is_none(given, dutch, english):
    assert (tables.figure_text(given, "nl"), tables.figure_text(given, "en")) == (dutch, english)


@pytest.mark.parametrize("language", LANGUAGES)
def test_zero_suppressed_missing_and_not_applicable_are_four_different_things(language):
    states = [state for state in dictionary()["observation"].field("state").allowed if state != "value"]
    assert sorted(states) == ["missing", "not_applicable", "suppressed", "zero"]
    told = [tables.figure_text(row(value=0.0 if state == "zero" else None, state=state), language) for state in states]
    assert len(set(told)) == 4
    assert [words for words in told if any(sign.isdigit() for sign in words)] == ["0"]


@pytest.mark.parametrize(
    ("given", "dutch", "english"),
    [
        (row(), "", ""),
        (row(value=4.0, small_number=True), "< 5", "< 5"),
        (row(status="provisional"), "voorlopig", "provisional"),
        (row(status="revised"), "herzien", "revised"),
        (row(confidence="derived"), "afgeleid", "derived"),
        (row(confidence="ambiguous"), "niet scherp: niet voor een kop", "not sharp: not for a headline"),
        (
            row(value=3.0, small_number=True, status="provisional", note_nl="Tot juli.", note_en="Until July."),
            "< 5; voorlopig; Tot juli.",
            "< 5; provisional; Until July.",
        ),
    ],
)
def test_what_must_be_known_of_a_figure_stands_beside_it(given, dutch, english):
    assert (tables.flags(given, "nl"), tables.flags(given, "en")) == (dutch, english)


def test_a_breakdown_is_told_in_words_and_one_without_words_as_it_is_written():
    assert tables.breakdown_text("form=sexual;sex=female", "nl") == "seksuele uitbuiting, vrouw"
    assert tables.breakdown_text("total", "en") == "total"
    assert tables.breakdown_text("form=unheard_of", "en") == "form=unheard_of"


def test_two_areas_of_one_name_are_told_apart_by_their_kind():
    assert tables.area_text("Arnhem", "arrondissement19", "nl") == "Arnhem (arrondissement tot 2013)"
    assert tables.area_text("Arnhem", "gemeente", "nl") == "Arnhem (gemeente)"
    assert tables.area_text("Nederland", "land", "en") == "Netherlands"


def test_an_interval_that_is_not_known_is_a_dash():
    assert tables.interval_text(5.491, 19.682, "nl") == "5,5–19,7"
    assert tables.interval_text(float("nan"), float("nan"), "nl") == "–"


def test_a_table_has_the_columns_that_are_asked_for_in_their_order():
    rows = pd.DataFrame(
        [{**PLAIN, "region": "Arnhem", "region_id": "ar19:arnhem", "period": "2007/2011", "rate": None}]
    )
    told = tables.observations(rows, "nl", ("period", "region", "rate", "figure"))
    assert told.to_dict("records") == [
        {"Periode": "2007–2011", "Gebied": "Arnhem", "Per 100.000": "–", "Cijfer": "1.106"}
    ]


def test_a_figure_without_a_year_says_so():
    rows = pd.DataFrame([{**PLAIN, "period": "undated"}])
    assert tables.observations(rows, "en", ("period", "figure")).to_dict("records") == [
        {"Period": "no year", "Figure": "1,106"}
    ]


def test_a_head_with_quotes_stays_one_string_beside_its_cells():
    written = html.table(pd.DataFrame({"a": ["1"], 'b "c" \\ <d>; e': ["2"]}), "caption", stacked=True)
    (style,) = re.findall(r'style="([^"]*)"', written)
    name, _colon, told = unescape(style).partition(":")
    assert (name, json.loads(told)) == ("--head-2", 'b "c" \\ <d>; e')
    assert '<td role="cell">2</td>' in written
