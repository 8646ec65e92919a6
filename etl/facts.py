"""Reads a CSV of facts into a typed frame, cell by cell checked against the field dictionary."""

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow as pa

from etl import periods
from etl.cells import Row, read_cells
from etl.findings import FILE, ROW, Findings, show
from etl.model import Field, Table, tables

_WHOLE = re.compile(r"-?\d{1,15}", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?", re.ASCII)
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+", re.ASCII)
LOST = "\ufffd"
"""What a program leaves where it lost a letter."""
DTYPES = {"whole": "Int64", "number": "float64", "flag": "boolean"}
"""Of the typed columns; all else stays text. Days too: DuckDB casts them, and ISO text sorts as they do."""


def read(path: Path, table: Table, findings: Findings) -> pd.DataFrame:
    """Rows of one CSV as a typed frame: the given columns of `table`, and where each row stood.

    A column whose name stands in parentheses is a remark for the reader and is passed over. Whatever is
    wrong goes to `findings`, and a row with a wrong cell is left out; when the file is not a table at all,
    the frame is empty.
    """
    header, rows = read_cells(path, findings)
    if not header or not _is_header(header, table, path.name, findings):
        return frame_of([], path.name, table)
    place = {field.name: header.index(field.name) for field in table.given}
    wrong: set[int] = set()
    for field in table.given:
        at = place[field.name]
        found = {cell: problem(field, cell) for cell in {cells[at] for _, cells in rows}}
        findings.checks += len(rows)
        if not any(found.values()):
            continue
        for number, cells in rows:
            if expected := found[cells[at]]:
                findings.note(path.name, number, field.name, expected, show(cells[at]))
                wrong.add(number)
    kept = [(number, [cells[at] for at in place.values()]) for number, cells in rows if number not in wrong]
    return frame_of(kept, path.name, table)


def frame_of(rows: list[Row], file: str, table: Table) -> pd.DataFrame:
    """Checked cells with the types of the dictionary; an empty cell becomes a null."""
    columns = {FILE: _texts([file] * len(rows)), ROW: pd.array([number for number, _ in rows], dtype="int64")}
    for at, field in enumerate(table.given):
        columns[field.name] = _column(field, [cells[at] for _, cells in rows])
    return pd.DataFrame(columns)


def _column(field: Field, cells: list[str]) -> pd.api.extensions.ExtensionArray:
    """Cells of one column with the type of its field."""
    if field.type in DTYPES:
        return pd.Series([_value(field, cell) for cell in cells], dtype=DTYPES[field.type]).array
    return _texts(cells)


def _texts(cells: list[str]) -> pd.api.extensions.ExtensionArray:
    # by way of Arrow, because pandas alone looks at each cell three times
    return pd.array(pa.array([cell or None for cell in cells], pa.large_string()), dtype="str")


def _is_header(header: list[str], table: Table, file: str, findings: Findings) -> bool:
    """Whether the first row names every column once; each failure is noted."""
    wanted = [field.name for field in table.given]
    named = [name for name in header if not (name.startswith("(") and name.endswith(")"))]
    findings.checks += 1
    before = len(findings.failures)
    if not set(named) & set(wanted):
        findings.note(file, 1, "(header)", "a header of " + ",".join(wanted), show(",".join(header)))
        return False
    for name in wanted:
        if name not in named:
            findings.note(file, 1, name, f"a column named {name}", "a header of " + ",".join(header))
    for name in dict.fromkeys(named):
        if name not in wanted:
            findings.note(file, 1, name or "(no name)", "one of " + ", ".join(wanted), show(name))
        elif named.count(name) > 1:
            findings.note(file, 1, name, "each column once", f"{named.count(name)} times")
    return len(findings.failures) == before


def problem(field: Field, cell: str) -> str | None:
    """What was expected where a cell is not what its field allows; None when it is right."""
    if cell == "":
        return expected(field) if field.required else None
    if field.type == "number" and _THOUSANDS.fullmatch(cell):
        return f"a number without thousands separators ({cell.replace('.', '')}; {cell}0 for a decimal number)"
    if LOST in cell:
        return "a text without lost letters"
    right = _RIGHT[field.type](cell) and not (field.dated and cell == periods.UNDATED)
    if right and field.type == "period":  # two texts of one period would be two figures
        return None if cell == periods.canonical(cell) else periods.canonical(cell)
    right = right and (not field.allowed or cell in field.allowed)
    right = right and (not field.pattern or bool(re.fullmatch(field.pattern, cell)))
    return None if right else expected(field)


_RIGHT: dict[str, Callable[[str], bool]] = {
    "text": lambda _cell: True,
    "whole": lambda cell: bool(_WHOLE.fullmatch(cell)),
    "number": lambda cell: bool(_NUMBER.fullmatch(cell)),
    "flag": lambda cell: cell in ("yes", "no"),
    "day": periods.is_day,
    "period": periods.is_period,
}
_EXPECTED = {
    "text": "a text",
    "whole": "a whole number without separators (1106)",
    "number": "a number with a point as decimal mark and no thousands separators (1106 or 12.5)",
    "flag": "yes or no",
    "day": "a day that exists, as YYYY-MM-DD",
    "period": "a period as YYYY, YYYY-MM, YYYY-MM-DD, two of these with / between, or undated",
}


def expected(field: Field) -> str:
    """What a cell of this field must be, as a finding says it."""
    if field.allowed:
        return "one of " + ", ".join(field.allowed)
    if field.references:
        return f"a {tables()[field.references].key[0]} out of {tables()[field.references].file}"
    if field.dated:
        return _EXPECTED[field.type].removesuffix(", or undated")
    if field.pattern:
        return f"{field.en[0].lower()}{field.en[1:]} (form: {field.pattern})"
    return _EXPECTED[field.type]


def _value(field: Field, cell: str) -> int | float | bool | None:
    if cell == "":
        return None
    if field.type == "whole":
        return int(cell)
    return float(cell) if field.type == "number" else cell == "yes"
