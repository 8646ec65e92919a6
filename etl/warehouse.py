"""The warehouse: one DuckDB file a build, and a small pointer that says which one is published.

Files are never changed once named. A reader opens the file the pointer names, read-only, and takes a cursor
per query: one connection shared by threads returns wrong rows.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
from filelock import FileLock

from etl.disk import date_as, read_json, to_disk
from etl.model import SCHEMA_VERSION, tables
from etl.no_warehouse import WarehouseError

POINTER = "current.json"
UNNAMED = ".building-"
NEXT = f"{UNNAMED}{POINTER}"
DIGITS = 12
"""Of the checksum of the contents, at the end of the name of a build."""
NAMED = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{12}\.duckdb")
Config = dict[str, str | bool | int | float | list[str]]
READ_ONLY_CONFIG: Config = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "lock_configuration": "true",
}


class OtherFolder(WarehouseError):  # noqa: N818 - it says what is wrong
    """A folder that is named for one thing and holds another: nothing was written to it."""


class OtherDictionary(WarehouseError):  # noqa: N818 - it says what is wrong
    """The warehouse was made with another version of the field dictionary."""


@dataclass(frozen=True)
class Published:
    """What the pointer says: file beside it, day of the build, version of the dictionary, moment."""

    file: str
    vintage: str
    schema: int
    built: str


def published(folder: Path) -> Published | None:
    """What is published in `folder`; None when nothing is.

    Raises WarehouseError when the pointer is damaged, names a file that is not there, or another dictionary.
    """
    try:
        told = read_json(folder / POINTER)
        schema = told["schema"]
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError) as error:
        raise WarehouseError(_again(f"{POINTER} is damaged")) from error
    if schema != SCHEMA_VERSION:
        raise OtherDictionary(_again(f"the warehouse has dictionary version {schema}, expected {SCHEMA_VERSION}"))
    try:
        pointer = _pointer(told)
    except ValueError as error:
        raise WarehouseError(_again(f"{POINTER} is damaged")) from error
    named = folder / pointer.file
    if named.parent != folder or not named.is_file():
        raise WarehouseError(_again(f"{POINTER} names a file that is not there"))
    return pointer


def _pointer(told: dict[str, Any]) -> Published:
    """Raises ValueError where a cell is missing or not of its kind."""
    try:
        pointer = Published(**told)
    except TypeError as error:
        raise ValueError("other cells than a pointer has") from error
    if not all(isinstance(cell, str) for cell in (pointer.file, pointer.vintage, pointer.built)):
        raise ValueError("a cell that is no text")
    datetime.fromisoformat(pointer.built)  # what readers are told of a build is asked of its pointer
    if not NAMED.fullmatch(pointer.file) or not pointer.file.startswith(f"{date.fromisoformat(pointer.vintage)}-"):
        raise ValueError("a file or a day that no build has")
    return pointer


def _again(what: str) -> str:
    return f"{what}; run 'python -m etl build'"


def open_read_only(file: Path) -> duckdb.DuckDBPyConnection:
    """A connection that can read this one file and nothing else; take `.cursor()` for each query.

    Raises WarehouseError when it is not a whole database.
    """
    try:
        return duckdb.connect(str(file), read_only=True, config=READ_ONLY_CONFIG)
    except duckdb.Error as error:
        raise WarehouseError(_again(f"{file.name} cannot be opened")) from error


def open_whole(file: Path) -> duckdb.DuckDBPyConnection:
    """As `open_read_only`, of a build whose every row was read and is what its name says.

    Raises WarehouseError where a byte is not what it was, OtherDictionary where this version cannot show it.
    """
    connection = open_read_only(file)
    try:
        (schema,) = connection.execute("SELECT schema FROM vintage").fetchone() or (None,)
        if schema != SCHEMA_VERSION:
            raise OtherDictionary(_again(f"{file.name} has dictionary version {schema}, expected {SCHEMA_VERSION}"))
        if digest(connection) != file.stem[-DIGITS:]:
            raise WarehouseError(_again(f"{file.name} holds other rows than its name says"))
    except (duckdb.Error, WarehouseError) as error:
        connection.close()
        if isinstance(error, WarehouseError):
            raise
        raise WarehouseError(_again(f"{file.name} cannot be read")) from error
    return connection


@contextmanager
def building(folder: Path) -> Iterator[Path]:
    """A path for the only build in this folder: waits for another, and clears up after one that was killed.

    `.lock` stays: to remove a lock file while another waits for it would let two builds in.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".lock"):
        _finish(folder)
        _sweep(folder)
        try:
            yield folder / f"{UNNAMED}{os.getpid()}.duckdb"
        finally:
            _sweep(folder)


def _finish(folder: Path) -> None:
    """Publish what a killed build had verified and named, when only the pointer was still to be moved."""
    try:
        told = _pointer(read_json(folder / NEXT))
    except (OSError, ValueError):  # not there, or half of it: nothing was named yet
        return
    if (folder / told.file).is_file():
        (folder / NEXT).replace(folder / POINTER)
        to_disk(folder)


def _sweep(folder: Path) -> None:
    for left in folder.glob(UNNAMED + "*"):
        if left.is_dir():  # where DuckDB puts what does not fit in memory
            shutil.rmtree(left)
        else:
            left.unlink()


def digest(connection: duckdb.DuckDBPyConnection) -> str:
    """A checksum of all rows of all tables, independent of their order: same contents, same digest."""
    asked = " UNION ALL ".join(
        f"SELECT '{name}', count(*), bit_xor(md5_number_lower(CAST(t AS VARCHAR))) FROM \"{name}\" t"
        for name in tables()
    )
    of = {name: tuple(told) for name, *told in connection.execute(asked).fetchall()}
    parts = [f"{name}:{of[name]}" for name in tables()]
    told = connection.execute("SELECT md5(?)", ["|".join(parts)]).fetchone()
    assert told is not None
    return str(told[0])[:DIGITS]


def publish(unnamed: Path, folder: Path, vintage: str, contents: str, moment: str) -> Published:
    """Name a finished file and point to it, both at one stroke: a reader sees the old one or the new one.

    The next pointer is written first. A build that is killed after the naming is finished by the one that follows, so
    that no file stays that nobody was ever pointed to. The time of the file becomes the moment the pointer says: once
    it points to a later build, nothing else tells it, as contents must not depend on it.
    """
    told = Published(file=f"{vintage}-{contents}.duckdb", vintage=vintage, schema=SCHEMA_VERSION, built=moment)
    with (folder / NEXT).open("w", encoding="utf-8") as stream:
        json.dump(asdict(told), stream)
        stream.flush()
        os.fsync(stream.fileno())
    date_as(unnamed, moment)
    unnamed.replace(folder / told.file)
    (folder / NEXT).replace(folder / POINTER)
    to_disk(folder)
    return told
