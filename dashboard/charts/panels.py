"""Small charts that stand beside each other: one area or one stage each."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from dashboard.charts.discs import FOOT, break_layer, break_marks, grown
from dashboard.charts.picking import ground
from dashboard.charts.theme import NUMBERS, Look, finish, year_axis, year_scale
from dashboard.charts.trend import line_layers
from dashboard.once import once


def missing_years(drawn: pd.DataFrame, years: tuple[int, int]) -> pd.DataFrame:
    """The years without a figure: x (year)."""
    held = set(drawn.loc[drawn["value"].notna(), "x"])
    return pd.DataFrame({"x": [float(year) for year in range(years[0], years[1] + 1) if year not in held]})


@once
def panel(
    drawn: pd.DataFrame,
    labels: Sequence[str],
    look: Look,
    *,
    years: tuple[int, int],
    top: float,
    band: bool,
    hatched: bool,
    dotted: bool = False,
    height: int = 110,
    breaks: pd.DataFrame | None = None,
    room: int = 0,
    region_id: str | None = None,
) -> alt.LayerChart:
    """A small line chart on a given scale; with `hatched`, years without a published figure are hatched at the foot.

    drawn: as `as_lines` makes it. top: end of the value axis, so that panels can share one scale. breaks: numbered, to
    be drawn as rules; no rows where they are switched off, so that the browser can keep the chart. room: rows of discs
    that stand above the lines (`rows_of_discs`), on top of `height`, which is in pixels. region_id: the area that a
    click on this chart chooses.
    """
    first, last = years
    whole, top = grown(top, height, room)
    step = max(1, (last - first) // 2)
    axis = year_axis(first, last)
    axis.values = sorted({first, last, *range(first, last, step)}) if last - first <= 4 else [first, last]
    x = alt.X("x:Q", axis=axis, scale=year_scale(first, last))
    y = alt.Y(
        "value:Q",
        title=None,
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=alt.Axis(tickCount=3, tickMinStep=_least(drawn), format=NUMBERS, domain=False, ticks=False),
    )
    layers: list[alt.Chart | alt.LayerChart] = [] if region_id is None else [ground(region_id)]
    gaps = missing_years(drawn, years) if hatched else pd.DataFrame()
    if len(gaps):
        strip = gaps.assign(y=0.0, y2=top * 0.16 * (height - FOOT) / (whole - FOOT))
        strokes = pd.concat([strip.assign(x=strip["x"] + shift) for shift in (-0.3, -0.1, 0.1, 0.3)])
        layers.append(
            alt.Chart(strokes)
            .mark_rule(strokeWidth=1, color=look.palette.neutral)
            .encode(x=x, y=alt.Y("y:Q"), y2=alt.Y2("y2:Q"))
        )
    if breaks is not None:
        layers.append(break_layer(break_marks(breaks, first, last), x, look))
    layers += line_layers(drawn, labels, x, y, look, band, dotted=dotted)
    return finish(alt.layer(*layers, height=whole, width="container"), look)


def _least(drawn: pd.DataFrame) -> int:
    """The least step on the value axis: no half cases in a chart of whole numbers."""
    return int((drawn["value"].dropna() % 1 == 0).all())
