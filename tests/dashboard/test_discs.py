"""Discs of breaks and events, and names of lines: none covers another, and no disc stands where a line is."""

import json

import pandas as pd
import pyarrow as pa
import pytest
from elements import figures as sections

from dashboard.charts.dates import marks, rows_over_time
from dashboard.charts.discs import DISC, FOOT, NARROWEST, break_marks, disc_rows, grown, rows_of_discs
from dashboard.charts.line_names import apart
from dashboard.charts.panels import panel
from dashboard.charts.theme import NARROW, Look


@pytest.mark.parametrize(
    ("places", "wide", "rows"),
    [
        ([], 1.0, []),
        ([2012.5, 2012.5, 2012.5], 0.0, [0, 1, 2]),
        ([2012.5, 2013.5, 2014.5], 1.0, [0, 1, 0]),
        ([2012.5, 2013.5, 2014.5], 0.9, [0, 0, 0]),
        ([2012.5, 2012.5, 2013.0, 2014.0], 1.0, [0, 1, 2, 0]),
    ],
)
def test_a_disc_stands_in_the_first_row_where_it_touches_none(places, wide, rows):
    assert disc_rows(places, wide) == rows


def synthetic_breaks(*starts: str) -> pd.DataFrame:
    told = pd.DataFrame({"starts": starts, "ends": None, "number": [str(at) for at in range(len(starts))]})
    return told.assign(title_nl="synthetisch", title_en="synthetic", cuts=True)


def test_a_small_chart_grows_by_its_discs_and_its_lines_keep_their_height():
    years = (2010, 2020)
    breaks = synthetic_breaks("2012-01-01", "2012-06-01", "2016-01-01")
    assert rows_of_discs(breaks, years) == 2
    assert rows_of_discs(synthetic_breaks("1999-01-01"), years) == 0
    drawn = pd.DataFrame(
        {
            "x": [2012.0],
            "value": [50.0],
            "low": float("nan"),
            "high": float("nan"),
            "label": "synthetisch",
            "segment": "a",
            "open": False,
            "told": "2012: 50",
            "told_short": "50",
        }
    )
    given = {"years": years, "top": 50.0, "band": False, "hatched": False, "height": 100}
    drawing = panel(drawn, ["synthetisch"], Look("nl", dark=False), breaks=breaks, room=2, **given).to_dict()
    assert drawing["height"] == 100 + 2 * DISC
    scales = [
        one["encoding"]["y"]["scale"] for one in drawing["layer"] if "scale" in one.get("encoding", {}).get("y", {})
    ]
    (top,) = {scale["domain"][1] for scale in scales}
    tall = drawing["height"] - FOOT
    assert top / tall == pytest.approx(50 / (100 - FOOT))  # a unit takes as many pixels as it did
    assert tall * (1 - 50 / top) == pytest.approx(2 * DISC)  # which is what the discs take above them
    assert sorted(row["row"] for rows in drawing["datasets"].values() for row in rows if "title_nl" in row) == [0, 0, 1]


def test_a_chart_grows_by_a_disc_for_each_row():
    assert grown(50.0, FOOT + 100, 3) == (FOOT + 100 + 3 * DISC, 50.0 * (100 + 3 * DISC) / 100)
    assert grown(50.0, FOOT + 100, 0) == (FOOT + 100, 50.0)


def test_where_a_chart_is_wide_discs_that_would_touch_on_a_telephone_stand_beside_each_other():
    """Synthetic breaks of 2013 to 2015: 18 pixels are 1.9 years of an axis of 200 pixels, 0.8 of one of 560."""
    breaks = synthetic_breaks("2013-01-01", "2014-01-01", "2015-01-01", "2015-06-01")
    told = break_marks(breaks, 2004, 2024, room=5.3)
    assert told["row"].tolist() == [0, 1, 0, 2]
    assert told["row_wide"].tolist() == [0, 0, 0, 1]


def test_discs_of_days_that_are_near_stand_in_rows_and_far_ones_in_one():
    """Synthetic breaks: in 200 pixels of ten years a disc of 18 takes 328.7 days."""
    first, last = pd.Timestamp(2010, 1, 1), pd.Timestamp(2020, 1, 1)
    breaks = synthetic_breaks("2014-01-01", "2012-01-01", "2012-06-01", "2012-06-01", "2012-12-01", "1999-01-01")
    told = marks(breaks, first, last)
    assert told["number"].tolist() == ["1", "2", "3", "4", "0"]  # in order of time
    assert told["row"].tolist() == [0, 1, 2, 0, 0]
    assert rows_over_time(breaks, (2010, 2019)) == 3
    assert rows_over_time(synthetic_breaks("1999-01-01"), (2010, 2019)) == 0
    assert rows_over_time(synthetic_breaks(), (2010, 2019)) == 0


def sent(chart) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The discs and the figures that a chart is sent."""
    frames = [pa.ipc.open_stream(one.data.data).read_pandas() for one in chart.proto.datasets]
    (discs,) = [one for one in frames if "number" in one]
    (figures,) = [one for one in frames if "value" in one]
    return discs, figures


@pytest.mark.parametrize("address", [{}, {"per": "month"}, {"origin": "PL"}])
def test_no_disc_over_dates_lies_on_another_or_on_a_line_with_every_break_and_event(open_page, address):
    first, last = pd.Timestamp(1995, 1, 1), pd.Timestamp(2027, 1, 1)
    page = open_page("migration", **address)
    page.toggle(key="gebeurtenissen").set_value(True).run()
    charts = sections(page)["immigratie"].get("vega_lite_chart")
    assert len(charts) == (1 if "origin" in address else 3)
    tall = set()
    for chart in charts:
        discs, figures = sent(chart)
        assert len(discs) == 31
        whole = json.loads(chart.proto.spec)["height"]
        down = (discs["row"] + 0.5) * DISC  # pixels below the top
        along = (discs["x"] - first) / (last - first) * NARROWEST
        apart_from_each_other(along, down)
        tall.add(whole)
        assert reach(chart, figures["value"].max()) < whole - FOOT - down.max() - DISC / 2
    assert len(tall) == 1  # charts in a row are equally tall


def apart_from_each_other(along: pd.Series, down: pd.Series) -> None:
    for one in down.index:
        assert (((down - down[one]) ** 2 + (along - along[one]) ** 2).drop(one) ** 0.5).min() >= DISC, one


def reach(chart, value: float) -> float:
    """How far above its foot a value stands, in pixels."""
    told = json.loads(chart.proto.spec)
    ends = {one.name: pa.ipc.open_stream(one.data.data).read_pandas() for one in chart.proto.datasets}["about"].iloc[0]
    (end,) = {
        one["encoding"]["y"]["scale"]["domain"][1]["expr"]
        for one in told["layer"]
        if "scale" in one.get("encoding", {}).get("y", {})
    }
    return float(value / ends[end.rpartition(".")[2]] * (told["height"] - FOOT))


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("view", ["overview", "stories"])
def test_no_disc_over_years_touches_another_or_a_line_with_every_break_and_event(open_page, view, wide):
    page = open_page(view)
    page.toggle(key="gebeurtenissen").set_value(True).run()
    (chart,) = sections(page)["gemeld-en-geschat"].get("vega_lite_chart")
    frames = [pa.ipc.open_stream(one.data.data).read_pandas() for one in chart.proto.datasets]
    discs = next(one for one in frames if "number" in one)
    assert len(discs) == 30
    down = (discs["row_wide" if wide else "row"] + 0.5) * DISC
    # of 2007 to 2024, with room for names or not
    apart_from_each_other(discs["x"] * (NARROW / 23.4 if wide else NARROWEST / 18.1), down)
    drawn = pd.concat(frames)[["value", "high"]].max().max()
    assert drawn == 7500
    assert reach(chart, drawn) < json.loads(chart.proto.spec)["height"] - FOOT - down.max() - DISC / 2


@pytest.mark.parametrize(
    ("x", "place", "shown"),
    [
        ([2014.0, 2016.0], [1256.0, 956.0], ["eleven char"]),  # over each other: the higher one stays
        ([2016.0, 2014.0], [956.0, 1256.0], ["another one"]),
        ([2014.0, 2016.3], [1256.0, 956.0], ["eleven char", "another one"]),  # beside each other
        ([2014.0, 2016.0], [1256.0, 856.0], ["eleven char", "another one"]),  # a line of text apart
        ([], [], []),
    ],
)
def test_of_names_that_would_lie_over_one_another_the_highest_stays(x, place, shown):
    label = ["a", "b"][: len(x)]
    names = pd.DataFrame({"x": x, "place": place, "text": ["eleven char", "another one"][: len(x)], "label": label})
    points = names.rename(columns={"place": "value"})
    assert sorted(apart(names, points, letter=0.2, line=400.0)["text"]) == sorted(shown)


@pytest.mark.parametrize(
    ("x", "value", "label", "shown"),
    [(2015, 500, "b", 0), (2015, 500, "a", 1), (2016, 500, "b", 1), (2015, 800, "b", 1)],
)
def test_a_name_that_would_lie_over_a_point_of_another_line_is_left_to_the_key(x, value, label, shown):
    names = pd.DataFrame({"x": [2014.0], "place": [100.0], "text": ["eleven char"], "label": ["a"]})
    points = pd.DataFrame({"x": [float(x)], "value": [float(value)], "label": [label]})
    assert len(apart(names, points, letter=0.2, line=400.0)) == shown
