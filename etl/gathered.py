"""The rows of a selection with all that explains them: what a package is made of."""

from dataclasses import dataclass

import duckdb
import pandas as pd

from etl import caveats, extract
from etl.caveats import Caveat
from etl.dataset import query
from etl.datasets import datasets
from etl.selection import Selection, SelectionError, check


@dataclass(frozen=True)
class Extract:
    """Figures (`rows`, as the dataset observations) and `estimates` (as the dataset of that name) of a selection; one
    of them may be empty. The rows of `source`, `break`, `indicator`, `series` and `region` that explain them, those of
    `source_state` of the sources that can be downloaded (`states`), and the build they come from (`file`, without its
    ending; `vintage`, its day)."""

    selection: Selection
    file: str
    vintage: str
    rows: pd.DataFrame
    estimates: pd.DataFrame
    sources: pd.DataFrame
    states: pd.DataFrame
    breaks: pd.DataFrame
    indicators: pd.DataFrame
    series: pd.DataFrame
    regions: pd.DataFrame
    caveats: list[Caveat]

    def names(self, language: str) -> str:
        """What was counted or estimated."""
        return "; ".join(self.indicators[f"name_{language}"])

    def cited(self, language: str) -> tuple[str, str, str, pd.DataFrame]:
        """What a citation names (etl/citing.py)."""
        return self.names(language), self.vintage, self.file, self.sources


def gather(connection: duckdb.DuckDBPyConnection, selection: Selection, file: str) -> Extract:
    """Everything about a selection. Raises SelectionError for a value that does not exist, and when nothing is left."""
    check(connection, selection)
    rows, estimates = (_selected(connection, name, selection) for name in ("observations", "estimates"))
    if rows.empty and estimates.empty:
        raise SelectionError("no figures match this selection")
    columns = ["source_id", "indicator_id", "region_id", "period"]
    both = pd.concat([one[columns] for one in (rows, estimates) if len(one)])

    def about(table: str, key: str, of: pd.DataFrame) -> pd.DataFrame:
        named = [list(of[key].unique())]
        return connection.execute(
            f'SELECT * FROM "{table}" WHERE {key} IN (SELECT unnest(?)) ORDER BY {key}', named
        ).df()

    sources = extract.sources_of(connection, both)
    return Extract(
        selection,
        file,
        file[:10],
        rows,
        estimates,
        sources,
        about("source_state", "name", sources.rename(columns={"source_id": "name"})),
        extract.breaks_of(connection, _breaks(connection, rows, estimates)),
        about("indicator", "indicator_id", both),
        about("series", "series", rows),
        about("region", "region_id", both),
        caveats.derive(rows, *_explained(connection, sorted(rows["indicator_id"].unique()))) if len(rows) else [],
    )


def _selected(connection: duckdb.DuckDBPyConnection, name: str, selection: Selection) -> pd.DataFrame:
    """The rows of a dataset; none where the selection narrows by what it does not have, as estimates have no status."""
    dataset = datasets()[name]
    if set(selection.given()) <= set(dataset.filters):
        return connection.execute(*query(dataset, selection)).df()
    return pd.DataFrame(columns=[field.name for field in dataset.fields])


def _breaks(connection: duckdb.DuckDBPyConnection, rows: pd.DataFrame, estimates: pd.DataFrame) -> pd.DataFrame:
    """`break_ids` of figures, and of estimates. What is said of estimates by name holds whatever their period: editions
    differ in method, and the day of an edition lies after all that it estimates."""
    of_estimates = connection.execute(
        """SELECT DISTINCT break_id AS break_ids FROM break b JOIN estimate e
             ON b.indicator_id IN ('*', e.indicator_id) AND b.series IN ('*', e.comparable_group)
           WHERE e.estimate_id IN (SELECT unnest(?)) AND (b.scope = 'all' OR e.region_id <> 'nl')
             AND (b.region_ids IS NULL OR list_contains(string_split(b.region_ids, ';'), e.region_id))
             AND (b.indicator_id <> '*' OR (e.period_start <= b.ends AND e.period_end >= b.starts))""",
        [list(estimates["estimate_id"])],
    ).df()
    return pd.concat([rows[["break_ids"]], of_estimates])


def _explained(connection: duckdb.DuckDBPyConnection, indicator_ids: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of `break` and of `blind_spot` that bear on indicators, as `caveats.derive` takes them."""
    breaks = connection.execute(
        """SELECT * FROM "break" WHERE indicator_id = '*' OR indicator_id IN (SELECT unnest(?))
           ORDER BY starts, break_id""",
        [indicator_ids],
    ).df()
    return breaks, connection.execute("SELECT * FROM blind_spot ORDER BY blind_spot_id").df()
