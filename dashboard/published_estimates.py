"""The published estimates as figures: those with a range drawn, the others in words."""

import pandas as pd

from dashboard import estimates, html, numbers, queries
from dashboard.charts import alt_text
from dashboard.charts import estimates as estimate_charts
from dashboard.citing import citations
from dashboard.coverage import nothing_in_view
from dashboard.drawn_once import drawn_once, told_once
from dashboard.figure import Figure
from dashboard.language import language, look, n, t
from dashboard.panel import Panel


@told_once
def placed() -> pd.DataFrame:
    """Every estimate with its `place` on the page."""
    found = queries.estimates()
    return found.assign(place=estimates.place(found))


@told_once
def takeaway() -> str:
    """The newest estimate with a range that years of reports belong to, and what part of it was reported; a sentence
    that there is none where there is none."""
    missing = nothing_in_view()
    if missing:
        return missing
    shares = queries.share_in_view()
    own = shares[shares["estimate_id"] == shares.iloc[-1]["estimate_id"]]
    newest = placed().set_index("estimate_id").loc[own["estimate_id"].iloc[0]]
    parts = [
        t("dark.share", year=one["year"], low=n(one["share_low"] * 100), high=n(one["share_high"] * 100))
        for _index, one in own.iterrows()
    ]
    return t(
        "dark.takeaway",
        period=numbers.period(newest["period"], language()),
        low=n(newest["low"]),
        high=n(newest["high"]),
        shares=f" {t('dark.and')} ".join(parts),
    )


@told_once
def contradictions() -> list[str]:
    """What contradicts in the estimates of all victims, and the breaks between them, in Markdown."""
    conflicts = queries.conflicts()
    told = [conflicts[conflicts["indicator_id"].isin(estimates.TOTALS)]]
    told += [queries.breaks(indicator_id, [], regional=False) for indicator_id in estimates.TOTALS]
    rows = pd.concat(told)
    lang = language()
    pairs = zip(rows[f"title_{lang}"], rows[f"explanation_{lang}"], strict=True)
    return [f"**{title}.** {explanation}" for title, explanation in pairs]


@told_once
def unreliable() -> list[str]:
    """What is said of the estimates that are told in words only, each with its source, in Markdown."""
    rows = placed()
    rows = rows[rows["place"] == "unreliable"]
    notes = zip(rows[f"note_{language()}"], rows["source_id"], strict=True)
    return [f"{note} *{citations([source_id])[0]}*" for note, source_id in notes]


@drawn_once
def with_range() -> Figure:
    """Estimates with a published range: a panel for each group of comparable ones, all on one scale."""
    found, lang = placed(), language()
    rows = found[found["place"] == "drawn"].sort_values(["comparable_group", "period_start", "period_end"])
    top = float(rows["high"].max()) * 1.25
    panels = []
    for group, own in rows.groupby("comparable_group", sort=False):
        cells = {
            column: estimates.table(own, lang, (column,)).iloc[:, 0] for column in ("period", "method", "who", "margin")
        }
        text = [estimates.figure_text(row, lang) for _index, row in own.iterrows()]
        drawn = own[["low", "high", "value"]].assign(label=cells["period"].to_list(), text=text)
        title = estimates.name(str(group), lang)
        panels.append(
            Panel(
                estimate_charts.bands(drawn, look(), x_title=t("dark.x"), percent=False, top=top, above=True),
                alt_text.of_ranges(drawn.assign(label=title + ", " + drawn["label"]), lang),
                capital(title),
                about="; ".join(dict.fromkeys([*cells["method"], *cells["who"], *cells["margin"]])),
            )
        )
    return Figure(
        key="schattingen",
        title=t("dark.range_title"),
        subtitle=t("dark.range_subtitle"),
        panels=panels,
        rows=rows.drop(columns="place"),
        table=estimates.table(rows, lang, ("estimate", "period", "estimated", "margin", "method", "flags", "source")),
        panel_width=345,
        notes=[t("dark.range_note")],
        breaks=_breaks("estimated_victims"),
    )


@drawn_once
def in_words(place: str, key: str, columns: tuple[str, ...], breaks_of: str = "") -> Figure:
    """What has no range to draw, by its `place`: only a table. breaks_of: the indicator whose breaks are told."""
    found = placed()
    rows = found[found["place"] == place].sort_values(["indicator_id", "comparable_group", "period_start"])
    return Figure(
        key=key,
        title=t(f"dark.{place}_title"),
        subtitle=t(f"dark.{place}_subtitle"),
        panels=(),
        rows=rows.drop(columns="place"),
        table=estimates.table(rows, language(), columns),
        breaks=_breaks(breaks_of) if breaks_of else None,
    )


def _breaks(indicator_id: str) -> pd.DataFrame:
    """Breaks between estimates, without their number: nothing here has an axis of time to mark it on."""
    return queries.breaks(indicator_id, [], regional=False).drop(columns="number")


@told_once
def differences_table() -> str:
    """What the estimates of everyone in the country differ in."""
    return html.table(estimates.differences(placed(), language()), t("dark.differ_table"), stacked=True)


def capital(words: str) -> str:
    return words[0].upper() + words[1:]
