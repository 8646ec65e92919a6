"""A chart of rows of the reader's own making: one column against another."""

import altair as alt
import pandas as pd

from dashboard.charts.theme import Look, finish
from dashboard.once import once

MOST = 2000
"""Marks; more would tell nothing and cannot be read out."""


def numeric(rows: pd.DataFrame) -> list[str]:
    """The columns that can stand on the value axis."""
    return [str(name) for name in rows.select_dtypes("number").columns]


@once
def free(rows: pd.DataFrame, x: str, y: str, kind: str, look: Look) -> alt.LayerChart:
    """`y` by `x` as bars or as points with a line; bars start at zero, and the order is that of the rows.

    kind: "bar" or "line". At most MOST rows are drawn.
    """
    palette = look.palette
    drawn = pd.DataFrame({"x": rows[x], "y": rows[y].astype("float64")}).head(MOST)
    number = pd.api.types.is_numeric_dtype(drawn["x"])
    when = pd.api.types.is_datetime64_any_dtype(drawn["x"])
    if not number and not when:
        drawn["x"] = drawn["x"].astype("str")
    sort = None if not number and not when else alt.Undefined
    scale = "T" if when else "Q" if number and kind == "line" else "N"
    base = alt.Chart(drawn).encode(
        x=alt.X(f"x:{scale}", title=x, sort=sort, scale=alt.Scale(zero=False) if scale == "Q" else alt.Undefined),
        y=alt.Y("y:Q", title=y, scale=alt.Scale(zero=kind == "bar")),
        tooltip=[alt.Tooltip(f"x:{scale}", title=x), alt.Tooltip("y:Q", title=y)],
    )
    if kind == "bar":
        layers = [base.mark_bar(color=palette.registered[0])]
    else:
        layers = [
            base.mark_line(color=palette.registered[0], strokeWidth=2),
            base.mark_point(color=palette.registered[0], filled=True, size=50),
        ]
    return finish(alt.layer(*layers, height=360, width="container"), look)
