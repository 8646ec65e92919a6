"""Figures of the wide view, published estimates, and the two beside each other."""

import pandas as pd

from dashboard.queries.database import ask, ask_dataset
from etl.dataset import query
from etl.datasets import datasets
from etl.selection import Selection

_NAMED = (
    "SELECT w.*, se.title_nl AS series_nl, se.title_en AS series_en, i.unit_nl, i.unit_en"
    " FROM {rows} w JOIN series se USING (series) JOIN indicator i USING (indicator_id)"
)
WIDE = _NAMED.format(rows="observation_wide")


def figures(indicator_ids: list[str], region_type: str, breakdown: str | None = "total") -> pd.DataFrame:
    """Rows of the dataset `observations` with the names of their series and unit, and population_source_id, the source
    of the inhabitants they are divided by; all breakdowns when `breakdown` is None."""
    selection = Selection(
        tuple(indicator_ids), region_types=(region_type,), breakdowns=(breakdown,) if breakdown else ()
    )
    sql, given = query(datasets()["observations"], selection)
    return ask(
        f"SELECT f.*, c.population_source_id FROM ({_NAMED.format(rows=f'({sql})')}) f LEFT JOIN count_statistic c"
        " USING (indicator_id, series, region_id, period, breakdown, vintage)"
        " ORDER BY indicator_id, series, region, length(period) > 7, period_start, period",
        **given,
    )


def estimates() -> pd.DataFrame:
    """The dataset `estimates`: published estimates with the names of their indicator and their source, oldest period
    first within each group."""
    return ask_dataset("estimates")


def share_in_view() -> pd.DataFrame:
    """Reported over estimated, as a band, per estimate that has a range and each year it holds for.

    Columns: estimate_id, comparable_group, year, reported_low, reported_high (over the series of that year whose figure
    is sharp), estimate_low, estimate_high, share_low = reported_low / estimate_high, share_high = reported_high /
    estimate_low, series and reported_source_ids (of what was reported, with ; between), source_id (of the estimate).
    Ranges pooled over more than two years are left out: no year's count belongs to them.
    """
    return ask(
        """
        SELECT *, reported_low / estimate_high AS share_low, reported_high / estimate_low AS share_high FROM (
        SELECT e.estimate_id, e.comparable_group, o.period AS year,
          min(o.value) AS reported_low, max(o.value) AS reported_high, e.low AS estimate_low, e.high AS estimate_high,
          string_agg(DISTINCT o.series, ';' ORDER BY o.series) AS series, e.source_id,
          string_agg(DISTINCT o.source_id, ';' ORDER BY o.source_id) AS reported_source_ids
        FROM estimate e JOIN observation o
          ON o.period_start >= e.period_start AND o.period_end <= e.period_end AND length(o.period) = 4
        WHERE e.indicator_id = 'estimated_victims' AND e.breakdown = 'total' AND e.region_id = 'nl'
          AND e.interval_kind <> 'none' AND e.low IS NOT NULL AND e.high IS NOT NULL
          AND year(e.period_end) - year(e.period_start) <= 1
          AND o.indicator_id = 'reported_victims' AND o.region_id = 'nl' AND o.breakdown = 'total'
          AND o.confidence <> 'ambiguous' AND o.value IS NOT NULL
        GROUP BY ALL) ORDER BY year, comparable_group
        """
    )
