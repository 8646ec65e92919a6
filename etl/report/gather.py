"""What the warehouse holds for a report, as frames: rows of figures carry the columns of the wide view.

Nothing here names a source: a figure that comes into the warehouse for an area comes into its report.
"""

import duckdb
import pandas as pd

CONTEXT = ("population",)
"""Indicators told in the head of a report, not among what is registered."""
_WIDE = """
SELECT w.indicator_id, w.indicator_nl, w.indicator_en, w.series, w.region_id, w.region, w.region_type, w.period,
  w.period_start, w.period_end, w.breakdown, w.value, w.low, w.high, w.unit, w.status, w.state, w.confidence,
  w.small_number, w.count_low, w.count_high, w.rate, w.rate_low, w.rate_high, w.blind_spot_ids, w.source_id,
  w.note_nl, w.note_en,
  se.title_nl AS series_nl, se.title_en AS series_en, i.chain_stage, i.number_kind,
  i.region_meaning_nl, i.region_meaning_en, i.caveat_nl, i.caveat_en
FROM observation_wide w JOIN series se USING (series) JOIN indicator i USING (indicator_id)
"""
CHAIN = ("signal", "report", "protection", "complaint", "investigation", "prosecution", "conviction")
"""Stages of the chain: figures about trafficking. What is of another stage is context."""
_STAGES = f"list_position({[*CHAIN, 'governance', 'context']}, chain_stage)"


def figures_by_area(cursor: duckdb.DuckDBPyConnection) -> dict[str, pd.DataFrame]:
    """Figures of every area but the country, by its identifier: by year, pooled period or undated.

    Two columns more than `_WIDE` has: `age`, 1 for the newest figure of a line, and `held`, how many figures it has.
    """
    found = cursor.execute(
        f"""
        SELECT *, count(*) OVER line AS held,
          row_number() OVER (line ORDER BY period_end DESC NULLS LAST, period_start) AS age
        FROM ({_WIDE}) WHERE region_id <> 'nl' AND indicator_id NOT IN (SELECT unnest(?))
          AND (length(period) <> 7 OR contains(period, '/'))
        WINDOW line AS (PARTITION BY region_id, indicator_id, series, breakdown)
        ORDER BY {_STAGES}, indicator_id, series, breakdown, length(period) > 7, period_start NULLS LAST, period_end
        """,
        [list(CONTEXT)],
    ).df()
    return {"": found.head(0), **{str(area): rows for area, rows in found.groupby("region_id", sort=False)}}


def population(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The newest count of inhabitants of every area that the register has."""
    return cursor.execute(
        f"""
        SELECT * FROM ({_WIDE}) WHERE indicator_id = 'population' AND series = 'cbs-register' AND breakdown = 'total'
          AND value IS NOT NULL QUALIFY period_start = max(period_start) OVER (PARTITION BY region_id)
        """
    ).df()


def national(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The newest sharp national total of every count along the chain, in each series that has one for that period."""
    return cursor.execute(
        f"""
        SELECT * FROM ({_WIDE}) WHERE region_id = 'nl' AND breakdown = 'total' AND value IS NOT NULL
          AND confidence <> 'ambiguous' AND length(period) = 4 AND number_kind <> 'measure'
          AND chain_stage IN ('signal', 'report', 'complaint', 'investigation', 'prosecution', 'conviction')
        QUALIFY period_start = max(period_start) OVER (PARTITION BY indicator_id)
        ORDER BY {_STAGES}, indicator_id, series
        """
    ).df()


def reported_by_year(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Reported victims per year, national, every sharp total: series, period, value and the rest of the wide view."""
    return cursor.execute(
        f"""
        SELECT * FROM ({_WIDE}) WHERE indicator_id = 'reported_victims' AND region_id = 'nl' AND breakdown = 'total'
          AND length(period) = 4 AND value IS NOT NULL AND confidence <> 'ambiguous' ORDER BY series, period
        """
    ).df()


def estimates(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Published national estimates of all victims that come with a range."""
    return cursor.execute(
        """
        SELECT e.*, s.producer FROM estimate e JOIN source s USING (source_id)
        WHERE indicator_id = 'estimated_victims' AND breakdown = 'total' AND region_id = 'nl'
          AND interval_kind <> 'none' AND low IS NOT NULL AND high IS NOT NULL
        ORDER BY e.period_start, e.period_end, estimate_id
        """
    ).df()


def immigration(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Registered immigration by origin and year, the sum of twelve months of one table: indicator_id, breakdown,
    series, region_id, period, period_start, period_end, value, unit, status (provisional where a month is), source_id,
    series_nl, series_en. A year of which a table has fewer than twelve months is left out."""
    return cursor.execute(
        """
        SELECT indicator_id, breakdown, series, region_id, CAST(year(o.period_start) AS VARCHAR) AS period,
          min(o.period_start) AS period_start, max(o.period_end) AS period_end, sum(value) AS value,
          any_value(unit) AS unit, if(bool_or(status = 'provisional'), 'provisional', any_value(status)) AS status,
          any_value(o.source_id) AS source_id, any_value(se.title_nl) AS series_nl, any_value(se.title_en) AS series_en
        FROM observation o JOIN series se USING (series)
        WHERE indicator_id = 'immigration' AND region_id = 'nl' AND length(period) = 7
        GROUP BY indicator_id, breakdown, series, region_id, year(o.period_start) HAVING count(value) = 12
        ORDER BY breakdown, series, period
        """
    ).df()


def breaks(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Every break, oldest first."""
    return cursor.execute("SELECT * FROM break ORDER BY starts, break_id").df()


def events(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return cursor.execute("SELECT * FROM event ORDER BY date, event_id").df()


def statuses(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """What was known of municipal policy in 2012, in four municipalities."""
    return cursor.execute(
        "SELECT m.* FROM municipal_status m JOIN scan_question q ON q.question_id = m.status_id ORDER BY q.position"
    ).df()


def barriers(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Barriers in order, with lists partners_nl, partners_en, measures_nl, measures_en: what a municipality can take at
    that barrier and not at every one."""
    return cursor.execute(
        """
        WITH everywhere AS (SELECT intervention_id FROM barrier_intervention GROUP BY 1
          HAVING count(*) = (SELECT count(*) FROM barrier))
        SELECT b.*, (SELECT coalesce(list(p.name_nl ORDER BY p.name_nl), []) FROM barrier_partner t JOIN chain_partner p
            USING (partner_id) WHERE t.barrier_id = b.barrier_id) AS partners_nl,
          (SELECT coalesce(list(p.name_en ORDER BY p.name_nl), []) FROM barrier_partner t JOIN chain_partner p
            USING (partner_id) WHERE t.barrier_id = b.barrier_id) AS partners_en,
          (SELECT coalesce(list(i.name_nl ORDER BY i.intervention_id), []) FROM barrier_intervention t
            JOIN intervention i USING (intervention_id) WHERE t.barrier_id = b.barrier_id AND contains(i.level, 'local')
            AND intervention_id NOT IN (SELECT * FROM everywhere)) AS measures_nl,
          (SELECT coalesce(list(i.name_en ORDER BY i.intervention_id), []) FROM barrier_intervention t
            JOIN intervention i USING (intervention_id) WHERE t.barrier_id = b.barrier_id AND contains(i.level, 'local')
            AND intervention_id NOT IN (SELECT * FROM everywhere)) AS measures_en
        FROM barrier b ORDER BY position
        """
    ).df()


def gaps(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """What is not held, but what a refresh has brought since: the list is of before it."""
    return cursor.execute(
        """
        SELECT * FROM gap WHERE gap_id <> 'gap-15-nationals'
          OR NOT EXISTS (SELECT 1 FROM observation WHERE indicator_id = 'residents_by_origin') ORDER BY gap_id
        """
    ).df()


def sources(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return cursor.execute("SELECT * FROM source").df()


def source_states(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return cursor.execute("SELECT * FROM source_state ORDER BY name").df()
