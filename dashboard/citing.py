"""How a source is named under a figure and in a sentence of a page."""

import re
from collections import Counter

import pandas as pd

from dashboard import queries
from dashboard.drawn_once import told_once
from dashboard.language import t

SOURCES = ("source_id", "population_source_id", "reported_source_ids", "boundary_source_id")
"""Columns of rows that name a source of what is drawn."""


def source_line(rows: pd.DataFrame) -> str:
    """Producer, title and year of every source of the rows, and the licence where it is an open one; rows without any
    are computed from a table of the reader's own. What gave most of the figures comes first, what they are divided by
    or drawn on last."""
    cited: list[str] = []
    for column in SOURCES:
        counted = rows[column].dropna().astype(str).str.split(";").explode() if column in rows else pd.Series(dtype=str)
        found = sorted(Counter(map(str, counted)).items(), key=lambda one: (-one[1], one[0]))
        cited += [name for name, _rows in found if name not in cited]
    if not cited:
        return t("figure.own_source")
    named = _named(sorted(cited))
    told = [named[one] for one in cited]
    shown, hidden = told[:4], len(told) - 4
    tail = t("figure.more_sources", count=hidden) if hidden > 0 else ""
    return t("figure.source", sources="; ".join(shown)) + tail


def citations(source_ids: list[str]) -> list[str]:
    """Each source as one reads it under a figure, in Markdown, ordered by producer."""
    return list(_named(source_ids).values())


@told_once
def _named(source_ids: list[str]) -> dict[str, str]:
    """Citations by source_id, ordered by producer."""
    return {str(source["source_id"]): cite(source) for _index, source in queries.sources(source_ids).iterrows()}


def cite(source: pd.Series) -> str:
    """One source, a row of queries.sources."""
    year = "" if pd.isna(source["year"]) else f" ({source['year']:.0f})"
    licence = f", {source['licence']}" if source["licence"].startswith("CC") else ""
    title = source["title"].replace("[", "(").replace("]", ")")
    linked = f"[{title}]({source['url']})" if isinstance(source["url"], str) and source["url"] else title
    return f"{source['producer']}, {linked}{year}{licence}"


def plain_text(markdown: str) -> str:
    """A line of Markdown without its links."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
