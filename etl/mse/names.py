"""Names of lists written together so that they can be told apart again, whatever they hold.

A name that holds what joins it to others stands in double quotes, a quote within it doubled, as in CSV: LA:NG, but
"NGO: shelter":LA. Pairs stand in one text with spaces between them, so a name with a space is quoted in a pair too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

Sign = Literal[":", "+"]
"""What joins the lists of an interaction, and those that were merged."""
QUOTED = r'"(?:[^"]|"")*"'
UNSAFE = {":": r'[\s":]', "+": r'["+]'}


def join_names(names: Iterable[str], sign: Sign = ":") -> str:
    """One text of several names."""
    return sign.join('"' + name.replace('"', '""') + '"' if re.search(UNSAFE[sign], name) else name for name in names)


def split_names(joined: str, sign: Sign = ":") -> tuple[str, ...]:
    """The names that join_names wrote."""
    found = re.findall(rf'{QUOTED}|[^"{sign}]+', joined)
    return tuple(name[1:-1].replace('""', '"') if name.startswith('"') else name for name in found)


def split_terms(joined: str) -> tuple[str, ...]:
    """The texts join_names(…, ":") made that stand in one text with spaces between them."""
    return tuple(re.findall(rf'(?:{QUOTED}|[^\s"])+', joined))
