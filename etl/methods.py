"""What a method of an estimate is called, what it does and what it assumes, in both languages."""

import re
import tomllib
from functools import cache
from pathlib import Path


@cache
def words(language: str) -> dict[str, str]:
    """MSE to its name, MSE_what to a sentence on what it does, MSE_assumes to a list in Markdown."""
    told: dict[str, dict[str, str]] = tomllib.loads(
        Path(__file__).with_name("methods.toml").read_text(encoding="utf-8")
    )
    return told[language]


def assumptions(method: str, language: str) -> list[str]:
    """What a method assumes, one by one without emphasis; none where its source tells no method."""
    told = words(language).get(f"{method}_assumes", "")
    return [re.sub(r"\*\*", "", line[2:]) for line in told.splitlines() if line.startswith("- ")]
