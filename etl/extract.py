"""Extracts: rows of the wide view for a selection, in three formats, with what is needed to defend them."""

from collections.abc import Sequence

import duckdb
import pandas as pd

from etl.breakdowns import covers_sql
from etl.dataset import query
from etl.dataset_parts import WITH_STATE
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
    """The sources that the figures of an extract cite, population included; columns as `source_fields()` names them."""
    return connection.execute(
        f"""SELECT * FROM ({WITH_STATE}) WHERE source_id IN (SELECT unnest(?)) OR source_id IN (
             SELECT population_source_id FROM count_statistic WHERE indicator_id IN (SELECT unnest(?))
             AND region_id IN (SELECT unnest(?)) AND period IN (SELECT unnest(?)) AND rate IS NOT NULL)
           ORDER BY source_id""",
        [list(frame[column].unique()) for column in ("source_id", "indicator_id", "region_id", "period")],
    ).df()


def breaks_of(
    connection: duckdb.DuckDBPyConnection, figures: pd.DataFrame | None = None, estimates: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The rows of `break` that fall in a period of the figures, and that bear on the estimates.

    What is said of estimates by name holds whatever their period: editions differ in method, and the day of an edition
    lies after all that it estimates.
    """
    named = set() if figures is None else _split(figures["break_ids"])
    if estimates is not None:
        found = connection.execute(
            f"""SELECT DISTINCT break_id FROM break b JOIN estimate e
                 ON b.indicator_id IN ('*', e.indicator_id) AND b.series IN ('*', e.comparable_group)
                   AND {covers_sql("b.breakdown", "e.breakdown")}
               WHERE e.estimate_id IN (SELECT unnest(?)) AND (b.scope = 'all' OR e.region_id <> 'nl')
                 AND (b.region_ids IS NULL OR list_contains(string_split(b.region_ids, ';'), e.region_id))
                 AND (b.indicator_id <> '*' OR (e.period_start <= b.ends AND e.period_end >= b.starts))""",
            [list(estimates["estimate_id"])],
        ).fetchall()
        named |= {one for (one,) in found}
    return connection.execute(
        'SELECT * FROM "break" WHERE break_id IN (SELECT unnest(?)) ORDER BY starts, break_id',
        [sorted(named)],
    ).df()


def blind_spots_of(connection: duckdb.DuckDBPyConnection, figures: pd.DataFrame) -> pd.DataFrame:
    """The rows of `blind_spot` that figures name."""
    return connection.execute(
        "SELECT * FROM blind_spot WHERE blind_spot_id IN (SELECT unnest(?)) ORDER BY blind_spot_id",
        [sorted(_split(figures["blind_spot_ids"]))],
    ).df()


def _split(ids: pd.Series) -> set[str]:
    return {one for some in ids.dropna() for one in some.split(";")}


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
