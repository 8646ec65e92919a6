"""Which figures are meant, and the sentence for a choice that does not exist."""

from dataclasses import dataclass

import duckdb

from etl.model import tables


class SelectionError(Exception):
    """A selection names something that does not exist, or leaves no row; the text says what is allowed.

    `parameter` is the filter that is wrong (None: no row is left), `value` what was given, `allowed` all it may be.
    """

    def __init__(self, text: str, parameter: str | None = None, value: str = "", allowed: tuple[str, ...] = ()):
        super().__init__(text)
        self.parameter, self.value, self.allowed = parameter, value, allowed


@dataclass(frozen=True)
class Selection:
    """Which figures: all of them unless narrowed. `first` and `last` are years; a period must lie within
    them, so a pooled period that begins earlier, or an undated figure, is left out when a year is given."""

    indicators: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    series: tuple[str, ...] = ()
    region_types: tuple[str, ...] = ()
    breakdowns: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()

    def given(self) -> dict[str, list[str] | int]:
        """What is narrowed, by the name of its filter; a filter that is not in use is not in it."""
        lists = {name: list(getattr(self, attribute)) for name, attribute in LISTS.items()}
        years = {"from": self.first, "to": self.last}
        return {**{k: v for k, v in lists.items() if v}, **{k: v for k, v in years.items() if v is not None}}


LISTS = {
    "indicator": "indicators",
    "series": "series",
    "region": "regions",
    "region_type": "region_types",
    "breakdown": "breakdowns",
    "status": "statuses",
}
"""Filters of which several values may be given, and where a Selection keeps them."""

_KNOWN = {
    "indicator": "SELECT indicator_id FROM indicator",
    "series": "SELECT series FROM series UNION SELECT comparable_group FROM estimate",
    "region": "SELECT region_id FROM region",
    "breakdown": "SELECT breakdown FROM observation UNION SELECT breakdown FROM estimate",
}


def known(connection: duckdb.DuckDBPyConnection, name: str) -> list[str]:
    """Every value a filter may have, in order."""
    if name in _KNOWN:
        return sorted(row[0] for row in connection.execute(_KNOWN[name]).fetchall())
    field = {"region_type": ("region", "type"), "status": ("observation", "status")}[name]
    return list(tables()[field[0]].field(field[1]).allowed)


def check(connection: duckdb.DuckDBPyConnection, selection: Selection) -> None:
    """Raises SelectionError for a value that does not exist, and for years in the wrong order."""
    for name, attribute in LISTS.items():
        asked = getattr(selection, attribute)
        there = known(connection, name) if asked else []
        for one in asked:
            if one not in there:
                near = ", ".join(one for one in there if not one.startswith("gm:"))
                raise SelectionError(f"unknown {name} '{one}'; expected one of {near}", name, one, tuple(there))
    if selection.first and selection.last and selection.first > selection.last:
        raise SelectionError(
            f"expected a first year not after the last, got {selection.first} and {selection.last}",
            "from",
            str(selection.first),
            (f"<= {selection.last}",),
        )
