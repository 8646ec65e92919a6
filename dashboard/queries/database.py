"""The published warehouse: one connection a process, a cursor a query, results kept by the name of the file.

Every function reads the published warehouse; its name is part of what is cached, so a new publication is seen within
seconds and nothing of the old one is mixed in.
"""

from pathlib import Path

import duckdb
import pandas as pd
import streamlit as st

from dashboard import settings
from etl import warehouse
from etl.build import Progress, build


@st.cache_data(ttl=3, show_spinner=False)
def published() -> warehouse.Published | None:
    """What is published now; looked up at most every few seconds. Raises WarehouseError."""
    return warehouse.published(settings.warehouse_folder())


def build_bundled(progress: Progress) -> None:
    """Build the bundled snapshot: what happens at the first start, when nothing is published."""
    build(settings.data_folder(), settings.warehouse_folder(), progress=progress)
    published.clear()


@st.cache_resource(max_entries=3, show_spinner=False)
def opened(file: str) -> duckdb.DuckDBPyConnection:
    """The connection all callers of one warehouse file share; take a cursor of it."""
    return warehouse.open_read_only(Path(file))


def published_file() -> str:
    """Path of the published warehouse. Raises WarehouseError when there is none."""
    told = published()
    if told is None:
        raise warehouse.WarehouseError("nothing is published")
    return str(settings.warehouse_folder() / told.file)


@st.cache_data(max_entries=500, show_spinner=False)
def _ask(file: str, sql: str, given: tuple[object, ...]) -> pd.DataFrame:
    return opened(file).cursor().execute(sql, list(given)).df()


def ask(sql: str, *given: object) -> pd.DataFrame:
    """The rows of one query with its parameters; the frame is the caller's own."""
    return _ask(published_file(), sql, given)
