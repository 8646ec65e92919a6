"""Events on a line of time, as a chart of their own."""

import altair as alt
import pandas as pd

from dashboard.charts.theme import Look, either, finish
from dashboard.once import once
from etl.periods import bounds

SHAPES = {"event": "circle", "break": "diamond"}


def placed(happenings: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Rows that begin in the years shown, with x and x2: years as the charts over years count them.

    There a year stands in the middle of its width, so 1 January lies half a year before it.
    """
    days = [bounds(one) for one in happenings["date"]]
    nan = float("nan")
    whole = happenings.assign(
        x=pd.Series([_decimal(pair[0]) if pair else nan for pair in days], index=happenings.index),
        x2=pd.Series([_decimal(pair[1]) if pair else nan for pair in days], index=happenings.index),
    )
    return whole[whole["x"].between(first - 0.5, last + 0.5)].reset_index(drop=True)


def beginnings(first: int, last: int) -> alt.Axis:
    """A line on 1 January of every year, and to the right of it the year: what stands before the line was earlier."""
    return alt.Axis(
        values=[year - 0.5 for year in range(first, last + 1)],
        labelExpr="format(datum.value + 0.5, 'd')",
        labelAlign="left",
        labelOffset=2,
        labelFlush=False,
        labelPadding=4,
        tickSize=7,
        title=None,
        grid=True,
    )


def _decimal(day: object) -> float:
    stamp = pd.Timestamp(str(day))
    return stamp.year - 0.5 + (stamp.day_of_year - 1) / 366


@once
def timeline(
    happenings: pd.DataFrame, lanes: list[str], look: Look, years: tuple[int, int], titles: dict[str, str]
) -> alt.LayerChart:
    """A lane a kind; a point where something began, a line where it lasted longer than a year.

    happenings: date, what (event or break), lane (one of `lanes`), when (date in words), title_nl, title_en. titles:
    words for event and break.
    """
    palette = look.palette
    marks = placed(happenings, *years).assign(told=lambda rows: rows["what"].map(titles))
    x = alt.X(
        "x:Q",
        axis=beginnings(*years),
        scale=alt.Scale(domain=[years[0] - 1.2, years[1] + 0.7], zero=False, nice=False),
    )
    base = alt.Chart(marks).encode(
        y=alt.Y("lane:N", title=None, scale=alt.Scale(domain=lanes), axis=alt.Axis(labelLimit=150, ticks=False))
    )
    lasting = base.transform_filter("datum.x2 - datum.x > 1").mark_rule(
        strokeWidth=5, opacity=0.35, color=palette.registered[0]
    )
    points = base.mark_point(size=75, strokeWidth=1.6, opacity=1).encode(
        x=x,
        shape=alt.Shape("what:N", scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES.values())), legend=None),
        stroke=alt.StrokeValue(palette.registered[0]),
        fill=either(alt.FillValue, "datum.what == 'break'", palette.paper, palette.registered[0]),
        tooltip=[
            alt.Tooltip("when:N", title=" "),
            alt.Tooltip(f"title_{look.language}:N", title="  "),
            alt.Tooltip("told:N", title="   "),
        ],
    )
    chart = alt.layer(lasting.encode(x=x, x2=alt.X2("x2:Q")), points, height=alt.Step(34), width="container")
    return finish(chart, look)
