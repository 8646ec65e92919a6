"""A frame as CSV, Parquet or JSON. All hold the same: whole numbers whole, others to the last digit,
days as days, and a missing value as an empty cell or null."""

import csv
import io
import json
import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

Plain = str | int | float | bool | None


@dataclass(frozen=True)
class Dialect:
    """How a CSV is written down."""

    delimiter: str = ","
    decimal: str = "."
    start: str = ""


PLAIN = Dialect()
DUTCH = Dialect(";", ",", "\ufeff")
"""What a spreadsheet with Dutch settings opens by itself: semicolons, decimal comma, a byte order mark."""

_COMMAND = re.compile("'*[=+\\-@\uff1d\uff0b\uff0d\uff20\x00-\x1f\x7f]")
"""Text that a spreadsheet may run as a formula (OWASP, CSV Injection), with any apostrophes before it."""


def guarded(text: str) -> str:
    """Text as it stands in a CSV: one apostrophe before what a spreadsheet would run; other text as it is.

    `unguarded` takes it away again, so that every text comes back as it was: '=1 is written ''=1.
    """
    return f"'{text}" if _COMMAND.match(text) else text


def unguarded(cell: str) -> str:
    """The text that `guarded` wrote as this cell."""
    return cell[1:] if cell.startswith("'") and _COMMAND.match(cell) else cell


def csv_parts(frames: Iterable[pd.DataFrame], dialect: Dialect = PLAIN) -> Iterator[bytes]:
    """A CSV frame by frame, so that a long one need not be held whole; the frames have the same columns."""
    for number, frame in enumerate(frames):
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n", delimiter=dialect.delimiter)
        if number == 0:
            buffer.write(dialect.start)
            writer.writerow(map(guarded, map(str, frame.columns)))
        for row in zip(*plain(frame), strict=True):
            writer.writerow([_cell(cell, dialect) for cell in row])
        yield buffer.getvalue().encode()


def to_csv(frame: pd.DataFrame, dialect: Dialect = PLAIN) -> bytes:
    """UTF-8, comma, point as decimal mark, days as YYYY-MM-DD, flags as true and false, text `guarded`."""
    return b"".join(csv_parts([frame], dialect))


def _cell(cell: Plain, dialect: Dialect) -> Plain:
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, str):
        return guarded(cell)
    if isinstance(cell, float) and dialect.decimal != ".":
        return repr(cell).replace(".", dialect.decimal)
    return cell


def json_parts(frames: Iterable[pd.DataFrame]) -> Iterator[bytes]:
    """A JSON array of objects, one row a line, frame by frame."""
    opening = "[\n"
    for frame in frames:
        names = list(frame.columns)
        rows = [dict(zip(names, row, strict=True)) for row in zip(*plain(frame), strict=True)]
        if rows:
            yield (opening + ",\n".join(json.dumps(row, ensure_ascii=False, allow_nan=False) for row in rows)).encode()
            opening = ",\n"
    yield b"[]\n" if opening == "[\n" else b"\n]\n"


def to_json(frame: pd.DataFrame) -> bytes:
    """A JSON array of objects, one a row."""
    return b"".join(json_parts([frame]))


def to_parquet(frame: pd.DataFrame) -> bytes:
    """Days as date32 and text as string, also in a column without any value."""
    import pyarrow as pa

    kinds: dict[Hashable, Any] = {
        **{name: "str" for name, kind in frame.dtypes.items() if kind == "object"},
        **dict.fromkeys(frame.select_dtypes("datetime").columns, pd.ArrowDtype(pa.date32())),
    }
    buffer = io.BytesIO()
    frame.astype(kinds).to_parquet(buffer, index=False)
    return buffer.getvalue()


WRITERS = {"csv": to_csv, "parquet": to_parquet, "json": to_json}


def plain(frame: pd.DataFrame) -> list[list[Plain]]:
    """The columns as lists of text, whole numbers, numbers, flags and None."""
    return [_column(frame.iloc[:, at]) for at in range(frame.shape[1])]


def _column(column: pd.Series) -> list[Plain]:
    if pd.api.types.is_datetime64_any_dtype(column):
        column = column.dt.strftime("%Y-%m-%d")
    cells = column.astype("object").where(column.notna(), None).tolist()
    if pd.api.types.is_float_dtype(column):
        return [int(cell) if cell is not None and cell.is_integer() else cell for cell in cells]
    return cells
