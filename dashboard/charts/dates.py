"""Lines over dates: months at their middle, years at theirs, and the rules of breaks on their day."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from dashboard.charts.discs import DISC, FOOT, NARROWEST, break_layer, disc_rows, grown
from dashboard.charts.picking import ground
from dashboard.charts.theme import NUMBERS, Look, finish
from dashboard.charts.trend import line_layers
from dashboard.once import once


def middle(rows: pd.DataFrame) -> pd.Series:
    """The day halfway each period. rows: period_start, period_end."""
    start, end = pd.to_datetime(rows["period_start"]), pd.to_datetime(rows["period_end"])
    return start + (end - start) / 2


def marks(breaks: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Where the rules of the breaks stand: on their first day, in the span shown.

    Columns: x (day), x2 (last day of what lasts longer than a year, else null), row (of the disc, from 0 at the top),
    number, title_nl, title_en, cuts. A disc that would touch another in the narrowest
    chart stands lower.
    """
    day, until = (pd.to_datetime(breaks[name]) for name in ("starts", "ends"))
    ends = until.where(until < last, last).where(until.dt.year > day.dt.year)
    shown = breaks.assign(x=day, x2=ends)[(day >= first) & (day <= last)].sort_values("x", kind="stable")
    days = (shown["x"] - first) / pd.Timedelta(days=1)
    shown["row"] = disc_rows(days.tolist(), DISC * ((last - first) / pd.Timedelta(days=1)) / NARROWEST)
    return shown[["x", "x2", "row", "number", "title_nl", "title_en", "cuts"]]


def rows_over_time(breaks: pd.DataFrame, years: tuple[int, int]) -> int:
    """How many rows the discs of these breaks take above lines over dates: one number for charts that stand in a
    row."""
    return max(marks(breaks, *_span(years))["row"].tolist(), default=-1) + 1


@once
def over_time(
    drawn: pd.DataFrame,
    labels: Sequence[str],
    look: Look,
    *,
    years: tuple[int, int],
    y_title: str | None,
    top: float,
    breaks: pd.DataFrame,
    room: int,
    quiet: bool = False,
    height: int = 240,
    size: int = 30,
    hatched: bool = False,
    region_id: str | None = None,
) -> alt.LayerChart:
    """Lines over dates on a given scale, from 1 January of the first year to the end of the last.

    drawn: as `as_lines` makes it, with `x` a day. room: rows of discs that stand above the lines (`rows_over_time`), on
    top of `height`, which is in pixels. quiet: only the points that must be told apart, for long lines. size: of the
    points. hatched: a stroke at the foot of every period without a figure. region_id: the area that a click on this
    chart chooses.
    """
    first, last = _span(years)
    whole, top = grown(top, height, room)
    x = alt.X(
        "x:T",
        scale=alt.Scale(domain=[_day(first), _day(last)], nice=False),
        axis=alt.Axis(
            format="%Y", tickCount={"interval": "year", "step": _step(years)}, grid=False, title=None, labelFlush=False
        ),
    )
    y = alt.Y(
        "value:Q",
        title=y_title,
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=alt.Axis(tickCount=4, format=NUMBERS),
    )
    layers: list[alt.Chart | alt.LayerChart] = [] if region_id is None else [ground(region_id)]
    gaps = drawn.loc[drawn["value"].isna(), ["x"]].assign(y=0.0, y2=top * 0.16 * (height - FOOT) / (whole - FOOT))
    if hatched and len(gaps):
        strokes = alt.Chart(gaps).mark_rule(strokeWidth=1.5, color=look.palette.neutral)
        layers.append(strokes.encode(x=x, y=alt.Y("y:Q"), y2=alt.Y2("y2:Q")))
    placed = marks(breaks, first, last)
    if len(placed):
        layers.append(break_layer(placed, x, look))
    layers += line_layers(drawn, labels, x, y, look, band=False, size=size, quiet=quiet)
    return finish(alt.layer(*layers, height=whole, width="container"), look)


def _span(years: tuple[int, int]) -> tuple[pd.Timestamp, pd.Timestamp]:
    return pd.Timestamp(years[0], 1, 1), pd.Timestamp(years[1] + 1, 1, 1)


def _day(value: pd.Timestamp) -> alt.DateTime:
    return alt.DateTime(year=value.year, month=value.month, date=value.day)


def _step(years: tuple[int, int]) -> int:
    return max(1, round((years[1] - years[0]) / 6))
