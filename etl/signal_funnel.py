"""Counts of an organisation's own, from signal to case: read, checked row by row, and written again. Keeps nothing."""

import re
from dataclasses import dataclass

import pandas as pd

from etl.cells import Row, cells_of
from etl.findings import Findings
from etl.rules import SMALL

KEY = ("year", "form", "reporter")
STAGES = ("signals", "reports", "complaints", "investigations", "cases")
COLUMNS = (*KEY, *STAGES)
FORMS = ("sexual", "labour", "criminal", "other", "unknown", "total")
REPORTERS = ("municipality", "police", "kmar", "nla", "care", "citizen", "other", "unknown", "total")
DUTCH = {
    "jaar": "year",
    "vorm": "form",
    "melder": "reporter",
    "signalen": "signals",
    "meldingen": "reports",
    "aangiften": "complaints",
    "onderzoeken": "investigations",
    "zaken": "cases",
    "seksueel": "sexual",
    "arbeid": "labour",
    "crimineel": "criminal",
    "overig": "other",
    "onbekend": "unknown",
    "totaal": "total",
    "gemeente": "municipality",
    "politie": "police",
    "arbeidsinspectie": "nla",
    "zorg": "care",
    "burger": "citizen",
}
"""The file may be in Dutch or English; here everything has its English name."""
HIDDEN = f"<{SMALL}"
"""How an organisation writes a count under five that it does not tell."""
MOST_ROWS, MOST_BYTES = 2000, 1_000_000
FIRST_YEAR = 2000
_WHOLE = re.compile(r"\d{1,7}", re.ASCII)


@dataclass(frozen=True)
class Wrong:
    """One thing wrong in one place. row: as a spreadsheet counts, the header is 1. expected: what should stand there,
    by key: size, encoding, file, row, header, column, once, year, form, reporter, number, key or rows. got: the cell.
    """

    row: int
    column: str
    expected: str
    got: str


def read(raw: bytes, last_year: int) -> tuple[pd.DataFrame, list[Wrong]]:
    """The rows of an uploaded CSV and all that is wrong with it; with anything wrong there are no rows.

    Columns: year (int), form, reporter, and each stage as a nullable whole number, with `<stage>_hidden` (bool) where
    the file says fewer than five. Empty cells are null: not counted, which is not zero.
    """
    none = pd.DataFrame(columns=[*COLUMNS, *(f"{stage}_hidden" for stage in STAGES)])
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
    for number, cells in rows:
        row = dict(zip(names, cells, strict=True))
        for column in KEY[1:]:
            row[column] = DUTCH.get(row[column].lower(), row[column].lower())
        wrong += [Wrong(number, column, expected, row[column]) for column, expected in _faults(row, last_year)]
        key = tuple(row[column] for column in KEY)
        if key in met:
            wrong.append(Wrong(number, "reporter", "key", f"{' / '.join(key)} ({met[key]})"))
        met.setdefault(key, number)
        found.append(row)
    return (pd.DataFrame(), wrong) if wrong else (_typed(found), [])


def _faults(row: dict[str, str], last_year: int) -> list[tuple[str, str]]:
    """Columns with a wrong cell, and what was expected there."""
    year = row["year"]
    right = bool(_WHOLE.fullmatch(year)) and FIRST_YEAR <= int(year) <= last_year
    faults = [] if right else [("year", "year")]
    faults += [] if row["form"] in FORMS else [("form", "form")]
    faults += [] if row["reporter"] in REPORTERS else [("reporter", "reporter")]
    return faults + [(stage, "number") for stage in STAGES if not _is_count(row[stage])]


def _is_count(cell: str) -> bool:
    return cell in ("", HIDDEN) or bool(_WHOLE.fullmatch(cell))


def _typed(rows: list[dict[str, str]]) -> pd.DataFrame:
    frame = pd.DataFrame({column: [row[column] for row in rows] for column in KEY})
    frame["year"] = frame["year"].astype("int64")
    for stage in STAGES:
        cells = [row[stage] for row in rows]
        counts = [int(cell) if _WHOLE.fullmatch(cell) else None for cell in cells]
        frame[stage] = pd.Series(counts, dtype="Int64")
        frame[f"{stage}_hidden"] = [cell == HIDDEN for cell in cells]
    return frame.sort_values(list(KEY), kind="stable").reset_index(drop=True)


def yearly(frame: pd.DataFrame) -> pd.DataFrame:
    """One row a year and stage: year, stage, value (null: none told), at_least (some parts hidden or not
    counted), hidden (a part is written <5).

    A row of totals is taken as it is; without one the parts are added up.
    """
    rows = []
    for year, some in frame.groupby("year"):
        totals = some[(some["form"] == "total") & (some["reporter"] == "total")]
        parts = totals if len(totals) else _parts(some)
        for stage in STAGES:
            told = parts[stage].notna()
            value = int(parts.loc[told, stage].sum()) if told.any() else None
            hidden = bool(parts[f"{stage}_hidden"].any())
            rows.append((int(str(year)), stage, value, value is not None and not told.all(), hidden))
    made = pd.DataFrame(rows, columns=["year", "stage", "value", "at_least", "hidden"])
    return made.assign(value=made["value"].astype("Int64"))


def _parts(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows that do not contain one another: by form when the file has totals of it, else by reporter, else all."""
    for column in ("reporter", "form"):
        totals = rows[rows[column] == "total"]
        if len(totals):
            return totals
    return rows


def written(frame: pd.DataFrame, language: str, hide: bool) -> str:
    """The rows as CSV that can be read again, in Dutch or English; with `hide`, counts under five are written `<5`."""
    words = {english: dutch for dutch, english in DUTCH.items()} if language == "nl" else {}
    shown = pd.DataFrame({column: frame[column] for column in KEY}, dtype="str").replace(words)
    for stage in STAGES:
        cells = ["" if pd.isna(one) else str(one) for one in frame[stage]]
        small = frame[f"{stage}_hidden"] | (hide & (frame[stage] < SMALL).fillna(False))
        shown[stage] = [HIDDEN if few else cell for few, cell in zip(small, cells, strict=True)]
    return shown.rename(columns=words).to_csv(index=False, lineterminator="\n")


def template(language: str, year: int) -> str:
    """A file to fill in: one row of totals and two of parts, without counts."""
    rows = [("total", "total"), ("sexual", "police"), ("labour", "municipality")]
    empty = pd.DataFrame([(year, *row) for row in rows], columns=list(KEY))
    for stage in STAGES:
        empty[stage] = pd.Series([None] * len(rows), dtype="Int64")
        empty[f"{stage}_hidden"] = False
    return written(empty, language, hide=False)
