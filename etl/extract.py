"""Extracts: rows of the wide view for a selection, in three formats, with what is needed to defend them."""

from collections.abc import Sequence

import duckdb
import pandas as pd

from etl.dataset import query
from etl.datasets import datasets
from etl.formats import WRITERS
from etl.model import SQL_TYPES, Field
from etl.selection import Selection, SelectionError, check
from etl.views import wide_fields

FORMATS = tuple(WRITERS)


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
