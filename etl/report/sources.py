"""The sources of a report, numbered as they are met."""

from collections.abc import Mapping

import pandas as pd

from etl.report.blocks import Cited, Items, Text
from etl.report.words import Words


class Sources:
    """known: every source by its identifier, with the columns of the table `source`. ages: what is said of the age of
    some of them (etl/citing.py)."""

    def __init__(self, known: Mapping[str, pd.Series], ages: Mapping[str, str]) -> None:
        self._known, self._ages = known, ages
        self._met: list[str] = []

    def number(self, source_id: str) -> str:
        """[3]: the place of a source in the list of this report."""
        if source_id not in self._met:
            self._met.append(source_id)
        return f"[{self._met.index(source_id) + 1}]"

    def block(self, t: Words) -> list[Text | Items]:
        """Every source met, in order: producer, title, year, age where it must be told, licence where it is open,
        address."""
        return [Text(t("sources.note")), Items([self._told(t, one) for one in self._met], numbered=True)]

    def _told(self, t: Words, source_id: str) -> str | Cited:
        row = self._known[source_id]
        year = f" ({row['year']:.0f})" if pd.notna(row["year"]) else ""
        licence = f" {row['licence']}." if str(row["licence"]).startswith("CC") else ""
        kind = "" if row["kind"] == "primary" else " " + t(f"sources.{row['kind']}")
        age = f" ({self._ages[source_id]})" if source_id in self._ages else ""
        url = f" {row['url']}" if isinstance(row["url"], str) else ""
        before, title, after = f"{row['producer']}, ", str(row["title"]), f"{year}{age}.{licence}{kind}{url}"
        tongue = str(row["language"])
        return before + title + after if tongue == t.language else Cited(before, title, tongue, after)
