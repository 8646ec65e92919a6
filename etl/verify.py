"""Checks of what goes out: the written database is opened anew, read-only, and must hold what was meant."""

from pathlib import Path

from etl import warehouse

MUST_BE_EMPTY = {
    "a row with a state other than value or zero holds a number": "SELECT 1 FROM observation WHERE state NOT IN ('value', 'zero') AND value IS NOT NULL",
    "a figure names no source with a licence": "SELECT 1 FROM observation o ANTI JOIN source s ON o.source_id = s.source_id AND s.licence <> ''",
    "a rate is not count over population": "SELECT 1 FROM count_statistic c JOIN observation o USING (indicator_id, series, region_id, period, breakdown, vintage)"
    " WHERE c.rate IS NOT NULL AND abs(c.rate * c.population / 100000 - o.value) > 1e-6 * greatest(o.value, 1)",
    "a rate stands at a pooled or undated period": "SELECT 1 FROM count_statistic WHERE rate IS NOT NULL AND length(period) <> 4",
    "a population is that of another edition of the area": "SELECT 1 FROM count_statistic c ANTI JOIN observation p ON p.indicator_id = 'population'"
    " AND p.region_id = c.region_id AND p.period = c.period AND p.value = c.population WHERE c.population IS NOT NULL",
    "an interval does not hold its count": "SELECT 1 FROM count_statistic c JOIN observation o USING (indicator_id, series, region_id, period, breakdown, vintage)"
    " WHERE NOT (coalesce(c.count_low, o.value) <= o.value AND o.value <= coalesce(c.count_high, o.value))",
    "the districts of an edition do not add up to the national population": "SELECT 1 FROM observation d JOIN region r USING (region_id)"
    " JOIN observation n ON n.indicator_id = d.indicator_id AND n.series = d.series AND n.period = d.period AND n.region_id = 'nl'"
    " WHERE d.indicator_id = 'population' AND d.series = 'cbs-register' AND r.type LIKE 'arrondissement%'"
    " GROUP BY r.type, d.period, n.value HAVING sum(d.value) <> n.value",
    "the wide view loses or doubles a figure": "SELECT 1 FROM (SELECT count(*) a FROM observation), (SELECT count(*) b FROM observation_wide) WHERE a <> b",
}
"""Each query finds rows that would make the sentence true."""


class VerificationError(Exception):
    """The written warehouse is not what the facts say; it is thrown away and the old one stays."""


def verify(file: Path, expected_rows: dict[str, int]) -> tuple[str, int]:
    """The digest of a written database and the number of checks it passed. Raises VerificationError."""
    connection = warehouse.open_read_only(file)
    try:
        for table, expected in expected_rows.items():
            got = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()
            if got != (expected,):
                raise VerificationError(f"table {table}: expected {expected} rows, got {got}")
        for sentence, query in MUST_BE_EMPTY.items():
            if connection.execute(query).fetchone():
                raise VerificationError(sentence)
        return warehouse.digest(connection), len(expected_rows) + len(MUST_BE_EMPTY)
    finally:
        connection.close()
