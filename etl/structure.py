"""What a StatLine table is made of, v3 or v4 alike, and which of its codes a query means.

Codes differ by table in padding and by protocol in name, so a query says what it wants by title (or by a code that is
documented), and this finds the code. What is not found is an error that names what is there.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from etl.faults import CodeListChanged, MissingColumn, OtherUnit

PERIOD, REGION = "Perioden", "RegioS"
STATUS = {"definitief": "final", "voorlopig": "provisional", "nadervoorlopig": "provisional"}
"""Of a period; anything else, also nothing, is unknown."""


@dataclass(frozen=True)
class Wanted:
    """One code of a dimension and what we call it. Found by its code, else by its title."""

    label: str
    title: str
    code: str | None = None
    optional: bool = False  # a title that was never seen: the source goes on without it


@dataclass(frozen=True)
class Choice:
    """Codes of the dimension whose name begins with `dimension`; `column` is what we call it."""

    column: str
    dimension: str
    codes: tuple[Wanted, ...]


@dataclass(frozen=True)
class Query:
    """What is wanted of one table. Every dimension that is not named is held at its total.

    measures: our name to the titles it may have. regions and grains: how codes of areas and of periods begin or what
    they hold (JJ years, MM months). first: first year wanted, None is all.
    """

    table: str
    measures: Mapping[str, tuple[str, ...]]
    choices: tuple[Choice, ...] = ()
    regions: tuple[str, ...] = ("NL", "GM")
    grains: tuple[str, ...] = ("JJ",)
    first: int | None = None


@dataclass(frozen=True)
class Code:
    key: str  # as the service writes it, padding and all
    title: str
    status: str | None = None
    unit: str | None = None  # of a measure

    @property
    def bare(self) -> str:
        return self.key.strip()


@dataclass(frozen=True)
class Structure:
    """Measures and dimensions of one table, with their codes."""

    table: str
    protocol: str
    measures: tuple[Code, ...]
    dimensions: dict[str, tuple[Code, ...]]


@dataclass(frozen=True)
class Resolved:
    """A query in the codes of the table: `fixed` holds, per dimension, the raw codes with what we call them (an empty
    name where the dimension is held at its total); `columns` what we call the dimension."""

    query: Query
    measures: dict[str, str]
    fixed: dict[str, dict[str, str]]
    columns: dict[str, str]
    missing: tuple[str, ...]


def codes_of(rows: Iterable[dict[str, Any]], key: str, where: str) -> tuple[Code, ...]:
    """Rows of a code list. Raises MissingColumn where one has no key or title."""
    found = []
    for row in rows:
        if not isinstance(row.get(key), str) or not isinstance(row.get("Title"), str):
            raise MissingColumn(where, f"{key} and Title in every code", "columns " + ", ".join(map(str, row))[:200])
        found.append(Code(row[key], row["Title"].strip(), row.get("Status"), row.get("Unit")))
    return tuple(found)


def resolve(structure: Structure, query: Query) -> Resolved:
    """The codes a query means. Raises MissingColumn, CodeListChanged and OtherUnit."""
    where = f"table {query.table}"
    fixed: dict[str, dict[str, str]] = {}
    columns: dict[str, str] = {}
    missing: list[str] = []
    for choice in query.choices:
        named = [name for name in structure.dimensions if name.startswith(choice.dimension)]
        if len(named) != 1:
            raise MissingColumn(where, f"one dimension {choice.dimension}…", ", ".join(structure.dimensions))
        fixed[named[0]], absent = _chosen(structure.dimensions[named[0]], choice, f"{where}, {named[0]}")
        columns[named[0]] = choice.column
        missing += absent
    needed = (PERIOD, *((REGION,) if query.regions else ()))
    for name in needed:
        if name not in structure.dimensions:
            raise MissingColumn(where, f"a dimension {name}", ", ".join(structure.dimensions))
    for name, codes in structure.dimensions.items():
        if name not in fixed and name not in needed:
            fixed[name] = {_total(codes, f"{where}, {name}").key: ""}
    measures = {_measure(structure.measures, titles, where).key: ours for ours, titles in query.measures.items()}
    return Resolved(query, measures, fixed, columns, tuple(missing))


def _chosen(codes: tuple[Code, ...], choice: Choice, where: str) -> tuple[dict[str, str], list[str]]:
    """Raw code to our name, and the titles of optional ones that are not there."""
    by_code = {code.bare: code for code in codes}
    by_title = {plain(code.title): code for code in codes}
    found, missing = {}, []
    for wanted in choice.codes:
        code = by_code.get(wanted.code) if wanted.code else None
        code = code or by_title.get(plain(wanted.title))
        if code:
            found[code.key] = wanted.label
        elif wanted.optional:
            missing.append(wanted.title)
        else:
            near = [one.title for one in codes if plain(wanted.title)[:6] in plain(one.title)][:3]
            got = "titles like " + "; ".join(near) if near else f"{len(codes)} others"
            raise CodeListChanged(where, f"'{wanted.title}'", got)
    return found, missing


def _total(codes: tuple[Code, ...], where: str) -> Code:
    """The code that holds all others: the one titled Totaal…, or the only one."""
    if len(codes) == 1:
        return codes[0]
    for code in codes:
        if code.title.lower().startswith("totaal"):
            return code
    raise CodeListChanged(where, "a code titled 'Totaal…'", "; ".join(code.title for code in codes[:4]))


_SCALED = re.compile(r"\d|%|procent|promille|duizend|miljoen|miljard|\b(dzd|mln|mld)\b|\bper\b", re.IGNORECASE)
"""A unit in which a figure is not the number of what is counted: x 1 000, mln, per 1 000 inwoners."""


def _measure(measures: tuple[Code, ...], titles: tuple[str, ...], where: str) -> Code:
    """By title, or by the v3 column name, which is the title in one word with a running number."""
    for title in titles:
        for code in measures:
            if plain(title) in (plain(code.title), plain(re.sub(r"_\d+$", "", code.key))):
                if _SCALED.search(str(code.unit or "")):
                    raise OtherUnit(f"{where}, {code.title}", "a unit of single ones, such as aantal", f"'{code.unit}'")
                return code
    raise MissingColumn(where, " or ".join(f"'{title}'" for title in titles), "; ".join(c.title for c in measures[:8]))


def plain(text: str) -> str:
    """Letters and digits alone, in lower case: titles change in spaces and dots more often than in meaning."""
    return re.sub(r"[^a-z0-9à-ÿ]", "", text.lower())


def status_of(text: str | None) -> str:
    return STATUS.get(plain(text or ""), "unknown")


_CODE = re.compile(r"((?:19|20)\d\d)(JJ00|MM(0[1-9]|1[0-2])|KW0[1-4]|[A-Z]{2}\d\d)")


def period_of(code: str) -> str | None:
    """2018JJ00 as 2018 and 2018MM10 as 2018-10; None for what is neither a year nor a month, or no period at all."""
    match = _CODE.fullmatch(code)
    if not match or not (match[3] or match[2] == "JJ00"):
        return None
    return f"{match[1]}-{match[3]}" if match[3] else match[1]
