"""The values of a breakdown in words, in both languages; for the pages and for the reports."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def words(language: str) -> dict[str, str]:
    """`dimension=value`, `total` or `rate` to its words: form=sexual -> seksuele uitbuiting."""
    told = tomllib.loads(Path(__file__).with_name("breakdowns.toml").read_text(encoding="utf-8"))
    return {value: about[language] for value, about in told.items()}
