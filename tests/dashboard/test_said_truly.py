"""Sentences and names that a reader could take for more, or for something else, than the figures say."""

import re
from dataclasses import replace

import pandas as pd
import pytest
from elements import all_words

from dashboard.charts.line_names import end_labels
from dashboard.charts.theme import Look, alt
from dashboard.citing import cited, source_line
from dashboard.districts.choice import choose
from dashboard.districts.slope import slope_figure

HUNGARIANS = "foreign_nationals|cbs-register|nationality=HU"


def told(page) -> str:
    return "\n".join(all_words(page))


@pytest.mark.parametrize(
    ("lang", "title", "caveat"),
    [
        ("nl", "Inwoners met een niet-Nederlandse nationaliteit (Hongaarse nationaliteit), 2026", "Geen risicomaat."),
        ("en", "Residents with a non-Dutch nationality (Hungarian nationality), 2026", "Not a risk measure."),
    ],
)
def test_a_figure_of_a_part_is_named_after_the_part(open_page, lang, title, caveat):
    text = told(open_page("regions", lang=lang, indeling="huidig", cijfer=HUNGARIANS))
    assert title in text
    assert caveat in text


@pytest.mark.parametrize(
    ("edition", "title", "keys"),
    [
        ("oud", "Rekenvoorbeeld: twee sleutels, twee uitkomsten", ("Inwoners: overal", "Zaken: wie")),
        (
            "huidig",
            "Rekenvoorbeeld: drie sleutels, drie uitkomsten",
            ("Inwoners: overal", "Zaken: wie", "Nationaliteit:"),
        ),
    ],
)
def test_the_calculation_example_counts_the_keys_that_it_has(open_page, edition, title, keys):
    text = told(open_page("regions", indeling=edition))
    assert title in text
    assert all(key in text for key in keys)
    assert ("Nationaliteit: alleen wie" in text) is (edition == "huidig")
    assert "Heel Nederland, schatting 2021 (2018–2019): 4.000–7.000 slachtoffers" in text


def test_immigrants_are_told_by_origin_and_not_by_where_they_came_from(open_page):
    text = told(open_page("migration"))
    assert "7.757 immigranten met herkomst Bulgarije" in text
    assert "Herkomst is niet het land waar iemand vandaan verhuisde" in text
    assert "vanuit" not in text


@pytest.mark.parametrize(("lang", "seen"), [("nl", "1.400 slachtoffers per jaar"), ("en", "1,400 victims a year")])
def test_what_was_observed_stands_in_no_table_of_estimates(open_page, lang, seen):
    text = told(open_page("dark_number", lang=lang))
    head = {"nl": "het waargenomen deel", "en": "the part observed"}[lang]
    assert text.count(seen) == 1
    assert text.index(head) < text.index(seen)


def test_nothing_chosen_is_told(open_page):
    assert "Er is geen reeks gekozen" in told(open_page("overview", series=""))
    assert "Er is geen reeks gekozen" not in told(open_page("overview"))
    assert "Er is geen herkomst gekozen" in told(open_page("migration", origin=""))


def test_the_story_of_the_dark_number_gives_no_more_digits_than_its_range(open_page):
    text = told(open_page("stories", verhaal="dark-number"))
    assert "ruwweg 2.600 tot 5.700 mensen die niemand meldde" in text


def synthetic_lines() -> pd.DataFrame:
    rows = [("een", 2023.0, 868.0), ("een", 2022.0, 800.0), ("twee", 2024.0, 944.0), ("drie", 2024.0, 0.0)]
    drawn = pd.DataFrame(rows, columns=["label", "x", "value"])
    return drawn.assign(told_short=drawn["value"].map("{:.0f}".format))


def test_the_name_at_the_end_of_a_line_tells_the_year_of_a_figure_that_is_not_the_last_years():
    axis, look = alt.X("x:Q"), Look("nl", dark=False)
    ends = end_labels(synthetic_lines(), ["een", "twee", "drie"], axis, 1000, 100, look, (2020, 2024), 5)
    drawn = ends[0].data
    assert drawn["text"].tolist() == ["drie 0", "een 868 (2023)", "twee 944"]
    assert drawn["place"].tolist() == [80.0, 868.0, 1028.0]  # half a line above the axis, and a line apart
    assert drawn["free"].tolist() == pytest.approx([5 / 9.6] * 3)
    fits = re.search(r"width \* datum\.free > length\(datum\.text\) \* ([\d.]+) \+ 12", str(ends[0].to_dict()))
    assert fits and float(fits[1]) == 5.4


@pytest.mark.parametrize(
    ("width", "told"),
    [
        (264, ["1.774.603", "1.566.523"]),  # as on a telephone
        (560, ["Noord-Nederland 1.774.603", "1.566.523"]),
        (1000, ["Noord-Nederland 1.774.603", "Zeeland-West-Brabant 1.566.523"]),
        (150, ["", ""]),
    ],
)
def test_a_figure_beside_the_last_year_is_never_cut_off(page, width, told):
    page("regions", "nl")  # what follows is asked within a session
    choice = replace(choose("population|cbs-register|total", "arrondissement11"), chosen=("ar11:AR05", "ar11:AR11"))
    layer = slope_figure(choice, "2019", "2026").panels[0].chart.layer[-1]
    expression = str(layer.mark.text["expr"] if isinstance(layer.mark.text, dict) else layer.mark.text.expr)
    rule = re.fullmatch(
        r"width \* ([\d.]+) > length\(datum\.name\) \* ([\d.]+) \+ (\d+) \? datum\.name"
        r" : width \* \1 > length\(datum\.short\) \* \2 \+ \3 \? datum\.short : ''",
        expression,
    )
    assert rule
    share, letter, beside = map(float, rule.groups())
    assert share == pytest.approx(0.6 / 2.2, abs=0.0001)  # of the width lies right of the last of two years
    shown = [
        next((one for one in (row["name"], row["short"]) if width * share > len(one) * letter + beside), "")
        for _index, row in layer.data.sort_values("region").iterrows()
    ]
    assert shown == told


def test_sources_of_what_is_drawn_come_before_those_of_what_it_is_divided_by(page):
    page("overview", "nl")  # what follows is asked within a session
    rows = pd.DataFrame(
        {
            "source_id": ["nr-2012-gemeenten", "nos-2021-11", "nos-2021-11"],
            "population_source_id": ["cbs-70072ned", "cbs-70072ned", None],
        }
    )
    assert cited(rows, per_head=True) == ["nos-2021-11", "nr-2012-gemeenten", "cbs-70072ned"]
    line = source_line(cited(rows, per_head=True))
    places = [line.index(one) for one in ("NOS", "Nationaal Rapporteur", "CBS")]
    assert places == sorted(places)
    assert cited(rows) == ["nos-2021-11", "nr-2012-gemeenten"]


def test_two_years_are_joined_in_the_areas_whose_borders_did_not_move(page):
    page("regions", "nl")  # what follows is asked within a session
    choice = choose("population|cbs-register|total", "arrondissement11")
    told = slope_figure(choice, "2020", "2026").table.set_index("Gebied")["Verschil"]
    weesp = "breuk ertussen: Weesp van Midden-Nederland naar Amsterdam (2022)"
    haaren = "breuk ertussen: Gemeente Haaren opgeheven (2021)"
    moved = {"Amsterdam": weesp, "Midden-Nederland": weesp, "Oost-Brabant": haaren, "Zeeland-West-Brabant": haaren}
    assert told[list(moved)].to_dict() == moved
    assert set(told.drop(list(moved))) == {"geen telling van gebeurtenissen"}


def test_limits_of_the_page_are_wider_than_those_of_the_warehouse_and_have_names_of_their_own(warehouse):
    rows = choose("om_registered_cases|om-data-2012|total", "arrondissement19").rows.set_index(["region", "period"])
    one = rows.loc[("Rotterdam", "2011")]
    held = warehouse.execute(
        """SELECT count_low, count_high FROM observation_wide WHERE indicator_id = 'om_registered_cases' AND region =
           'Rotterdam' AND region_type = 'arrondissement19' AND series = 'om-data-2012' AND period = '2011'"""
    ).fetchone()
    assert (one["count_low"], one["count_high"]) == pytest.approx(held)
    assert held == pytest.approx((29.42, 55.62), abs=0.01)
    assert (one["wide_low"], one["wide_high"]) == pytest.approx((22.7, 68.1), abs=0.05)
