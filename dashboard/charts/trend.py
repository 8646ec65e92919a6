"""Lines over years: one per series or area, cut where figures are not comparable, with their breaks and bands."""

from collections.abc import Iterable, Sequence

import altair as alt
import pandas as pd

from dashboard.charts.theme import APPROXIMATION, NARROW, NUMBERS, Look, finish, year_axis, year_scale
from dashboard.once import once
from etl.signs import DASHES, SHAPES

ROOM = 4.9
"""Years left free to the right of the last one, for the names at the ends of the lines."""
LETTER = 1 / 160
"""What a letter of those names takes of the width of a chart, on a screen wide enough to show them."""


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
        strokeDash=alt.condition("datum.cuts", alt.value([1, 0]), alt.value([1, 4]))
    )
    discs = base.mark_point(
        shape="circle", size=230, filled=True, opacity=1, fill=palette.paper, stroke=palette.neutral
    )
    figures = base.mark_text(fontSize=10, color=palette.ink, baseline="middle").encode(text="number:N")
    on_top = {"y": alt.Y("y:Q")}
    lasting = base.transform_filter("isValid(datum.x2)").mark_rect(color=palette.neutral, opacity=0.07, aria=False)
    return alt.layer(lasting.encode(x2="x2"), rules, discs.encode(**on_top), figures.encode(**on_top))


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
    dashes = [APPROXIMATION] * len(labels) if dotted else list(DASHES)
    dash = alt.StrokeDash("label:N", scale=alt.Scale(domain=list(labels), range=dashes), legend=None)
    shape = alt.Shape("label:N", scale=alt.Scale(domain=list(labels), range=list(SHAPES)), legend=None)
    base = alt.Chart(rows.assign(quiet=quiet)).encode(x=x, detail="segment:N")
    tooltip = [alt.Tooltip("label:N", title=" "), alt.Tooltip("told:N", title="  ")]
    layers = []
    if band:
        layers.append(base.mark_area(opacity=0.16).encode(y=alt.Y("low:Q"), y2="high:Q", color=colour))
    # as columns and not as parts of the drawing, so that the browser keeps it from years to months
    width = alt.condition("datum.quiet", alt.value(1.5), alt.value(2.2))
    seen = alt.condition("datum.open || !datum.quiet", alt.value(1), alt.value(0))
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


def spread(values: Iterable[float], apart: float) -> list[float]:
    """Places for labels at rising values, moved up so that no two are nearer than `apart`."""
    floor, placed = float("-inf"), []
    for value in values:
        floor = max(value, floor + apart)
        placed.append(floor)
    return placed


def apart(names: pd.DataFrame, points: pd.DataFrame, letter: float, line: float) -> pd.DataFrame:
    """The names that lie over no higher one and over no point of another line; the key above the chart has them all.

    names: x, place (below the text), text, label. points: x, value, label. letter, line: what a letter takes of the one
    axis and a line of text of the other.
    """
    kept: list[tuple[float, float, float]] = []
    free = []
    for index, one in names.sort_values("place", ascending=False).iterrows():
        half = len(one["text"]) * letter / 2
        above = points["value"].between(one["place"] + 0.5 * line, one["place"] + 1.5 * line)
        covered = above & (points["label"] != one["label"]) & ((points["x"] - one["x"]).abs() < half)
        clear = all(abs(one["x"] - x) >= half + other or abs(one["place"] - y) >= line for x, y, other in kept)
        if clear and not covered.any():
            kept.append((one["x"], one["place"], half))
            free.append(index)
    return names.loc[free]


def end_labels(
    rows: pd.DataFrame, labels: Sequence[str], x: alt.X, top: float, height: int, look: Look
) -> list[alt.Chart]:
    """The name of each line: beside its end, moved apart where two would meet, or above its peak when it ends early.

    Gone on a narrow screen, where the key above the chart takes over. Layers without a name to show stay, so that the
    browser can keep the chart when other lines are chosen.
    """
    known = rows[rows["value"].notna()].sort_values("x")
    last = known.groupby("label", sort=False).tail(1)
    edge = known["x"].max()
    ends = last[last["x"] >= edge - 1].sort_values("value")
    ends = ends.assign(
        x=edge, place=spread(ends["value"], 16 * top / height), text=ends["label"] + " " + ends["told_short"]
    )
    early = known[known["label"].isin(last.loc[last["x"] < edge - 1, "label"])]
    peaks = early.loc[early.groupby("label", sort=False)["value"].idxmax()]
    peaks = peaks.assign(place=peaks["value"], text=peaks["label"] + ", " + peaks["told_short"])
    peaks = apart(peaks, known, LETTER * (edge - known["x"].min() + ROOM), 16 * top / height)
    at_start = peaks["x"] <= known["x"].min() + 1
    colours = alt.Scale(domain=list(labels), range=list(look.palette.registered))
    room = alt.ExprRef(f"width > {NARROW} ? datum.text : ''")  # hidden by opacity it would still claim its width
    drawn = []
    for some, style in (
        (ends, {"align": "left", "dx": 10}),
        (peaks[~at_start], {"align": "center", "dy": -14}),
        (peaks[at_start], {"align": "left", "dx": -4, "dy": -14}),
    ):
        marks = alt.Chart(some[["x", "place", "text", "label"]]).mark_text(fontSize=12, text=room, **style)
        colour = alt.Color("label:N", scale=colours, legend=None)
        drawn.append(marks.encode(x=x, y=alt.Y("place:Q"), color=colour))
    return drawn


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
    layers += end_labels(rows, labels, x, top, height, look)
    return finish(alt.layer(*layers).properties(height=height, width="container"), look)
