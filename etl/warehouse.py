"""The warehouse: one DuckDB file a build, and a small pointer that says which one is published.

Files are never changed once named. A reader opens the file the pointer names, read-only, and takes a cursor per
query: one connection shared by threads returns wrong rows.
"""

import json
import os
from contextlib import contextmanager
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb
import pandas as pd
from filelock import FileLock

from etl.model import SCHEMA_VERSION, create_statements, tables
from etl.views import create_wide_view

POINTER = "current.json"
UNNAMED = ".building-"
READ_ONLY_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "lock_configuration": "true",
}


class WarehouseError(Exception):
    """There is no warehouse to read, or it is not one this version can read; the text says what to do."""


@dataclass(frozen=True)
class Published:
    """What the pointer says: file name beside it, day of the build, version of the dictionary, moment of publication."""

    file: str
    vintage: str
    schema: int
    built: str


def published(folder: Path) -> Published | None:
    """What is published in `folder`; None when nothing is.

    Raises WarehouseError when the pointer cannot be read, names a file that is not there, or an older dictionary.
    """
    pointer = folder / POINTER
    try:
        told = Published(**json.loads(pointer.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as error:
        raise WarehouseError(f"{POINTER} is damaged; run 'python -m etl build' to publish anew") from error
    if told.schema != SCHEMA_VERSION:
        raise WarehouseError(
            f"the warehouse has version {told.schema} of the dictionary, expected {SCHEMA_VERSION};"
            " run 'python -m etl build'"
        )
    if Path(told.file).name != told.file or not (folder / told.file).is_file():
        raise WarehouseError(f"{POINTER} names a file that is not there; run 'python -m etl build'")
    return told


def open_read_only(file: Path) -> duckdb.DuckDBPyConnection:
    """A connection that can read this one file and nothing else; take `.cursor()` for each query."""
    try:
        return duckdb.connect(str(file), read_only=True, config=READ_ONLY_CONFIG)
    except duckdb.Error as error:
        raise WarehouseError(f"{file.name} cannot be opened; run 'python -m etl build'") from error


@contextmanager
def building(folder: Path) -> Iterator[Path]:
    """The only build in this folder: waits for another one, sweeps what a killed one left, gives a path to write to."""
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".lock"):
        for left in folder.glob(UNNAMED + "*"):
            left.unlink()
        file = folder / f"{UNNAMED}{os.getpid()}.duckdb"
        try:
            yield file
        finally:
            for left in folder.glob(UNNAMED + "*"):
                left.unlink()


def write(file: Path, frames: dict[str, pd.DataFrame]) -> None:
    """A new database with every table of the dictionary, its rows in order of the key, and the wide view.

    Keys, references, allowed values and rules between columns are constraints of the database: duckdb raises
    ConstraintException where a row breaks one.
    """
    with duckdb.connect(str(file)) as connection:
        for name, table in tables().items():
            for statement in create_statements(name):
                connection.execute(statement)
            columns = ", ".join(f'"{column}"' for column in table.columns)
            order = ", ".join(f'"{column}"' for column in table.key)
            rows = frames[name][table.columns]
            connection.register("incoming", rows)
            connection.execute(f'INSERT INTO "{name}" ({columns}) SELECT {columns} FROM incoming ORDER BY {order}')
            connection.unregister("incoming")
        connection.execute(create_wide_view())


def digest(connection: duckdb.DuckDBPyConnection) -> str:
    """A checksum of all rows of all tables, independent of their order: same contents, same digest."""
    parts = []
    for name in tables():
        row = connection.execute(
            f'SELECT count(*), bit_xor(md5_number_lower(CAST(t AS VARCHAR))) FROM "{name}" t'
        ).fetchone()
        parts.append(f"{name}:{row}")
    told = connection.execute("SELECT md5(?)", ["|".join(parts)]).fetchone()
    assert told is not None
    return str(told[0])[:12]


def publish(unnamed: Path, folder: Path, vintage: str, contents: str, moment: str) -> Published:
    """Name a finished file and point to it; both steps are atomic, so a reader sees the old one or the new one."""
    told = Published(file=f"{vintage}-{contents}.duckdb", vintage=vintage, schema=SCHEMA_VERSION, built=moment)
    os.replace(unnamed, folder / told.file)
    pointer = folder / f"{UNNAMED}{POINTER}"
    with pointer.open("w", encoding="utf-8") as stream:
        json.dump(asdict(told), stream)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(pointer, folder / POINTER)
    return told
