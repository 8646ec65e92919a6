"""The uploaded file: its rows, or all that is wrong with it, row by row."""

import re
from dataclasses import dataclass

import pandas as pd

from etl.cells import Row, cells_of
from etl.findings import Findings
from etl.signal_funnel.totals import cells, under_their_parts
from etl.signal_funnel.words import COLUMNS, DUTCH, FORMS, HIDDEN, KEY, REPORTERS, STAGES, WITHHELD

MOST_ROWS, MOST_BYTES = 2000, 1_000_000
FIRST_YEAR = 2000
_WHOLE = re.compile(r"\d{1,7}", re.ASCII)


@dataclass(frozen=True)
class Wrong:
    """One thing wrong in one place. row: as a spreadsheet counts, the header is 1. expected: what should stand there,
    by key: size, encoding, file, row, header, column, once, year, form, reporter, number, key, parts or rows. got: the
    cell. least: of a total under its parts (`parts`), what those add up to.
    """

    row: int
    column: str
    expected: str
    got: str
    least: int = 0


def read(raw: bytes, last_year: int) -> tuple[pd.DataFrame, list[Wrong]]:
    """The rows of an uploaded CSV and all that is wrong with it; with anything wrong there are no rows.

    Columns: year (int), form, reporter, and each stage as a nullable whole number, with `<stage>_hidden` (bool) where
    the file says fewer than five and `<stage>_withheld` (bool) where it says that a count is withheld. Empty cells are
    null: not counted, which is not zero. A total smaller than its parts together is wrong; a larger one is not, as
    parts may be missing.
    """
    marks = [f"{stage}_{mark}" for stage in STAGES for mark in ("hidden", "withheld")]
    none = pd.DataFrame(columns=[*COLUMNS, *marks])
    if len(raw) > MOST_BYTES:
        return none, [Wrong(1, "(file)", "size", f"{len(raw) / 1_000_000:.1f} MB")]
    findings = Findings()
    header, rows = cells_of(raw, "upload", findings)
    if findings.failures or not header:
        kinds = {"(encoding)": "encoding", "(row)": "row"}
        return none, [Wrong(one.row, one.column, kinds.get(one.column, "file"), one.got) for one in findings.failures]
    names = [DUTCH.get(name.lower(), name.lower()) for name in header]
    wrong = [Wrong(1, name, "column", "") for name in COLUMNS if name not in names]
    wrong += [Wrong(1, header[at], "header", header[at]) for at, name in enumerate(names) if name not in COLUMNS]
    wrong += [Wrong(1, name, "once", name) for name in COLUMNS if names.count(name) > 1]
    if len(rows) > MOST_ROWS:
        wrong.append(Wrong(MOST_ROWS + 2, "(file)", "rows", str(len(rows))))
    if wrong:
        return none, wrong
    frame, wrong = _checked(names, rows, last_year)
    return (none, wrong) if wrong else (frame, [])


def _checked(names: list[str], rows: list[Row], last_year: int) -> tuple[pd.DataFrame, list[Wrong]]:
    found: list[dict[str, str]] = []
    wrong: list[Wrong] = []
    met: dict[tuple[str, ...], int] = {}
    for number, line in rows:
        row = dict(zip(names, line, strict=True))
        if _WHOLE.fullmatch(row["year"]):
            row["year"] = str(int(row["year"]))  # 02023 is the same year
        for column in KEY[1:]:
            row[column] = _english(row[column])
        row |= {stage: WITHHELD for stage in STAGES if _english(row[stage]) == WITHHELD}
        wrong += [Wrong(number, column, expected, row[column]) for column, expected in _faults(row, last_year)]
        key = tuple(row[column] for column in KEY)
        if key in met:
            wrong.append(Wrong(number, "reporter", "key", f"{' / '.join(key)} ({met[key]})"))
        met.setdefault(key, number)
        found.append(row)
    if not wrong:
        wrong = _contradictions(found, met)
    return (pd.DataFrame(), wrong) if wrong else (_typed(found), [])


def _english(word: str) -> str:
    return DUTCH.get(word.lower(), word.lower())


def _contradictions(rows: list[dict[str, str]], numbers: dict[tuple[str, ...], int]) -> list[Wrong]:
    """Totals smaller than their parts. numbers: the row of the file for each key."""
    wrong = []
    texts = {tuple(row[column] for column in KEY): row for row in rows}
    for year, some in _typed(rows).groupby("year"):
        for stage in STAGES:
            for place, least in under_their_parts(cells(some, stage)).items():
                key = (str(year), *place)
                wrong.append(Wrong(numbers[key], stage, "parts", texts[key][stage], least))
    return sorted(wrong, key=lambda one: one.row)


def _faults(row: dict[str, str], last_year: int) -> list[tuple[str, str]]:
    """Columns with a wrong cell, and what was expected there."""
    year = row["year"]
    right = bool(_WHOLE.fullmatch(year)) and FIRST_YEAR <= int(year) <= last_year
    faults = [] if right else [("year", "year")]
    faults += [] if row["form"] in FORMS else [("form", "form")]
    faults += [] if row["reporter"] in REPORTERS else [("reporter", "reporter")]
    return faults + [(stage, "number") for stage in STAGES if not _is_count(row[stage])]


def _is_count(cell: str) -> bool:
    return cell in ("", HIDDEN, WITHHELD) or bool(_WHOLE.fullmatch(cell))


def _typed(rows: list[dict[str, str]]) -> pd.DataFrame:
    frame = pd.DataFrame({column: [row[column] for row in rows] for column in KEY})
    frame["year"] = frame["year"].astype("int64")
    for stage in STAGES:
        told = [row[stage] for row in rows]
        counts = [int(cell) if _WHOLE.fullmatch(cell) else None for cell in told]
        frame[stage] = pd.Series(counts, dtype="Int64")
        frame[f"{stage}_hidden"] = [cell == HIDDEN for cell in told]
        frame[f"{stage}_withheld"] = [cell == WITHHELD for cell in told]
    return frame.sort_values(list(KEY), kind="stable").reset_index(drop=True)
