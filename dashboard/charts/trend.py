"""Lines over years: one per series or area, cut where figures are not comparable, with their breaks and bands."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from dashboard.charts.discs import break_layer, break_marks, grown, rows_of_discs
from dashboard.charts.line_names import ROOM, end_labels
from dashboard.charts.theme import APPROXIMATION, NUMBERS, Look, either, finish, year_axis, year_scale
from dashboard.once import once
from etl import signs


def line_layers(
    rows: pd.DataFrame,
    labels: Sequence[str],
    x: alt.X,
    y: alt.Y,
    look: Look,
    band: bool,
    *,
    dotted: bool = False,
    size: int = 58,
    quiet: bool = False,
) -> list[alt.Chart]:
    """Band, line and points of every label; open points are small, provisional or not sharp.

    rows: x, value, label, segment, open (bool), told (text for the tooltip); with `band` also low, high.
    dotted: these are approximations. size: of the points. quiet: a line of hundreds of points, drawn thinner; closed
    points are there to point at, but not drawn.
    """
    palette = look.palette
    colour = alt.Color("label:N", scale=alt.Scale(domain=list(labels), range=list(palette.registered)), legend=None)
    dashes = [APPROXIMATION] * len(labels) if dotted else signs.dashes(len(labels))
    dash = alt.StrokeDash("label:N", scale=alt.Scale(domain=list(labels), range=dashes), legend=None)
    shape = alt.Shape("label:N", scale=alt.Scale(domain=list(labels), range=signs.shapes(len(labels))), legend=None)
    base = alt.Chart(rows.assign(quiet=quiet)).encode(x=x, detail=alt.Detail("segment:N"))
    tooltip = [alt.Tooltip("label:N", title=" "), alt.Tooltip("told:N", title="  ")]
    layers = []
    if band:
        layers.append(base.mark_area(opacity=0.16).encode(y=alt.Y("low:Q"), y2=alt.Y2("high:Q"), color=colour))
    # as columns and not as parts of the drawing, so that the browser keeps it from years to months
    width = either(alt.StrokeWidthValue, "datum.quiet", 1.5, 2.2)
    seen = either(alt.OpacityValue, "datum.open || !datum.quiet", 1, 0)
    layers.append(base.mark_line().encode(y=y, color=colour, strokeDash=dash, strokeWidth=width))
    points = base.mark_point(size=size, strokeWidth=1.8).encode(
        y=y,
        stroke=colour,
        shape=shape,
        tooltip=tooltip,
        fill=alt.condition("datum.open", alt.value(palette.paper), colour),
        opacity=seen,
    )
    layers.append(points)
    return layers


@once
def trend(
    rows: pd.DataFrame,
    labels: Sequence[str],
    look: Look,
    *,
    years: tuple[int, int],
    y_title: str,
    breaks: pd.DataFrame | None = None,
    band: bool = False,
    under: Sequence[alt.Chart | alt.LayerChart] = (),
    top: float | None = None,
    height: int = 380,
    room: float = ROOM,
    dotted: bool = False,
    discs: int | None = None,
) -> alt.LayerChart:
    """Lines over years. rows: x, value, label, segment, open, told, told_short, and low, high with `band`.

    under: layers drawn below the lines, on the same axes. top: what the value axis must reach, else from the figures.
    discs: rows of discs that stand above that, on top of `height`, which is in pixels; else as many as the breaks take.
    """
    first, last = years
    peak = rows[["value", "high"]].max().max() if band else rows["value"].max()
    if discs is None:
        discs = 0 if breaks is None else rows_of_discs(breaks, years)
    height, top = grown(top or float(max(peak, 1)) * 1.25, height, discs)
    x = alt.X("x:Q", axis=year_axis(first, last), scale=year_scale(first, last, room))
    y = alt.Y(
        "value:Q",
        title=y_title,
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=alt.Axis(tickCount=5, format=NUMBERS),
    )
    layers: list[alt.Chart | alt.LayerChart] = [*under]
    if breaks is not None and len(breaks):
        layers.append(break_layer(break_marks(breaks, first, last, room), x, look))
    layers += line_layers(rows, labels, x, y, look, band, dotted=dotted)
    layers += end_labels(rows, labels, x, top, height, look, years, room)
    return finish(alt.layer(*layers, height=height, width="container"), look)
