"""A published build as a folder of Parquet, for a web server or an object store.

`current.json` lists the builds that are there, the published one first; the files of each lie in a folder with its
name, one a table of the dictionary. Files are written before the list names them.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import duckdb

from etl import warehouse
from etl.disk import read_json, to_disk
from etl.model import tables
from etl.periods import is_moment
from etl.vintages import oldest_kept
from etl.warehouse import POINTER, Published


def name_of(build: Published) -> str:
    """Day and checksum: what a build is called wherever it is."""
    return build.file.removesuffix(".duckdb")


def listed(text: str) -> list[Published]:
    """What a `current.json` says. Raises ValueError where it says anything else."""
    try:
        found = json.loads(text)["builds"]
    except (TypeError, KeyError) as error:
        raise ValueError("not a list of builds") from error
    return checked(found)


def checked(found: list[dict[str, Any]]) -> list[Published]:
    """Builds as they are listed somewhere. Raises ValueError where they are anything else."""
    try:
        builds = [Published(**one) for one in found]
    except TypeError as error:
        raise ValueError("not a list of builds") from error
    for one in builds:
        if not warehouse.NAMED.fullmatch(str(one.file)) or one.vintage != one.file[:10]:
            raise ValueError("a build has another name than builds have")
        if not is_moment(one.built):  # a copy takes it as the time of its file
            raise ValueError("a build has no moment at which it was built")
    return builds


@contextmanager
def whole(source: Path) -> Iterator[tuple[Published, duckdb.DuckDBPyConnection]]:
    """The build that `source` publishes, every row of it read and compared. Raises WarehouseError."""
    told = warehouse.published(source)
    if told is None:
        raise warehouse.WarehouseError("nothing is published yet; run 'python -m etl build' first")
    with warehouse.open_whole(source / told.file) as connection:
        yield told, connection


def of_parquet(folder: Path) -> bool | None:
    """Whether builds were published to `folder` as Parquet; None where nothing was written there yet."""
    try:
        return "builds" in read_json(folder / POINTER)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except ValueError:
        return False


def kept(told: Published, listed: list[Published], days: int) -> tuple[list[Published], list[Published]]:
    """Of the builds that were listed before, those that stay after `told`, and those of more than so many days before
    today."""
    oldest = oldest_kept(days)
    earlier = [one for one in listed if one.file != told.file]
    return [told, *(one for one in earlier if one.vintage >= oldest)], [one for one in earlier if one.vintage < oldest]


def write(source: Path, to: Path, days: int) -> Published:
    """Put the build that `source` publishes into the folder `to` as Parquet, and point to it at one stroke. Builds of
    more than so many days before today are taken away. Raises WarehouseError, of which OtherFolder where `to` is not
    such a folder, and OSError."""
    if to.resolve() == source.resolve():
        raise warehouse.OtherFolder(f"expected another folder than the builds are in, got '{to}'")
    if of_parquet(to) is False:
        raise warehouse.OtherFolder(
            f"expected an empty folder or one that was published to, got '{to}' with a {POINTER} that lists no builds"
        )
    with whole(source) as (told, connection), warehouse.building(to) as unnamed:
        # the checked connection may touch no file: what it holds goes to Arrow and is written from there
        unnamed.mkdir()
        for name in tables():
            _to_parquet(
                connection.cursor().sql(f'SELECT * FROM "{name}"').to_arrow_table(), unnamed / f"{name}.parquet"
            )
        folder = to / name_of(told)
        folder.mkdir(exist_ok=True)
        for file in unnamed.iterdir():
            file.replace(folder / file.name)
        stay, gone = kept(told, _earlier(to), days)
        _point(to, unnamed / POINTER, stay)
        for one in gone:
            shutil.rmtree(to / name_of(one), ignore_errors=True)
    return told


def _to_parquet(rows: object, file: Path) -> None:
    import pyarrow.parquet

    pyarrow.parquet.write_table(rows, file, compression="zstd")
    with file.open("rb") as written:
        os.fsync(written.fileno())


def _earlier(to: Path) -> list[Published]:
    try:
        return listed((to / POINTER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []


def _point(to: Path, beside: Path, builds: list[Published]) -> None:
    with beside.open("w", encoding="utf-8") as stream:
        json.dump({"builds": [asdict(one) for one in builds]}, stream, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(to / POINTER)
    to_disk(to)
