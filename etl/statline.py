"""From the downloaded documents of a StatLine table to one frame, v3 or v4 alike."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.faults import CodeListChanged, DuplicateRows, MissingColumn, NoRows, WrongValue
from etl.odata import DIMENSION_TYPES, V4
from etl.raw import Layer
from etl.structure import PERIOD, REGION, Code, Query, Resolved, Structure, codes_of, period_of, resolve, status_of

COLUMNS = ["measure", "code", "period", "value", "attribute", "status"]
"""Of every frame, before one column a choice of the query."""


@dataclass(frozen=True)
class Read:
    """What a query found: rows with COLUMNS and the columns of its choices; names of areas by code; titles of codes
    that are not there (of those that may be absent)."""

    rows: pd.DataFrame
    areas: dict[str, str]
    missing: tuple[str, ...]


def read(layers: list[Layer], query: Query) -> Read:
    """Rows of a query from every layer: from its first year on the newest layer counts alone.

    measure is our name, code the area without padding (NL where the table has none), period ours, value a number or
    NaN (not published), attribute what v4 says of an empty cell, status that of the period. Raises SourceError.
    """
    frames: list[pd.DataFrame] = []
    areas: dict[str, str] = {}
    missing: tuple[str, ...] = ()
    for layer in layers:
        if layer.since is not None:
            year = f"{layer.since}"
            frames = [frame[frame["period"] < year] for frame in frames]
        found = _layer(layer, query)
        frames.append(found.rows)
        areas |= found.areas
        missing = found.missing
    rows = pd.concat([frame for frame in frames if len(frame)], ignore_index=True)
    return Read(rows, areas, missing)


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


def _layer(layer: Layer, query: Query) -> Read:
    structure = structure_of(layer, query.table)
    chosen = resolve(structure, query)
    wide = _collected(layer, structure, chosen)
    rows = _tidy(wide, structure, chosen)
    wanted = _within(structure.dimensions[PERIOD], query, layer.since)
    listed = {period_of(code.bare) for code in structure.dimensions[PERIOD] if wanted(code.key)}
    if lost := sorted(filter(None, listed - set(rows["period"]))):
        raise NoRows(f"table {query.table}", f"rows of every period in its list, such as {lost[-1]}", "none")
    areas = {code.bare: code.title for code in structure.dimensions.get(REGION, ())}
    return Read(rows, areas, chosen.missing)


def _collected(layer: Layer, structure: Structure, chosen: Resolved) -> pd.DataFrame:
    """The rows that the query asks, page by page: a page that brings others too leaves nothing of them behind."""
    v4, where = structure.protocol == V4, f"table {structure.table}"
    measures = list(chosen.measures)
    names = [*structure.dimensions, *(("Measure", "Value", "ValueAttribute") if v4 else measures)]
    keep: list[tuple[str, Callable[[Any], bool]]] = [
        (name, set(codes).__contains__) for name, codes in chosen.fixed.items()
    ]
    if v4:
        keep.append(("Measure", set(measures).__contains__))
    if chosen.query.regions:
        keep.append((REGION, _starts(structure.dimensions[REGION], chosen.query.regions)))
    keep.append((PERIOD, _within(structure.dimensions[PERIOD], chosen.query, layer.since)))
    columns: dict[str, list[Any]] = {name: [] for name in names}
    for path in layer.names(f"{structure.table}/data-"):
        rows = layer.read(path)["value"]
        try:
            for name, wanted in keep:
                rows = [row for row in rows if wanted(row[name])]
            for name, column in columns.items():
                column.extend([row[name] for row in rows])
        except (KeyError, TypeError) as error:
            got = ", ".join(map(str, rows[0])) if rows and isinstance(rows[0], dict) else "something else"
            raise MissingColumn(where, f"a column {error.args[0] if error.args else ''}", got[:200]) from error
    frame = pd.DataFrame(columns, dtype="object")
    if frame.empty:
        raise NoRows(where, "rows of " + ", ".join(sorted(set(chosen.measures.values()))), "none")
    return frame


def _starts(codes: Iterable[Code], prefixes: tuple[str, ...]) -> Callable[[Any], bool]:
    """Whether a raw code is of a wanted kind; one that its list does not hold is told later."""
    others = {code.key for code in codes if not code.bare.startswith(prefixes)}
    return lambda key: key not in others


def _within(codes: Iterable[Code], query: Query, since: int | None) -> Callable[[Any], bool]:
    first = str(max(query.first or 0, since or 0))
    others = {
        code.key
        for code in codes
        if code.bare[:4] < first or not any(grain in code.bare for grain in query.grains) or not period_of(code.bare)
    }
    return lambda key: key not in others


def _tidy(wide: pd.DataFrame, structure: Structure, chosen: Resolved) -> pd.DataFrame:
    """One row a measure, with codes checked against their lists and stripped."""
    where = f"table {structure.table}"
    for name, codes in structure.dimensions.items():
        lost = set(wide[name]) - {code.key for code in codes}
        if lost:
            raise CodeListChanged(f"{where}, {name}", "codes of its list", f"'{min(map(str, lost))}'")
    wide = wide.rename(columns={"Value": "value", "ValueAttribute": "attribute"})
    if structure.protocol == V4:
        wide["measure"] = wide["Measure"].map(chosen.measures)
    else:
        kept = list(structure.dimensions)
        wide = wide.melt(id_vars=kept, value_vars=list(chosen.measures), var_name="measure", value_name="value")
        wide["measure"], wide["attribute"] = wide["measure"].map(chosen.measures), None
    periods = {code.key: (period_of(code.bare), status_of(code.status)) for code in structure.dimensions[PERIOD]}
    bare = {code.key: code.bare for code in structure.dimensions.get(REGION, ())}
    rows = pd.DataFrame(
        {
            "measure": wide["measure"],
            "code": wide[REGION].map(bare) if REGION in wide else "NL",
            "period": wide[PERIOD].map({key: told[0] for key, told in periods.items()}),
            "value": _numbers(wide["value"], where),
            "attribute": wide["attribute"],
            "status": wide[PERIOD].map({key: told[1] for key, told in periods.items()}),
            **{ours: wide[name].map(chosen.fixed[name]) for name, ours in chosen.columns.items()},
        }
    )
    key = ["measure", "code", "period", *chosen.columns.values()]
    double = rows[rows.duplicated(key)]
    if len(double):
        told = " / ".join(map(str, double.iloc[0][key]))
        raise DuplicateRows(where, "each figure once", f"{told} again")
    return rows


def _numbers(cells: pd.Series, where: str) -> pd.Series:
    """Numbers of 0 or more, NaN where nothing was published. Raises WrongValue for anything else."""
    kinds = set(map(type, cells))
    if not kinds <= {int, float, type(None)}:
        wrong = next(cell for cell in cells if type(cell) not in (int, float, type(None)))
        raise WrongValue(where, "a number or nothing", repr(wrong)[:80])
    numbers = cells.astype("float64")
    if (numbers < 0).any():
        raise WrongValue(where, "a number of 0 or more", f"{numbers.min():g}")
    return numbers
