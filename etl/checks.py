"""Checks of what comes in, once every file has been read: keys, references, and the rules of `etl.rules`."""

from difflib import get_close_matches
from functools import cache

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from etl.findings import FILE, ROW, Findings
from etl.model import Field, tables
from etl.rules import RULES, Frames

MARKUP = r"(?i)<[a-z/!?]|\]\(|`"
"""The beginning of an HTML element, a Markdown link or picture, or code."""
FILES = {"region": ("regions.csv", "placements.csv")}
"""Tables that more than one file fills; the others have their own."""


def check_all(frames: Frames, findings: Findings) -> None:
    """Run every check between rows and between tables; `frames` holds typed rows with file and row number."""
    incomplete = {failure.file for failure in findings.failures}

    @cache
    def known(table: str) -> set[str]:
        return set(frames[table][tables()[table].key[0]].unique())

    for name, frame in frames.items():
        check_keys(name, frame, findings)
        check_plain(name, frame, findings)
        for field in tables()[name].given:
            torn = field.references in findings.torn
            if field.references and not torn and not incomplete & set(files_of(field.references)):
                check_references(field, frame, known(field.references), findings)
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
            cells = pa.array(frame[field.name], pa.large_string())
            marked = pc.fill_null(pc.match_substring_regex(cells, MARKUP), False)
            plain = pd.Series(pc.invert(marked).to_numpy(zero_copy_only=False), frame.index)
            findings.expect(frame, plain, field.name, "a text without HTML or Markdown (<…> or [..](..))")


def plain(text: str) -> str:
    """A text that quotes what a service sent, as one that `check_plain` lets in."""
    return text.replace("<", "‹").replace("`", "'").replace("](", "] (")


def check_references(field: Field, frame: pd.DataFrame, known: set[str], findings: Findings) -> None:
    """Every reference must lead to one of the `known`. The caller skips it where the other file failed: one error
    would say a hundred."""
    assert field.references
    cells = frame[field.name]
    nowhere = set(cells.dropna().unique()) - known - ({"*"} if field.any else set())
    key, home = tables()[field.references].key[0], " or ".join(files_of(field.references))
    near = {cell: get_close_matches(cell, sorted(known), n=1, cutoff=0.8) for cell in nowhere}
    expected = {
        cell: f"a {key} that stands in {home}"
        + (f" (near: {some[0]})" if some else "")
        + "; a new one gets a line there first"
        for cell, some in near.items()
    }
    findings.expect(frame, ~cells.isin(nowhere), field.name, cells.map(expected) if expected else "")
