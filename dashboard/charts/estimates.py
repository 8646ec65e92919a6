"""Estimates: always violet, dashed, and with their range."""

import altair as alt
import pandas as pd

from dashboard.charts.theme import NARROW, ROWS, Look, finish
from dashboard.once import once

ROOM = 1.3
"""Length of the axis as a multiple of the highest range: what is left holds the text beside it."""


def areas(rows: pd.DataFrame, x: alt.X, look: Look) -> alt.LayerChart:
    """Ranges as dashed areas over the years they hold for, each with its label.

    rows: x, x2 (years), low, high, label, label_x and label_y (where the label begins, in data units).
    """
    palette = look.palette
    base = alt.Chart(rows).encode(x=x)
    area = base.mark_rect(
        fill=palette.band, fillOpacity=0.13, stroke=palette.estimated, strokeDash=[5, 3], strokeOpacity=0.8
    ).encode(x2=alt.X2("x2:Q"), y=alt.Y("low:Q"), y2=alt.Y2("high:Q"), tooltip=[alt.Tooltip("label:N", title=" ")])
    name = base.mark_text(
        align="left",
        dx=5,
        fontStyle="italic",
        fontSize=12,
        color=palette.estimated,
        text=alt.ExprRef(f"width > {NARROW} ? datum.label : ''"),
    ).encode(x=alt.X("label_x:Q"), y=alt.Y("label_y:Q"))
    return alt.layer(area, name)


def top_of(highs: pd.Series, usual: float) -> float:
    """Where the axis of `bands` ends: at `usual`, or further where the highest range would leave no room for its text
    beside it. highs: in the unit of the axis."""
    return max(usual, ROOM * float(highs.max()))


@once
def bands(
    rows: pd.DataFrame,
    look: Look,
    *,
    x_title: str,
    percent: bool,
    top: float,
    above: bool = False,
    two_lines: bool = False,
) -> alt.LayerChart:
    """Ranges as horizontal dashed bars, one a row; a point only where the publication gives one.

    rows: label (order of appearance), low, high, value (may be null), text (right of the bar, or with `above` over
    it, for narrow charts). two_lines: labels are broken at their middle dot, which long ones need.
    """
    palette = look.palette
    broken = {"labelExpr": "split(datum.label, ' · ')", "labelOffset": -6} if two_lines else {}
    axis = alt.Axis(labelLimit=260, ticks=False, domain=False, **broken)
    y = alt.Y("label:N", sort=None, title=None, axis=axis, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    x_axis = alt.Axis(format="%" if percent else ",.0f", tickCount=5)
    scale = alt.Scale(domain=[0, top], nice=False)
    base = alt.Chart(rows).encode(y=y)
    bar = base.mark_bar(
        height=16, fill=palette.band, fillOpacity=0.16, stroke=palette.estimated, strokeDash=[5, 3]
    ).encode(x=alt.X("low:Q", title=x_title, axis=x_axis, scale=scale), x2=alt.X2("high:Q"))
    layers = [bar]
    if rows["value"].notna().any():  # an empty layer would be read out as a picture without a name
        known = alt.Chart(rows[rows["value"].notna()]).encode(y=y)
        point = known.mark_point(shape="diamond", filled=True, size=80, color=palette.estimated, opacity=1)
        layers.append(point.encode(x=alt.X("value:Q", scale=scale)))
    told = base.mark_text(align="left", color=palette.ink, **({"dy": -18} if above else {"dx": 8})).encode(
        x=alt.X("low:Q" if above else "high:Q", scale=scale), text=alt.Text("text:N")
    )
    step = alt.Step(52 if above else 38)
    return finish(alt.layer(*layers, told, height=step, width="container", autosize=ROWS), look)
