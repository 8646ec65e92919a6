"""A build of the bundled snapshot, with all its checks, beside reading the same CSV files with DuckDB and no more."""

from collections.abc import Iterator

import duckdb

from etl.build import build
from tests.benchmarks.ground import scratch
from tests.benchmarks.table import Asked, Row, in_turn, seconds_of
from tests.conftest import PROJECT, VINTAGE

FACTS = PROJECT / "data" / "facts"


def rows(asked: Asked) -> Iterator[Row]:
    ours, theirs = in_turn(
        asked,
        15 if asked.full else 5,
        lambda: seconds_of(lambda: build(PROJECT / "data", scratch("built"), VINTAGE)),
        lambda: seconds_of(read_only),
    )
    yield Row("build of the bundled snapshot", ours, "s", "reading its CSV with DuckDB", theirs, "≤ 5×")


def read_only() -> None:
    """Every file of facts as a table in a database on disk."""
    with duckdb.connect(str(scratch("read"))) as connection:
        for path in sorted(FACTS.glob("*.csv")):
            connection.execute(f'CREATE TABLE "{path.stem}" AS FROM read_csv(?)', [str(path)])
