"""Checks of what goes out: the written database is opened anew, read-only, and must hold what was meant."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb

from etl import warehouse
from etl.model import tables
from etl.rules import SMALL
from etl.views import WIDE_ROWS

_OBSERVED = "JOIN observation o USING (indicator_id, series, region_id, period, breakdown, vintage)"
MUST_BE_EMPTY = {
    "a row with a state other than value or zero holds a number, and is no sum with missing parts": """
        SELECT 1 FROM observation WHERE state NOT IN ('value', 'zero')
          AND coalesce(value, high, CASE WHEN coalesce(missing_parts, 0) = 0 THEN low END) IS NOT NULL""",
    "a figure names no source with a licence": """
        SELECT 1 FROM observation o ANTI JOIN source s ON o.source_id = s.source_id AND s.licence <> ''""",
    "a count under 5 is not marked as small, or another figure is": f"""
        SELECT 1 FROM observation JOIN indicator USING (indicator_id)
        WHERE small_number <> (number_kind <> 'measure' AND coalesce(value < {SMALL}, false))""",
    "a rate is not count over population": f"""
        SELECT 1 FROM count_statistic c {_OBSERVED}
        WHERE c.rate IS NOT NULL
          AND abs(c.rate * c.population / 100000 - o.value) > 1e-6 * greatest(o.value, 1)""",
    "a population is that of another edition or year of the area": """
        SELECT 1 FROM count_statistic c ANTI JOIN observation p
        ON p.indicator_id = 'population' AND p.region_id = c.region_id AND p.period = c.period
        AND p.value = c.population WHERE c.population IS NOT NULL""",
    "an interval does not hold its count": f"""
        SELECT 1 FROM count_statistic c {_OBSERVED}
        WHERE o.value NOT BETWEEN coalesce(c.count_low, o.value) AND coalesce(c.count_high, o.value)""",
    "the districts of an edition do not add up to the national population": """
        SELECT 1 FROM observation d JOIN region r USING (region_id)
        JOIN observation n ON n.indicator_id = d.indicator_id AND n.series = d.series AND n.period = d.period
          AND n.breakdown = d.breakdown AND n.region_id = 'nl'
        WHERE d.indicator_id = 'population' AND d.series = 'cbs-register' AND d.breakdown = 'total'
          AND r.type IN ('arrondissement19', 'arrondissement11')
        GROUP BY r.type, d.period, n.value
        HAVING sum(d.value) > n.value OR (sum(d.value) < n.value
          AND count(d.value) = (SELECT count(*) FROM region every WHERE every.type = r.type))""",
    "a table of lists has no estimates, or others than those of its run": """
        SELECT 1 FROM capture_dataset ANTI JOIN mse_run USING (dataset)
        UNION ALL SELECT 1 FROM mse_result r JOIN mse_run m USING (dataset) WHERE r.method_version <> m.method_version
        UNION ALL SELECT 1 FROM mse_run m WHERE
          (SELECT count(*) FROM mse_result r WHERE r.dataset = m.dataset AND r.kind = 'method') <> 5""",
    "an estimate from lists stands without an interval that repeats the selection, or without checks": """
        SELECT 1 FROM mse_result r WHERE r.kind = 'method' AND (
          (r.estimate IS NOT NULL AND NOT EXISTS (SELECT 1 FROM mse_interval i
            WHERE i.dataset = r.dataset AND i.result_id = r.result_id AND NOT i.ignores_selection))
          OR NOT EXISTS (SELECT 1 FROM mse_check c WHERE c.dataset = r.dataset AND c.result_id = r.result_id))""",
    "the persons of a table of lists are not those of its histories": """
        SELECT 1 FROM capture_dataset d JOIN (SELECT dataset, sum(persons) AS summed FROM capture_history
          GROUP BY dataset) h USING (dataset) WHERE d.persons <> h.summed""",
    "the wide view loses or doubles a figure": f"""
        SELECT 1 FROM (SELECT count(*) a FROM observation), (SELECT count(*) b {WIDE_ROWS})
        WHERE a <> b""",
}
"""Each query finds rows that would make the sentence true."""


class VerificationError(Exception):
    """The written warehouse is not what the facts say; it is thrown away and the old one stays."""


def verify(file: Path, expected_rows: dict[str, int]) -> tuple[str, int]:
    """The digest of a written database and the number of checks it passed. Raises VerificationError."""
    try:
        connection = warehouse.open_read_only(file)
    except warehouse.WarehouseError as error:
        raise VerificationError("it cannot be opened") from error
    try:
        with ThreadPoolExecutor(1) as beside:
            digest = beside.submit(warehouse.digest, connection.cursor())
            counts = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM \"{table}\"" for table in tables())
            got = dict(connection.execute(counts).fetchall())
            for table, expected in expected_rows.items():
                if got[table] != expected:
                    raise VerificationError(f"table {table}: expected {expected} rows, got {got[table]}")
            for sentence, query in MUST_BE_EMPTY.items():
                if connection.execute(query).fetchone():
                    raise VerificationError(sentence)
            return digest.result(), len(expected_rows) + len(MUST_BE_EMPTY)
    except duckdb.Error as error:
        raise VerificationError(f"it cannot be read back ({str(error).splitlines()[0]})") from error
    finally:
        connection.close()
