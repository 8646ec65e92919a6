"""Rate against size with control limits: who differs more from the whole than size explains, without a ranking."""

import altair as alt
import pandas as pd

from dashboard.charts.picking import pickable
from dashboard.charts.theme import NARROW, Look, either, finish
from dashboard.once import once


@once
def funnel_plot(
    areas: pd.DataFrame, limits: pd.DataFrame, look: Look, *, target: float, x_title: str, y_title: str
) -> alt.LayerChart:
    """Every area a point among the control limits of its size.

    areas: region_id, region, people, rate, told (tooltip), chosen, named (whether its name stands beside it).
    limits: people, low, high, level (text, as "95%"), in order of people, the narrower level first. target: the
    overall rate.
    """
    palette = look.palette
    levels = list(dict.fromkeys(limits["level"]))
    first, last = float(limits["people"].min()), float(limits["people"].max())
    top = float(max(areas["rate"].max(), limits["high"].iloc[: len(limits) // 2].median()) * 1.25)
    x = alt.X(
        "people:Q",
        title=x_title,
        scale=alt.Scale(domain=[first, first + (last - first) * 1.12], nice=False, zero=False),
        axis=alt.Axis(format=",.0f", grid=False, tickCount=5),
    )
    y = alt.Y(
        "y:Q",
        title=y_title,
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=alt.Axis(format=",.1f", tickCount=5),
    )
    dash = alt.StrokeDash("level:N", scale=alt.Scale(domain=levels, range=[[6, 3], [1, 3]]), legend=None)
    ends = limits[limits["people"] == last]
    layers: list[alt.Chart] = []
    for side in ("low", "high"):
        line = alt.Chart(limits.assign(y=limits[side].where(limits[side] <= top)))
        layers.append(
            line.mark_line(color=palette.muted, strokeWidth=1.2).encode(
                x=x, y=y, strokeDash=dash, detail=alt.Detail("level:N")
            )
        )
        layers.append(
            alt.Chart(ends.assign(y=ends[side]))
            .mark_text(align="left", dx=4, color=palette.muted, fontSize=11)
            .encode(x=x, y=y, text=alt.Text("level:N"))
        )
    layers.append(alt.Chart(pd.DataFrame({"y": [target]})).mark_rule(color=palette.muted, strokeWidth=1.2).encode(y=y))
    drawn = areas.assign(y=areas["rate"])
    points = (
        alt.Chart(drawn)
        .mark_point(shape="circle", size=85, strokeWidth=1.8, stroke=palette.registered[0], cursor="pointer", opacity=1)
        .encode(
            x=x,
            y=y,
            fill=either(alt.FillValue, "datum.chosen", palette.registered[0], palette.scale[0]),
            tooltip=[alt.Tooltip("region:N", title=" "), alt.Tooltip("told:N", title="  ")],
        )
    )
    layers.append(pickable(points))
    names = drawn[drawn["named"]]
    layers.append(
        alt.Chart(names)
        .mark_text(
            dy=-13,
            fontSize=12,
            color=palette.ink,
            text=alt.ExprRef(f"width > {NARROW} || datum.chosen ? datum.region : ''"),
        )
        .encode(x=x, y=y)
    )
    return finish(alt.layer(*layers, height=380, width="container"), look)
