"""Builds in a DuckDB server (Quack) or in MotherDuck, in tables.

`published` tells what happened, by number: a build was put there, or (`gone`) taken away; what was put last is the
published one. Beside it lies every table of the dictionary, once a build, with the ending that the row gives for it:
`observation_2026_11_20_0123456789ab_4f9c02`. One transaction writes all of a build, so that who reads sees what was
before or what is after, and never a build that is not whole.

A server may not learn that a writer was killed, and then holds what that writer had begun, for everyone. So nothing is
written that another must write too: rows are added to `published`, none is changed, and the last digits of an ending
are new at every attempt.
"""

import json
import logging
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
_COLUMNS = "number BIGINT, gone BOOLEAN, tables VARCHAR, file VARCHAR, vintage VARCHAR, schema BIGINT, built VARCHAR"
ANSWER, ROWS, WRITTEN = 30, 120, 600
"""Seconds for the list, for the rows of one table, and for writing those."""
_LOG = logging.getLogger(__name__)
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
            last: dict[str, tuple[Published, str]] = {}
            for ending, one in _listed(self._rows(LIST, False, ANSWER)).items():
                last.setdefault(one.file, (one, ending))
            self._endings = dict(last.values())
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


def _listed(rows: pa.Table) -> dict[str, Published]:
    """The builds that are there by the ending of their tables, the last one put there first. Raises PlaceError."""
    try:
        found = rows.sort_by([("number", "descending"), ("tables", "ascending")]).drop_columns("number").to_pylist()
        endings = [(str(one.pop("tables")), one.pop("gone")) for one in found]
        builds = publication.checked(found)
    except (ValueError, KeyError) as error:
        raise PlaceError("what is there is no list of builds") from error
    if not all(_ENDING.fullmatch(ending) for ending, _gone in endings):
        raise PlaceError("tables have another name than tables of builds have")
    gone = {ending for ending, left in endings if left}
    return {ending: one for one, (ending, _gone) in zip(builds, endings, strict=True) if ending not in gone}


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
            number, before = _before(there, name)
            there.begin()
            for table in tables():  # before the row: for rows alone Quack begins nothing in the server
                within(WRITTEN)
                rows = here.cursor().sql(f'SELECT * FROM "{table}"').to_arrow_table()
                _send(there, f'CREATE TABLE {name}."{table}_{ending}" AS', rows)
            within(WRITTEN)
            _tell(there, name, number + 1, {ending: told}, gone=False)
            there.commit()
        except attached.UnavailableError as error:
            raise PlaceError(str(error)) from error
        except duckdb.Error as error:
            raise PlaceError(said(str(error), address)) from error
    within(WRITTEN)
    stay, _gone = publication.kept(told, list(before.values()), days)
    _take_away(there, name, number + 2, {ending: one for ending, one in before.items() if one not in stay[1:]})
    return told


def _before(there: duckdb.DuckDBPyConnection, name: str) -> tuple[int, dict[str, Published]]:
    """The last number and the builds that are there; makes the list where there is none that can be read."""
    try:
        rows: pa.Table = there.execute(f"SELECT * FROM {name}.{LIST}").to_arrow_table()
        return max(rows["number"].to_pylist(), default=0), _listed(rows)
    except (duckdb.CatalogException, KeyError, PlaceError):
        there.execute(f"CREATE OR REPLACE TABLE {name}.{LIST} ({_COLUMNS})")
        return 0, {}


def _tell(there: duckdb.DuckDBPyConnection, name: str, number: int, builds: dict[str, Published], gone: bool) -> None:
    rows = [{"number": number, "gone": gone, "tables": ending, **asdict(one)} for ending, one in builds.items()]
    _send(there, f"INSERT INTO {name}.{LIST} BY NAME", pa.Table.from_pylist(rows))


def _take_away(there: duckdb.DuckDBPyConnection, name: str, number: int, builds: dict[str, Published]) -> None:
    """Nothing is lost where that fails, as where a writer that was killed holds the same: they stay until next time."""
    if not builds:
        return
    try:
        there.begin()
        for ending in builds:
            for table in tables():
                there.execute(f'DROP TABLE IF EXISTS {name}."{table}_{ending}"')
        _tell(there, name, number, builds, gone=True)
        there.commit()
    except duckdb.Error:
        _LOG.warning("builds that are too old stay there until the next time: another writer holds their tables")


def _send(there: duckdb.DuckDBPyConnection, statement: str, rows: pa.Table) -> None:
    there.register("incoming", rows)
    there.execute(f"{statement} SELECT * FROM incoming")
    there.unregister("incoming")
