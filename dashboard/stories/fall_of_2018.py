"""Why reports fell in 2018: who reported less, which law changed, and why no percentage is given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard import layers, queries, tables
from dashboard.charts import alt_text
from dashboard.charts.trend import trend
from dashboard.citing import citations
from dashboard.drawn_once import drawn_once, told_once
from dashboard.figure import Figure
from dashboard.language import language, look, n, t
from dashboard.lines import as_lines
from dashboard.markdown import for_streamlit
from dashboard.panel import Panel
from dashboard.reported import reported_figure, yearly_reported
from dashboard.scatter import scattered
from dashboard.stories.steps import quote, show_under, step
from etl import caveats
from etl.caveats import NotComparableError

SERIES = "nr-current"
BEFORE, FALLEN, AFTER = "2017", "2018", "2019"
LAW = "br-2018-gdpr"
REPORTERS = ("reporter=police", "reporter=care_coordination", "reporter=nla", "reporter=kmar")
YEARS = (2016, 2019)


def tell() -> None:
    known = facts()
    step("fall_seen", 1, **known.values)
    show_under(reported_figure([SERIES]))
    step("fall_who", 2, **known.values)
    show_under(reporter_figure())
    step("fall_law", 3, title=known.law)
    st.markdown(known.law_told, unsafe_allow_html=True)
    step("fall_write", 4, **known.values)
    quote(t("stories.fall_quote", **known.values), t("stories.sources", sources=known.producer))
    st.markdown(t("stories.fall_refused"))
    st.markdown("\n".join(f"- {one}" for one in known.refused))


@dataclass(frozen=True)
class Facts:
    """What the story tells.

    values: counts in words, by their name in its sentences. law: title of the break; law_told: what it changed, in
    Markdown. producer: of the counts. refused: why no change in per cent is given.
    """

    values: Mapping[str, str]
    law: str
    law_told: str
    producer: str
    refused: Sequence[str]


@told_once
def facts() -> Facts:
    years = yearly_reported()
    years = years[years["series"] == SERIES]
    before, fallen, after = (years[years["period"] == one].iloc[0] for one in (BEFORE, FALLEN, AFTER))
    reporters = by_reporter()
    held = dict(zip(zip(reporters["breakdown"], reporters["period"], strict=True), reporters["value"], strict=True))
    breaks = queries.breaks_of(["reported_victims"])
    law = breaks[breaks["break_id"] == LAW].iloc[0]
    return Facts(
        {
            "before": n(before["value"]),
            "fallen": n(fallen["value"]),
            "after": n(after["value"]),
            "care_before": n(held["reporter=care_coordination", BEFORE]),
            "care_fallen": n(held["reporter=care_coordination", FALLEN]),
            "police_before": n(held["reporter=police", BEFORE]),
            "police_fallen": n(held["reporter=police", FALLEN]),
        },
        law[f"title_{language()}"],
        for_streamlit([f"{law[f'explanation_{language()}']} *{citations([law['source_id']])[0]}*"]),
        fallen["producer"],
        reasons(before, fallen, breaks),
    )


@told_once
def by_reporter() -> pd.DataFrame:
    """Reports by who made them, in the one series that has them for the years around 2018."""
    rows = queries.figures(["reported_victims"], "land", None)
    return scattered(rows[(rows["series"] == "tip") & rows["breakdown"].isin(REPORTERS)])


@drawn_once
def reporter_figure() -> Figure:
    """A line a reporter; it is cut where a law changed, so what stands here are points."""
    rows = by_reporter()
    breaks = queries.breaks("reported_victims", ["tip"], False, REPORTERS)
    names = {one: tables.breakdown_text(one, language()) for one in REPORTERS}
    label = rows["breakdown"].map(names)
    drawn = pd.concat([as_lines(own, breaks, label[own.index], language()) for _key, own in rows.groupby("breakdown")])
    marks = layers.shown(breaks, YEARS)
    chart = trend(
        drawn, list(names.values()), look(), years=YEARS, y_title=t("overview.y"), breaks=marks, height=320, room=2.4
    )
    return Figure(
        key="melders",
        title=t("stories.reporters_title"),
        subtitle=t("stories.reporters_subtitle"),
        panels=[Panel(chart, alt_text.of_lines(drawn, list(names.values()), language()))],
        rows=rows,
        table=tables.observations(rows, language(), ("breakdown", "period", "figure", "interval", "flags", "source")),
        lines=list(names.values()),
        notes=[t("figure.interval"), t("figure.band")],
        breaks=marks,
        joined=False,
    )


@told_once
def reasons(before: pd.Series, after: pd.Series, breaks: pd.DataFrame) -> list[str]:
    """Why no change in per cent is computed between two figures: empty when there is no reason."""
    try:
        caveats.percentage_change(before, after, breaks, queries.blind_spots())
    except NotComparableError as refused:
        return [one.sentence(language()) for one in refused.caveats]
    return []
