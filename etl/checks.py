"""Checks of what comes in, once every file has been read: keys, references, and the rules of `etl.rules`."""

import re
from difflib import get_close_matches

import pandas as pd

from etl.findings import FILE, ROW, Findings
from etl.model import Field, tables
from etl.rules import RULES, Frames

MARKUP = re.compile(r"<[a-z/!?]|\]\(|`", re.I)
"""The beginning of an HTML element, a Markdown link or picture, or code."""
FILES = {"region": ("regions.csv", "placements.csv")}
"""Tables that more than one file fills; the others have their own."""


def check_all(frames: Frames, findings: Findings) -> None:
    """Run every check between rows and between tables; `frames` holds typed rows with file and row number."""
    incomplete = {failure.file for failure in findings.failures}
    for name, frame in frames.items():
        check_keys(name, frame, findings)
        check_plain(name, frame, findings)
        for field in tables()[name].given:
            if field.references and not incomplete & set(files_of(field.references)):
                check_references(field, frame, frames[field.references], findings)
    for name, rules in RULES.items():
        for rule in rules:
            rule(frames[name], frames, findings)


def files_of(table: str) -> tuple[str, ...]:
    return FILES.get(table, (str(tables()[table].file),))


def check_keys(name: str, frame: pd.DataFrame, findings: Findings) -> None:
    key = [column for column in tables()[name].key if column in frame]
    again = frame.duplicated(key, keep="first")
    said = _first_place(frame, key) if again.any() else None
    findings.expect(frame, ~again, key[-1], "each " + " + ".join(key) + " once", said)


def _first_place(frame: pd.DataFrame, key: list[str]) -> pd.Series:
    """For each row its key and where that stood first."""
    keys = list(frame[key].itertuples(index=False, name=None))
    first: dict[tuple[object, ...], str] = {}
    for one, file, row in zip(keys, frame[FILE], frame[ROW], strict=True):
        first.setdefault(one, f"{file}:{row}")
    said = [f"{' / '.join(map(str, one))} again, first in {first[one]}" for one in keys]
    return pd.Series(said, index=frame.index, dtype="str")


def check_plain(name: str, frame: pd.DataFrame, findings: Findings) -> None:
    """Texts are shown on pages that read HTML and Markdown: what would become an element, a link or a picture there
    does not come in."""
    for field in tables()[name].given:
        if field.type == "text" and field.name in frame:
            cells = frame[field.name]
            marked = {cell for cell in cells.dropna().unique() if MARKUP.search(str(cell))}
            findings.expect(frame, ~cells.isin(marked), field.name, "a text without HTML or Markdown (<…> or [..](..))")


def check_references(field: Field, frame: pd.DataFrame, target: pd.DataFrame, findings: Findings) -> None:
    """Every reference must lead somewhere. The caller skips it where the other file failed: one error
    would say a hundred."""
    assert field.references
    key = tables()[field.references].key[0]
    known, cells = set(target[key]), frame[field.name]
    lost = ~(cells.isna() | cells.isin(known) | (field.any & (cells == "*")))
    home = " or ".join(files_of(field.references))
    near = {cell: get_close_matches(cell, sorted(known), n=1, cutoff=0.8) for cell in cells[lost].unique()}
    expected = {
        cell: f"a {key} that stands in {home}"
        + (f" (near: {some[0]})" if some else "")
        + "; a new one gets a line there first"
        for cell, some in near.items()
    }
    findings.expect(frame, ~lost, field.name, cells.map(expected) if expected else "")
