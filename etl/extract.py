"""Extracts: rows of the wide view for a selection, in three formats, with what is needed to defend them."""

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pandas as pd

from etl.dataset import query
from etl.datasets import datasets
from etl.disk import write_all
from etl.formats import WRITERS, to_csv
from etl.model import SQL_TYPES, Field, tables
from etl.selection import Selection, SelectionError, check
from etl.views import wide_fields
from etl.warehouse import OtherFolder

FORMATS = tuple(WRITERS)
OF_THE_FACTS = {str(table.file) for table in tables().values() if table.file} - {"sources.csv", "breaks.csv"}
"""Files by which a folder is that of the facts; an extract has the other two as well."""


def rows(connection: duckdb.DuckDBPyConnection, selection: Selection) -> pd.DataFrame:
    """The selected rows of observation_wide in order of their key; columns as `wide_fields()` names them.

    Raises SelectionError for a value that does not exist, and when nothing is left.
    """
    check(connection, selection)
    found = connection.execute(*query(datasets()["observations"], selection)).df()
    if found.empty:
        raise SelectionError("no figures match this selection")
    return found


def sources_of(connection: duckdb.DuckDBPyConnection, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of `source` that the figures of an extract cite, population included."""
    return connection.execute(
        """SELECT * FROM source WHERE source_id IN (SELECT unnest(?)) OR source_id IN (
             SELECT population_source_id FROM count_statistic WHERE indicator_id IN (SELECT unnest(?))
             AND region_id IN (SELECT unnest(?)) AND period IN (SELECT unnest(?)) AND rate IS NOT NULL)
           ORDER BY source_id""",
        [list(frame[column].unique()) for column in ("source_id", "indicator_id", "region_id", "period")],
    ).df()


def breaks_of(connection: duckdb.DuckDBPyConnection, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of `break` that fall in a period of the extract."""
    named = {one for ids in frame["break_ids"].dropna() for one in ids.split(";")}
    return connection.execute(
        'SELECT * FROM "break" WHERE break_id IN (SELECT unnest(?)) ORDER BY starts, break_id',
        [sorted(named)],
    ).df()


DICTIONARY = (
    Field("column", "text", "Naam van de kolom", "Name of the column", required=True),
    Field("type", "text", "Soort", "Kind", required=True, allowed=tuple(SQL_TYPES)),
    Field("unit", "text", "Eenheid", "Unit"),
    Field("allowed", "text", "De enige waarden, gescheiden door een komma", "The only values, separated by a comma"),
    Field("description_nl", "text", "Betekenis in het Nederlands", "Meaning in Dutch", required=True),
    Field("description_en", "text", "Betekenis in het Engels", "Meaning in English", required=True),
)
"""The columns of a dictionary."""


def dictionary(fields: Sequence[Field] | None = None) -> pd.DataFrame:
    """What the columns of an extract mean; columns as DICTIONARY."""
    told = [
        (field.name, field.type, field.unit, ", ".join(field.allowed) or None, field.nl, field.en)
        for field in (fields or wide_fields())
    ]
    return pd.DataFrame(told, columns=[field.name for field in DICTIONARY])


def write(folder: Path, connection: duckdb.DuckDBPyConnection, selection: Selection, kind: str) -> list[Path]:
    """The files written to `folder`: observations, their dictionary, sources and breaks.

    Raises SelectionError, OtherFolder where `folder` holds the facts, of which two would be written over, and OSError.
    """
    if any((folder / name).exists() for name in OF_THE_FACTS):
        raise OtherFolder(f"expected another folder than the facts are in, got '{folder}'")
    found = rows(connection, selection)
    folder.mkdir(parents=True, exist_ok=True)
    parts = {
        f"observations.{kind}": WRITERS[kind](found),
        "dictionary.csv": to_csv(dictionary()),
        "sources.csv": to_csv(sources_of(connection, found)),
        "breaks.csv": to_csv(breaks_of(connection, found)),
    }
    write_all({folder / name: content for name, content in parts.items()})
    return [folder / name for name in parts]
