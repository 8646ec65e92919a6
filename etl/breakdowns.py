"""The values of a breakdown in words, in both languages; for the pages and for the reports."""

import re
import tomllib
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from etl.model import dimensions


@cache
def words(language: str) -> dict[str, str]:
    """`dimension=value`, `total` or `rate` to its words: form=sexual -> seksuele uitbuiting."""
    told = tomllib.loads(Path(__file__).with_name("breakdowns.toml").read_text(encoding="utf-8"))
    return {value: about[language] for value, about in told.items()}


OPEN = re.compile(r"age=\d{1,3}(-\d{1,3})?|(nationality|origin)=[A-Z]{2}", re.ASCII)
"""What need not be listed: ages in years, and ISO codes of countries."""


@cache
def wrong_part(breakdown: str) -> str | None:
    """What was expected where a part of a breakdown is not one that is listed here; None when all are.

    A dimension that does not exist is another check's finding.
    """
    listed = words("en")
    for part in breakdown.split(";"):
        if part in listed or OPEN.fullmatch(part) or part.partition("=")[0] not in dimensions():
            continue
        near = get_close_matches(part, listed, n=1, cutoff=0.8)
        said = f" (near: {near[0]})" if near else ""
        return f"a value that stands in breakdowns.toml{said}; a new one gets a line there first"
    return None
