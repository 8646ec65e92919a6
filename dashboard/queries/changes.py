"""What changed from build to build."""

from itertools import pairwise

import pandas as pd

from dashboard.once import Kept
from dashboard.queries.builds import kept
from dashboard.queries.database import ask
from dashboard.queries.datasets import columns_of, rows
from etl.datasets import datasets
from etl.selection import Selection
from etl.warehouse import Published


def before(build: Published) -> Published | None:
    """The build that this one came after, among those that are kept."""
    return next((older for newer, older in pairwise(kept()) if newer.file == build.file), None)


@Kept(100)
def _changes(build: Published) -> pd.DataFrame | None:
    dataset = datasets()["revisions"]
    if not columns_of(build, dataset):
        return None
    found = rows(build, dataset, Selection())
    estimated = found["estimate_id"].fillna("") != ""  # builds of before this was told have none
    return found.assign(estimated=estimated).groupby(["estimated", "change", "indicator_id"], as_index=False).size()


def changes(build: Published) -> pd.DataFrame | None:
    """How many figures and estimates a build added, revised and withdrew: estimated (whether it counts estimates),
    change, indicator_id, size; None where this was not kept."""
    return _changes(build)


def source_states() -> pd.DataFrame:
    """Every source that can be downloaded, and how it is doing: the columns of `source_state`."""
    return ask("SELECT * FROM source_state ORDER BY producer, name")


def revised() -> pd.DataFrame:
    """Figures and estimates of the shown build that differ from the previous one, old beside new, withdrawn and revised
    first.

    The columns of `revision`, with region, region_type, and the names of indicator and series in both languages (empty
    where a withdrawn figure took its area or indicator with it).
    """
    return ask(
        "SELECT v.*, coalesce(r.name, v.region_id) AS region, coalesce(r.type, '') AS region_type,"
        " coalesce(i.name_nl, v.indicator_id) AS indicator_nl, coalesce(i.name_en, v.indicator_id) AS indicator_en,"
        " coalesce(s.title_nl, v.series) AS series_nl, coalesce(s.title_en, v.series) AS series_en"
        " FROM revision v LEFT JOIN region r USING (region_id) LEFT JOIN indicator i USING (indicator_id)"
        " LEFT JOIN series s ON s.series = v.series"
        " ORDER BY v.change = 'added', v.indicator_id, v.series, v.region_id, v.period DESC, v.breakdown"
    )
