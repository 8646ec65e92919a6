"""Rows of the datasets for who asks by HTTP: of any kept build, a cursor a query, in pieces."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

import duckdb
import pandas as pd

from dashboard import settings
from dashboard.queries.builds import opened
from dashboard.queries.database import EVERYTHING
from etl import selection
from etl.dataset import Dataset, query
from etl.datasets import datasets
from etl.explained import ROWS
from etl.selection import Selection
from etl.warehouse import Published

VECTORS = 4
"""Of 2,048 rows each: what is held of a long answer at one moment."""


def cursor(build: Published) -> duckdb.DuckDBPyConnection:
    """A cursor of one's own on a build. Raises WarehouseError when its file is not a whole database."""
    return opened(str(settings.warehouse_folder() / build.file)).cursor()


@lru_cache(500)
def _columns(file: str, dataset: str) -> tuple[str, ...]:
    """The columns that a build has of a dataset; an older one may lack some, or all."""
    try:
        return tuple(opened(file).cursor().execute(f"SELECT * {datasets()[dataset].relation} LIMIT 0").df().columns)
    except duckdb.CatalogException:
        return ()


def columns_of(build: Published, dataset: Dataset) -> list[str]:
    """The columns of a dataset that a build has; none when it does not hold the dataset."""
    return list(_columns(str(settings.warehouse_folder() / build.file), dataset.name))


def check(build: Published, chosen: Selection) -> None:
    """Raises SelectionError for a value that this build does not know, with all that it does."""
    if chosen != EVERYTHING:
        selection.check(cursor(build), chosen)


def allowed(build: Published, name: str) -> list[str]:
    """Every value that a filter may have."""
    return selection.known(cursor(build), name)


def span(build: Published, dataset: Dataset) -> tuple[date, date] | None:
    """The first and the last day that the rows of a dataset speak of, or what they explain; None where it has no
    row."""
    every = [dataset.days] if dataset.days else [datasets()[name].days for name in ROWS]
    found = cursor(build).execute(f"SELECT min(first), max(last) FROM ({' UNION ALL '.join(every)})").fetchone()
    assert found is not None
    return None if found[0] is None else (found[0], found[1])


def count(build: Published, dataset: Dataset, chosen: Selection) -> int:
    """How many rows are selected."""
    return _count(str(settings.warehouse_folder() / build.file), dataset.name, chosen)


@lru_cache(2000)  # a build never changes; Streamlit's own cache takes longer than all else of a small answer
def _count(file: str, dataset: str, chosen: Selection) -> int:
    sql, given = query(datasets()[dataset], chosen, None, list(_columns(file, dataset)))
    found = opened(file).cursor().execute(f"SELECT count(*) FROM ({sql})", given).fetchone()
    assert found is not None
    return int(found[0])


def parts(
    build: Published,
    dataset: Dataset,
    chosen: Selection,
    language: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> Iterator[pd.DataFrame]:
    """The selected rows as frames of a few thousand; at least one, empty when nothing is selected."""
    result = _asked(build, dataset, chosen, language, limit, offset)
    first = result.fetch_df_chunk(VECTORS)
    yield first
    while len(piece := result.fetch_df_chunk(VECTORS)):
        yield piece


def rows(
    build: Published,
    dataset: Dataset,
    chosen: Selection,
    language: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> pd.DataFrame:
    """The selected rows in one frame."""
    return _asked(build, dataset, chosen, language, limit, offset).df()


def _asked(
    build: Published, dataset: Dataset, chosen: Selection, language: str | None, limit: int | None, offset: int
) -> duckdb.DuckDBPyConnection:
    sql, given = query(dataset, chosen, language, columns_of(build, dataset))
    window = f" LIMIT {limit:d}" if limit is not None else ""
    return cursor(build).execute(f"{sql}{window} OFFSET {offset:d}", given)


def names_of_indicators(build: Published, language: str) -> dict[str, str]:
    """What each indicator is called."""
    return dict(cursor(build).execute(f"SELECT indicator_id, name_{language} FROM indicator").fetchall())
