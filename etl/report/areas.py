"""The area a report is about, and the areas it lies in: each is one of an edition, never a bare code."""

from dataclasses import dataclass

import duckdb

KINDS = ("gemeente", "arrondissement19", "arrondissement11")
"""Kinds of areas a report can be about."""


class UnknownRegionError(Exception):
    """There is no report for this area; the text says which there are."""


@dataclass(frozen=True)
class Area:
    region_id: str
    name: str
    kind: str
    note: str | None = None


@dataclass(frozen=True)
class Surroundings:
    """The area itself, the areas it lies or lay in, in the order of the report, and those it came from or became.

    within: present district, old district, police force until 2013, police unit; the country is not among them.
    others: for a district of one edition those of the other edition, with how they relate (of `region_link`); for a
    municipality younger than the old districts, those that its present district came from.
    """

    area: Area
    within: tuple[Area, ...]
    others: tuple[tuple[Area, str], ...]
    population: tuple[int, int] | None
    """Inhabitants and the year of the count, where the register has them."""


def choices(cursor: duckdb.DuckDBPyConnection) -> list[Area]:
    """Every area there is a report for: municipalities of the newest division, old and present districts."""
    found = cursor.execute(
        """
        SELECT region_id, name, type FROM region WHERE type LIKE 'arrondissement1_' AND type <> 'arrondissement10'
          OR region_id IN (SELECT region_id FROM placement WHERE year = (SELECT max(year) FROM placement))
        ORDER BY type = 'gemeente' DESC, type, name, region_id
        """
    ).fetchall()
    return [Area(*row) for row in found]


def surroundings(cursor: duckdb.DuckDBPyConnection, region_id: str) -> Surroundings:
    """Raises UnknownRegionError for an area without a report."""
    area = _area(cursor, region_id)
    newest = "SELECT 1 FROM placement WHERE region_id = ? AND year = (SELECT max(year) FROM placement)"
    held = cursor.execute(newest, [region_id]).fetchone()
    if area is None or area.kind not in KINDS or (area.kind == "gemeente" and not held):
        raise UnknownRegionError(
            f"no report for '{region_id}'; expected a municipality of the newest division (gm:GM0202), an old"
            " (ar19:arnhem) or a present arrondissement (ar11:AR03)"
        )
    within: list[str] = []
    if area.kind == "gemeente":
        placed = cursor.execute(
            """
            SELECT DISTINCT ON (old) district_id, police_unit_id, year <= 2012 AS old FROM placement
            WHERE region_id = ? ORDER BY old, year DESC
            """,
            [region_id],
        ).fetchall()
        within += [row[0] for row in placed]
        within += _linked(cursor, region_id, "politieregio:")
        within += [row[1] for row in placed if row[1]]
    else:
        within += _linked(cursor, region_id, "eenheid:")
    about = [one for one in (_area(cursor, each) for each in dict.fromkeys(within)) if one]
    held_by = {one.kind: one for one in about}
    changed = area if area.kind != "gemeente" else held_by.get("arrondissement11")
    others = _other_edition(cursor, changed) if changed and "arrondissement19" not in held_by else []
    return Surroundings(area, tuple(about), tuple(others), _population(cursor, region_id))


def _area(cursor: duckdb.DuckDBPyConnection, region_id: str) -> Area | None:
    row = cursor.execute("SELECT region_id, name, type, note FROM region WHERE region_id = ?", [region_id]).fetchone()
    return None if row is None else Area(*row)


def _linked(cursor: duckdb.DuckDBPyConnection, region_id: str, prefix: str) -> list[str]:
    found = cursor.execute(
        "SELECT to_region FROM region_link WHERE from_region = ? AND relation = 'nests' AND starts_with(to_region, ?)",
        [region_id, prefix],
    ).fetchall()
    return [row[0] for row in found]


def _other_edition(cursor: duckdb.DuckDBPyConnection, area: Area) -> list[tuple[Area, str]]:
    """For a present district the old ones it came from, for an old one those it became."""
    here, there = ("to_region", "from_region") if area.kind == "arrondissement11" else ("from_region", "to_region")
    prefix = {"arrondissement11": "ar19:", "arrondissement19": "ar11:"}[area.kind]
    found = cursor.execute(
        f"SELECT r.region_id, r.name, r.type, r.note, l.relation FROM region_link l JOIN region r"
        f" ON r.region_id = l.{there} WHERE l.{here} = ? AND starts_with(l.{there}, ?) ORDER BY r.name",
        [area.region_id, prefix],
    ).fetchall()
    return [(Area(*row[:4]), row[4]) for row in found]


def _population(cursor: duckdb.DuckDBPyConnection, region_id: str) -> tuple[int, int] | None:
    row = cursor.execute(
        """
        SELECT value, year(period_start) FROM observation
        WHERE indicator_id = 'population' AND series = 'cbs-register' AND breakdown = 'total' AND region_id = ?
          AND value IS NOT NULL ORDER BY period_start DESC LIMIT 1
        """,
        [region_id],
    ).fetchone()
    return None if row is None else (int(row[0]), int(row[1]))
