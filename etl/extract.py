"""Extracts: rows of the wide view for a selection, in three formats, with what is needed to defend them."""

import io
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from etl.model import Field, tables
from etl.views import wide_fields

FORMATS = ("csv", "parquet", "json")


class SelectionError(Exception):
    """A selection names something that does not exist, or leaves no row; the text says what is allowed."""


@dataclass(frozen=True)
class Selection:
    """Which figures: all of them unless narrowed. `first` and `last` are years; a period must lie within them,
    so a pooled period that begins earlier, or an undated figure, is left out when a year is given."""

    indicators: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None


def rows(connection: duckdb.DuckDBPyConnection, selection: Selection) -> pd.DataFrame:
    """The selected rows of observation_wide in order of their key; columns as `wide_fields()` names them.

    Raises SelectionError for an unknown indicator or region, and when nothing is left.
    """
    for table, column, asked in (
        ("indicator", "indicator_id", selection.indicators),
        ("region", "region_id", selection.regions),
    ):
        known = {row[0] for row in connection.execute(f'SELECT {column} FROM "{table}"').fetchall()}
        for one in asked:
            if one not in known:
                near = (
                    sorted(known) if len(known) < 100 else sorted(k for k in known if not k.startswith("gm:"))
                )
                raise SelectionError(f"unknown {table} '{one}'; expected one of {', '.join(near)}")
    where, given = ["true"], []
    for column, asked in (("indicator_id", selection.indicators), ("region_id", selection.regions)):
        if asked:
            where.append(f"{column} IN ({', '.join('?' * len(asked))})")
            given.extend(asked)
    if selection.first is not None:
        where.append("period_start >= make_date(?, 1, 1)")
        given.append(selection.first)
    if selection.last is not None:
        where.append("period_end <= make_date(?, 12, 31)")
        given.append(selection.last)
    key = ", ".join(tables()["observation"].key)
    found = connection.execute(
        f"SELECT * FROM observation_wide WHERE {' AND '.join(where)} ORDER BY {key}", given
    ).df()
    if found.empty:
        raise SelectionError("no figures match this selection")
    return found


def to_csv(frame: pd.DataFrame) -> bytes:
    """UTF-8, comma, point as decimal mark, days as ISO; a missing number is an empty cell."""
    buffer = io.StringIO()
    _with_plain_days(frame).to_csv(buffer, index=False, lineterminator="\n")
    return buffer.getvalue().encode()


def to_parquet(frame: pd.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.to_parquet(buffer, index=False)
    return buffer.getvalue()


def to_json(frame: pd.DataFrame) -> bytes:
    """A JSON array of objects, one a row; a missing value is null."""
    return _with_plain_days(frame).to_json(orient="records", force_ascii=False, indent=1).encode()


WRITERS = {"csv": to_csv, "parquet": to_parquet, "json": to_json}


def _with_plain_days(frame: pd.DataFrame) -> pd.DataFrame:
    days = frame.select_dtypes("datetime").columns
    return frame.assign(**{day: frame[day].dt.strftime("%Y-%m-%d") for day in days})


def dictionary(fields: list[Field] | None = None) -> pd.DataFrame:
    """The meaning of the columns of an extract: column, type, unit, allowed, description_nl, description_en."""
    return pd.DataFrame(
        [
            {
                "column": field.name,
                "type": field.type,
                "unit": field.unit,
                "allowed": ", ".join(field.allowed) or None,
                "description_nl": field.nl,
                "description_en": field.en,
            }
            for field in (fields or wide_fields())
        ]
    )


def sources_of(connection: duckdb.DuckDBPyConnection, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of `source` that the figures of an extract cite, population included."""
    return connection.execute(
        """SELECT * FROM source WHERE source_id IN (SELECT unnest(?)) OR source_id IN (
             SELECT population_source_id FROM count_statistic
             WHERE indicator_id IN (SELECT unnest(?)) AND region_id IN (SELECT unnest(?)) AND rate IS NOT NULL)
           ORDER BY source_id""",
        [list(frame[column].unique()) for column in ("source_id", "indicator_id", "region_id")],
    ).df()


def breaks_of(connection: duckdb.DuckDBPyConnection, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of `break` that fall in a period of the extract."""
    named = {one for ids in frame["break_ids"].dropna() for one in ids.split(";")}
    return connection.execute(
        'SELECT * FROM "break" WHERE break_id IN (SELECT unnest(?)) ORDER BY starts, break_id',
        [sorted(named)],
    ).df()


def write(folder: Path, connection: duckdb.DuckDBPyConnection, selection: Selection, kind: str) -> list[Path]:
    """The extract in `folder`: observations, its dictionary, its sources and its breaks. Returns the files written."""
    found = rows(connection, selection)
    folder.mkdir(parents=True, exist_ok=True)
    parts = {
        f"observations.{kind}": WRITERS[kind](found),
        "dictionary.csv": to_csv(dictionary()),
        "sources.csv": to_csv(sources_of(connection, found)),
        "breaks.csv": to_csv(breaks_of(connection, found)),
    }
    for name, content in parts.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in parts]
