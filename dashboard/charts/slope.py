"""Two periods side by side: where a line is thick, the difference is larger than chance."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from dashboard.charts.line_names import LETTER_PIXELS, spread
from dashboard.charts.picking import pickable
from dashboard.charts.theme import NUMBERS, Look, either, finish
from dashboard.once import once
from etl import signs

HEIGHT = 420
PADDING = 0.6
"""Of the axis of periods, in steps, at both sides."""
BESIDE = 12
"""Pixels between a point and its name."""


@once
def slopes(rows: pd.DataFrame, labels: Sequence[str], look: Look, *, y_title: str) -> alt.LayerChart:
    """A line an area from one period to another.

    rows: region_id, region, period (in order of time), value, told (tooltip), line (areas whose two figures may be
    joined), beyond (the difference is larger than chance), chosen, open (point), short (the figure as text).
    labels: names of the chosen areas, which are drawn in their colour, dash and shape; the others stay grey. Their
    names and figures stand beside the last period; where that does not fit, the figures alone, as the key has the
    names.
    """
    palette = look.palette
    periods = list(dict.fromkeys(rows["period"]))
    top = float(rows["value"].max()) * 1.08 or 1.0
    x = alt.X(
        "period:O",
        title=None,
        sort=periods,
        axis=alt.Axis(labelAngle=0, labelFontSize=13, orient="top", domain=False, ticks=False),
        scale=alt.Scale(domain=periods, padding=PADDING),
    )
    y = alt.Y(
        "value:Q",
        title=y_title,
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=alt.Axis(format=NUMBERS, tickCount=5),
    )
    tooltip = [alt.Tooltip("region:N", title=" "), alt.Tooltip("told:N", title="  ")]
    width = either(alt.StrokeWidthValue, "datum.beyond", 3.2, 1.2)
    others = rows[~rows["chosen"]]
    quiet = alt.Chart(others[others["line"]]).mark_line(color=palette.neutral, cursor="pointer")
    quiet_points = alt.Chart(others).mark_point(
        shape="circle", filled=True, size=34, color=palette.neutral, opacity=1, cursor="pointer"
    )
    layers: list[alt.Chart] = [
        quiet.encode(x=x, y=y, detail=alt.Detail("region:N"), strokeWidth=width, tooltip=tooltip),
        pickable(quiet_points.encode(x=x, y=y, tooltip=tooltip)),
    ]
    picked = rows[rows["chosen"]]
    if len(picked):
        colour = alt.Color(
            "region:N", scale=alt.Scale(domain=list(labels), range=list(palette.registered)), legend=None
        )
        dash = alt.StrokeDash(
            "region:N", scale=alt.Scale(domain=list(labels), range=signs.dashes(len(labels))), legend=None
        )
        shape = alt.Shape(
            "region:N", scale=alt.Scale(domain=list(labels), range=signs.shapes(len(labels))), legend=None
        )
        base = alt.Chart(picked).encode(x=x, y=y, tooltip=tooltip)
        line = alt.Chart(picked[picked["line"]]).encode(x=x, y=y, tooltip=tooltip)
        layers.append(
            line.mark_line(cursor="pointer").encode(
                color=colour, strokeDash=dash, strokeWidth=width, detail=alt.Detail("region:N")
            )
        )
        fill = alt.condition("datum.open", alt.value(palette.paper), colour)
        layers.append(
            base.mark_point(size=70, strokeWidth=1.8, opacity=1, cursor="pointer").encode(
                stroke=colour, shape=shape, fill=fill
            )
        )
        last = picked[picked["period"] == periods[-1]].sort_values("value")
        named = last.assign(value=spread(last["value"], 17 * top / HEIGHT), name=last["region"] + " " + last["short"])
        text = alt.ExprRef(f"{_fits('name')} ? datum.name : {_fits('short')} ? datum.short : ''")
        layers.append(
            alt.Chart(named).mark_text(align="left", dx=BESIDE, fontSize=12, text=text).encode(x=x, y=y, color=colour)
        )
    return finish(alt.layer(*layers, height=HEIGHT, width="container"), look)


def _fits(column: str) -> str:
    """A Vega expression: whether the text in a column fits beside the last of two periods."""
    share = PADDING / (1 + 2 * PADDING)
    return f"width * {share:.4f} > length(datum.{column}) * {LETTER_PIXELS} + {BESIDE}"
