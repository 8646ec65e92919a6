"""Builds in a DuckDB server (Quack) or in MotherDuck, in tables.

`published` lists the builds that are there, the published one first. Beside it lies every table of the dictionary, once
a build, with the ending that the list gives for it: `observation_2026_11_20_0123456789ab_4f9c02`. One transaction
writes all of a build, so that who reads sees the list before or the list after, and never a build that is not whole.
The last digits are new at every attempt: a server does not learn that a writer was killed, and holds its tables.
"""

import json
import queue
import re
import secrets
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import duckdb
import pyarrow as pa

from etl import attached, publication
from etl.elsewhere import PlaceError, said
from etl.model import tables
from etl.warehouse import Published

LIST = "published"
ANSWER, ROWS, WRITTEN = 30, 120, 600
"""Seconds for the list, for the rows of one table, and for writing those."""
_ENDING = re.compile(r"[0-9a-f_]+")


class Server:
    """Asks a process that holds the attachment, and stops that when no answer comes."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()
        self._endings: dict[Published, str] = {}

    def listed(self) -> list[Published]:
        """The builds that are there, the published one first. Raises PlaceError."""
        with self._turn:
            self._endings = _listed(self._rows(LIST, False, ANSWER))
            return list(self._endings)

    def rows(self, build: Published) -> dict[str, pa.Table]:
        """The rows of every table of a build that was listed. Raises PlaceError."""
        with self._turn:
            ending = self._endings[build]
            return {name: self._rows(f"{name}_{ending}", at == 0, ROWS) for at, name in enumerate(tables())}

    def _rows(self, table: str, anew: bool, seconds: float) -> pa.Table:
        process = self._asked()
        assert process.stdin and process.stdout
        stop = threading.Timer(seconds, process.kill)
        stop.start()
        try:
            process.stdin.write(json.dumps({"table": table, "anew": anew}).encode() + b"\n")
            process.stdin.flush()
            word, detail = json.loads(process.stdout.readline())
            if word == "ok":
                return pa.ipc.open_stream(process.stdout).read_all()
        except (OSError, ValueError, pa.ArrowInvalid) as error:
            process.kill()
            raise PlaceError(f"no answer within {seconds:g} seconds, or none that can be read") from error
        finally:
            stop.cancel()
        if (word, table) == ("CatalogException", LIST):
            raise PlaceError("nothing is published there")
        raise PlaceError(detail if word == "UnavailableError" else said(detail, self._address))

    def _asked(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-P", str(Path(attached.__file__)), self._address],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process


def _listed(rows: pa.Table) -> dict[Published, str]:
    """The builds of a list, in its order, and how the names of their tables end. Raises PlaceError."""
    try:
        found = rows.sort_by("place").drop_columns("place").to_pylist()
        endings = [str(one.pop("tables")) for one in found]
        builds = publication.checked(found)
    except (ValueError, KeyError) as error:
        raise PlaceError("what is there is no list of builds") from error
    if not all(map(_ENDING.fullmatch, endings)):
        raise PlaceError("tables have another name than tables of builds have")
    return dict(zip(builds, endings, strict=True))


def write(source: Path, address: str, days: int) -> Published:
    """Put the build that `source` publishes there, and list it as published; builds of more than so many days before
    today are taken away. Raises WarehouseError, of which PlaceError, also where a step has no answer in time.

    Nobody can interrupt what waits there: it is left waiting, in a thread that ends with the process.
    """
    told: queue.SimpleQueue[float | Published | BaseException] = queue.SimpleQueue()

    def work() -> None:
        try:
            told.put(_write(source, address, days, told.put))
        except BaseException as error:  # the caller raises it
            told.put(error)

    threading.Thread(target=work, daemon=True).start()
    one: float | Published | BaseException = WRITTEN
    while isinstance(one, float | int):
        try:
            one = told.get(timeout=one)
        except queue.Empty:
            raise PlaceError(f"no answer within {one:g} seconds") from None
    if isinstance(one, BaseException):
        raise one
    return one


def _write(source: Path, address: str, days: int, within: Callable[[float], None]) -> Published:
    """As `write`; tells `within` how many seconds each next step may take."""
    with publication.whole(source) as (told, here):
        ending = f"{publication.name_of(told).replace('-', '_')}_{secrets.token_hex(3)}"
        try:
            within(ANSWER)
            there, name = attached.attach(address, read_only=False)
            there.begin()
            for table in tables():
                within(WRITTEN)
                rows = here.cursor().sql(f'SELECT * FROM "{table}"').to_arrow_table()
                _put(there, f'{name}."{table}_{ending}"', rows)
            within(WRITTEN)
            before = _before(there, name)
            stay, _gone = publication.kept(told, list(before), days)
            endings = [ending, *(before[one] for one in stay[1:])]
            listed = [
                {"place": at, "tables": of, **asdict(one)}
                for at, (one, of) in enumerate(zip(stay, endings, strict=True), 1)
            ]
            for of in set(before.values()) - set(endings):
                for table in tables():
                    there.execute(f'DROP TABLE IF EXISTS {name}."{table}_{of}"')
            _put(there, f"{name}.{LIST}", pa.Table.from_pylist(listed))
            there.commit()
        except attached.UnavailableError as error:
            raise PlaceError(str(error)) from error
        except duckdb.Error as error:
            raise PlaceError(said(str(error), address)) from error
    return told


def _put(there: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    there.register("incoming", rows)
    there.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM incoming")
    there.unregister("incoming")


def _before(there: duckdb.DuckDBPyConnection, name: str) -> dict[Published, str]:
    try:
        return _listed(there.execute(f"SELECT * FROM {name}.{LIST}").to_arrow_table())
    except (duckdb.CatalogException, PlaceError):
        return {}
