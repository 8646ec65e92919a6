"""Which builds there are, and the connection to each: one a process, opened once its every row was read.

A new publication is seen within seconds.
"""

import logging
import threading
from pathlib import Path

import duckdb
import streamlit as st

from dashboard import settings
from dashboard.queries import following
from etl import vintages, warehouse
from etl.load import Progress, quiet
from etl.model import SCHEMA_VERSION

_LOG = logging.getLogger(__name__)


def published() -> warehouse.Published | None:
    """What is published now, or the newest whole build where that cannot be read; looked up every few seconds.

    None when nothing was ever published. Raises WarehouseError when there are builds and none can be read.
    """
    return _looked_up(settings.warehouse_folder())[0]


def pointed() -> bool:
    """Whether what is served is what the pointer says; else the pointer or its file is damaged, or what is published
    elsewhere cannot be copied. Raises WarehouseError as `published` does."""
    return _looked_up(settings.warehouse_folder())[1] and following.up_to_date()


@st.cache_data(ttl=3, show_spinner=False)
def _looked_up(folder: Path) -> tuple[warehouse.Published | None, bool]:
    """Both from one look: a pointer that has moved on since is no damage."""
    following.follow()
    told = None
    try:
        told = warehouse.published(folder)
        if told is not None:
            opened(str(folder / told.file))
            return told, True
        damage: warehouse.WarehouseError | None = None
    except warehouse.WarehouseError as error:
        damage = error
        if told is not None and settings.place():  # a spoiled copy: the next look brings another
            (folder / told.file).unlink(missing_ok=True)
    for other in vintages.kept(folder):
        try:
            if schema_of(other) != SCHEMA_VERSION:
                damage = damage or warehouse.OtherDictionary("every build has another dictionary")
                continue
        except warehouse.WarehouseError as error:
            damage = damage or error
            continue
        _LOG.error("served instead of what the pointer says: %s (%s)", other.file, damage or "there is no pointer")
        return other, False
    if damage:
        raise damage
    return None, True


def kept() -> list[warehouse.Published]:
    """Every build in the folder, the served one first. Raises WarehouseError as `published` does."""
    told = published()
    others = [one for one in _in_folder(settings.warehouse_folder()) if one != told]
    return [*([told] if told else []), *others]


@st.cache_data(ttl=3, show_spinner=False)
def _in_folder(folder: Path) -> list[warehouse.Published]:
    return vintages.kept(folder)


_FIRST = threading.Lock()


def build_bundled(progress: Progress = quiet) -> None:
    """Build the bundled snapshot when nothing is published, or copy what is published elsewhere: what the first visitor
    waits for, and others with him."""
    with _FIRST:
        _looked_up.clear()
        if published() is not None:
            pass
        elif place := settings.place():
            following.first(place)
        else:
            from etl.build import build  # with it comes all of scipy, which no reader need wait for

            build(settings.data_folder(), settings.warehouse_folder(), progress=progress)
        _looked_up.clear()
        _in_folder.clear()


def ready_builds() -> list[warehouse.Published]:
    """As `kept`, after building the bundled snapshot when nothing is published yet. Raises WarehouseError."""
    if published() is None:
        build_bundled()
    return kept()


@st.cache_resource(max_entries=3, show_spinner=False)
def opened(file: str) -> duckdb.DuckDBPyConnection:
    """The connection all callers of one warehouse file share; take a cursor of it.

    Every row is read once before any figure is given. Raises WarehouseError.
    """
    if (file, _stamp(file)) in _SPOILED:
        raise warehouse.WarehouseError(f"{Path(file).name} was spoiled while it was read")
    try:
        return warehouse.open_whole(Path(file))
    except warehouse.OtherDictionary:  # an older build that a link fixed; what can be read of it is the caller's to say
        return warehouse.open_read_only(Path(file))


_SPOILED: set[tuple[str, int]] = set()
"""Files that opened and then could not be read, with when they were last written or put there."""


def _stamp(file: str) -> int:
    try:
        return Path(file).stat().st_ctime_ns  # the other time is when the build was made, also of a new copy
    except OSError:
        return 0


def find_build(name: str) -> warehouse.Published | None:
    """The kept build of this name (day and checksum), or the last one of this day."""
    return next((one for one in kept() if name in (one.file.removesuffix(".duckdb"), one.vintage)), None)


def file_of(build: warehouse.Published) -> str:
    """Path of a build."""
    return str(settings.warehouse_folder() / build.file)


def schema_of(build: warehouse.Published) -> int:
    """Version of the dictionary that a build was made with."""
    found = (
        opened(str(settings.warehouse_folder() / build.file)).cursor().execute("SELECT schema FROM vintage").fetchone()
    )
    assert found is not None
    return int(found[0])


def forget(file: str | None = None) -> None:
    """Look at everything anew; `file` is not what it was when it was opened, and is not opened again as it is."""
    if file:
        _SPOILED.add((file, _stamp(file)))
    opened.clear()
    _looked_up.clear()
    _in_folder.clear()
