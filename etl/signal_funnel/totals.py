"""What the rows of a funnel add up to: none left out, none counted twice, and how far cells that are not told reach."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from etl.rules import SMALL
from etl.signal_funnel.words import STAGES, TOTAL

Place = tuple[str, str]
"""Form and reporter of a row of one year; either may be the total."""
ALL = (TOTAL, TOTAL)


@dataclass(frozen=True)
class Reach:
    """A number of which the least and the most are known. high: None where nothing bounds it."""

    low: int
    high: int | None

    def __add__(self, other: "Reach") -> "Reach":
        high = None if self.high is None or other.high is None else self.high + other.high
        return Reach(self.low + other.low, high)

    def surely_under(self, number: int) -> bool:
        return self.high is not None and self.high < number


UNKNOWN = Reach(0, None)
Cells = Mapping[Place, Reach | None]
"""The cells of one stage in one year; None: empty, not counted."""


def yearly(frame: pd.DataFrame) -> pd.DataFrame:
    """One row a year and stage: year, stage, low and high (the least and the most that the sum can be; nullable whole
    numbers). frame: as `read` makes it.

    Equal: told in full. high null: some part is withheld or not counted. Both null: nothing of it was counted.
    """
    rows = []
    for year, some in frame.groupby("year"):
        by_stage = {stage: cells(some, stage) for stage in STAGES}
        # where a stage has more in all than its parts hold, the parts of another stage may be as incomplete
        short = any(_exceeds_its_parts(one) for one in by_stage.values())
        for stage, one in by_stage.items():
            found = whole(one)
            if found is not None and short and ALL in one and one[ALL] is None:
                found += UNKNOWN
            rows.append((int(str(year)), stage, found and found.low, found and found.high))
    made = pd.DataFrame(rows, columns=["year", "stage", "low", "high"])
    return made.astype({"low": "Int64", "high": "Int64"})


def cells(rows: pd.DataFrame, stage: str) -> dict[Place, Reach | None]:
    """The cells of one stage. rows: of one year, as `read` makes them."""
    found: dict[Place, Reach | None] = {}
    columns = ("form", "reporter", stage, f"{stage}_hidden", f"{stage}_withheld")
    for form, reporter, count, hidden, withheld in rows[list(columns)].itertuples(index=False):
        if hidden:
            found[form, reporter] = Reach(0, SMALL - 1)
        elif withheld:
            found[form, reporter] = UNKNOWN
        else:
            found[form, reporter] = None if pd.isna(count) else Reach(int(count), int(count))
    return found


def whole(found: Cells) -> Reach | None:
    """The sum of a year: its total where that is told, else what its parts add up to; None where nothing is counted.

    A form takes its own total, and its parts where that is empty. Totals by reporter serve where they cover every row.
    Where neither covers every row of the other, the larger sum is the least there can be.
    """
    total = found.get(ALL)
    if total is not None and total != UNKNOWN:
        return total
    told = {place: one for place, one in found.items() if one is not None}
    for some in (found, told):  # an empty total tells less than one that covers it
        for axis in (0, 1):
            if not any(place[axis] == TOTAL and place != ALL for place in some):
                return _or_more(along(found, axis), total)
    by_form, by_reporter = along(found, 0) or UNKNOWN, along(found, 1) or UNKNOWN
    if by_form == by_reporter:
        return _or_more(by_form, total)
    return Reach(max(by_form.low, by_reporter.low), None)


def _or_more(parts: Reach | None, total: Reach | None) -> Reach | None:
    """What parts add up to under a total that is empty (None) or withheld."""
    return parts if total is None else (parts or UNKNOWN) + total


def along(found: Cells, axis: int) -> Reach | None:
    """The sum over forms (axis 0) or reporters (1): of each its own total, or its parts where that is empty."""
    names = dict.fromkeys(place[axis] for place in found if place[axis] != TOTAL)
    return _added(_of_one(found, axis, name) for name in names)


def _of_one(found: Cells, axis: int, name: str) -> Reach | None:
    total = found.get(_total_of(axis, name))
    parts = _added(one for _place, one in parts_of(found, axis, name))
    return total if total is not None and total != UNKNOWN else _or_more(parts, total)


def _total_of(axis: int, name: str) -> Place:
    return (name, TOTAL) if axis == 0 else (TOTAL, name)


def parts_of(found: Cells, axis: int, name: str) -> list[tuple[Place, Reach | None]]:
    """The cells of one form (axis 0) or reporter (1) without its total."""
    return [(place, one) for place, one in found.items() if place[axis] == name and place[1 - axis] != TOTAL]


def _added(parts: Iterable[Reach | None]) -> Reach | None:
    """None where none of the parts is counted; a part that is not counted may be any number."""
    found = list(parts)
    if all(one is None for one in found):
        return None
    return sum((one or UNKNOWN for one in found), Reach(0, 0))


def _exceeds_its_parts(found: Cells) -> bool:
    total, sums = found.get(ALL), [one for one in (along(found, 0), along(found, 1)) if one is not None]
    return total is not None and bool(sums) and all(one.surely_under(total.low) for one in sums)


def under_their_parts(found: Cells) -> dict[Place, int]:
    """Totals that are smaller than their parts together, with the least those parts add up to."""
    needed: dict[Place, list[Reach | None]] = {ALL: [along(found, 0), along(found, 1)]}
    for form, reporter in found:
        if reporter == TOTAL != form:
            needed[form, TOTAL] = [_added(one for _place, one in parts_of(found, 0, form))]
        elif form == TOTAL != reporter:
            needed[TOTAL, reporter] = [_added(one for _place, one in parts_of(found, 1, reporter))]
    faults = {}
    for place, sums in needed.items():
        least = max((one.low for one in sums if one is not None), default=0)
        total = found.get(place)
        if total is not None and total.surely_under(least):
            faults[place] = least
    return faults
