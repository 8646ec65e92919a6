"""How a source is named under a figure and in a sentence of a page."""

import re
from collections import Counter
from datetime import date

import pandas as pd

from dashboard import queries
from dashboard.drawn_once import told_once
from dashboard.language import language, t
from dashboard.vintage import as_of
from etl.citing import ages

SHOWN = 4
"""Sources that are named under a figure; one whose figures are old is always named."""
SOURCES = ("source_id", "population_source_id", "reported_source_ids", "boundary_source_id")
"""Columns of rows that name a source of what is drawn."""


def source_line(rows: pd.DataFrame) -> str:
    """Producer, title and year of every source of the rows, the licence where it is an open one, and their date where
    the last attempt to renew them failed or is overdue; rows without any are computed from a table of the reader's own.
    What gave most of the figures comes first, what they are divided by or drawn on last."""
    cited: list[str] = []
    for column in SOURCES:
        counted = rows[column].dropna().astype(str).str.split(";").explode() if column in rows else pd.Series(dtype=str)
        found = sorted(Counter(map(str, counted)).items(), key=lambda one: (-one[1], one[0]))
        cited += [name for name, _rows in found if name not in cited]
    if not cited:
        return t("figure.own_source")
    today = as_of()
    named, old = _named(sorted(cited), today), _old(today)
    shown = [named[one] for place, one in enumerate(cited) if place < SHOWN or one in old]
    hidden = len(cited) - len(shown)
    tail = t("figure.more_sources", count=hidden) if hidden else ""
    return t("figure.source", sources="; ".join(shown)) + tail


def citations(source_ids: list[str]) -> list[str]:
    """Each source as one reads it under a figure, in Markdown, ordered by producer."""
    return list(_named(source_ids, as_of()).values())


@told_once
def _named(source_ids: list[str], today: date) -> dict[str, str]:
    """Citations by source_id, ordered by producer."""
    old, found = _old(today), queries.sources(source_ids)
    return {str(one["source_id"]): _cite(one, old.get(str(one["source_id"]), "")) for _index, one in found.iterrows()}


@told_once
def _old(today: date) -> dict[str, str]:
    """What is said of sources whose figures are older than they were to be, by source_id."""
    return ages(queries.source_states(), language(), today)


def _cite(source: pd.Series, age: str) -> str:
    """One source, a row of queries.sources, and what is said of its age."""
    year = "" if pd.isna(source["year"]) else f" ({source['year']:.0f})"
    licence = f", {source['licence']}" if source["licence"].startswith("CC") else ""
    title = source["title"].replace("[", "(").replace("]", ")")
    linked = f"[{title}]({source['url']})" if isinstance(source["url"], str) and source["url"] else title
    return f"{source['producer']}, {linked}{year}{licence}" + (f" ({age})" if age else "")


def plain_text(markdown: str) -> str:
    """A line of Markdown without its links."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
