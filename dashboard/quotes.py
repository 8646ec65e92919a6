"""A ready sentence for a figure: number, population, period, source and caveat. Pure functions."""

from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from dashboard import estimates, numbers, tables
from dashboard.texts import LANGUAGES, sentences, text

Cite = Callable[[Iterable[str]], list[str]]
"""Names sources by their ids."""
MOST = 40
"""Sentences to choose from: one a line of the chart, the lines first that the figure shows first."""
FIGURE = frozenset({"indicator_id", "period", "period_end", "breakdown", "region_id", "unit"})
SHARE = frozenset({"share_low", "share_high", "reported_low", "estimate_low", "year", "comparable_group"})
RATE = frozenset({"rate_low", "rate_high", "low", "high", "population_source_id", "period", "comparable_group"})
"""Columns of rows that a sentence can be made of: figures, shares in view, estimates per inhabitant."""


def quotable(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows a sentence can be made of: the last sharp figure of each line, at most MOST; what the
    figure shows first comes first, and of that the latest. No figure without a period, and no estimate without a range,
    a method whose assumption is known, or that was called unreliable.

    rows: with the columns of FIGURE, SHARE or RATE; of rows of another shape no sentence can be made. What is an
    estimate says so by its interval_kind.
    """
    if not any(shape <= set(rows) for shape in (FIGURE, SHARE, RATE)):
        return rows.head(0)
    if "indicator_id" not in rows:
        order = "year" if "year" in rows else "period"
        return rows[_assumed(rows)].sort_values(order, ascending=False, kind="stable").head(MOST)
    sharp = rows[rows["state"].isin(["value", "zero"]) & (rows["confidence"] != "ambiguous")]
    sharp = sharp[sharp["period"] != "undated"]
    if "interval_kind" in sharp:
        guessed = sharp["interval_kind"].notna() & ~estimates.observed(sharp)
        named = ~sharp["series"].str.startswith(estimates.UNRELIABLE)
        sharp = sharp[~guessed | (estimates.has_range(sharp) & _assumed(sharp) & named)]
    line = [one for one in ("indicator_id", "series", "region_id", "breakdown") if one in sharp]
    ordered = sharp.sort_values("period_end", kind="stable")
    last = sharp.loc[ordered.groupby(line, sort=False).tail(1).index].sort_index()
    first = {one: place for place, one in enumerate(dict.fromkeys(rows["indicator_id"]))}
    placed = last.assign(place=last["indicator_id"].map(first))
    return placed.sort_values(["place", "period_end"], ascending=[True, False], kind="stable").head(MOST)


def _assumed(rows: pd.DataFrame) -> pd.Series:
    """Whether what the method of an estimate rests on has a sentence."""
    return rows["method"].map(lambda method: f"quote.assumes_{method}" in sentences("nl")).astype(bool)


def label(row: pd.Series, language: str) -> str:
    """How a sentence is called among others: what, where and when."""
    if "indicator_id" not in row:
        when = str(row["year"]) if "year" in row else numbers.period(str(row["period"]), language)
        return f"{when} · {estimates.name(str(row['comparable_group']), language)}"
    told = [tables.CELLS[name](row, language) for name in ("indicator", "region", "breakdown", "period", "series")]
    if _seen(row):
        told[0] = text(language, "column.observed")
    return " · ".join(one for one in told if one)


def sentence(row: pd.Series, cite: Cite, caveat: str, language: str, link: str) -> str:
    """One row in words. `cite` names sources by their ids; `caveat` is what the indicator does not say."""
    if "share_low" in row:
        return text(
            language,
            "quote.share",
            year=row["year"],
            reported=_span(row["reported_low"], row["reported_high"], language),
            estimated=_span(row["estimate_low"], row["estimate_high"], language),
            share=f"{_span(row['share_low'] * 100, row['share_high'] * 100, language)}%",
            series=estimates.name(str(row["comparable_group"]), language),
            method=_method(row, language),
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
            series=estimates.name(str(row["comparable_group"]), language),
            method=_method(row, language),
            source="; ".join(cite([str(row["source_id"]), *str(row["population_source_id"]).split(";")])),
            link=link,
        )
    told = {
        "when": numbers.period(str(row["period"]), language),
        "where": _where(row, language),
        "source": "; ".join(cite(str(row["source_id"]).split(";"))),
        "link": link,
    }
    series, note = tables.CELLS["series"](row, language), _note(row, language)
    about = "; ".join([series, *tables.marks(row, language)])
    if _seen(row):
        figure = tables.figure_text(row, language)
        return text(language, "quote.observed", figure=figure, about=about, note=note, **told)
    name = tables.CELLS["indicator"](row, language)
    known = sentences(language).get(f"quote.of_{row['indicator_id']}")
    told["subject"] = known or text(language, "quote.subject", what=name)
    told["caveat"] = caveat
    if isinstance(row.get("interval_kind"), str):
        people = row.get("population")  # beside figures this column holds inhabitants, and nothing of an estimate
        part = row["breakdown"] not in ("total", "rate") or (isinstance(people, str) and people != "all")
        return text(
            language,
            "quote.estimate",
            split=f" ({estimates.who(row, language)})" if part else "",
            figure=estimates.figure_text(row, language),
            unit=sentences(language).get(f"unit.{row['unit']}", row["unit"]),
            series=series,
            method=_method(row, language),
            **told,
        )
    split = "" if row["breakdown"] == "total" else tables.breakdown_text(str(row["breakdown"]), language)
    return text(
        language,
        "quote.figure",
        split=f" ({split})" if split and split not in told["subject"] else "",
        figure=_figure(row, language),
        # a unit is a plural, which does not go with one; where the subject has words of its own, they hold it
        unit="" if known or row["unit"] == "%" or row["value"] == 1 else f" {row[f'unit_{language}']}",
        about=about,
        note=note,
        **told,
    )


def in_all(row: pd.Series, cite: Mapping[str, Cite], caveats: dict[str, str], links: dict[str, str]) -> dict[str, str]:
    """The sentence in each language, with the names of sources, the caveat and the link of that language."""
    return {one: sentence(row, cite[one], caveats[one], one, links[one]) for one in LANGUAGES}


def _seen(row: pd.Series) -> bool:
    """Whether this is the observed part of an estimate: seen, so no estimate itself."""
    return isinstance(row.get("interval_kind"), str) and bool(estimates.observed(row.to_frame().T).iloc[0])


def _where(row: pd.Series, language: str) -> str:
    """In which area, with its kind: two kinds have areas of one name."""
    if row["region_id"] == "nl":
        return text(language, "quote.where_land")
    kind = row.get("region_type")
    name = str(row["region"])
    return text(language, "quote.where", place=tables.area_text(name, kind, language) if kind else name)


def _method(row: pd.Series, language: str) -> str:
    """How an estimate was made, what kind of range it has, what it rests on, and what else is known of it."""
    told = text(
        language,
        "quote.method",
        method=text(language, f"method.{row['method']}"),
        margin=text(language, f"margin.{row['interval_kind']}"),
        assumes=text(language, f"quote.assumes_{row['method']}"),
    )
    return told + _note(row, language)


def _note(row: pd.Series, language: str) -> str:
    """What the source says of this one figure, as a sentence to follow another; empty where it says nothing."""
    note = row.get(f"note_{language}")
    return f" {note.removesuffix('.')}." if isinstance(note, str) and note else ""


def _figure(row: pd.Series, language: str) -> str:
    """The number, with its published interval where there is one."""
    told = tables.figure_text(row, language)
    if row.reindex(["value", "low", "high"]).isna().any():
        return told
    return f"{told} ({numbers.between(row['low'], row['high'], language)})"


def _span(low: float, high: float, language: str) -> str:
    told = numbers.number(low, language), numbers.number(high, language)
    return told[0] if told[0] == told[1] else "–".join(told)
