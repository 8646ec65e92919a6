"""From the bytes of a CSV to its cells, whatever spreadsheet saved it; what is not a table is a finding."""

import csv
import io
import stat
from pathlib import Path

from etl.findings import Findings

MAX_BYTES = 50_000_000
"""A file of facts is written by people; a larger one is something else, and would only fill the memory."""
SEPARATORS = ",;\t"
"""A Dutch spreadsheet saves semicolons."""
SAVE_AS_UTF8 = "text in UTF-8 (save the sheet as 'CSV UTF-8')"

Row = tuple[int, list[str]]
"""The row as a spreadsheet numbers it, and its cells."""


def read_cells(path: Path, findings: Findings) -> tuple[list[str], list[Row]]:
    """Header and numbered rows of a CSV, stripped, without blank rows; both empty when it is not a table."""
    raw = _bytes(path, findings)
    return ([], []) if raw is None else cells_of(raw, path.name, findings)


def cells_of(raw: bytes, name: str, findings: Findings) -> tuple[list[str], list[Row]]:
    """As `read_cells`, of a file that is not on disk. name: what the findings call it."""
    text = _text(raw, name, findings)
    if text is None:
        return [], []
    separator, lines = _separator(text), []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for cells in reader:
            lines.append([cell.strip() for cell in cells])
    except csv.Error as error:
        findings.fail(name, len(lines) + 1, "(row)", 'cells in CSV form, every " closed', str(error))
        return [], []
    table = [(number, cells) for number, cells in enumerate(lines, start=1) if any(cells)]
    if table and table[0][1][0].startswith("sep="):
        del table[0]
    if len(table) < 2:
        findings.fail(name, len(lines) + 1, "(file)", "at least one row under the header", "none")
        return [], []
    width, header = len(table[0][1]), table[0][1]
    while not header[-1]:
        header.pop()  # a spreadsheet pads every row, the header too, with empty cells
    rows = []
    for number, cells in table[1:]:
        if len(cells) != width or any(cells[len(header) :]):
            findings.fail(
                name,
                number,
                "(row)",
                f"{len(header)} cells, as the header has",
                _cells(cells, separator),
            )
        else:
            rows.append((number, cells[: len(header)]))
    return header, rows


def _cells(cells: list[str], separator: str) -> str:
    return f"{len(cells)} (a cell with a {separator!r} in it must stand between double quotes)"


def _separator(text: str) -> str:
    first = text.lstrip().split("\n", 1)[0]
    if first.startswith("sep=") and first[4:5] in SEPARATORS:
        return first[4]
    return max(SEPARATORS, key=first.count)


def _bytes(path: Path, findings: Findings) -> bytes | None:
    """What is in a file, or None and a finding when it cannot be read or is too large."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            what = "a folder" if stat.S_ISDIR(about.st_mode) else "something else"
            findings.fail(path.name, 1, "(file)", "a CSV file", what)
            return None
        if about.st_size > MAX_BYTES:
            findings.fail(path.name, 1, "(file)", _megabytes(MAX_BYTES) + " at most", _megabytes(about.st_size))
            return None
        return path.read_bytes()
    except OSError as error:
        findings.fail(path.name, 1, "(file)", "a file that can be read", error.strerror or str(error))
        return None


def _text(raw: bytes, name: str, findings: Findings) -> str | None:
    """The text of a file, or None and a finding when it has none that can be read."""
    if raw.startswith(b"PK\x03\x04"):
        findings.fail(name, 1, "(encoding)", SAVE_AS_UTF8, "a spreadsheet workbook")
        return None
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in raw:
        findings.fail(name, 1, "(encoding)", SAVE_AS_UTF8, "UTF-16 or binary")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        letter = raw[error.start : error.start + 1]
        got = f"byte 0x{letter.hex()}, in Windows-1252 the letter '{letter.decode('cp1252', 'replace')}'"
        findings.fail(name, row, "(encoding)", SAVE_AS_UTF8, got)
        return None
    if not text.strip(SEPARATORS + ' \r\n"'):
        findings.fail(name, 1, "(file)", "a header and rows", "an empty file")
        return None
    return text


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.0f} MB"
