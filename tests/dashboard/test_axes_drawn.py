"""What stands on the axes of charts, read from their pictures. Events and figures are synthetic."""

import re

import pandas as pd
import pytest
import vl_convert

from dashboard.charts.areas import by_area
from dashboard.charts.theme import Look
from dashboard.charts.timeline import timeline


def drawn(chart) -> str:
    return vl_convert.vegalite_to_svg(chart.properties(width=800).to_dict())


def test_an_event_of_1_january_stands_at_the_line_to_the_left_of_its_year():
    """A year in the middle of its width would stand to the right of its first day, and look like the year after."""
    named = {"what": "event", "lane": "law", "title_nl": "wet", "title_en": "law", "when": ""}
    events = pd.DataFrame([{"date": one, **named} for one in ("2001-01-01", "2002-07-02")])
    picture = drawn(timeline(events, ["law"], Look("en"), (2000, 2003), {"event": "event", "break": "break"}))
    marks = [float(one) for one in re.findall(r'point"[^>]*translate\(([0-9.]+),', picture)]
    names = re.findall(r'<text text-anchor="start" transform="translate\(([0-9.]+),[^>]*>(\d{4})</text>', picture)
    places = {int(year): float(x) for x, year in names}
    assert list(places) == [2000, 2001, 2002, 2003]
    year = places[2001] - places[2000]
    assert marks[0] == pytest.approx(places[2001] - 2, abs=0.6)
    assert marks[1] == pytest.approx(places[2002] - 2 + year * 182 / 366, abs=0.6)


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([0.4, 2.59], ["0", "1", "2", "3"]),
        ([0.2, 0.8], ["0,0", "0,2", "0,4", "0,6", "0,8", "1,0"]),
        ([900.0, 3856.0], ["0", "1.000", "2.000", "3.000", "4.000"]),
    ],
)
def test_an_axis_has_no_more_decimals_than_keep_its_numbers_apart(values, ticks):
    rows = pd.DataFrame({"region": ["a", "b"], "value": values, "told": ""})
    picture = drawn(by_area(rows, Look("nl"), x_title="", top=max(values) * 1.25))
    assert re.findall(r">([0-9.,]+)</text>", picture) == ticks
