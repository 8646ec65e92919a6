"""Which counts must not be shared with the small ones, because a small one could be computed back from them.

Rests on the sums within a stage and year alone: whoever knows more than the file can still tell more from it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from etl.rules import SMALL
from etl.signal_funnel.totals import ALL, Place
from etl.signal_funnel.words import TOTAL

Counts = Mapping[Place, int | None]
"""The counts of one stage in one year, without cells that are not counted; None: hidden already."""


@dataclass(frozen=True)
class Sum:
    """A total with the parts that it adds up."""

    total: Place
    parts: tuple[Place, ...]


def withheld(counts: Counts, before: Iterable[Place] = ()) -> set[Place]:
    """Places of the counts to withhold besides those under five, so that none of these can be computed back.

    Under each total the next smallest count is taken until no small one follows from the rest; the total itself
    where there is no other. before: places that are withheld already.
    """
    sums = _sums(counts)
    small = {place for place, count in counts.items() if count is None or count < SMALL} - set(before)
    taken = set(before)
    while True:
        follow = _computed_back(sums, counts, small, taken)
        near = [one for one in sums if follow & {one.total, *one.parts}]
        totals = {one.total for one in near}
        others = {place for one in near for place in (one.total, *one.parts)} - small - taken
        if not follow & small or not others:
            return taken - set(before)
        taken.add(min(sorted(others), key=lambda place: (place in totals, counts[place] or 0)))


def _sums(counts: Counts) -> list[Sum]:
    """The sums that a reader can make of these places: by form, by reporter and for all, each as fine as it is told."""
    by_total: dict[Place, list[list[Place]]] = {}
    for axis in (0, 1):
        names = dict.fromkeys(place[axis] for place in counts if place[axis] != TOTAL)
        whole: list[Place] = []
        for name in names:
            total = (name, TOTAL) if axis == 0 else (TOTAL, name)
            parts = [place for place in counts if place[axis] == name and place != total]
            by_total.setdefault(total, []).append(parts)
            whole += [total] if total in counts else parts
        by_total.setdefault(ALL, []).append(whole)
    made = [Sum(total, tuple(parts)) for total, some in by_total.items() if total in counts for parts in some]
    # a single part that is not the whole tells that others are missing, and a single one that is, the same twice
    return [one for one in made if len(one.parts) > 1 or [counts[place] for place in one.parts] == [counts[one.total]]]


def _computed_back(sums: list[Sum], counts: Counts, small: set[Place], taken: set[Place]) -> set[Place]:
    """The counts not told that follow from the sums: exactly, or because all are at an end of what they can be."""
    unknown = sorted(small | taken)
    at = {place: position for position, place in enumerate(unknown)}
    found: set[Place] = set()
    rows = np.zeros((len(sums), len(unknown)))
    for row, one in enumerate(sums):
        for place in one.parts:
            if place in at:
                rows[row, at[place]] += 1
        if one.total in at:
            rows[row, at[one.total]] -= 1
        else:
            found |= _at_an_end(one, counts, small, taken)
    if rows.any():
        _left, strength, directions = np.linalg.svd(rows)
        free = directions[int((strength > 1e-9).sum()) :]
        fixed = (np.abs(free) < 1e-9).all(axis=0)
        found |= {place for place in unknown if fixed[at[place]]}
    return found


def _at_an_end(one: Sum, counts: Counts, small: set[Place], taken: set[Place]) -> set[Place]:
    """The parts of a told total that can only be the least, or only the most, that they can be."""
    few, more = ([place for place in one.parts if place in some] for some in (small, taken))
    rest = (counts[one.total] or 0) - sum(counts[place] or 0 for place in one.parts if place not in {*few, *more})
    least = SMALL * len(more)
    most = None if more else (SMALL - 1) * len(few)
    return {*few, *more} if few and rest in (least, most) else set()
