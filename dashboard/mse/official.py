"""A study beside the official estimates, and what part was in view."""

from math import ceil

import pandas as pd

from dashboard import estimates, queries
from dashboard.charts import alt_text
from dashboard.charts import estimates as estimate_charts
from dashboard.figure import Figure
from dashboard.language import language, look, n, t
from dashboard.mse import words
from dashboard.mse.answers import period_text, round_up
from dashboard.mse.study import Study
from dashboard.panel import Panel


def official_figure(study: Study) -> Figure:
    """The official estimates, a year, and ours, of the years together: two scales, for they differ in kind."""
    lang = language()
    official = estimates.ranged(queries.estimates()).sort_values(["comparable_group", "period_start"])
    theirs = pd.DataFrame(
        {
            "label": [
                f"{period.replace('/', '–')} · {estimates.name(group, lang)}"
                for period, group in zip(official["period"], official["comparable_group"], strict=True)
            ],
            "low": official["low"],
            "high": official["high"],
            "value": official["value"],
        }
    )
    theirs["text"] = [f"{n(low)}–{n(high)}" for low, high in zip(theirs["low"], theirs["high"], strict=True)]
    rows = study.methods[study.methods["estimate"].notna()]
    found = [study.interval(str(one)) for one in rows["result_id"]]
    ours = pd.DataFrame(
        {
            "label": [words.method_name(row["method"], row["threshold"], lang) for _i, row in rows.iterrows()],
            "low": [None if one is None else one["low"] for one in found],
            "high": [None if one is None else one["high"] for one in found],
            "value": list(rows["estimate"]),
            "text": [words.interval(one, lang) for one in found],
        }
    )
    panels = []
    for drawn, title, x_title in (
        (theirs, t("mse.official"), t("mse.official_x")),
        (ours, t("mse.ours", period=period_text(study)), t("mse.spread_x_period", period=period_text(study))),
    ):
        if drawn.empty:  # facts may hold no official estimate with a range
            continue
        top = round_up(float(drawn["high"].max()) * 1.1)
        chart = estimate_charts.bands(drawn, look(), x_title=x_title, percent=False, top=top, above=True)
        panels.append(Panel(chart, alt_text.of_ranges(drawn, lang), title))
    table = pd.DataFrame(
        {
            t("column.estimate"): [*theirs["label"], *ours["label"]],
            t("mse.column_range"): [*theirs["text"], *ours["text"]],
            t("mse.column_point"): [
                "–" if pd.isna(one) else words.persons(one, lang) for one in [*theirs["value"], *ours["value"]]
            ],
            t("mse.column_of"): [t("mse.official_x")] * len(theirs)
            + [t("mse.spread_x_period", period=period_text(study))] * len(ours),
            t("mse.column_reproducible"): [t("mse.not_reproducible")] * len(theirs)
            + [t("mse.computed_here")] * len(ours),
        }
    )
    kept = pd.concat(
        [
            theirs.assign(unit=list(official["unit"]), reproducible=False, source_id=list(official["source_id"])),
            ours.assign(unit=f"persons, {study.period}", reproducible=True, source_id=study.source_ids[0]),
        ],
        ignore_index=True,
    ).drop(columns="text")
    return Figure(
        key=f"officieel-{study.key}",
        title=t("mse.official_title"),
        subtitle=t("mse.official_subtitle"),
        panels=panels,
        rows=kept,
        table=table,
        panel_width=530,
        notes=[t("mse.official_note")],
    )


def coverage_figure(study: Study) -> Figure:
    """What part of the estimated total is on at least one list: always from the upper to the lower limit."""
    lang, observed = language(), study.histories.observed
    rows = study.methods[study.methods["estimate"].notna()]
    found = [(row, study.interval(str(row["result_id"]))) for _i, row in rows.iterrows()]
    bands = [
        {
            "label": words.method_name(row["method"], row["threshold"], lang),
            "low": 0.0 if pd.isna(one["high"]) else observed / one["high"],
            "high": observed / one["low"],
            "value": None,
        }
        for row, one in found
        if one is not None
    ]
    drawn = pd.DataFrame(bands)
    drawn["text"] = [f"{n(low * 100)}–{n(high * 100)}%" for low, high in zip(drawn["low"], drawn["high"], strict=True)]
    top = min(1.0, ceil(float(drawn["high"].max()) * 1.1 * 20) / 20)
    chart = estimate_charts.bands(drawn, look(), x_title=t("mse.coverage_x"), percent=True, top=top, above=True)
    kept = drawn.rename(columns={"label": "method", "low": "share_low", "high": "share_high"}).drop(
        columns=["value", "text"]
    )
    return Figure(
        key=f"in-beeld-{study.key}",
        title=t("mse.coverage_title"),
        subtitle=t("mse.coverage_subtitle", observed=n(observed)),
        panels=[Panel(chart, alt_text.of_ranges(drawn, lang))],
        rows=kept.assign(observed=observed, source_id=study.source_ids[0] if study.source_ids else None),
        table=pd.DataFrame({t("mse.column_choice"): drawn["label"], t("column.share"): drawn["text"]}),
        notes=[t("mse.coverage_note")],
    )
