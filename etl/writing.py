"""Writes a build: a new database with every table of the dictionary, and its rows."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pandas as pd

from etl.model import create_statements, tables
from etl.views import create_wide_view
from etl.warehouse import Config

if TYPE_CHECKING:
    import pyarrow as pa

SMALL_BLOCKS: Config = {"default_block_size": "16384"}
"""Bytes a block: the smallest DuckDB has. A column takes a block at least, and ours are short."""
ALONE: Config = {"threads": 1}
"""For small work: each statement would wake and await the other threads."""
MANY = 200_000
"""Rows of a warehouse from which on more than one thread writes it faster."""


def write(file: Path, rows: Mapping[str, "pd.DataFrame | pa.Table"]) -> None:
    """`create` and `fill`."""
    create(file)
    fill(file, rows)


def create(file: Path) -> None:
    """A new database with every table of the dictionary and the wide view, without rows.

    Keys, references, allowed values and rules between columns are constraints of the database.
    """
    statements = [sql for name in tables() for sql in create_statements(name)]
    # in one go: it can be beside work in Python, which would have to be waited for before each statement
    with duckdb.connect(str(file), config={**SMALL_BLOCKS, **ALONE}) as connection:
        connection.execute(";\n".join(["BEGIN", *statements, create_wide_view(), "COMMIT"]))


def fill(file: Path, rows: Mapping[str, "pd.DataFrame | pa.Table"]) -> None:
    """Put the rows of every table into what `create` made, in order of the key. duckdb raises ConstraintException
    where a row breaks a rule."""
    little = sum(map(len, rows.values())) < MANY
    with duckdb.connect(str(file), config=ALONE if little else {}) as connection:
        connection.begin()  # one transaction: a few hundred would each wait for the disk
        for name, table in tables().items():
            columns = ", ".join(f'"{column}"' for column in table.columns)
            order = ", ".join(f'"{column}"' for column in table.key)
            connection.register("incoming", rows[name])
            connection.execute(f'INSERT INTO "{name}" ({columns}) SELECT {columns} FROM incoming ORDER BY {order}')
            connection.unregister("incoming")
        connection.commit()
        connection.execute("CHECKPOINT")  # at the close it would happen as well, but a full disk would go unsaid
