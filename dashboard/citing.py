"""How a source is named under a figure and in a sentence of a page."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

import pandas as pd

from dashboard import queries
from dashboard.drawn_once import told_once
from dashboard.language import language, t
from dashboard.markdown import spoken
from dashboard.vintage import as_of
from etl.citing import ages

SOURCES = ("source_id", "reported_source_ids", "boundary_source_id")
"""Columns of rows that name a source of what is drawn."""
PER_HEAD = "population_source_id"
"""The column that names the source of inhabitants: rows have it also where only numbers are drawn."""
FEW = 4
"""Sources that a line names; of more it names the first, and those whose figures are old."""


def cited(rows: pd.DataFrame, *, per_head: bool = False) -> list[str]:
    """source_id of every source of the rows. What gave most of the figures comes first, what they are divided by or
    drawn on last. per_head: whether figures by inhabitants are shown, and so the source of inhabitants is one."""
    found: list[str] = []
    for column in (*SOURCES, *([PER_HEAD] if per_head else [])):
        counted = rows[column].dropna().astype(str).str.split(";").explode() if column in rows else pd.Series(dtype=str)
        ordered = sorted(Counter(map(str, counted)).items(), key=lambda one: (-one[1], one[0]))
        found += [name for name, _rows in ordered if name not in found]
    return found


def source_line(source_ids: list[str]) -> str:
    """Producer, title and year of the sources, the licence where it is an open one, and their date where the last
    attempt to renew them failed or is overdue, in Markdown; of many the first and the old ones, and how many there are
    more. None is a table of the reader's own, of which figures are computed."""
    if not source_ids:
        return t("figure.own_source")
    old = _old(as_of())
    shown = [told for place, told in enumerate(_in_order(source_ids)) if place < FEW or source_ids[place] in old]
    hidden = len(source_ids) - len(shown)
    tail = t("figure.more_sources", count=hidden) if hidden > 0 else ""
    return t("figure.source", sources="; ".join(shown)) + tail


def source_list(source_ids: list[str]) -> list[str]:
    """Every source in Markdown, where a line does not name them all; else nothing."""
    return [f"- {one}" for one in _in_order(source_ids)] if len(source_ids) > FEW else []


def all_in_words(source_ids: list[str]) -> str:
    """Every source as plain text, the titles of one producer together: for a picture, which has no list beside it."""
    if not source_ids:
        return t("figure.own_source")
    by_producer: dict[str, list[str]] = {}
    found = {str(one["source_id"]): one for _index, one in queries.sources(sorted(source_ids)).iterrows()}
    old = _old(as_of())
    for name in source_ids:
        one = found[name]
        by_producer.setdefault(str(one["producer"]), []).append(_dated(str(one["title"]), one, old.get(name, "")))
    told = [f"{producer}, {', '.join(titles)}" for producer, titles in by_producer.items()]
    return t("figure.source", sources="; ".join(told))


def in_sentence(source_ids: Iterable[str], spoken: str) -> list[str]:
    """Each source as a sentence in a language names it, with what is said of its age, ordered by producer."""
    old = ages(queries.source_states(), spoken, as_of())
    found = queries.sources(sorted(set(source_ids)))
    return [
        f"{one['producer']}, {one['title']}{_when(one)}{_aged(old.get(str(one['source_id']), ''))}"
        for _index, one in found.iterrows()
    ]


def _in_order(source_ids: list[str]) -> list[str]:
    named = _named(sorted(source_ids), as_of())
    return [named[one] for one in source_ids]


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
    """One source, a row of queries.sources, in Markdown, and what is said of its age."""
    title = title_of(source["title"], source["language"])
    linked = f"[{title}]({source['url']})" if isinstance(source["url"], str) and source["url"] else title
    return f"{source['producer']}, {_dated(linked, source, age)}"


def title_of(title: str, tongue: str) -> str:
    """A title with the mark of its language, where that is not the one of the page."""
    return spoken(title, tongue, language())


def place_of(locator: str) -> str:
    """A place in a source with the mark of its language: what is more than a sign and numbers is Dutch."""
    return title_of(locator, "nl") if re.search("[A-Za-z]{2}", locator) else locator


def titled(titles: pd.Series, tongues: pd.Series) -> pd.Series:
    """`title_of` of each."""
    told = [title_of(str(title), str(tongue)) for title, tongue in zip(titles, tongues, strict=True)]
    return pd.Series(told, index=titles.index, dtype="str")


def _dated(title: str, source: pd.Series, age: str) -> str:
    """A title with its year, its licence where that is an open one, and its age where that is to be said."""
    licence = f", {source['licence']}" if source["licence"].startswith("CC") else ""
    return f"{title}{_when(source)}{licence}{_aged(age)}"


def _when(source: pd.Series) -> str:
    return "" if pd.isna(source["year"]) else f" ({source['year']:.0f})"


def _aged(age: str) -> str:
    return f" ({age})" if age else ""
