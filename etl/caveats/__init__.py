"""What must be said of the figures on screen, and what may not be computed from them.

`derive` looks at rows and returns a `Caveat` for every rule that holds; nothing here draws or formats. The sentences
are in etl/caveats/words.py, because an extract carries them as well as a page.
"""

from collections.abc import Iterable

import pandas as pd

from etl.caveats.caveat import COMPUTATIONS, FORBIDS, Caveat, Computation
from etl.caveats.rules import LINE, RULES, chance

__all__ = [
    "COMPUTATIONS",
    "FORBIDS",
    "NEEDED",
    "Caveat",
    "Computation",
    "NotComparableError",
    "derive",
    "forbidden",
    "percentage_change",
]
NEEDED = (
    *("indicator_id", "series", "region_id", "region", "region_type", "period", "period_start", "period_end"),
    *("breakdown", "value", "unit", "state", "status", "confidence", "small_number", "count_low", "blind_spot_ids"),
)
"""The columns of observation_wide that the rules look at."""


class NotComparableError(Exception):
    """A computation that the caveats forbid; `caveats` are the ones that do, none where it is about two things."""

    def __init__(self, computation: Computation, caveats: list[Caveat]) -> None:
        super().__init__(f"{computation} is not allowed: {', '.join(one.code for one in caveats) or 'two lines'}")
        self.caveats = caveats


def derive(rows: pd.DataFrame, breaks: pd.DataFrame, blind_spots: pd.DataFrame) -> list[Caveat]:
    """The caveats that hold for rows of observation_wide, the weightiest first.

    breaks: rows of `break` for these indicators. blind_spots: rows of `blind_spot`. Other columns are passed over.
    """
    found = [one for rule in RULES for one in rule(rows, breaks, blind_spots)]
    order = list(FORBIDS)
    return sorted(found, key=lambda one: order.index(one.code))


def forbidden(caveats: Iterable[Caveat]) -> frozenset[Computation]:
    """All that may not be computed."""
    return frozenset().union(*(one.forbids for one in caveats))


def percentage_change(
    before: pd.Series, after: pd.Series, breaks: pd.DataFrame, blind_spots: pd.DataFrame, dispersion: float = 1.0
) -> float:
    """The change from one row of observation_wide to another in per cent: the only place that computes one.

    dispersion: the unrest of the series they are part of (etl.counts). Raises NotComparableError where a caveat
    forbids it, where either row has no number or the first is 0, and where they are not an earlier and a later figure
    of one line.
    """
    pair = pd.DataFrame([before, after])
    against = [one for one in derive(pair, breaks, blind_spots) if "percentage_change" in one.forbids]
    against += [one for one in chance(pair, dispersion) if one.code not in {other.code for other in against}]
    one_line = all(before[one] == after[one] for one in LINE) and before["period_end"] < after["period_start"]
    if against or not one_line:
        raise NotComparableError("percentage_change", against)
    if pd.isna(before["value"]) or pd.isna(after["value"]) or before["value"] == 0:
        raise NotComparableError("percentage_change", [Caveat("not_published", {"count": 1})])
    return float(after["value"] / before["value"] - 1) * 100
