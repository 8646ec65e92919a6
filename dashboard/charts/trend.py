"""Lines over years: one per series or area, cut where figures are not comparable, with their breaks and bands."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from dashboard.charts.line_names import ROOM, end_labels
from dashboard.charts.theme import APPROXIMATION, NUMBERS, Look, either, finish, year_axis, year_scale
from dashboard.once import once
from etl import signs


def break_marks(
    breaks: pd.DataFrame, first: int, last: int, top: float, apart: float = 0.06, wide: float = 0.0
) -> pd.DataFrame:
    """Where the rules of the breaks stand: half a year before the first year counted anew; at the same place, lower.

    Columns: x, x2 (end of what lasts longer than a year, else null), y (of the disc, in data units), number, title_nl,
    title_en, cuts. apart: how far discs at one place stand apart, as a part of the height. wide: years that a disc
    takes; one that would touch another stands lower as well.
    """
    year, until = (pd.to_datetime(breaks[name]).dt.year for name in ("starts", "ends"))
    ends = (until + 0.5).clip(upper=last + 0.5).where(until > year)
    shown = breaks.assign(x=year - 0.5, x2=ends)[(year >= first) & (year <= last)].copy()
    shown = shown.sort_values("x", kind="stable")
    rows = disc_rows(shown["x"].tolist(), wide)
    shown["y"] = [top * (0.97 - apart * row) for row in rows]
    return shown[["x", "x2", "y", "number", "title_nl", "title_en", "cuts"]]


def disc_rows(places: Sequence[float], wide: float) -> list[int]:
    """The row, from 0 at the top, in which each disc stands: the first where it does not touch the one before it.

    places: in rising order. Discs at one place never share a row.
    """
    ends: list[float] = []
    rows = []
    for place in places:
        row = next((at for at, end in enumerate(ends) if place - end > wide), len(ends))
        ends[row:] = [place, *ends[row + 1 :]]
        rows.append(row)
    return rows


def break_layer(marks: pd.DataFrame, x: alt.X, look: Look) -> alt.LayerChart:
    """Thin numbered rules: whole where the way of counting changed, dotted where effort or the world did.

    What lasted longer than a year has a pale band from its rule to its end.
    """
    palette = look.palette
    base = alt.Chart(marks).encode(x=x, tooltip=[alt.Tooltip(f"title_{look.language}:N", title=" ")])
    rules = base.mark_rule(strokeWidth=1, color=palette.neutral).encode(
        strokeDash=either(alt.StrokeDashValue, "datum.cuts", [1, 0], [1, 4])
    )
    discs = base.mark_point(
        shape="circle", size=230, filled=True, opacity=1, fill=palette.paper, stroke=palette.neutral
    )
    figures = base.mark_text(fontSize=10, color=palette.ink, baseline="middle").encode(text=alt.Text("number:N"))
    on_top = {"y": alt.Y("y:Q")}
    lasting = base.transform_filter("isValid(datum.x2)").mark_rect(color=palette.neutral, opacity=0.07, aria=False)
    return alt.layer(lasting.encode(x2=alt.X2("x2")), rules, discs.encode(**on_top), figures.encode(**on_top))


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
) -> alt.LayerChart:
    """Lines over years. rows: x, value, label, segment, open, told, told_short, and low, high with `band`.

    under: layers drawn below the lines, on the same axes. top: end of the value axis, else from the figures.
    """
    first, last = years
    peak = rows[["value", "high"]].max().max() if band else rows["value"].max()
    top = top or float(max(peak, 1)) * 1.25
    x = alt.X("x:Q", axis=year_axis(first, last), scale=year_scale(first, last, room))
    y = alt.Y(
        "value:Q",
        title=y_title,
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=alt.Axis(tickCount=5, format=NUMBERS),
    )
    layers: list[alt.Chart | alt.LayerChart] = [*under]
    if breaks is not None and len(breaks):
        layers.append(break_layer(break_marks(breaks, first, last, top), x, look))
    layers += line_layers(rows, labels, x, y, look, band, dotted=dotted)
    layers += end_labels(rows, labels, x, top, height, look, years, room)
    return finish(alt.layer(*layers, height=height, width="container"), look)
