"""What changed from build to build."""

from itertools import pairwise

import pandas as pd
import streamlit as st

from dashboard.queries.database import kept
from dashboard.queries.datasets import columns_of, rows
from etl.datasets import datasets
from etl.selection import Selection
from etl.warehouse import Published


def before(build: Published) -> Published | None:
    """The build that this one came after, among those that are kept."""
    return next((older for newer, older in pairwise(kept()) if newer.file == build.file), None)


@st.cache_data(max_entries=100, show_spinner=False)
def _changes(build: Published) -> pd.DataFrame | None:
    dataset = datasets().get("revisions")
    if dataset is None or not columns_of(build, dataset):
        return None
    return rows(build, dataset, Selection()).groupby(["change", "indicator_id"], as_index=False).size()


def changes(build: Published) -> pd.DataFrame | None:
    """How many figures a build added, revised and withdrew: change, indicator_id, size; None where none was kept."""
    return _changes(build)
