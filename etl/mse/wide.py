"""Reading many tables of the same lists from one wide CSV, such as the replicates of a bootstrap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from etl.mse.errors import InputError
from etl.mse.lattice import FloatArray
from etl.mse.reading import open_text, read_count, read_rows

LABELS = ("row", "rep", "estimate")  # columns of a wide table that are not counts


def read_tables(path: Path | str, lists: Sequence[str]) -> FloatArray:
    """Read many tables of the same lists from a wide CSV (or .csv.gz), one table a row; shape (rows,
    2^lists - 1).

    Columns are capture histories, a 0/1 for each of ``lists`` in their order, such as ``010010``; histories
    without a column were seen for nobody; columns named row, rep and estimate are passed over. Raises
    InputError.
    """
    with open_text(Path(path)) as handle:
        header, rows = read_rows(handle)
    codes: dict[int, int] = {}
    seen: set[str] = set()
    for place, name in enumerate(header):
        if name in LABELS:
            continue
        if not re.fullmatch(f"[01]{{{len(lists)}}}", name) or "1" not in name:
            expected = f"a capture history of {len(lists)} digits 0/1, not all 0 (lists {', '.join(lists)})"
            raise InputError(row=1, column=name, expected=expected, got=repr(name), code="wide_column")
        if name in seen:
            raise InputError(
                row=1, column=name, expected="each capture history once", got="it again", code="wide_column"
            )
        seen.add(name)
        codes[place] = sum(1 << i for i, digit in enumerate(name) if digit == "1")
    if not codes:
        raise InputError(row=1, expected="at least one capture history", got="none", code="wide_column")
    tables = np.zeros((len(rows), 2 ** len(lists) - 1))
    for table, (number, row) in zip(tables, rows, strict=True):
        for place, code in codes.items():
            table[code - 1] = read_count(row[place], number, header[place])
    return tables
