"""The published warehouse: one connection a process, a cursor a query, results kept by the name of the file.

Every function reads the published warehouse; its name is part of what is cached, so a new publication is seen within
seconds and nothing of the old one is mixed in.
"""

import threading
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard import settings
from etl import warehouse
from etl.build import build
from etl.dataset import query
from etl.datasets import datasets
from etl.load import Progress, quiet
from etl.selection import Selection

EVERYTHING = Selection()
FIXED = "vintage"
"""Where the session keeps the build that its reader fixed."""


@st.cache_data(ttl=3, show_spinner=False)
def published() -> warehouse.Published | None:
    """What is published now; looked up at most every few seconds. Raises WarehouseError."""
    return warehouse.published(settings.warehouse_folder())


@st.cache_data(ttl=3, show_spinner=False)
def kept() -> list[warehouse.Published]:
    """Every build one can read, the published one first. Raises WarehouseError."""
    return warehouse.kept(settings.warehouse_folder())


def build_bundled(progress: Progress) -> None:
    """Build the bundled snapshot: what happens at the first start, when nothing is published."""
    build(settings.data_folder(), settings.warehouse_folder(), progress=progress)
    published.clear()
    kept.clear()


_FIRST = threading.Lock()


def ready_builds() -> list[warehouse.Published]:
    """As `kept`, after building the bundled snapshot when nothing is published yet. Raises WarehouseError."""
    if published() is None:
        with _FIRST:
            if warehouse.published(settings.warehouse_folder()) is None:
                build_bundled(quiet)
            published.clear()
            kept.clear()
    return kept()


@st.cache_resource(max_entries=3, show_spinner=False)
def opened(file: str) -> duckdb.DuckDBPyConnection:
    """The connection all callers of one warehouse file share; take a cursor of it."""
    return warehouse.open_read_only(Path(file))


def find_build(name: str) -> warehouse.Published | None:
    """The kept build of this name (day and checksum), or the last one of this day."""
    return next((one for one in kept() if name in (one.file.removesuffix(".duckdb"), one.vintage)), None)


def shown() -> warehouse.Published:
    """The build that a page shows: the one its reader fixed (`vintage` in the session), else the published one.

    Raises WarehouseError when there is none.
    """
    fixed = st.session_state.get(FIXED) if get_script_run_ctx(suppress_warning=True) else None
    told = (find_build(fixed) if fixed else None) or published()
    if told is None:
        raise warehouse.WarehouseError("nothing is published")
    return told


def shown_file() -> str:
    """Path of the warehouse that a page shows. Raises WarehouseError when there is none."""
    return str(settings.warehouse_folder() / shown().file)


def schema_of(build: warehouse.Published) -> int:
    """Version of the dictionary that a build was made with."""
    found = (
        opened(str(settings.warehouse_folder() / build.file)).cursor().execute("SELECT schema FROM vintage").fetchone()
    )
    assert found is not None
    return int(found[0])


@st.cache_data(max_entries=500, show_spinner=False)
def _ask(file: str, sql: str, given: tuple[object, ...] | Mapping[str, object]) -> pd.DataFrame:
    return opened(file).cursor().execute(sql, dict(given) if isinstance(given, Mapping) else list(given)).df()


def ask(sql: str, *given: object, **named: object) -> pd.DataFrame:
    """The rows of one query with its parameters, in order (?) or by name ($name); the frame is the caller's own."""
    return _ask(shown_file(), sql, named or given)


def ask_dataset(name: str, selection: Selection = EVERYTHING) -> pd.DataFrame:
    """The rows of a dataset (etl/datasets.py), as the HTTP API gives them."""
    sql, given = query(datasets()[name], selection)
    return ask(sql, **given)
