"""The self-scan of a municipality: answers to and from a file, and the profile they give. No score, no rank."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

LEVELS = ("yes", "partly", "regional", "no", "unknown")
"""What can be answered; the matrix of 2012 uses the same, with not_stated where the report is silent."""
SIGNS = {"yes": "●", "partly": "◐", "regional": "◈", "no": "○", "unknown": "?", "not_stated": "–", "": "·"}
MISSING = ("no", "partly", "unknown")
"""Answers that call for advice."""
KIND, VERSION = "mensenhandelmonitor-zelfscan", 1
MOST_BYTES = 100_000


class ScanFileError(Exception):
    """A file that is not a self-scan. what: json, kind, version, size, question or level; where, got: place, cell."""

    def __init__(self, what: str, where: str = "", got: str = "") -> None:
        super().__init__(what)
        self.what, self.where, self.got = what, where, got


@dataclass(frozen=True)
class Scan:
    """Answers by question, and the name and day its maker gave."""

    answers: dict[str, str]
    name: str = ""
    day: str = ""


def saved(scan: Scan) -> str:
    """The scan as a text file, to load again."""
    told = {"kind": KIND, "version": VERSION, "name": scan.name, "day": scan.day, "answers": scan.answers}
    return json.dumps(told, ensure_ascii=False, indent=2)


def loaded(raw: bytes, questions: Iterable[str]) -> Scan:
    """The scan in a file. Raises ScanFileError, which says what is wrong and where."""
    if len(raw) > MOST_BYTES:
        raise ScanFileError("size", got=f"{len(raw) / 1000:.0f} kB")
    try:
        told = json.loads(raw.decode("utf-8-sig"))
        json.dumps(told, ensure_ascii=False).encode()  # half a letter ("\ud800") is read, and no page can show it
    except (ValueError, RecursionError):  # the latter where brackets stand in brackets without end
        raise ScanFileError("json") from None
    if not isinstance(told, dict) or told.get("kind") != KIND:
        raise ScanFileError("kind")
    if told.get("version") != VERSION:
        raise ScanFileError("version", got=str(told.get("version")))
    answers, known = told.get("answers"), set(questions)
    if not isinstance(answers, dict):
        raise ScanFileError("kind", "answers")
    for question, level in answers.items():
        if question not in known:
            raise ScanFileError("question", got=str(question)[:60])
        if level not in LEVELS:
            raise ScanFileError("level", question, str(level)[:60])
    return Scan(dict(answers), str(told.get("name") or "")[:80], str(told.get("day") or "")[:10])


def groups(questions: pd.DataFrame) -> dict[str, list[str]]:
    """Questions by part and stream, in order: status, baseline, agenda_problem, …"""
    found: dict[str, list[str]] = {}
    for row in questions.sort_values("position").to_dict("records"):
        stream = f"_{row['stream']}" if pd.notna(row["stream"]) else ""
        found.setdefault(f"{row['part']}{stream}", []).append(str(row["question_id"]))
    return found


def strip(answers: Mapping[str, str], asked: Iterable[str]) -> str:
    """A sign a question, so that two scans can be laid under one another."""
    return " ".join(SIGNS[answers.get(one, "")] for one in asked)
