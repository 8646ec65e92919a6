"""A frame as CSV, Parquet or JSON. The three hold the same: whole numbers whole, others to the last digit,
days as days, and a missing value as an empty cell or null."""

import csv
import io
import json
from collections.abc import Hashable
from typing import Any

import pandas as pd

Plain = str | int | float | bool | None


def to_csv(frame: pd.DataFrame) -> bytes:
    """UTF-8, comma, point as decimal mark, days as YYYY-MM-DD, flags as true and false."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(frame.columns)
    for row in zip(*plain(frame), strict=True):
        writer.writerow([str(cell).lower() if isinstance(cell, bool) else cell for cell in row])
    return buffer.getvalue().encode()


def to_json(frame: pd.DataFrame) -> bytes:
    """A JSON array of objects, one a row."""
    names = list(frame.columns)
    rows = [dict(zip(names, row, strict=True)) for row in zip(*plain(frame), strict=True)]
    return json.dumps(rows, ensure_ascii=False, indent=1, allow_nan=False).encode()


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
