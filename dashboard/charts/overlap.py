"""Who is on which lists together: a row a combination, its lists as dots, its persons as a bar (after UpSet: Lex and
others 2014, IEEE TVCG 20:1983). Lengths are on a logarithmic scale, since counts differ by orders of magnitude."""

from collections.abc import Sequence
from math import log1p

import altair as alt
import pandas as pd

from dashboard.charts.theme import Look, either, finish
from dashboard.once import once

STEP = 21
"""Height of a row in pixels."""
PITCH = "min(26, width * 0.45 / {lists})"
"""Between the columns of lists, in pixels; narrower where the screen is."""
ROOM = 78
"""Right of the longest bar, for its number."""


def overlap_rows(combinations: pd.DataFrame) -> pd.DataFrame:
    """With row (place from the top) and length (share of the longest bar). combinations: members (tuple of places of
    lists), persons, told (text beside the bar), tip."""
    longest = log1p(float(combinations["persons"].max()))
    return combinations.assign(
        row=range(len(combinations)),
        length=[log1p(float(persons)) / longest for persons in combinations["persons"]],
        first=[min(members) for members in combinations["members"]],
        last=[max(members) for members in combinations["members"]],
        small=(combinations["persons"] > 0) & (combinations["persons"] < 5),
    )


@once
def overlap(combinations: pd.DataFrame, lists: Sequence[str], look: Look) -> alt.LayerChart:
    """The chart. combinations: as `overlap_rows` makes them; lists: short names of the columns."""
    palette = look.palette
    pitch = PITCH.format(lists=len(lists))
    start = f"({pitch} * {len(lists)} + 8)"

    def column(name: str) -> alt.ExprRef:
        return alt.ExprRef(f"{pitch} * (datum.{name} + 0.5)")

    rows = combinations.drop(columns="members")
    dots = pd.DataFrame(
        [
            {"row": row, "column": place, "on": place in members}
            for row, members in zip(combinations["row"], combinations["members"], strict=True)
            for place in range(len(lists))
        ]
    )
    heads = pd.DataFrame({"row": -1, "column": range(len(lists)), "name": [name[:9] for name in lists]})
    y = alt.Y("row:O", axis=None, scale=alt.Scale(domain=[-1, *combinations["row"]], paddingInner=0.25))
    tooltip = [alt.Tooltip("tip:N", title=" ")]
    base, dotted = alt.Chart(rows).encode(y=y), alt.Chart(dots).encode(y=y)
    blue = palette.registered[0]
    long_names = max(map(len, lists)) > 2
    layers = [
        dotted.mark_point(shape="circle", filled=True, size=34, x=column("column"), opacity=1).encode(
            color=either(alt.ColorValue, "datum.on", blue, palette.grid)
        ),
        base.mark_rule(strokeWidth=2, color=blue, x=column("first"), x2=column("last")),
        base.mark_rect(
            cornerRadius=1,
            strokeWidth=1.2,
            stroke=blue,
            x=alt.ExprRef(start),
            x2=alt.ExprRef(f"{start} + max(0, width - {start} - {ROOM}) * datum.length"),
        ).encode(fill=either(alt.FillValue, "datum.small", palette.paper, blue), tooltip=tooltip),
        base.mark_text(
            align="left",
            baseline="middle",
            x=alt.ExprRef(f"{start} + max(0, width - {start} - {ROOM}) * datum.length + 6"),
        ).encode(text=alt.Text("told:N")),
        alt.Chart(heads)
        .mark_text(
            fontWeight="bold",
            x=column("column"),
            angle=300 if long_names else 0,
            align="left" if long_names else "center",
            baseline="middle",
        )
        .encode(y=y, text=alt.Text("name:N")),
    ]
    height = STEP * (len(combinations) + 1)
    chart = alt.layer(*layers, height=height, width="container")
    return finish(chart, look)
