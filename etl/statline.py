"""From the downloaded documents of a StatLine table to one table of DuckDB, v3 or v4 alike."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from etl import columns
from etl.columns import NUMBER, TEXT, quoted, text, texts
from etl.faults import CodeListChanged, DuplicateRows, NoRows
from etl.odata import DIMENSION_TYPES, V4
from etl.raw import Layer
from etl.structure import PERIOD, REGION, Code, Query, Resolved, Structure, codes_of, period_of, resolve, status_of

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

COLUMNS = ["measure", "code", "period", "value", "attribute", "status"]
"""Of all figures, before one column a choice of the query."""


@dataclass(frozen=True)
class Read:
    """What a query found: figures with COLUMNS and the columns of its choices; names of areas by code; titles of codes
    that are not there (of those that may be absent)."""

    figures: "duckdb.DuckDBPyRelation"
    areas: dict[str, str]
    missing: tuple[str, ...]

    @property
    def rows(self) -> "pd.DataFrame":
        """The figures as a frame."""
        return columns.frame(self.figures)


def read(layers: list[Layer], query: Query, connection: "duckdb.DuckDBPyConnection | None" = None) -> Read:
    """Figures of a query from every layer: from its first year on the newest layer counts alone.

    measure is our name, code the area without padding (NL where the table has none), period ours, value a number or
    null (not published), attribute what v4 says of an empty cell, status that of the period. They are temporary tables
    of the connection, one of their own unless given. Raises SourceError.
    """
    connection = connection or columns.connect()
    parts: list[str] = []
    areas: dict[str, str] = {}
    missing: tuple[str, ...] = ()
    for layer in layers:
        if layer.since is not None:
            parts = [f"SELECT * FROM ({part}) WHERE period < '{layer.since}'" for part in parts]
        part, more, missing = _layer(connection, layer, query)
        parts.append(part)
        areas |= more
    return Read(connection.sql(" UNION ALL ".join(parts)), areas, missing)


def structure_of(layer: Layer, table: str) -> Structure:
    """Measures, dimensions and codes of a table as they were downloaded."""
    protocol, where = layer.stamps[table]["protocol"], f"table {table}"

    def rows(name: str) -> list[dict[str, Any]]:
        documents = (layer.read(path) for path in layer.names(f"{table}/{name}-"))
        return [row for document in documents for row in document["value"]]

    if protocol == V4:
        names = [str(row.get("Identifier")) for row in rows("Dimensions")]
        measures = codes_of(rows("MeasureCodes"), "Identifier", where)
        lists = {name: codes_of(rows(f"{name}Codes"), "Identifier", f"{where}, {name}") for name in names}
    else:
        properties = rows("DataProperties")
        names = [str(row.get("Key")) for row in properties if row.get("Type") in DIMENSION_TYPES]
        measures = codes_of((row for row in properties if row.get("Type") == "Topic"), "Key", where)
        lists = {name: codes_of(rows(name), "Key", f"{where}, {name}") for name in names}
    return Structure(table, protocol, measures, lists)


def _layer(
    connection: "duckdb.DuckDBPyConnection", layer: Layer, query: Query
) -> tuple[str, dict[str, str], tuple[str, ...]]:
    """SQL that gives the figures of one layer, the names of its areas, and the titles that are not there."""
    structure = structure_of(layer, query.table)
    chosen = resolve(structure, query)
    others = _outside(structure.dimensions[PERIOD], query, layer.since)
    wide = _collected(connection, layer, structure, chosen, others)
    _check_codes(connection, wide, structure)
    named = _named(connection, wide, structure, chosen)
    connection.execute(f"DROP TABLE {wide}")
    found = {period for (period,) in connection.execute(f"SELECT DISTINCT period FROM {named}").fetchall()}
    listed = {period_of(code.bare) for code in structure.dimensions[PERIOD] if code.key not in others}
    if lost := sorted(filter(None, listed - found)):
        raise NoRows(f"table {query.table}", f"rows of every period in its list, such as {lost[-1]}", "none")
    areas = {code.bare: code.title for code in structure.dimensions.get(REGION, ())}
    return _long(named, structure, chosen), areas, chosen.missing


def _collected(
    connection: "duckdb.DuckDBPyConnection", layer: Layer, structure: Structure, chosen: Resolved, others: set[str]
) -> str:
    """The rows that the query asks, as the service writes them: a page that brings others too leaves nothing of them
    behind."""
    v4, where = structure.protocol == V4, f"table {structure.table}"
    measures = {"Value": NUMBER} if v4 else dict.fromkeys(chosen.measures, NUMBER)
    names = [*structure.dimensions, *(("Measure", "ValueAttribute") if v4 else ())]
    keep = [f"{columns.cell(name)} IN {texts(codes)}" for name, codes in chosen.fixed.items()]
    if v4:
        keep.append(f"{columns.cell('Measure')} IN {texts(chosen.measures)}")
    areas = structure.dimensions[REGION] if chosen.query.regions else ()
    elsewhere = {code.key for code in areas if not code.bare.startswith(chosen.query.regions)}
    for name, some in ((REGION, elsewhere), (PERIOD, others)):
        if some:  # a code that its list does not hold is told later
            keep.append(f"coalesce({columns.cell(name)} NOT IN {texts(sorted(some))}, true)")
    prefix = f"{structure.table}/data-"
    files = [layer.folder / name for name in layer.names(prefix)]
    with ThreadPoolExecutor(1) as beside:
        whole = beside.submit(layer.verify, prefix)
        try:
            wide = columns.load(
                connection, files, {**dict.fromkeys(names, TEXT), **measures}, where, " AND ".join(keep)
            )
        finally:
            whole.result()  # what is wrong with a damaged page matters no more
    if not connection.execute(f"SELECT 1 FROM {wide} LIMIT 1").fetchone():
        raise NoRows(where, "rows of " + ", ".join(sorted(set(chosen.measures.values()))), "none")
    return wide


def _outside(codes: Iterable[Code], query: Query, since: int | None) -> set[str]:
    """Raw codes of periods that are not wanted."""
    first = str(max(query.first or 0, since or 0))
    return {
        code.key
        for code in codes
        if code.bare[:4] < first or not any(grain in code.bare for grain in query.grains) or not period_of(code.bare)
    }


def _check_codes(connection: "duckdb.DuckDBPyConnection", wide: str, structure: Structure) -> None:
    """Every code stands in its list. Raises CodeListChanged."""
    for name, codes in structure.dimensions.items():
        found = {key for (key,) in connection.execute(f"SELECT DISTINCT {quoted(name)} FROM {wide}").fetchall()}
        if lost := found - {code.key for code in codes}:
            raise CodeListChanged(f"table {structure.table}, {name}", "codes of its list", f"'{min(map(str, lost))}'")


def _named(connection: "duckdb.DuckDBPyConnection", wide: str, structure: Structure, chosen: Resolved) -> str:
    """The rows with our names instead of codes, each figure once. Raises DuplicateRows."""
    v4 = structure.protocol == V4
    names: dict[str, str] = {}
    joins: list[str] = []

    def translate(name: str, told: dict[str, dict[str, str | None]]) -> None:
        """What we call the raw codes of a column: for each name of ours, by code."""
        other = f"names_{len(joins)}"
        keys = dict.fromkeys(key for some in told.values() for key in some)
        listed = ", ".join(columns.row(key, *(some[key] for some in told.values())) for key in keys)
        heads = ", ".join(["key", *map(quoted, told)])
        joins.append(f"LEFT JOIN (VALUES {listed}) {other}({heads}) ON w.{quoted(name)} = {other}.key")
        names.update({ours: f"{other}.{quoted(ours)}" for ours in told})

    periods = structure.dimensions[PERIOD]
    if v4:
        translate("Measure", {"measure": dict(chosen.measures)})
    names["code"] = "'NL'"
    if REGION in structure.dimensions:
        translate(REGION, {"code": {code.key: code.bare for code in structure.dimensions[REGION]}})
    translate(
        PERIOD,
        {"period": {code.key: period_of(code.bare) for code in periods}}
        | {"status": {code.key: status_of(code.status) for code in periods}},
    )
    for name, ours in chosen.columns.items():
        translate(name, {ours: dict(chosen.fixed[name])})
    key = [*(["measure"] if v4 else []), "code", "period", *chosen.columns.values()]
    values = {"Value": "value", "ValueAttribute": "attribute"} if v4 else {name: name for name in chosen.measures}
    some = [*(f"{sql} AS {quoted(ours)}" for ours, sql in names.items())]
    some += [f"w.{quoted(name)} AS {quoted(ours)}" for name, ours in values.items()]
    named = columns.fresh("named")
    connection.execute(f"CREATE TEMP TABLE {named} AS SELECT {', '.join(some)} FROM {wide} w {' '.join(joins)}")
    double = connection.execute(
        f"SELECT {', '.join(map(quoted, key))} FROM {named} GROUP BY ALL HAVING count(*) > 1 LIMIT 1"
    ).fetchone()
    if double:
        first = () if v4 else (next(iter(chosen.measures.values())),)
        said = " / ".join(map(str, (*first, *double)))
        raise DuplicateRows(f"table {structure.table}", "each figure once", f"{said} again")
    return named


def _long(named: str, structure: Structure, chosen: Resolved) -> str:
    """SQL for one row a measure, with COLUMNS and those of the choices."""
    more = "".join(f", {quoted(ours)}" for ours in chosen.columns.values())
    if structure.protocol == V4:
        return f"SELECT measure, code, period, value, attribute, status{more} FROM {named}"
    return " UNION ALL ".join(
        f"SELECT {text(ours)} AS measure, code, period, {quoted(name)} AS value, NULL::VARCHAR AS attribute,"
        f" status{more} FROM {named}"
        for name, ours in chosen.measures.items()
    )
