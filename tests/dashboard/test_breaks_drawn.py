"""Where the rules of breaks stand and how they are dashed, and which points are open: what a chart says without
words. Breaks are synthetic, figures bundled."""

import re

import pandas as pd
import pytest
import vl_convert

from dashboard import queries
from dashboard.charts.discs import break_marks
from dashboard.charts.theme import Look
from dashboard.charts.trend import trend
from dashboard.lines import as_lines

BREAKS = pd.DataFrame(
    {
        "break_id": ["br-law", "br-effort", "br-early", "br-late"],
        "starts": pd.to_datetime(["2013-11-15", "2016-01-01", "2009-12-31", "2020-01-01"]),
        "ends": pd.to_datetime(["2013-11-15", "2018-06-30", "2009-12-31", "2020-12-31"]),
        "cuts": [True, False, True, True],
        "number": [1, 2, 3, 4],
        "title_nl": ["Wet", "Inzet", "Eerder", "Later"],
        "title_en": ["Law", "Effort", "Earlier", "Later on"],
    }
)


def test_a_rule_stands_between_the_last_year_of_the_old_count_and_the_first_of_the_new():
    """Half a year before the year in which the break falls; what lasted longer ends half a year after its last."""
    found = break_marks(BREAKS, 2010, 2019)
    assert found["title_en"].tolist() == ["Law", "Effort"]
    assert found["x"].tolist() == [2012.5, 2015.5]
    assert found["x2"].isna().tolist() == [True, False]
    assert found["x2"].tolist()[1] == 2018.5


def test_what_lasts_beyond_the_chart_ends_with_it():
    assert break_marks(BREAKS, 2010, 2017)["x2"].tolist()[1] == 2017.5


def test_a_break_that_cuts_is_drawn_whole_and_another_dotted_each_in_its_place():
    """Read from the picture: places in pixels, turned into years by the ends of the line."""
    ends = {"x": [2010.0, 2019.0], "value": [10.0, 20.0], "open": [True, False]}
    rows = pd.DataFrame({**ends, "label": "a", "segment": "a 0", "told": "", "told_short": "", "region_id": "nl"})
    chart = trend(rows, ["a"], Look("en"), years=(2010, 2019), y_title="", breaks=BREAKS)
    picture = vl_convert.vegalite_to_svg(chart.properties(width=1000).to_dict())
    (line,) = re.findall(r'aria-roledescription="line mark" d="M([0-9.]+),[0-9.]+L([0-9.]+),', picture)
    first, last = map(float, line)
    rules = re.findall(
        r'; {2}: (\w+)" [^>]*"rule mark" transform="translate\(([0-9.]+),0\)"[^>]* stroke-dasharray="([0-9,]+)"',
        picture,
    )
    assert [
        (title, round(2010 + 9 * (float(place) - first) / (last - first), 2), dash) for title, place, dash in rules
    ] == [("Law", 2012.5, "1,0"), ("Effort", 2015.5, "1,4")]


def test_a_point_is_open_where_its_figure_is_provisional_small_or_not_sharp():
    """Of the bundled reported victims the half-years of 2015 and 2016 are provisional, and sharp."""
    rows = queries.figures(["reported_victims"], "land")
    lines = as_lines(rows, queries.all_breaks().head(0), rows["series"], "nl")
    halves = rows.index[rows["period"].isin(["2015-01/2015-06", "2016-01/2016-06"])]
    assert lines.loc[halves, "open"].tolist() == [True, True]
    assert lines.loc[halves, "value"].tolist() == [648, 486]
    plain = rows[(rows["status"] != "provisional") & (rows["confidence"] != "ambiguous")]
    assert not lines.loc[plain.index, "open"].any()
    assert lines.loc[rows.index[rows["confidence"] == "ambiguous"], "open"].all()


@pytest.mark.parametrize(("value", "small", "is_open"), [(4.0, True, True), (5.0, False, False)])
def test_a_point_under_five_is_open(value, small, is_open):
    """A synthetic change of a bundled figure."""
    rows = (
        queries.figures(["reported_victims"], "land").query("period == '2024'").assign(value=value, small_number=small)
    )
    assert as_lines(rows, queries.all_breaks().head(0), rows["series"], "nl")["open"].tolist() == [is_open] * len(rows)
