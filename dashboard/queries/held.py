"""How much a build holds, for who keeps the monitor running."""

import duckdb

from dashboard.queries.datasets import cursor
from etl.warehouse import Published, WarehouseError


def held(build: Published) -> tuple[int, dict[str, int]]:
    """Rows of observations, and how many live sources there are by status. Raises WarehouseError."""
    try:
        with cursor(build) as connection:
            ((rows,),) = connection.execute("SELECT count(*) FROM observation").fetchall()
            states = connection.execute(
                "SELECT status, count(*) FROM source_state GROUP BY ALL ORDER BY ALL"
            ).fetchall()
    except duckdb.Error as error:
        raise WarehouseError(f"{build.file} cannot be read") from error
    return int(rows), dict(states)
