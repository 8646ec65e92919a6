"""Results that take seconds to compute, kept beside the facts under the checksum of all they were computed from.

`DIR/computed/<table>.csv` holds them as text; `python -m etl build --keep-computed` writes them. A build takes them
over only while the checksum still holds, and computes them otherwise.
"""

from collections.abc import Iterable
from pathlib import Path

import duckdb
import pandas as pd

from etl.model import SQL_TYPES, tables

Frames = dict[str, pd.DataFrame]


def read(data: Path, names: Iterable[str], dataset: str) -> Frames | None:
    """The rows of one dataset in each of the tables; None when a file is not there or is not such a table."""
    try:
        with duckdb.connect() as connection:
            return {name: _read(connection, data / "computed" / f"{name}.csv", name, dataset) for name in names}
    except duckdb.Error:  # not there, or spoiled: what is computed anew replaces it
        return None


def write(data: Path, frames: Frames) -> None:
    """Keep the tables, sorted by their key; raises OSError when the folder cannot be written."""
    folder = data / "computed"
    folder.mkdir(exist_ok=True)
    for name, rows in frames.items():
        ordered = rows.sort_values(list(tables()[name].key), ignore_index=True)
        ordered.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n", encoding="utf-8")


def _read(connection: duckdb.DuckDBPyConnection, path: Path, name: str, dataset: str) -> pd.DataFrame:
    columns = {field.name: SQL_TYPES[field.type] for field in tables()[name].fields}
    return connection.execute(
        "SELECT * FROM read_csv(?, header = true, delim = ',', quote = '\"', columns = ?) WHERE dataset = ?",
        [str(path), columns, dataset],
    ).df()
