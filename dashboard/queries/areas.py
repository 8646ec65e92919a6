"""What the page of the arrondissementen shows."""

import pandas as pd

from dashboard.queries.database import ask
from dashboard.queries.observations import WIDE


def indicators_per_area(region_type: str) -> pd.DataFrame:
    """Indicators with figures for a kind of area: indicator_id, series, breakdown, years (how many)."""
    return ask(
        "SELECT indicator_id, series, breakdown, count(DISTINCT period) AS years FROM observation_wide"
        " WHERE region_type = ? AND length(period) = 4 GROUP BY indicator_id, series, breakdown"
        " ORDER BY (indicator_id = 'population'), 1 DESC, 2, 3",
        region_type,
    )


def national_estimated_rates() -> pd.DataFrame:
    """Published national estimates with a range, per 100,000 inhabitants of the first and last year they hold for.

    Columns: estimate_id, comparable_group, period, low, high (victims a year), rate_low = low / population,
    rate_high = high / population (widest over those years), population_low, population_high, source_id,
    population_source_id (several with ; between). Computed from a published range and the register; no rate of an area
    follows from it.
    """
    return ask(
        """
        SELECT *, 1e5 * low / population_high AS rate_low, 1e5 * high / population_low AS rate_high FROM (
        SELECT e.estimate_id, e.comparable_group, e.period, e.low, e.high,
          min(p.value) AS population_low, max(p.value) AS population_high, e.source_id,
          string_agg(DISTINCT p.source_id, ';' ORDER BY p.source_id) AS population_source_id
        FROM estimate e JOIN observation p
          ON p.indicator_id = 'population' AND p.region_id = 'nl' AND p.series = 'cbs-register'
          AND p.period_start BETWEEN e.period_start AND e.period_end
        WHERE e.indicator_id = 'estimated_victims' AND e.breakdown = 'total' AND e.interval_kind <> 'none'
          AND e.low IS NOT NULL AND e.high IS NOT NULL AND year(e.period_end) - year(e.period_start) <= 1
        GROUP BY ALL) ORDER BY period, comparable_group
        """
    )


def approximated(indicator_id: str, series: str) -> pd.DataFrame:
    """Counts of old arrondissementen added up to present ones, only where every part went over whole.

    Columns: region_id, region, period, period_start, period_end, value, population (of the old areas together, null
    when one is not known), parts (names of the old areas), source_id, population_source_id. A present area that got a
    piece of a split one is left out: no share of it is known. Borders moved as well, so these are approximations.
    """
    return ask(
        """
        WITH whole AS (
          SELECT to_region FROM region_link
          WHERE from_region LIKE 'ar19:%' AND to_region LIKE 'ar11:%'
          GROUP BY to_region HAVING bool_and(share_known AND relation IN ('merged_into', 'nests')))
        SELECT r.region_id, r.name AS region, o.period, o.period_start, o.period_end,
          sum(o.value) AS value, CASE WHEN count(c.population) = count(*) THEN sum(c.population) END AS population,
          string_agg(old.name, ' + ' ORDER BY old.name) AS parts,
          string_agg(DISTINCT o.source_id, ';' ORDER BY o.source_id) AS source_id,
          string_agg(DISTINCT c.population_source_id, ';' ORDER BY c.population_source_id) AS population_source_id
        FROM region_link l JOIN whole USING (to_region)
        JOIN observation o ON o.region_id = l.from_region AND o.indicator_id = ? AND o.series = ?
          AND o.breakdown = 'total' AND length(o.period) = 4
        JOIN region r ON r.region_id = l.to_region JOIN region old ON old.region_id = l.from_region
        LEFT JOIN count_statistic c ON c.indicator_id = o.indicator_id AND c.series = o.series
          AND c.region_id = o.region_id AND c.period = o.period AND c.breakdown = o.breakdown
        WHERE l.from_region LIKE 'ar19:%'
        GROUP BY ALL ORDER BY r.name, o.period
        """,
        indicator_id,
        series,
    )


def local_figures(region_id: str) -> pd.DataFrame:
    """Every figure about an area, or about a police region or municipality in it, from signal to conviction.

    Columns as `figures`, with chain_stage. A police region only resembles the old court district it is linked to.
    """
    return ask(
        f"""
        SELECT w.*, i.chain_stage FROM ({WIDE}) w JOIN indicator i USING (indicator_id)
        WHERE (w.region_id = ? OR w.region_id IN (SELECT from_region FROM region_link WHERE to_region = ?
                                                  AND relation IN ('nests', 'approximates')))
          AND i.chain_stage IN ('signal', 'report', 'complaint', 'investigation', 'prosecution', 'conviction')
        ORDER BY list_position(['signal', 'report', 'complaint', 'investigation', 'prosecution', 'conviction'],
                               i.chain_stage), w.indicator_id, w.region, w.period_start, w.period, w.breakdown
        """,
        region_id,
        region_id,
    )


def areas_with_local_figures() -> pd.DataFrame:
    """Old court districts of which a police region or municipality has figures of its own: region_id, name."""
    return ask(
        "SELECT DISTINCT r.region_id, r.name FROM region_link l JOIN region r ON r.region_id = l.to_region"
        " WHERE r.type = 'arrondissement19' AND l.from_region LIKE 'politieregio:%' ORDER BY r.name"
    )


def boundaries(region_type: str) -> pd.DataFrame:
    """The boundaries of areas of a type: region_id, year, geometry (GeoJSON), source_id; no rows before a refresh."""
    return ask(
        "SELECT b.* FROM boundary b JOIN region r USING (region_id) WHERE r.type = ? ORDER BY region_id", region_type
    )
