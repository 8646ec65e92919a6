"""Discs of breaks and events: none covers another, and none stands where a line is."""

import pandas as pd
import pytest

from dashboard.charts.panels import DISC, panel, rows_of_discs
from dashboard.charts.theme import Look
from dashboard.charts.trend import disc_rows


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
    assert top / drawing["height"] == pytest.approx(50 / 100)  # a unit takes as many pixels as it did
    discs = [row["y"] for rows in drawing["datasets"].values() for row in rows if "title_nl" in row]
    assert len(discs) == 3
    assert min(discs) * drawing["height"] / top - DISC / 2 > 100  # above all that the lines may reach
