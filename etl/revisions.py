"""The difference between two builds, as data: figures and estimates added, revised and withdrawn."""

from pathlib import Path

import duckdb
import pandas as pd

from etl.model import tables

KEY = tables()["revision"].key
COMPARED = ("value", "low", "high", "state", "status")
"""What makes a figure another one; a note or a locator does not."""
_SAME = " AND ".join(f"old.{name} IS NOT DISTINCT FROM new.{name}" for name in COMPARED)
_BOTH = ", ".join(f"old.{name} AS old_{name}, new.{name} AS new_{name}" for name in COMPARED)
_PLACE = "region_id, period, breakdown, value, low, high, unit, source_id"
# two estimates of one group may be of the same year, so that only their own name tells them apart
_ROWS = f"""
    SELECT indicator_id, series, '' AS estimate_id, state, status, {_PLACE} FROM {{observation}}
    UNION ALL
    SELECT indicator_id, comparable_group, estimate_id, 'value', NULL, {_PLACE} FROM {{estimate}}"""
_DIFFERENCE = f"""
    SELECT {", ".join(KEY)},
      CASE WHEN old.state IS NULL THEN 'added' WHEN new.state IS NULL THEN 'withdrawn' ELSE 'revised' END AS change,
      {_BOTH}, coalesce(new.unit, old.unit) AS unit, coalesce(new.source_id, old.source_id) AS source_id
    FROM ({{old}}) old FULL JOIN ({{new}}) new USING ({", ".join(KEY)})
    WHERE NOT ({_SAME}) ORDER BY ALL"""


def since(earlier: list[Path], observed: pd.DataFrame, estimated: pd.DataFrame, vintage: str) -> pd.DataFrame:
    """Rows of the table `revision`: the figures and estimates of this build against the first of the earlier files
    (newest first) that can be read; none without one."""
    columns = tables()["revision"].columns
    new = _ROWS.format(observation="observed", estimate="estimated")
    for file in earlier:
        with duckdb.connect() as connection:
            connection.register("observed", observed)
            connection.register("estimated", estimated)
            try:
                _attach(connection, file, "was")
                old_vintage = _vintage(connection, "was")
                found = connection.execute(_DIFFERENCE.format(old=_rows("was"), new=new)).df()
            except duckdb.Error:  # a damaged file has no figures to compare with
                continue
        return found.assign(old_vintage=old_vintage, vintage=vintage)[columns]
    return pd.DataFrame(columns=columns)


def between(old: Path, new: Path) -> pd.DataFrame:
    """The same for two files, in the columns of the table `revision`. Raises duckdb.Error for no database."""
    with duckdb.connect() as connection:
        _attach(connection, old, "was")
        _attach(connection, new, "became")
        days = _vintage(connection, "was"), _vintage(connection, "became")
        found = connection.execute(_DIFFERENCE.format(old=_rows("was"), new=_rows("became"))).df()
    return found.assign(old_vintage=days[0], vintage=days[1])[tables()["revision"].columns]


def _rows(name: str) -> str:
    return _ROWS.format(observation=f"{name}.observation", estimate=f"{name}.estimate")


def _attach(connection: duckdb.DuckDBPyConnection, file: Path, name: str) -> None:
    quoted = str(file).replace("'", "''")
    connection.execute(f"ATTACH '{quoted}' AS {name} (READ_ONLY)")


def _vintage(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    ((day,),) = connection.execute(f"SELECT vintage::VARCHAR FROM {name}.vintage").fetchall()
    return str(day)
