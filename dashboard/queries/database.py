"""Asking the warehouse: a cursor a query, results kept by the name of the file.

Every function reads the build that the page shows; its name is part of what is cached, so a new publication is seen
within seconds and nothing of the old one is mixed in.
"""

from collections.abc import Mapping
from pathlib import Path

import duckdb
import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.once import Kept
from dashboard.queries.builds import file_of, find_build, forget, opened, published
from etl import warehouse
from etl.dataset import query
from etl.datasets import datasets
from etl.selection import Selection

EVERYTHING = Selection()
SPOILED = (duckdb.IOException, duckdb.InternalException, duckdb.FatalException, duckdb.SerializationException)
"""What DuckDB raises where a file that it has open does not hold what it held."""
FIXED = "vintage"
"""Where the session keeps the build that its reader fixed."""
_PINNED = "build of this run"


def shown() -> warehouse.Published:
    """The build that a page shows: the one its reader fixed (`vintage` in the session), else the one that was
    published when its run began (`pin`).

    Raises WarehouseError when there is none.
    """
    session = st.session_state if get_script_run_ctx(suppress_warning=True) else {}
    fixed = session.get(FIXED)
    told = (find_build(fixed) if fixed else None) or session.get(_PINNED) or published()
    if told is None:
        raise warehouse.WarehouseError("nothing is published")
    return told


def pin() -> None:
    """From here to its end this run of a page reads one build, also when another is published meanwhile: else a page
    could show figures of both."""
    st.session_state[_PINNED] = published()


def overtaken() -> bool:
    """Whether what is published is no longer what this session was last given as a whole page (`pin`)."""
    try:
        return published() != st.session_state.get(_PINNED)
    except warehouse.WarehouseError:  # the frame of the page says what is the matter
        return True


def shown_file() -> str:
    """Path of the warehouse that a page shows. Raises WarehouseError when there is none."""
    return file_of(shown())


@Kept(500)
def _ask(file: str, sql: str, given: tuple[object, ...] | Mapping[str, object]) -> pd.DataFrame:
    try:
        return opened(file).cursor().execute(sql, dict(given) if isinstance(given, Mapping) else list(given)).df()
    except SPOILED as error:
        forget(file)
        raise warehouse.WarehouseError(f"{Path(file).name} was spoiled while it was read") from error


def ask(sql: str, *given: object, **named: object) -> pd.DataFrame:
    """The rows of one query with its parameters, in order (?) or by name ($name); the frame is the caller's own."""
    return _ask(shown_file(), sql, named or given)


def ask_dataset(name: str, selection: Selection = EVERYTHING) -> pd.DataFrame:
    """The rows of a dataset (etl/datasets.py), as the HTTP API gives them."""
    sql, given = query(datasets()[name], selection)
    return ask(sql, **given)
