"""Extracts, and what can be chosen for them."""

from pathlib import Path

import pandas as pd

from dashboard import settings
from dashboard.once import Kept
from dashboard.queries.builds import opened
from dashboard.queries.database import ask, shown_file
from etl.gathered import Extract, gather
from etl.selection import Selection
from etl.warehouse import Published


@Kept(20)
def _extract(file: str, selection: Selection) -> Extract:
    return gather(opened(file).cursor(), selection, Path(file).stem)


def gathered(build: Published, selection: Selection) -> Extract:
    """As `extract_of`, of one build."""
    return _extract(str(settings.warehouse_folder() / build.file), selection)


def extract_of(selection: Selection) -> Extract:
    """The rows of a selection with all that explains them. Raises SelectionError when nothing is left."""
    return _extract(shown_file(), selection)


def regions_with_figures(indicator_ids: list[str]) -> pd.DataFrame:
    """Areas that have a figure for one of the indicators: region_id, name, type; the country first."""
    return ask(
        "SELECT DISTINCT r.region_id, r.name, r.type FROM observation o JOIN region r USING (region_id)"
        " WHERE o.indicator_id IN (SELECT unnest(?)) ORDER BY r.type <> 'land', r.type, r.name, r.region_id",
        indicator_ids,
    )


def years_with_figures(indicator_ids: list[str]) -> list[int]:
    """Years in which a period of the indicators begins or ends, and all between, oldest first."""
    found = ask(
        "SELECT min(year(period_start)) AS first, max(year(period_end)) AS last FROM observation"
        " WHERE indicator_id IN (SELECT unnest(?))",
        indicator_ids,
    ).iloc[0]
    return [] if found.isna().any() else list(range(int(found["first"]), int(found["last"]) + 1))
