"""Immigration by origin, and residents by nationality."""

import pandas as pd

from dashboard.queries.database import ask
from dashboard.queries.observations import WIDE


def immigration(origins: list[str], years: tuple[int, int], by_year: bool) -> pd.DataFrame:
    """Registered immigration of the origins (PL, BG, RO), in months or as sums of the twelve months of one table.

    Columns as `figures`, and `months`: how many months the figure is the sum of. A year of which a table holds fewer
    than twelve months has no row; a sum is marked derived, and names the breaks that fall in any of its months.
    """
    return ask(
        f"""
        WITH month AS (
          SELECT * FROM ({WIDE} WHERE indicator_id = 'immigration' AND region_id = 'nl')
          WHERE origin IN (SELECT unnest(?)) AND length(period) = 7 AND year(period_start) BETWEEN ? AND ?
        ), summed AS (
          SELECT series, origin, min(period_start) AS first_day, max(period_end) AS last_day, sum(value) AS total,
            bool_or(status = 'provisional') AS provisional,
            nullif(list_aggregate(list_sort(list_distinct(flatten(
              list(string_split(break_ids, ';')) FILTER (break_ids IS NOT NULL)))), 'string_agg', ';'), '') AS fallen
          FROM month GROUP BY series, origin, year(period_start) HAVING count(value) = 12
        )
        SELECT *, 1 AS months FROM month WHERE NOT ?
        UNION ALL BY NAME
        SELECT month.* REPLACE (
            strftime(first_day, '%Y') AS period, last_day AS period_end, total AS value, 'derived' AS confidence,
            if(provisional, 'provisional', status) AS status, total < 5 AS small_number, NULL AS locator,
            NULL AS note_nl, NULL AS note_en, fallen AS break_ids), 12 AS months
        FROM month JOIN summed USING (series, origin) WHERE month.period_start = first_day AND ?
        ORDER BY origin, series, period_start
        """,
        origins,
        *years,
        by_year,
        by_year,
    )


def immigration_years() -> tuple[int, int]:
    """First and last year of which a month of immigration is published."""
    found = ask(
        "SELECT year(min(period_start)), year(max(period_end)) FROM observation WHERE indicator_id = 'immigration'"
    )
    first, last = found.to_numpy()[0]
    return int(first), int(last)


def nationals(nationality: str, period: str, region_type: str) -> pd.DataFrame:
    """Residents of one nationality by area in alphabetical order: columns as `figures`, with per_1000 inhabitants and
    the source of the population."""
    return ask(
        f"""
        SELECT w.*, w.rate / 100 AS per_1000, c.population_source_id
        FROM ({WIDE}) w LEFT JOIN count_statistic c
          USING (indicator_id, series, region_id, period, breakdown, vintage)
        WHERE w.indicator_id = 'foreign_nationals' AND w.region_type = ? AND w.period = ?
          AND (? = '' OR w.nationality = ?)
        ORDER BY w.region, w.value DESC
        """,
        region_type,
        period,
        nationality,
        nationality,
    )
