"""A ready sentence for a figure: number, population, period, source and caveat. Pure functions."""

from collections.abc import Callable, Iterable

import pandas as pd

from dashboard import estimates, numbers, tables
from dashboard.texts import LANGUAGES, text

MOST = 40
"""Sentences to choose from: one a line of the chart, the lines first that the figure shows first."""
FIGURE = frozenset({"indicator_id", "period", "period_end", "breakdown", "region_id", "unit"})
SHARE = frozenset({"share_low", "share_high", "reported_low", "estimate_low", "year", "comparable_group"})
RATE = frozenset({"rate_low", "rate_high", "low", "high", "population_source_id", "period", "comparable_group"})
"""Columns of rows that a sentence can be made of: figures, shares in view, estimates per inhabitant."""


def quotable(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows a sentence can be made of: the last sharp figure of each line, at most MOST; what the
    figure shows first comes first, and of that the latest.

    rows: with the columns of FIGURE, SHARE or RATE; of rows of another shape no sentence can be made.
    """
    if not any(shape <= set(rows) for shape in (FIGURE, SHARE, RATE)):
        return rows.head(0)
    if "indicator_id" not in rows:
        order = "year" if "year" in rows else "period"
        return rows.sort_values(order, ascending=False, kind="stable").head(MOST)
    sharp = rows[rows["state"].isin(["value", "zero"]) & (rows["confidence"] != "ambiguous")]
    line = [one for one in ("indicator_id", "series", "region_id", "breakdown") if one in sharp]
    ordered = sharp.sort_values("period_end", kind="stable")
    last = sharp.loc[ordered.groupby(line, sort=False).tail(1).index].sort_index()
    first = {one: place for place, one in enumerate(dict.fromkeys(rows["indicator_id"]))}
    placed = last.assign(place=last["indicator_id"].map(first))
    return placed.sort_values(["place", "period_end"], ascending=[True, False], kind="stable").head(MOST)


def label(row: pd.Series, language: str) -> str:
    """How a sentence is called among others: what, where and when."""
    if "indicator_id" not in row:
        when = str(row["year"]) if "year" in row else numbers.period(str(row["period"]), language)
        return f"{when} · {estimates.name(str(row['comparable_group']), language)}"
    told = [tables.CELLS[name](row, language) for name in ("indicator", "region", "breakdown", "period", "series")]
    return " · ".join(one for one in told if one)


def sentence(row: pd.Series, cite: Callable[[Iterable[str]], list[str]], caveat: str, language: str, link: str) -> str:
    """One row in words. `cite` names sources by their ids; `caveat` is what the indicator does not say."""
    if "share_low" in row:
        return text(
            language,
            "quote.share",
            year=row["year"],
            reported=_span(row["reported_low"], row["reported_high"], language),
            estimated=_span(row["estimate_low"], row["estimate_high"], language),
            share=f"{_span(row['share_low'] * 100, row['share_high'] * 100, language)}%",
            source="; ".join(cite([str(row["source_id"]), *str(row["reported_source_ids"]).split(";")])),
            link=link,
        )
    if "indicator_id" not in row:
        return text(
            language,
            "quote.rate",
            period=numbers.period(str(row["period"]), language),
            rate=_span(row["rate_low"], row["rate_high"], language),
            estimated=_span(row["low"], row["high"], language),
            source="; ".join(cite([str(row["source_id"]), *str(row["population_source_id"]).split(";")])),
            link=link,
        )
    flags = tables.flags(row, language)
    return text(
        language,
        "quote.figure",
        what=tables.CELLS["indicator"](row, language),
        split="" if row["breakdown"] == "total" else f" ({tables.breakdown_text(str(row['breakdown']), language)})",
        where=tables.CELLS["region"](row, language) if "region_id" in row else "",
        when=tables.CELLS["period"](row, language),
        figure=_figure(row, language),
        unit="" if row["unit"] == "%" else f" {row[f'unit_{language}']}",
        flags=f" ({flags})" if flags else "",
        series=tables.CELLS["series"](row, language),
        source="; ".join(cite(str(row["source_id"]).split(";"))),
        caveat=caveat,
        link=link,
    )


def sentences(
    row: pd.Series, cite: Callable[[Iterable[str]], list[str]], caveats: dict[str, str], link: str
) -> dict[str, str]:
    """The sentence in each language."""
    return {language: sentence(row, cite, caveats[language], language, link) for language in LANGUAGES}


def _figure(row: pd.Series, language: str) -> str:
    """The number, with its published interval where there is one."""
    told = tables.figure_text(row, language)
    if row[["value", "low", "high"]].isna().any():
        return told
    return f"{told} ({numbers.between(row['low'], row['high'], language)})"


def _span(low: float, high: float, language: str) -> str:
    told = numbers.number(low, language), numbers.number(high, language)
    return told[0] if told[0] == told[1] else "–".join(told)
