"""Figures of the page Strafrechtketen: what became of cases and suspects, as far as published."""

from collections.abc import Sequence

import pandas as pd

from dashboard import numbers, queries, tables
from dashboard.charts import alt_text
from dashboard.charts.shares import figures_by_period
from dashboard.drawn_once import drawn_once, told_once
from dashboard.figure import Figure
from dashboard.language import language, look, t
from dashboard.panel import Panel
from dashboard.scatter import scattered

STAGES = (
    "police_complaints",
    "police_investigations",
    "nla_investigations",
    "police_suspects",
    "police_suspects_to_om",
    "om_registered_cases",
    "om_completed_cases",
    "om_prosecutions",
    "om_cases_before_judge",
    "court_cases_decided",
    "court_convictions",
)
"""What is counted a year, from complaint to conviction; units differ, so no two share an axis."""
SHARES = (
    "nla_investigation_share",
    "om_dismissal_share",
    "om_suspects_to_court_share",
    "court_conviction_share",
    "custodial_sentence_share",
)
SENTENCE = "mean_unconditional_prison_months"
PERCENTAGES, MONTHS = (0, 25, 50, 75, 100), (0, 12, 24, 36)
"""Numbers of the axes."""
OVER_YEARS = (*STAGES, "court_convicted_imprisoned", "probation_supervision", "recidivism_share")
TAKEAWAY = ("om_registered_cases", "om_completed_cases", "court_cases_decided", "court_convictions")
"""The steps of the sentence on top of the page."""


@told_once
def latest_complete(rows: pd.DataFrame, steps: Sequence[str]) -> tuple[str, dict[str, list[float]]] | None:
    """The latest year for which every step has a figure, and its figures from low to high; None when there is none.

    rows: indicator_id, period, breakdown, value, confidence. A figure that is not sharp never makes a headline.
    """
    sharp = rows[(rows["breakdown"] == "total") & rows["value"].notna() & (rows["confidence"] != "ambiguous")]
    years = [set(sharp.loc[sharp["indicator_id"] == step, "period"]) for step in steps]
    complete = set.intersection(*years)
    if not complete:
        return None
    year = max(complete)
    held = sharp[sharp["period"] == year]
    return year, {step: sorted(held.loc[held["indicator_id"] == step, "value"].unique()) for step in steps}


@drawn_once
def shares() -> Figure:
    """Published shares, a panel for each thing that a share is taken of; never computed here from two counts."""
    rows = _by_period(queries.figures(list(SHARES), "land", breakdown=None), SHARES)
    panels = []
    for (indicator_id, breakdown), own in rows.groupby(["indicator_id", "breakdown"], sort=False):
        about = queries.indicator(str(indicator_id))
        kind = "" if breakdown == "total" else f": {tables.breakdown_text(str(breakdown), language())}"
        panels.append(
            _panel(
                own, about[f"name_{language()}"] + kind, about[f"definition_{language()}"], PERCENTAGES, percent=True
            )
        )
    return Figure(
        key="aandelen",
        title=t("justice.shares_title"),
        subtitle=t("justice.shares_subtitle"),
        panels=panels,
        rows=rows,
        table=tables.observations(
            rows, language(), ("indicator", "breakdown", "period", "series", "figure", "flags", "source")
        ),
        panel_width=345,
        notes=[t("justice.shares_note"), t("justice.marks_note")],
    )


@drawn_once
def sentences() -> Figure:
    """Mean length of unconditional prison sentences, as published."""
    rows = _by_period(queries.figures([SENTENCE], "land"), (SENTENCE,))
    about = queries.indicator(SENTENCE)
    return Figure(
        key="straffen",
        title=t("justice.sentences_title"),
        subtitle=t("justice.sentences_subtitle"),
        panels=[_panel(rows, "", "", MONTHS, percent=False)],
        rows=rows,
        table=tables.observations(rows, language(), ("period", "series", "figure", "flags", "source")),
        lines=_labels(rows),
        notes=[about[f"definition_{language()}"] + " " + about[f"caveat_{language()}"], t("justice.marks_note")],
    )


@drawn_once
def over_years() -> Figure:
    """What was published for several years together: no place on an axis of years, so only a table."""
    found = scattered(queries.figures(list(OVER_YEARS), "land", breakdown=None))
    rows = _by_period(found[found["period"].str.contains("/")], OVER_YEARS)
    return Figure(
        key="meer-jaren",
        title=t("justice.over_years_title"),
        subtitle=t("justice.over_years_subtitle"),
        panels=(),
        rows=rows,
        table=tables.observations(
            rows,
            language(),
            ("indicator", "breakdown", "period", "figure", "interval", "unit", "series", "flags", "source"),
        ),
        notes=[t("figure.interval"), t("justice.over_years_interval")],
    )


def _by_period(found: pd.DataFrame, order: Sequence[str]) -> pd.DataFrame:
    places = found["indicator_id"].map({indicator_id: i for i, indicator_id in enumerate(order)})
    return (
        found.assign(place=places)
        .sort_values(["place", "breakdown", "period_start", "period_end", "series"], kind="stable")
        .drop(columns="place")
    )


def _labels(rows: pd.DataFrame) -> list[str]:
    return list(dict.fromkeys(rows[f"series_{language()}"]))


def _panel(own: pd.DataFrame, title: str, about: str, ticks: Sequence[float], *, percent: bool) -> Panel:
    period = pd.Series([numbers.period(one, language()) for one in own["period"]], index=own.index)
    told = [tables.figure_text(row, language()) for _index, row in own.iterrows()]
    drawn = pd.DataFrame(
        {
            "row": period + "|" + own["series"],
            "label": own[f"series_{language()}"],
            "value": own["value"],
            "low": own["low"],
            "high": own["high"],
            "open": own["confidence"] == "ambiguous",
            "told": told,
        }
    )
    labels = _labels(own)
    chart = figures_by_period(drawn, labels, look(), ticks=ticks, percent=percent)
    ranges = pd.DataFrame({"label": period + ", " + drawn["label"], "text": told})
    return Panel(chart, alt_text.of_ranges(ranges, language()), title, labels if title else (), about)
