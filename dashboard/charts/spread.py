"""How far an answer moves: a line a choice, with its interval, or a dot for each of many choices."""

import altair as alt
import pandas as pd

from dashboard.charts.line_names import LETTER_PIXELS
from dashboard.charts.theme import NARROW, Look, finish
from dashboard.once import once

STEP = 40
BESIDE = "scale('x', datum.observed) + 7"
"""Where a name begins that stands to the right of the rule."""


@once
def spread(
    rows: pd.DataFrame, look: Look, *, observed: int, observed_label: str, x_title: str, top: float
) -> alt.LayerChart:
    """Estimates on one axis from zero, each on the line of its name, and a rule where the observed persons end.

    rows: line (place from the top), label and short (the same for all rows of a line; the second for a narrow screen),
    kind, estimate, low, high (may be null) and tip.
    """
    palette = look.palette
    scale = alt.Scale(domain=[0, top], nice=False)
    count = int(rows["line"].max()) + 1
    y = alt.Y("line:Q", axis=None, scale=alt.Scale(domain=[count - 0.4, -1.4], nice=False))
    x = alt.X("estimate:Q", title=x_title, scale=scale, axis=alt.Axis(format=",.0f", tickCount=5))
    base = alt.Chart(rows).encode(y=y, tooltip=[alt.Tooltip("tip:N", title=" ")])
    told = rows.drop_duplicates("line")[["line", "label", "short"]].assign(observed=observed)
    names = alt.Chart(told).encode(y=y)
    mark = alt.Chart(pd.DataFrame({"x": [observed], "line": [-1.15], "text": [observed_label]}))
    colour, blue = palette.estimated, palette.registered[0]
    left = {"align": "left", "dy": -15, "limit": 4000}
    words = f"(width > {NARROW} ? datum.label : datum.short)"
    left["text"] = alt.ExprRef(words)
    # beside the rule where there is room for the whole name, with the margin of the chart; else over the rule
    left["x"] = alt.ExprRef(f"{BESIDE} + length({words}) * {LETTER_PIXELS} < width + 6 ? {BESIDE} : 2")
    ranged = base.transform_filter("isValid(datum.low) && isValid(datum.high)")
    many = "datum.kind != 'method' && datum.kind != 'list_left_out'"
    layers = [
        mark.mark_rule(color=blue, strokeWidth=2.4).encode(x=alt.X("x:Q", scale=scale)),
        mark.mark_text(align="left", dx=7, color=blue).encode(
            x=alt.X("x:Q", scale=scale), y=y, text=alt.Text("text:N")
        ),
        ranged.mark_rule(color=colour, strokeWidth=2.2, strokeDash=[5, 3]).encode(
            x=alt.X("low:Q", scale=scale), x2=alt.X2("high:Q")
        ),
        base.transform_filter(many)
        .mark_tick(color=colour, thickness=2, size=17, opacity=0.75, orient="vertical")
        .encode(x=x),
        base.transform_filter(f"!({many})")
        .mark_point(filled=True, size=95, opacity=1, color=colour)
        .encode(
            x=x,
            shape=alt.Shape(
                "kind:N", scale=alt.Scale(domain=["method", "list_left_out"], range=["circle", "diamond"]), legend=None
            ),
        ),
        # where a name lies over the rule, paper under the letters keeps it legible
        names.mark_text(stroke=palette.paper, strokeWidth=5, strokeJoin="round", **left),
        names.mark_text(color=palette.ink, **left),
    ]
    return finish(alt.layer(*layers, height=STEP * count + 50, width="container"), look)
