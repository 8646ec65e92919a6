"""What a source yields, checked against the field dictionary: a CSV cell by cell (`etl.facts`), a frame here.

A frame comes from code, so that its cells have types: a year as a number where a text is due is as wrong as a word
where a number is due.
"""

from collections.abc import Callable
from numbers import Real
from pathlib import Path

import numpy as np
import pandas as pd

from etl import facts
from etl.facts import DTYPES, expected
from etl.findings import FILE, ROW, Findings, show
from etl.model import Field, Table, tables

STATES = "source_state"
"""The build fills this table itself, from what became of the downloads."""
MOST = 1e15
"""As in a CSV: a number of more digits was never counted."""
Piece = tuple[str, str, pd.DataFrame]
"""Label, table and rows."""
Judged = tuple[pd.Series, pd.Series]
"""Cells of one column in the type of its field, and what was expected, for the rows of wrong ones."""


def checked(piece: object, source: str, findings: Findings) -> Piece | None:
    """What a source yields, `(label, table, rows)`, with the columns and types of the dictionary; None where there is
    no telling which rows of which table it is. rows: a frame, or the path of a CSV.

    Of a frame, columns that need not be filled may be left out, and so may `_file` and `_row` (`etl.findings`): they
    become the name of the source and the number of the row, from 1. What is wrong goes to `findings`, and a row with a
    wrong cell is left out.
    """
    match piece:
        case (str(label), str(name), pd.DataFrame() | Path() as rows):
            pass
        case _:
            wanted = "(label, table, rows): two texts, and a DataFrame or the Path of a CSV"
            findings.fail(source, 1, "(yield)", wanted, _kind(piece))
            return None
    fillable = [name for name, one in tables().items() if one.given and name != STATES]
    if name not in fillable:
        findings.fail(source, 1, "(table)", "one of " + ", ".join(fillable), show(name))
        return None
    table = tables()[name]
    read = facts.read(rows, table, findings) if isinstance(rows, Path) else _frame(rows, table, source, findings)
    return label, name, read


def _kind(piece: object) -> str:
    if isinstance(piece, tuple):
        return "(" + ", ".join(type(one).__name__ for one in piece) + ")"
    return type(piece).__name__


def _frame(rows: pd.DataFrame, table: Table, source: str, findings: Findings) -> pd.DataFrame:
    if not _has_columns(rows, table, source, findings):
        findings.torn.add(table.name)
        return facts.frame_of([], source, table)
    frame = rows.reset_index(drop=True)
    places = _places(frame, source)
    columns, wrong = dict(places), np.zeros(len(frame), dtype=bool)
    for field in table.given:
        cells = frame[field.name] if field.name in frame else pd.Series(None, index=frame.index, dtype="str")
        columns[field.name], why = _CHECKS.get(field.type, _texts)(field, cells)
        findings.checks += len(frame)
        if why.empty:
            continue
        for at, said in zip(why.index.tolist(), why, strict=True):
            place = str(places[FILE][at]), int(places[ROW][at])
            findings.note(*place, field.name, said, _shown(cells[at], field.type in DTYPES))
        wrong[why.index] = True
    typed = pd.DataFrame(columns, copy=False)  # a live source yields a million rows
    if not wrong.any():
        return typed
    findings.torn.add(table.name)
    return typed[~wrong].reset_index(drop=True)


def _has_columns(rows: pd.DataFrame, table: Table, source: str, findings: Findings) -> bool:
    """Whether a frame has every column that must be filled, and no other than those of the table, each once."""
    wanted, named = [field.name for field in table.given], list(rows.columns)
    findings.checks += 1
    before = len(findings.failures)
    for field in table.given:
        if field.required and field.name not in named:
            got = "a frame with " + (", ".join(map(str, named)) or "none")
            findings.note(source, 1, field.name, f"a column named {field.name}", got)
    for name in dict.fromkeys(named):
        if name not in (*wanted, FILE, ROW):
            findings.note(source, 1, str(name), "one of " + ", ".join(wanted), show(name))
        elif named.count(name) > 1:
            findings.note(source, 1, name, "each column once", f"{named.count(name)} times")
    return len(findings.failures) == before


def _places(frame: pd.DataFrame, source: str) -> dict[str, pd.Series]:
    """Where each row stood: as the frame says, else the source and the number of the row."""
    file = pd.Series(source, index=frame.index, dtype="str")
    row = pd.Series(range(1, len(frame) + 1), index=frame.index, dtype="int64")
    if FILE in frame:
        file = frame[FILE].astype("str").fillna(source)
    if ROW in frame:
        row = pd.to_numeric(frame[ROW], errors="coerce").fillna(row).astype("int64")
    return {FILE: file, ROW: row}


def _texts(field: Field, cells: pd.Series) -> Judged:
    other = None
    if not isinstance(cells.dtype, pd.StringDtype):
        if pd.api.types.infer_dtype(cells, skipna=True) not in ("string", "empty"):
            other = _of_another_type(cells, str)
            cells = cells.astype("object").where(~other, None)
        cells = cells.astype("str")
    different = cells.unique().tolist()  # few, also of many rows
    found = {cell: said for cell in {*map(_text, different)} if (said := facts.problem(field, cell))}
    wrong = pd.Series([found.get(_text(cell)) for cell in cells], index=cells.index).dropna() if found else _NOTHING
    if other is not None and other.any():
        wrong = wrong.reindex(cells.index).mask(other, f"{expected(field)}, as text").dropna()
    return (cells.where(cells != "", None) if "" in different else cells), wrong


def _text(cell: object) -> str:
    """As it stands in a CSV: nothing is an empty text."""
    return cell if isinstance(cell, str) else ""


def _numbers(field: Field, cells: pd.Series) -> Judged:
    other = pd.Series(False, index=cells.index)
    if cells.dtype == bool or not pd.api.types.is_numeric_dtype(cells):
        other = _of_another_type(cells, Real)
        cells = cells.astype("object").where(~other & cells.notna(), None)
    numbers = cells.astype("float64")
    other |= numbers.abs() >= MOST  # also one without end
    if field.type == "whole":
        other |= numbers % 1 > 0
    what = "a whole number" if field.type == "whole" else "a number"
    return pd.Series(numbers.mask(other), dtype=DTYPES[field.type]), _wrong(field, numbers, other, what)


def _flags(field: Field, cells: pd.Series) -> Judged:
    other = _of_another_type(cells, bool, np.bool_)
    flags = cells.astype("object").where(~other, None).astype("boolean")
    return flags, _wrong(field, flags, other, "True or False")


def _wrong(field: Field, cells: pd.Series, other: pd.Series, what: str) -> pd.Series:
    wrong = other | cells.isna() if field.required else other
    return pd.Series(what, index=cells.index[wrong]) if wrong.any() else _NOTHING


_CHECKS: dict[str, Callable[[Field, pd.Series], Judged]] = {"whole": _numbers, "number": _numbers, "flag": _flags}
_NOTHING = pd.Series(dtype="object")


def _of_another_type(cells: pd.Series, *types: type) -> pd.Series:
    """Which cells are neither empty nor of one of the types; True and False are no numbers."""
    right = [isinstance(cell, types) and (bool in types or not isinstance(cell, bool | np.bool_)) for cell in cells]
    return ~pd.Series(right, index=cells.index, dtype="bool") & cells.notna()


def _shown(cell: object, typed: bool) -> str:
    """A wrong cell, with its type where that may be what is wrong."""
    shown = show(cell)
    if shown == "nothing" or (isinstance(cell, str) and not typed):
        return shown
    return f"{shown if isinstance(cell, str) else cell} ({type(cell).__name__})"
