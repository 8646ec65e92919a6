"""The sentences of the reports, and figures in words; nl.toml and en.toml beside this file hold the same keys."""

import tomllib
from functools import cache
from pathlib import Path

import pandas as pd

from etl import numbers

LANGUAGES = ("nl", "en")


@cache
def _sentences(language: str) -> dict[str, str]:
    told = tomllib.loads(Path(__file__).with_name(f"{language}.toml").read_text(encoding="utf-8"))
    return {f"{section}.{name}": text for section, entries in told.items() for name, text in entries.items()}


class Words:
    """One language: sentences by key, and figures as people read them."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        """Raises KeyError for a key or a value that is not there."""
        sentence = _sentences(self.language)[key]
        return sentence.format_map(values) if values else sentence

    def section(self, name: str) -> dict[str, str]:
        """The sentences of one section, by name, in order."""
        whole = _sentences(self.language)
        return {key.partition(".")[2]: text for key, text in whole.items() if key.partition(".")[0] == name}

    def number(self, value: float, decimals: int = 0) -> str:
        return numbers.number(value, self.language, decimals)

    def plain(self, value: float) -> str:
        return self.number(value, 0 if value == int(value) else 2 if abs(value) < 1 else 1)

    def period(self, text: str) -> str:
        return self("state.undated") if text == "undated" else numbers.period(text, self.language)

    def figure(self, row: pd.Series) -> str:
        """1.106, "meer dan 200", "50–60", or why there is none."""
        if row["state"] not in ("value", "zero"):
            return self(f"state.{row['state']}")
        percent = "%" if row["unit"] == "%" else ""
        if pd.notna(row["value"]):
            return self.plain(row["value"]) + percent
        low, high = row["low"], row["high"]
        if pd.notna(low) and pd.notna(high):
            return f"{self.plain(low)}–{self.plain(high)}{percent}"
        bound, key = (low, "state.more_than") if pd.notna(low) else (high, "state.at_most")
        return self(key, number=self.plain(bound) + percent)

    def interval(self, low: float, high: float, decimals: int = 1) -> str:
        if pd.isna(low) or pd.isna(high):
            return "–"
        return f"{self.number(low, decimals)}–{self.number(high, decimals)}"

    def remarks(self, row: pd.Series) -> str:
        marks = [
            (bool(row["small_number"]), "flag.small"),
            (row["status"] == "provisional", "flag.provisional"),
            (row["status"] == "revised", "flag.revised"),
            (row["confidence"] == "derived", "flag.derived"),
            (row["confidence"] == "ambiguous", "flag.ambiguous"),
        ]
        told = [self(key) for on, key in marks if on]
        note = row[f"note_{self.language}"]
        return "; ".join([*told, *([str(note)] if pd.notna(note) and note else [])])
