"""The names of lines within a chart: at their ends, or above the peak of one that ends early."""

from collections.abc import Iterable, Sequence

import altair as alt
import pandas as pd

from dashboard.charts.theme import NARROW, Look

ROOM = 5.3
"""Years left free to the right of the last one, for the names at the ends of the lines."""
LETTER = 1 / 160
"""What a letter of those names takes of the width of a chart, on a screen wide enough to show them."""
LETTER_PIXELS = 5.4
"""What it takes in pixels."""


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
    rows: pd.DataFrame,
    labels: Sequence[str],
    x: alt.X,
    top: float,
    height: int,
    look: Look,
    years: tuple[int, int],
    room: float,
) -> list[alt.Chart]:
    """The name of each line: beside its end, moved apart where two would meet, or above its peak when it ends early.

    Gone where it does not fit, where the key above the chart takes over. years, room: of the axis. Layers without a
    name to show stay, so that the browser can keep the chart when other lines are chosen.
    """
    first_year, last_year = years
    line = 16 * top / height
    known = rows[rows["value"].notna()].sort_values("x")
    last = known.groupby("label", sort=False).tail(1)
    edge = known["x"].max()
    ends = last[last["x"] >= edge - 1].sort_values("value")
    year = ends["x"].map(lambda one: "" if one == edge else f" ({one:.0f})")  # of a figure that is not the last year's
    ends = ends.assign(
        place=spread(ends["value"].clip(lower=line / 2), line),  # a name at zero would lie on the axis
        text=ends["label"] + " " + ends["told_short"] + year,
        x=edge,
        free=(last_year + room - edge) / (last_year + room - first_year + 0.6),
    )
    early = known[known["label"].isin(last.loc[last["x"] < edge - 1, "label"])]
    peaks = early.loc[early.groupby("label", sort=False)["value"].idxmax()]
    peaks = peaks.assign(place=peaks["value"], text=peaks["label"] + ", " + peaks["told_short"], free=1.0)
    peaks = apart(peaks, known, LETTER * (edge - known["x"].min() + room), line)
    at_start = peaks["x"] <= known["x"].min() + 1
    colours = alt.Scale(domain=list(labels), range=list(look.palette.registered))
    # hidden by opacity it would still claim its width
    fits = f"width > {NARROW} && width * datum.free > length(datum.text) * {LETTER_PIXELS} + 12"
    text = alt.ExprRef(f"{fits} ? datum.text : ''")
    drawn = []
    for some, style in (
        (ends, {"align": "left", "dx": 10}),
        (peaks[~at_start], {"align": "center", "dy": -14}),
        (peaks[at_start], {"align": "left", "dx": -4, "dy": -14}),
    ):
        marks = alt.Chart(some[["x", "place", "text", "label", "free"]]).mark_text(fontSize=12, text=text, **style)
        colour = alt.Color("label:N", scale=colours, legend=None)
        drawn.append(marks.encode(x=x, y=alt.Y("place:Q"), color=colour))
    return drawn
