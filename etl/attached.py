"""A DuckDB server (Quack) or a database of MotherDuck, attached by DuckDB's own extension.

Run as a program it answers questions about one of them: a line of JSON on standard input, a line of JSON on standard
output and after it, on `ok`, the rows as an Arrow stream. An attachment may wait for ever and lets nobody interrupt
it, so what must go on does that in a process that can be stopped. Imports nothing of ours.
"""

import json
import os
import queue
import re
import sys
import threading
from typing import Any

import duckdb
import pyarrow as pa

READING: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "enable_external_file_cache": "false",  # a list that changed must not look as it was
}
DATABASE = re.compile(r"\w[\w-]*")
TOKENS = ("motherduck_token", "MOTHERDUCK_TOKEN")


class UnavailableError(Exception):
    """What it takes to reach a place is not there; the text says what to do, and holds no address or token."""


def load(connection: duckdb.DuckDBPyConnection, extension: str) -> None:
    """Load an extension that is installed. Raises UnavailableError where it is not, duckdb.Error where it fails."""
    told = connection.execute("SELECT installed FROM duckdb_extensions() WHERE extension_name = ?", [extension])
    if told.fetchone() != (True,):
        raise UnavailableError(
            f"the extension {extension} of DuckDB {duckdb.__version__} is not installed for the account that runs"
            f" this; give DuckDB the command INSTALL {extension} there, once"
        )
    connection.load_extension(extension)


def attach(address: str, read_only: bool = True) -> tuple[duckdb.DuckDBPyConnection, str]:
    """A connection and the name by which the place is attached to it. Raises UnavailableError or duckdb.Error."""
    kind, _, name = address.partition(":")
    connection = duckdb.connect(config=READING)
    options = [*(["READ_ONLY"] if read_only else []), *filter(None, [os.environ.get("MONITOR_ATTACH")])]
    within = f" ({', '.join(options)})" if options else ""
    try:
        if kind == "quack":
            load(connection, "quack")
            connection.execute(f"ATTACH {_text(address)} AS there{within}")
            return connection, "there"
        if not DATABASE.fullmatch(name):  # what else MotherDuck takes there may be a token
            raise UnavailableError("expected md: and the name of a database, and nothing more")
        if not any(os.environ.get(one) for one in TOKENS):  # it would open a browser and wait
            raise UnavailableError("MotherDuck needs its token in the environment, as motherduck_token")
        load(connection, "motherduck")
        connection.execute(f"ATTACH {_text(f'md:{name}')}{within}")  # MotherDuck gives it no other name than its own
        return connection, f'"{name}"'
    except duckdb.ParserException:  # it repeats the statement
        raise UnavailableError("MONITOR_ATTACH holds other words than options of ATTACH") from None


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


class Held:
    """An attachment that is kept, and made anew where it does not answer."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._attached: tuple[duckdb.DuckDBPyConnection, str] | None = None

    def rows(self, table: str, anew: bool) -> pa.Table:
        """Every row of a table. anew: whether to attach again, as tables that came since are not seen else."""
        if self._attached and not anew:
            try:
                return self._rows(table)
            except duckdb.Error:  # such as a server that was started again
                pass
        self._attached = None
        self._attached = attach(self._address)
        return self._rows(table)

    def _rows(self, table: str) -> pa.Table:
        assert self._attached
        connection, name = self._attached
        return connection.execute(f'SELECT * FROM {name}."{table}"').to_arrow_table()


def main(address: str) -> None:
    asked: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(asked,), daemon=True).start()
    held = Held(address)
    while True:
        question = asked.get()
        try:
            rows = held.rows(question["table"], question["anew"])
        except (duckdb.Error, UnavailableError) as error:
            _answer(type(error).__name__, str(error))
            continue
        _answer("ok", "")
        with pa.ipc.new_stream(sys.stdout.buffer, rows.schema) as stream:
            stream.write_table(rows)
        sys.stdout.buffer.flush()


def _listen(asked: "queue.SimpleQueue[dict[str, Any]]") -> None:
    for line in sys.stdin:
        asked.put(json.loads(line))
    os._exit(0)  # who asked is gone, whatever is waited for here


def _answer(word: str, detail: str) -> None:
    sys.stdout.buffer.write(json.dumps([word, detail]).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1])
