"""Indicators, series, areas, sources and breaks."""

from collections.abc import Collection

import pandas as pd

from dashboard.queries.database import ask, ask_dataset
from etl.comparability import holds_of


def indicator(indicator_id: str) -> pd.Series:
    """One row of `indicator`."""
    return ask("SELECT * FROM indicator WHERE indicator_id = ?", indicator_id).iloc[0]


def indicators() -> pd.DataFrame:
    """Every indicator that has a figure, with how many it has."""
    return ask(
        "SELECT i.*, n.figures FROM indicator i JOIN"
        " (SELECT indicator_id, count(*) AS figures FROM observation GROUP BY 1) n USING (indicator_id)"
        " ORDER BY name_nl"
    )


def series() -> pd.DataFrame:
    return ask("SELECT * FROM series ORDER BY series")


def regions(kind: str) -> pd.DataFrame:
    """Areas of one type in alphabetical order: region_id, name, note."""
    return ask("SELECT region_id, name, note FROM region WHERE type = ? ORDER BY name", kind)


def sources(source_ids: list[str]) -> pd.DataFrame:
    return ask("SELECT * FROM source WHERE source_id IN (SELECT unnest(?)) ORDER BY producer, year", source_ids)


def all_sources() -> pd.DataFrame:
    """The dataset `sources`: every source with the number of figures that cite it."""
    return ask_dataset("sources")


def breaks(
    indicator_id: str, series: list[str], regional: bool, breakdowns: Collection[str] = ("total",)
) -> pd.DataFrame:
    """Breaks that bear on figures of an indicator, oldest first and numbered from 1 (column `number`)."""
    found = ask(
        "SELECT * FROM break WHERE indicator_id IN (?, '*') AND (series = '*' OR series IN (SELECT unnest(?)))"
        " AND (? OR scope = 'all') ORDER BY starts, break_id",
        indicator_id,
        series,
        regional,
    )
    found = found[holds_of(found, breakdowns)].reset_index(drop=True)
    return found.assign(number=range(1, len(found) + 1))


def breaks_of(indicator_ids: list[str]) -> pd.DataFrame:
    """Every break that bears on one of the indicators, of whatever series and scope, oldest first."""
    return ask(
        "SELECT * FROM break WHERE indicator_id = '*' OR indicator_id IN (SELECT unnest(?)) ORDER BY starts, break_id",
        indicator_ids,
    )


def blind_spots() -> pd.DataFrame:
    """Where a service did not look: a zero there is no outcome."""
    return ask("SELECT * FROM blind_spot ORDER BY blind_spot_id")


def events(region_ids: list[str]) -> pd.DataFrame:
    """Laws, programmes and other events in the country or in one of the areas, oldest first.

    Columns: event_id, date, starts and ends (days), title_nl, title_en, region_id, region (name), source_id, and what
    the break that goes with it says (explanation_nl, explanation_en; null where there is none) and of which count it
    says so (about_nl, about_en; null where it is of every count).
    """
    return ask(
        "SELECT e.*, r.name AS region, b.explanation_nl, b.explanation_en, i.name_nl AS about_nl, i.name_en AS about_en"
        ' FROM event e JOIN region r USING (region_id) LEFT JOIN "break" b USING (break_id)'
        " LEFT JOIN indicator i USING (indicator_id)"
        " WHERE e.region_id = 'nl' OR e.region_id IN (SELECT unnest(?)) ORDER BY e.starts, e.event_id",
        region_ids,
    )
