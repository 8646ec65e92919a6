"""Reads a CSV of facts into a typed frame, cell by cell checked against the field dictionary."""

import csv
import io
from datetime import date
from pathlib import Path

import pandas as pd

from etl import periods
from etl.findings import FILE, ROW, Findings
from etl.model import Field, Table

_NUMBER = r"-?\d+(\.\d+)?"
EXPECTED = {
    "text": "a text",
    "whole": "a whole number without separators",
    "number": "a number with a point as decimal mark and no thousands separators",
    "flag": "yes or no",
    "day": "a day as YYYY-MM-DD",
    "period": "a period as YYYY, YYYY-MM, YYYY-MM-DD, two of these with / between, or undated",
}


def read(path: Path, table: Table, findings: Findings) -> pd.DataFrame:
    """Rows of one CSV as a typed frame: the given columns of `table`, and where each row stood.

    Comma or semicolon separates the cells (a Dutch spreadsheet saves semicolons). Whatever is wrong goes to
    `findings`; when the file cannot be read as a table at all, the frame is empty.
    """
    wanted = [field.name for field in table.given]
    header, rows = _cells(path, findings)
    for column in wanted:
        if column not in header and header:
            findings.fail(path.name, 1, column, f"a column named {column}", "a header of " + ", ".join(header))
    for column in dict.fromkeys(header):
        if column not in wanted:
            findings.fail(path.name, 1, column or "(no name)", "one of " + ", ".join(wanted), f"'{column}'")
        elif header.count(column) > 1:
            findings.fail(path.name, 1, column, "each column once", f"{header.count(column)} times")
    if not header or sorted(header) != sorted(wanted):
        return typed(pd.DataFrame(columns=[*wanted, FILE, ROW], dtype="str"), table)
    frame = pd.DataFrame([cells for _, cells in rows], columns=header, dtype="str")[wanted]
    frame[FILE] = path.name
    frame[ROW] = pd.Series([number for number, _ in rows], dtype="int64")
    failed_before = len(findings.failures)
    for field in table.given:
        _check_column(frame, field, findings)
    if len(findings.failures) > failed_before:  # rows with a bad cell are named; they cannot be typed
        bad = {(f.file, f.row) for f in findings.failures}
        frame = frame[[key not in bad for key in zip(frame[FILE], frame[ROW], strict=True)]]
    return typed(frame, table)


def _cells(path: Path, findings: Findings) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Header and numbered rows of a CSV, stripped; what is not a table is a finding."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        findings.fail(path.name, row, "(encoding)", "text in UTF-8", f"byte 0x{raw[error.start]:02x}")
        return [], []
    if not text.strip():
        findings.fail(path.name, 1, "(file)", "a header and rows", "an empty file")
        return [], []
    first = text.splitlines()[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        findings.fail(path.name, 1, "(file)", "cells in CSV form", str(error))
        return [], []
    header = [cell.strip() for cell in lines[0]]
    rows = []
    for number, cells in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue  # a spreadsheet leaves blank lines behind
        if len(cells) != len(header):
            findings.fail(path.name, number, "(row)", f"{len(header)} cells", str(len(cells)))
            continue
        rows.append((number, [cell.strip() for cell in cells]))
    if not rows:
        findings.fail(path.name, 2, "(file)", "at least one row under the header", "none")
    return header, rows


def _check_column(frame: pd.DataFrame, field: Field, findings: Findings) -> None:
    cells = frame[field.name]
    empty = cells == ""
    if field.required:
        findings.expect(frame, ~empty, field.name, _expected(field))
    ok = {
        "whole": lambda: cells.str.fullmatch(r"-?\d+"),
        "number": lambda: cells.str.fullmatch(_NUMBER),
        "flag": lambda: cells.isin(["yes", "no"]),
        "day": lambda: cells.map(_is_day),
        "period": lambda: cells.map({cell: periods.is_period(cell) for cell in cells.unique()}),
    }.get(field.type)
    if ok:
        findings.expect(frame, empty | ok(), field.name, _expected(field))
    if field.allowed:
        findings.expect(frame, empty | cells.isin(field.allowed), field.name, _expected(field))
    if field.pattern:
        findings.expect(frame, empty | cells.str.fullmatch(field.pattern), field.name, _expected(field))


def _expected(field: Field) -> str:
    if field.allowed:
        return "one of " + ", ".join(field.allowed)
    if field.pattern:
        return f"{field.en[0].lower()}{field.en[1:]} (form: {field.pattern})"
    return EXPECTED[field.type]


def _is_day(cell: str) -> bool:
    try:
        return len(cell) == 10 and bool(date.fromisoformat(cell))
    except ValueError:
        return False


def typed(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """The same rows with the types of the dictionary; an empty cell becomes a null."""
    result = frame[[FILE, ROW]].copy()
    for field in table.given:
        cells = frame[field.name].mask(frame[field.name] == "")
        if field.type == "whole":
            result[field.name] = pd.to_numeric(cells).astype("Int64")
        elif field.type == "number":
            result[field.name] = pd.to_numeric(cells).astype("float64")
        elif field.type == "flag":
            result[field.name] = cells.map({"yes": True, "no": False}).astype("boolean")
        else:  # days stay ISO text: DuckDB casts them, and text sorts as they do
            result[field.name] = cells.astype("str")
    return result
