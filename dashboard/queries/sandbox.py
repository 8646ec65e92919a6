"""Runs one SELECT of a stranger in a process of its own, which may fail, hang or be killed without harm to the app.

Reads a request as JSON from standard input, answers with a word and a line of JSON on standard output, and on `ok`
with the rows as an Arrow stream after it. Imports nothing of ours: it starts in a moment, isolated from the project.
"""

import json
import re
import resource
import sys
import threading
from collections.abc import Iterator
from typing import Any

import duckdb
import pyarrow as pa

REFUSALS = (
    (duckdb.InterruptException, "time"),
    (duckdb.OutOfMemoryException, "memory"),
    (duckdb.PermissionException, "forbidden"),
    (duckdb.ParserException, "syntax"),
    (duckdb.CatalogException, "unknown"),
    (duckdb.BinderException, "unknown"),
)
"""What goes wrong, by its class; the first that fits."""

PRIVATE = re.compile(
    r"duckdb_(?!tables$|columns$|views$|functions$|keywords$|types$)|pragma_|current_setting$|which_secret$|databases$"
    r"|query$|query_table$|json_execute_serialized_sql$"
)
"""Functions and views that tell where on the server something is, or run a text as a question of its own."""

CELL = re.compile(
    r"BOOLEAN|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL\(.*\)|VARCHAR|ENUM\(.*\)|DATE|TIME.*(?<!\])|UUID|\"NULL\""
)
"""Types of a column whose values fit in a cell. Of others, such as lists and structs, the page shows the text."""


def main() -> None:
    asked = json.load(sys.stdin)
    limit(asked["seconds"], asked["bytes"])
    try:
        table = run(asked)
    except RefusedError as refusal:
        answer(*refusal.args)
    except MemoryError:
        answer("memory", "")
    except (duckdb.Error, RuntimeError, ValueError) as error:
        kind = next((word for one, word in REFUSALS if isinstance(error, one)), "failed")
        said = str(error)
        if kind != "syntax":  # that is told of the statement as given; the rest of its place in ours, a line further
            said = re.sub(r"LINE (\d+)", lambda line: f"LINE {int(line[1]) - 1}", said)
        answer(kind, said[:1000])
    else:
        answer("ok", "")
        with pa.ipc.new_stream(sys.stdout.buffer, table.schema) as stream:
            stream.write_table(table)
    sys.stdout.buffer.flush()


class RefusedError(Exception):
    """A word that the page has a sentence for, and a detail."""


def limit(seconds: int, size: int) -> None:
    """What the system itself holds this process to, should the database not keep its word."""
    resource.setrlimit(resource.RLIMIT_CPU, (4 * seconds, 4 * seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # writes no file, wherever
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


def run(asked: dict[str, Any]) -> pa.Table:
    """The rows of the one statement, one more than allowed so that the page can tell. Raises RefusedError."""
    statements = duckdb.extract_statements(asked["sql"])
    if len(statements) != 1:
        raise RefusedError("one", str(len(statements)))
    if statements[0].type == duckdb.StatementType.MULTI:  # it would first make a type of the values that it finds
        raise RefusedError("pivot", "")
    if statements[0].type != duckdb.StatementType.SELECT:
        raise RefusedError("select", statements[0].type.name)
    connection = duckdb.connect(asked["file"], read_only=True, config=asked["config"])
    timer = threading.Timer(asked["seconds"], connection.interrupt)
    timer.daemon = True
    timer.start()
    for name in _names(_tree(connection, asked["sql"])):
        if PRIVATE.match(name):
            raise RefusedError("forbidden", name)
    inner = statements[0].query.strip().rstrip(";")
    cells = _cells(connection, inner)
    rows: pa.Table = connection.execute(f"SELECT {cells} FROM (\n{inner}\n) LIMIT {asked['rows'] + 1}").to_arrow_table()
    timer.cancel()
    if rows.nbytes > asked["result"]:
        raise RefusedError("large", str(rows.nbytes))
    return rows


def _cells(connection: duckdb.DuckDBPyConnection, inner: str) -> str:
    """The columns of a statement by their place, those that hold more than a cell as text."""
    told = connection.execute(f"DESCRIBE SELECT * FROM (\n{inner}\n)").fetchall()
    parts = []
    for place, (name, kind, *_more) in enumerate(told, 1):
        quoted = name.replace('"', '""')
        parts.append(f'#{place}{"" if CELL.fullmatch(kind) else "::VARCHAR"} AS "{quoted}"')
    return ", ".join(parts)


def _tree(connection: duckdb.DuckDBPyConnection, sql: str) -> Any:
    """The statement as DuckDB itself reads it. Raises RefusedError for one that cannot be looked through."""
    (told,) = connection.execute("SELECT json_serialize_sql(?)", [sql]).fetchone() or ("",)
    tree = json.loads(told)
    if tree["error"]:
        raise RefusedError("forbidden", tree["error_type"])
    return tree


def _names(node: Any) -> Iterator[str]:
    """Every function and table that is called for, wherever in the tree."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("function_name", "table_name") and isinstance(value, str):
                yield value.strip('"').lower()
            yield from _names(value)
    elif isinstance(node, list):
        for value in node:
            yield from _names(value)


def answer(word: str, detail: str) -> None:
    sys.stdout.buffer.write(json.dumps([word, detail]).encode() + b"\n")


if __name__ == "__main__":
    main()
