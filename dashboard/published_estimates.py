"""The published estimates as figures: those with a range drawn, the others in words."""

import pandas as pd

from dashboard import estimates, html, queries
from dashboard.charts import alt_text
from dashboard.charts import estimates as estimate_charts
from dashboard.drawn_once import drawn_once
from dashboard.figure import Figure, Panel
from dashboard.language import language, look, t


def placed() -> pd.DataFrame:
    """Every estimate with its `place` on the page."""
    found = queries.estimates()
    return found.assign(place=estimates.place(found))


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
        breaks=queries.breaks("estimated_victims", [], regional=False),
    )


@drawn_once
def in_words(place: str, key: str, columns: tuple[str, ...], breaks_of: str = "") -> Figure:
    """Estimates that have no range to draw: only a table. breaks_of: the indicator whose breaks are told."""
    found = placed()
    rows = found[found["place"] == place].sort_values(["indicator_id", "comparable_group", "period_start"])
    return Figure(
        key=key,
        title=t(f"dark.{place}_title"),
        subtitle=t(f"dark.{place}_subtitle"),
        panels=(),
        rows=rows.drop(columns="place"),
        table=estimates.table(rows, language(), columns),
        breaks=queries.breaks(breaks_of, [], regional=False) if breaks_of else None,
    )


@drawn_once
def differences_table() -> str:
    """What the estimates of everyone in the country differ in."""
    return html.table(estimates.differences(placed(), language()), t("dark.differ_table"), stacked=True)


def capital(words: str) -> str:
    return words[0].upper() + words[1:]
