"""How to name an extract and the publications behind it, in a sentence, in APA and in BibTeX; and how old they are."""

import re
from collections.abc import Hashable, Mapping
from datetime import date, timedelta
from typing import Any

import pandas as pd

from etl import numbers
from etl.words import AGE, README

NAMED = 12
"""At most this many areas or sources are named one by one; more are counted, and stand in the files."""
LATE = timedelta(days=31)
"""From when a newer version is expected until its absence is told: a rhythm names a month or "about" a day of it."""


def plain(names: str, vintage: str, file: str, sources: pd.DataFrame, language: str, link: str) -> str:
    """One line that names what was counted, its vintage and the publications behind it."""
    told = [_source(row) for _i, row in sources.iterrows()]
    return README[language]["citation"].format(
        year=vintage[:4],
        names=names,
        vintage=vintage,
        file=file,
        sources=listed(told, language, "sources"),
        link=link,
    )


def apa(names: str, vintage: str, file: str, sources: pd.DataFrame, language: str, link: str) -> str:
    """APA 7 references, one a line: this extract as a data set, then each source."""
    say = README[language]
    as_of = say["as_of"].format(vintage=vintage)
    lines = [f"Mensenhandelmonitor. ({vintage[:4]}). {names} ({as_of}; {file}) [{say['data_set']}]. {link}"]
    for _i, row in sources.iterrows():
        year = say["no_date"] if pd.isna(row["year"]) else f"{row['year']:.0f}"
        address = f" {row['url']}" if isinstance(row["url"], str) else ""
        lines.append(f"{row['producer'].rstrip('.')}. ({year}). {row['title'].rstrip('.')}.{address}")
    return "\n".join(lines)


def bibtex(names: str, vintage: str, file: str, sources: pd.DataFrame, language: str, link: str) -> str:
    """This extract and each of its sources as BibTeX; names in double braces keep their capitals."""
    own = {
        "author": "{Mensenhandelmonitor}",
        "title": "{" + _latex(names) + "}",
        "year": vintage[:4],
        "version": _latex(file),
        "url": link,
        "note": _latex(README[language]["as_of"].format(vintage=vintage)),
    }
    entries = [_entry(f"mensenhandelmonitor-{vintage}", own)]
    for _i, row in sources.iterrows():
        parts = {
            "author": "{" + _latex(row["producer"]) + "}",
            "title": "{" + _latex(row["title"]) + "}",
            "year": "" if pd.isna(row["year"]) else str(int(row["year"])),
            "url": row["url"] if isinstance(row["url"], str) else "",
        }
        entries.append(_entry(row["source_id"], parts))
    return "\n\n".join(entries) + "\n"


def ages(states: pd.DataFrame, language: str, today: date) -> dict[str, str]:
    """Of each source whose last attempt failed, or of which a newer version was due, what is said of that beside its
    name; the others are not in it.

    states: rows of `source_state`. today: the day that the figures are shown on, or are told to be of.
    """
    told = {str(row["name"]): _age(row, language, today) for row in states.to_dict("records")}
    return {name: words for name, words in told.items() if words}


def _age(state: Mapping[Hashable, Any], language: str, today: date) -> str:
    names = ("last_good", "attempted", "modified", "next_expected")
    days = {one: pd.Timestamp(state[one]).date() for one in names if pd.notna(state[one])}
    words = {name: numbers.day(one, language) for name, one in days.items()}
    say = AGE[language]
    if state["status"] == "kept":
        return say["kept"].format(downloaded=words["last_good"], attempted=words["attempted"])
    if state["status"] == "fresh" and today > days["next_expected"] + LATE:
        version = words.get("modified", words["last_good"])
        return say["late"].format(version=version, expected=words["next_expected"])
    return ""


def listed(told: list[str], language: str, what: str) -> str:
    """Some names one after another, and how many more there are."""
    if len(told) <= NAMED:
        return "; ".join(told)
    more = README[language][f"more_{what}"].format(count=len(told) - NAMED)
    return "; ".join(told[:NAMED]) + "; " + more


def _source(row: pd.Series) -> str:
    year = "" if pd.isna(row["year"]) else f" ({row['year']:.0f})"
    return f"{row['producer']}, {row['title']}{year}"


def _entry(key: str, fields: dict[str, str]) -> str:
    inner = ",\n".join(f"  {name} = {{{text}}}" for name, text in fields.items() if text)
    return f"@misc{{{key},\n{inner}\n}}"


def _latex(text: str) -> str:
    special = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return re.sub(r"[\\&%$#_{}~^]", lambda match: special.get(match[0], "\\" + match[0]), text)
