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
def wrong_part(breakdown: str, *, every: bool = False) -> str | None:
    """What was expected where a part of a breakdown is not one that is listed here; None when all are.

    A dimension that does not exist is another check's finding. every: `form=*` may stand for every form.
    """
    listed = [one for one in words("en") if every or not one.endswith("=*")]
    for part in breakdown.split(";"):
        if part in listed or OPEN.fullmatch(part) or part.partition("=")[0] not in dimensions():
            continue
        near = get_close_matches(part, listed, n=1, cutoff=0.8)
        said = f" (near: {near[0]})" if near else ""
        return f"a value that stands in breakdowns.toml{said}; a new one gets a line there first"
    return None


def covers(told: str, breakdown: str) -> bool:
    """Whether what is said of `told` is said of figures of a breakdown: `*` of all of them, `form=*` of every form,
    `form=sexual` of that form whoever reported, `total` of what is not broken down."""
    parts = breakdown.split(";")
    every = {re.sub("=.*", "=*", one) for one in parts}
    return told == "*" or set(told.split(";")) <= {*parts, *every}


def covers_sql(told: str, breakdown: str) -> str:
    """`covers` in SQL, of two columns."""
    parts = f"string_split({breakdown}, ';')"
    every = f"string_split(regexp_replace({breakdown}, '=[^;]+', '=*', 'g'), ';')"
    return f"({told} = '*' OR list_has_all({parts} || {every}, string_split({told}, ';')))"
