"""Pages of JSON as a table of DuckDB: its own reader makes columns of them, without an object in Python for each cell.

Strict: a row without one of the columns is an error, and so is text where a number is due.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from etl import wellformed
from etl.faults import MissingColumn, SourceError, WrongValue

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

TEXT, NUMBER = "VARCHAR", "JSON"
"""What a column holds. Of a number the JSON is kept until it is known to be one: as DOUBLE the text "5" would pass."""
TOGETHER = 64_000_000
"""Bytes of pages that are read in one statement, which may hold all of them."""
_NUMBERS = count(1)


def connect() -> "duckdb.DuckDBPyConnection":
    """A place for tables in memory. One thread: a page is one value, which several cannot share."""
    import duckdb  # here: a command that reads nothing downloaded starts without it

    return duckdb.connect(config={"threads": 1})


def frame(found: "duckdb.DuckDBPyRelation") -> "pd.DataFrame":
    """Rows as pandas, by way of Arrow: text that DuckDB itself hands to pandas is first an object for each cell."""
    return found.to_arrow_table().to_pandas()


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def texts(values: Iterable[str]) -> str:
    return "(" + ", ".join(map(text, values)) + ")"


def row(*cells: str | None) -> str:
    """SQL for a row of texts, of which some are not there."""
    return "(" + ", ".join("NULL" if one is None else text(one) for one in cells) + ")"


def cell(name: str) -> str:
    """SQL for a cell of the row that `load` looks at."""
    return f"r.{quoted(name)}"


def fresh(kind: str) -> str:
    """A name that no table of any connection has."""
    return f"{kind}_{next(_NUMBERS)}"


def load(
    connection: "duckdb.DuckDBPyConnection", files: list[Path], columns: Mapping[str, str], where: str, keep: str
) -> str:
    """The rows of the list `value` of every file for which the SQL `keep` holds, in order: the name of a temporary
    table with `columns` (name to TEXT or NUMBER), numbers as DOUBLE, null where nothing was published.

    Raises MissingColumn where a row has not all of them, WrongValue for anything else than a number of 0 or more, and
    what `wellformed.read` raises.
    """
    import duckdb

    table, plain = fresh("rows"), ", ".join(f"{quoted(name)} {kind}" for name, kind in columns.items())
    connection.execute(f"CREATE TEMP TABLE {table} ({plain})")
    shape = text(json.dumps({"value": [dict(columns)]}))
    for some in _portions(files):
        pages = "[" + ", ".join(text(unglobbed(file)) for file in some) + "]"
        try:
            connection.execute(
                f"INSERT INTO {table} SELECT r.* FROM"
                f" (SELECT unnest(from_json_strict(content, {shape}).value) AS r FROM read_text({pages}))"
                f" WHERE r IS NULL OR ({keep})"
            )
        except duckdb.InvalidInputException as error:
            raise _explained(some, columns, where, str(error).splitlines()[0]) from error
    for name, kind in columns.items():
        if kind == NUMBER:
            _check_numbers(connection, table, name, where)
    return table


def _portions(files: list[Path]) -> Iterator[list[Path]]:
    """Files that are read together: as many as fit in TOGETHER, one at least."""
    some: list[Path] = []
    size = 0
    for file in files:
        more = file.stat().st_size
        if some and size + more > TOGETHER:
            yield some
            some, size = [], 0
        some.append(file)
        size += more
    if some:
        yield some


def unglobbed(file: Path) -> str:
    """A path in which nothing stands for something else."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in str(file))


def _check_numbers(connection: "duckdb.DuckDBPyConnection", table: str, name: str, where: str) -> None:
    """Make a column of JSON one of numbers. Raises WrongValue."""
    said = f"{quoted(name)}::VARCHAR"
    number = f"TRY_CAST({said} AS DOUBLE)"
    odd = f"{quoted(name)} IS NOT NULL AND NOT coalesce(isfinite({number}), false)"
    wrong = connection.execute(f"SELECT {said} FROM {table} WHERE {odd} LIMIT 1").fetchone()
    if wrong:
        raise WrongValue(where, "a number or nothing", _shown(wrong[0]))
    connection.execute(f"ALTER TABLE {table} ALTER {quoted(name)} TYPE DOUBLE USING {number}")
    (least,) = connection.execute(f"SELECT min({quoted(name)}) FROM {table}").fetchone() or (None,)
    if least is not None and least < 0:
        raise WrongValue(where, "a number of 0 or more", f"{least:g}")


def _shown(cell: str) -> str:
    """A cell of JSON as Python would say it."""
    try:
        return repr(orjson.loads(cell))[:80]
    except ValueError:  # NaN, which JSON does not know
        return cell[:80]


def _explained(files: list[Path], columns: Mapping[str, str], where: str, said: str) -> SourceError:
    """What is wrong with pages that DuckDB did not read: the first row that lacks a column, or what DuckDB said. Raises
    what `wellformed.read` raises."""
    for file in files:
        for row in wellformed.read(file.read_bytes(), where)["value"]:
            if not isinstance(row, dict):
                return MissingColumn(where, f"a column {next(iter(columns))}", "something else")
            for name in columns:
                if name not in row:
                    return MissingColumn(where, f"a column {name}", ", ".join(map(str, row))[:200])
    return WrongValue(where, "rows of cells, each once", said[:200])
