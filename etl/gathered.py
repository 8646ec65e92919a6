"""The rows of a selection with all that explains them: what a package is made of."""

from collections.abc import Mapping
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
    of them may be empty. The rows of `source`, `break`, `indicator`, `series`, `region` and `blind_spot` that explain
    them, those of `source_state` of the sources that can be downloaded (`states`), and the build they come from
    (`file`, without its ending; `vintage`, its day). `absent`: what was asked for and has no row: filter, value,
    name_nl, name_en (empty where it has no name)."""

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
    blind_spots: pd.DataFrame
    absent: pd.DataFrame
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
    regions = about("region", "region_id", both)
    return Extract(
        selection,
        file,
        file[:10],
        rows,
        estimates,
        sources,
        about("source_state", "name", sources.rename(columns={"source_id": "name"})),
        extract.breaks_of(connection, rows, estimates),
        about("indicator", "indicator_id", both),
        about("series", "series", rows),
        regions,
        extract.blind_spots_of(connection, rows),
        _absent(connection, selection, _there(rows, estimates, regions)),
        caveats.derive(rows, *_explained(connection, sorted(rows["indicator_id"].unique()))) if len(rows) else [],
    )


def _selected(connection: duckdb.DuckDBPyConnection, name: str, selection: Selection) -> pd.DataFrame:
    """The rows of a dataset; none where the selection narrows by what it does not have, as estimates have no status."""
    dataset = datasets()[name]
    if set(selection.given()) <= set(dataset.filters):
        return connection.execute(*query(dataset, selection)).df()
    return pd.DataFrame(columns=[field.name for field in dataset.fields])


_NAMES = {
    "indicator": "SELECT indicator_id AS value, name_nl, name_en FROM indicator",
    "series": "SELECT series AS value, title_nl AS name_nl, title_en AS name_en FROM series",
    "region": "SELECT region_id AS value, name AS name_nl, name AS name_en FROM region",
}
"""What the values of a filter are called; those of other filters have no name."""


def _there(rows: pd.DataFrame, estimates: pd.DataFrame, regions: pd.DataFrame) -> dict[str, set[str]]:
    """The values that each filter finds a row for."""
    return {
        "indicator": {*rows["indicator_id"], *estimates["indicator_id"]},
        "series": {*rows["series"], *estimates["comparable_group"]},
        "region": set(regions["region_id"]),
        "region_type": set(regions["type"]),
        "breakdown": {*rows["breakdown"], *estimates["breakdown"]},
        "status": set(rows["status"]),
    }


def _absent(connection: duckdb.DuckDBPyConnection, selection: Selection, there: Mapping[str, set[str]]) -> pd.DataFrame:
    asked = {name: values for name, values in selection.given().items() if isinstance(values, list)}
    missing = [(name, one) for name, values in asked.items() for one in values if one not in there[name]]
    found = pd.DataFrame(missing, columns=["filter", "value"], dtype="str")
    names = [connection.execute(sql).df().assign(filter=name) for name, sql in _NAMES.items()]
    return found.merge(pd.concat(names), how="left", on=["filter", "value"])


def _explained(connection: duckdb.DuckDBPyConnection, indicator_ids: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of `break` and of `blind_spot` that bear on indicators, as `caveats.derive` takes them."""
    breaks = connection.execute(
        """SELECT * FROM "break" WHERE indicator_id = '*' OR indicator_id IN (SELECT unnest(?))
           ORDER BY starts, break_id""",
        [indicator_ids],
    ).df()
    return breaks, connection.execute("SELECT * FROM blind_spot ORDER BY blind_spot_id").df()
