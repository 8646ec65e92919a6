"""A span of one year is that year, a figure that is not there is no NaN, and an axis holds all that is drawn on it."""

from dataclasses import replace

import pandas as pd
import pytest
from elements import all_words

from dashboard import numbers
from dashboard.charts.estimates import top_of
from dashboard.coverage import share_figure
from dashboard.districts import all_areas, choose, funnel_figure, national_rate


@pytest.mark.parametrize(
    ("first", "last", "told"), [(2012, 2024, "2012–2024"), (2025, 2025, "2025"), ("2025", "2025", "2025")]
)
def test_a_span_of_one_year_is_that_year(first, last, told):
    assert numbers.years(first, last) == told


def test_titles_of_one_year_name_it_once():
    choice = choose("om_registered_cases|om-data-2012|total", "arrondissement19")
    one = replace(choice, rows=choice.rows[choice.rows["period"] == "2011"])
    assert one.years == (2011, 2011)
    assert all_areas(one, shared=True).title.endswith(", 2011")
    funnel = funnel_figure(one, None)
    assert "2011" in funnel.title + funnel.subtitle
    assert "2011–2011" not in funnel.title + funnel.subtitle


NL = {"indicator_id": "foreign_nationals", "region_id": "nl", "period": "2026", "breakdown": "nationality=HU"}


def hungarians(frames, column=None):
    """The national row of Hungarian nationality, taken away or with one cell emptied."""
    rows = frames["observation"]
    own = (rows[list(NL)] == pd.Series(NL)).all(axis=1)
    assert own.sum() == 1
    if column is None:
        frames["observation"] = rows[~own]
    else:
        frames["observation"] = rows.assign(value=rows["value"].mask(own), state=rows["state"].mask(own, "missing"))


@pytest.mark.parametrize("column", [None, "value"])
@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("nl", "op alfabet. Voor heel Nederland heeft deze monitor dit cijfer niet."),
        ("en", "alphabetical order. For the whole country this monitor does not have this figure."),
    ],
)
def test_without_a_national_figure_the_page_says_so_and_prints_no_nan(changed_facts, open_page, column, lang, told):
    changed_facts(lambda frames: hungarians(frames, column))
    page = open_page("migration", lang=lang)
    assert not page.error
    words = "\n".join(all_words(page))
    assert told in words
    assert "NaN" not in words


def test_of_the_bundled_figures_the_national_figure_is_told(page):
    words = "\n".join(all_words(page("migration", "nl")))
    assert "De arrondissementen staan op alfabet. Heel Nederland: 24.863 personen, 1,37 per 1.000." in words


@pytest.mark.parametrize(
    ("highs", "usual", "top"),
    [([0.1, 0.343], 0.5, 0.5), ([0.1, 0.8], 0.5, 1.04), ([], 0.5, 0.5), ([44.6], 60.0, 60.0), ([100.0], 60.0, 130.0)],
)
def test_an_axis_ends_where_it_did_unless_a_range_reaches_further(highs, usual, top):
    assert top_of(pd.Series(highs, dtype="float64"), usual) == pytest.approx(top)


def low_estimates(frames):
    """Estimates so low, and so high, that the fixed ends of today's axes would lie under them."""
    rows = frames["estimate"]
    own = rows["low"].notna() & (rows["indicator_id"] == "estimated_victims")
    frames["estimate"] = rows.assign(
        low=rows["low"].mask(own, 1000.0), high=rows["high"].mask(own, 40000.0), value=rows["value"].mask(own)
    )


def test_a_range_above_the_usual_end_is_drawn_within_its_chart(changed_facts):
    changed_facts(low_estimates)
    for figure, column in ((national_rate(), "rate_high"), (share_figure(), "share_high")):
        highest = float(figure.rows[column].max())
        assert end_of(figure) == pytest.approx(1.3 * highest)
    assert highest == pytest.approx(1.561)


def test_of_the_bundled_figures_the_axes_end_where_they_did():
    assert (end_of(national_rate()), end_of(share_figure())) == (60, 0.5)


def end_of(figure):
    """Where the axis of the one chart of a figure ends."""
    (panel,) = figure.panels
    return panel.chart.to_dict()["layer"][0]["encoding"]["x"]["scale"]["domain"][1]
