"""Separate published figures, one a row: no line, because neighbours are not of one series or one period."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from dashboard.charts.theme import ROWS, Look, finish
from dashboard.once import once
from etl import signs


@once
def figures_by_period(
    rows: pd.DataFrame, labels: Sequence[str], look: Look, *, ticks: Sequence[float], percent: bool
) -> alt.LayerChart:
    """A figure a row on a scale from zero: a point, a bar between two limits, or one stroke for "more than".

    rows: row (its name before a "|", unique), label (series, one of `labels`), value, low, high (null where not
    published), open (bool), told (the figure as text). ticks: numbers of the axis; the text of a figure needs
    room beyond the last.
    """
    palette = look.palette
    y = alt.Y(
        "row:N",
        sort=None,
        title=None,
        axis=alt.Axis(labelExpr="split(datum.label, '|')[0]", labelLimit=120, ticks=False, domain=False),
    )
    scale = alt.Scale(domain=[0, max(ticks) * 1.3], nice=False)
    axis = alt.Axis(values=list(ticks), labelExpr="datum.label + '%'" if percent else alt.Undefined)
    colour = alt.Color("label:N", scale=alt.Scale(domain=list(labels), range=list(palette.registered)), legend=None)
    dash = alt.StrokeDash("label:N", scale=alt.Scale(domain=list(labels), range=signs.dashes(len(labels))), legend=None)
    shape = alt.Shape("label:N", scale=alt.Scale(domain=list(labels), range=signs.shapes(len(labels))), legend=None)
    drawn = rows.assign(
        start=rows["low"].where(rows["value"].isna(), 0),
        end=rows["value"].fillna(rows["high"]).fillna(rows["low"]),
        point=rows["value"].notna(),
        bound=rows["value"].isna(),
    )
    base = alt.Chart(drawn).encode(y=y, tooltip=[alt.Tooltip("label:N", title=" "), alt.Tooltip("told:N", title="  ")])
    x = alt.X("end:Q", title=None, scale=scale, axis=axis)
    stem = base.mark_rule(strokeWidth=2).encode(x=x, x2=alt.X2("start:Q"), color=colour, strokeDash=dash)
    point = (
        base.transform_filter("datum.point")
        .mark_point(size=70, strokeWidth=1.8, opacity=1)
        .encode(
            x=x,
            stroke=colour,
            shape=shape,
            fill=alt.condition("datum.open", alt.value(palette.paper), colour),
        )
    )
    limits = [
        base.transform_filter("datum.bound")
        .mark_tick(thickness=2, size=14, aria=False)
        .encode(x=alt.X(f"{end}:Q"), color=colour)
        for end in ("start", "end")
    ]
    told = base.mark_text(align="left", dx=14, color=palette.ink).encode(x=x, text=alt.Text("told:N"))
    chart = alt.layer(stem, *limits, point, told, height=alt.Step(28), width="container", autosize=ROWS)
    return finish(chart, look)
