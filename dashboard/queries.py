"""SQL to DataFrame: the only place that touches DuckDB and the only place that caches.

Every function reads the published warehouse; its name is part of what is cached, so a new publication is seen within
seconds and nothing of the old one is mixed in.
"""

from pathlib import Path

import duckdb
import pandas as pd
import streamlit as st

from dashboard import settings
from etl import package, warehouse
from etl.build import Progress, build
from etl.extract import Selection


@st.cache_data(ttl=3, show_spinner=False)
def published() -> warehouse.Published | None:
    """What is published now; looked up at most every few seconds. Raises WarehouseError."""
    return warehouse.published(settings.warehouse_folder())


def build_bundled(progress: Progress) -> None:
    """Build the bundled snapshot: what happens at the first start, when nothing is published."""
    build(settings.data_folder(), settings.warehouse_folder(), progress=progress)
    published.clear()


@st.cache_resource(max_entries=3, show_spinner=False)
def _connection(file: str) -> duckdb.DuckDBPyConnection:
    return warehouse.open_read_only(Path(file))


def connection() -> duckdb.DuckDBPyConnection:
    """A cursor of its own on the published warehouse, for one caller. Raises WarehouseError when there is none."""
    return _connection(_published_file()).cursor()


def _published_file() -> str:
    told = published()
    if told is None:
        raise warehouse.WarehouseError("nothing is published")
    return str(settings.warehouse_folder() / told.file)


@st.cache_data(max_entries=500, show_spinner=False)
def _ask(file: str, sql: str, given: tuple[object, ...]) -> pd.DataFrame:
    return _connection(file).cursor().execute(sql, list(given)).df()


def ask(sql: str, *given: object) -> pd.DataFrame:
    """The rows of one query with its parameters; the frame is the caller's own."""
    return _ask(_published_file(), sql, given)


# ---- definitions


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
    """Every source with the number of figures that cite it."""
    return ask(
        "SELECT s.*, (SELECT count(*) FROM observation o WHERE o.source_id = s.source_id) +"
        " (SELECT count(*) FROM estimate e WHERE e.source_id = s.source_id) AS figures"
        " FROM source s ORDER BY producer, year, title"
    )


def breaks(indicator_id: str, series: list[str], regional: bool) -> pd.DataFrame:
    """Breaks that bear on figures of an indicator, oldest first and numbered from 1 (column `number`)."""
    found = ask(
        "SELECT * FROM break WHERE indicator_id IN (?, '*') AND (series = '*' OR series IN (SELECT unnest(?)))"
        " AND (? OR scope = 'all') ORDER BY starts, break_id",
        indicator_id,
        series,
        regional,
    )
    return found.assign(number=range(1, len(found) + 1))


# ---- figures

_WIDE = (
    "SELECT w.*, se.title_nl AS series_nl, se.title_en AS series_en"
    " FROM observation_wide w JOIN series se USING (series)"
)


def figures(indicator_ids: list[str], region_type: str, breakdown: str | None = "total") -> pd.DataFrame:
    """Rows of the wide view with the names of their series; all breakdowns when `breakdown` is None."""
    return ask(
        f"{_WIDE} WHERE indicator_id IN (SELECT unnest(?)) AND region_type = ? AND coalesce(breakdown = ?, true)"
        " ORDER BY indicator_id, series, region, length(period) > 7, period_start, period",
        indicator_ids,
        region_type,
        breakdown,
    )


def estimates() -> pd.DataFrame:
    """Published estimates with the title and producer of their source, oldest period first."""
    return ask(
        "SELECT e.*, s.producer, s.title AS source_title, s.url AS source_url, s.published, s.year AS source_year"
        " FROM estimate e JOIN source s USING (source_id) ORDER BY comparable_group, period_start, estimate_id"
    )


def share_in_view() -> pd.DataFrame:
    """Reported over estimated, as a band, per estimate that has a range and each year it holds for.

    Columns: estimate_id, comparable_group, year, reported_low, reported_high (over all published series of that year),
    estimate_low, estimate_high, share_low = reported_low / estimate_high, share_high = reported_high / estimate_low,
    series, source_id. Ranges pooled over more than two years are left out: no year's count belongs to them.
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


# ---- arrondissementen


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
    population_source_ids. Computed from a published range and the register; no rate of an area follows from it.
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


# ---- migration


def immigration(origins: list[str], years: tuple[int, int], by_year: bool) -> pd.DataFrame:
    """Registered immigration of the origins (PL, BG, RO), in months or as sums of the twelve months of one table.

    Columns as `figures`, and `months`: how many months the figure is the sum of. A year of which a table holds fewer
    than twelve months has no row; a sum is marked derived, and names the breaks that fall in any of its months.
    """
    return ask(
        f"""
        WITH month AS (
          SELECT * FROM ({_WIDE} WHERE indicator_id = 'immigration' AND region_id = 'nl')
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
        FROM ({_WIDE}) w LEFT JOIN count_statistic c
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


# ---- extracts, and what stands on the page of methods


@st.cache_data(max_entries=20, show_spinner=False)
def _extract(file: str, selection: Selection) -> package.Extract:
    return package.gather(_connection(file).cursor(), selection, Path(file).stem)


def extract_of(selection: Selection) -> package.Extract:
    """The rows of a selection with all that explains them. Raises SelectionError when nothing is left."""
    return _extract(_published_file(), selection)


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


def all_indicators() -> pd.DataFrame:
    """Every indicator, whether it has figures or estimates or none, with how many figures cite it."""
    return ask(
        "SELECT i.*, (SELECT count(*) FROM observation o WHERE o.indicator_id = i.indicator_id) +"
        " (SELECT count(*) FROM estimate e WHERE e.indicator_id = i.indicator_id) AS figures"
        " FROM indicator i ORDER BY i.indicator_id"
    )


def series_used() -> pd.DataFrame:
    """Every series with the number of its figures and the first and last year they speak of."""
    return ask(
        "SELECT s.*, count(o.series) AS figures, min(year(o.period_start)) AS first, max(year(o.period_end)) AS last,"
        " list_sort(list(DISTINCT o.indicator_id)) AS indicator_ids"
        " FROM series s LEFT JOIN observation o USING (series) GROUP BY ALL ORDER BY s.series"
    )


def all_breaks() -> pd.DataFrame:
    """Every break with its source and the names of the indicator and series it bears on (null: all), oldest first."""
    return ask(
        "SELECT b.*, i.name_nl, i.name_en, se.title_nl AS series_nl, se.title_en AS series_en, s.producer,"
        " s.title AS source_title, s.url AS source_url FROM break b JOIN source s USING (source_id)"
        " LEFT JOIN indicator i USING (indicator_id) LEFT JOIN series se ON se.series = b.series"
        " ORDER BY b.starts, b.break_id"
    )


def conflicts() -> pd.DataFrame:
    """Publications that contradict each other, with the name of the indicator (null: none in particular)."""
    return ask(
        "SELECT c.*, i.name_nl, i.name_en FROM conflict c LEFT JOIN indicator i USING (indicator_id)"
        " ORDER BY conflict_id"
    )


def gaps() -> pd.DataFrame:
    """What is not known here, and where it is published."""
    return ask("SELECT * FROM gap ORDER BY gap_id")


def terms() -> pd.DataFrame:
    """Terms in both languages."""
    return ask("SELECT * FROM term ORDER BY lower(term_nl)")
