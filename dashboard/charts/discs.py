"""Rules of breaks and events, and the numbered discs on them: where they stand, and how they are drawn."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from dashboard.charts.theme import NARROW, Look, either

DISC = 18
"""What a disc takes with its rim, in pixels."""
NARROWEST = 200
"""Width of an axis of years where least fits, in pixels: of a small chart, or of any on a telephone."""
FOOT = 46
"""What the names of the years under a chart, and the margins above and below, take of its height at most, in pixels:
Streamlit leaves twenty free below."""


def grown(top: float, height: int, rows: int) -> tuple[int, float]:
    """The height of a chart with room for that many rows of discs above its lines, and the end of its value axis.

    top, height: of the chart without discs, in data units and pixels; its lines stay as tall as they were.
    """
    whole = height + rows * DISC
    return whole, top * (whole - FOOT) / (height - FOOT)


def break_marks(breaks: pd.DataFrame, first: int, last: int, room: float = 0.0) -> pd.DataFrame:
    """Where the rules of the breaks stand: half a year before the first year counted anew; at the same place, lower.

    Columns: x, x2 (end of what lasts longer than a year, else null), row (of the disc, 0 at the top), row_wide (on a
    screen where names fit at the ends of lines, and fewer discs touch each other), number, title_nl, title_en, cuts.
    room: years left free for those names.
    """
    year, until = (pd.to_datetime(breaks[name]).dt.year for name in ("starts", "ends"))
    ends = (until + 0.5).clip(upper=last + 0.5).where(until > year)
    shown = breaks.assign(x=year - 0.5, x2=ends)[(year >= first) & (year <= last)].copy()
    shown = shown.sort_values("x", kind="stable")
    places, span = shown["x"].tolist(), last - first + 1.1
    shown["row"] = disc_rows(places, DISC * span / NARROWEST)
    shown["row_wide"] = disc_rows(places, DISC * (span + room) / NARROW)
    return shown[["x", "x2", "row", "row_wide", "number", "title_nl", "title_en", "cuts"]]


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


def rows_of_discs(breaks: pd.DataFrame, years: tuple[int, int]) -> int:
    """How many rows the discs of these breaks take above a chart where least fits: one number for charts that stand in
    a row."""
    return max(break_marks(breaks, *years)["row"].tolist(), default=-1) + 1


def break_layer(marks: pd.DataFrame, x: alt.X, look: Look) -> alt.LayerChart:
    """Thin numbered rules: whole where the way of counting changed, dotted where effort or the world did.

    What lasted longer than a year has a pale band from its rule to its end. marks: as `break_marks` makes them.
    """
    palette = look.palette
    base = alt.Chart(marks).encode(x=x, tooltip=[alt.Tooltip(f"title_{look.language}:N", title=" ")])
    rules = base.mark_rule(strokeWidth=1, color=palette.neutral).encode(
        strokeDash=either(alt.StrokeDashValue, "datum.cuts", [1, 0], [1, 4])
    )
    # in pixels from the top: what else a chart holds beside its plot takes of its height
    row = f"(width > {NARROW} ? datum.row_wide : datum.row)" if "row_wide" in marks else "datum.row"
    y = alt.ExprRef(f"{DISC} * ({row} + 0.5)")
    rim = {"fill": palette.paper, "stroke": palette.neutral, "strokeWidth": 1.2}
    discs = base.mark_point(shape="circle", size=220, filled=True, opacity=1, y=y, **rim)
    figures = base.mark_text(fontSize=11, color=palette.ink, baseline="middle", y=y).encode(text=alt.Text("number:N"))
    lasting = base.transform_filter("isValid(datum.x2)").mark_rect(color=palette.neutral, opacity=0.07, aria=False)
    return alt.layer(lasting.encode(x2=alt.X2("x2")), rules, discs, figures)
