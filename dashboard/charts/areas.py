"""One figure an area, in the order of the alphabet: no ranking."""

import altair as alt
import pandas as pd

from dashboard.charts.theme import NUMBERS, ROWS, Look, finish
from dashboard.once import once


@once
def by_area(rows: pd.DataFrame, look: Look, *, x_title: str, top: float) -> alt.LayerChart:
    """A point an area on a line from zero, with its figure. rows: region (in order of appearance), value, told."""
    palette = look.palette
    base = alt.Chart(rows).encode(
        y=alt.Y("region:N", sort=None, title=None, axis=alt.Axis(labelLimit=160, ticks=False, domain=False)),
        tooltip=[alt.Tooltip("region:N", title=" "), alt.Tooltip("told:N", title="  ")],
    )
    x = alt.X(
        "value:Q",
        title=x_title,
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=alt.Axis(tickCount=4, format=NUMBERS),
    )
    colour = palette.registered[0]
    rule = base.mark_rule(strokeWidth=2, color=colour).encode(x=x, x2=alt.datum(0))
    point = base.mark_point(shape="circle", filled=True, size=70, opacity=1, color=colour).encode(x=x)
    told = base.mark_text(align="left", dx=9, color=palette.ink).encode(x=x, text=alt.Text("told:N"))
    return finish(alt.layer(rule, point, told, height=alt.Step(26), width="container", autosize=ROWS), look)
