"""Capture histories: how many persons were seen on exactly which lists."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from etl.mse.errors import InputError
from etl.mse.lattice import FloatArray, IntArray, build_lattice
from etl.mse.names import join_names

MIN_LISTS, MAX_LISTS = 2, 10
COUNT = "count"
"""Name of the column that holds the persons."""


@dataclass(frozen=True, eq=False)
class Histories:
    """Persons by capture history.

    lists: names, in the order of the file. counts: persons, shape (2^lists - 1,); position c - 1 is the set
    of lists whose bits are set in c (bit i is lists[i]). Compare with same_as; build with make_histories or
    read_histories (etl.mse.reading), which check.
    """

    lists: tuple[str, ...]
    counts: IntArray

    @property
    def observed(self) -> int:
        """Persons on at least one list."""
        return int(self.counts.sum())

    @property
    def list_totals(self) -> dict[str, int]:
        """Persons on each list, whatever other lists they are on."""
        return {name: int(total) for name, total in zip(self.lists, np.diag(overlap_matrix(self)), strict=True)}

    @property
    def capture_frequencies(self) -> IntArray:
        """Persons on exactly 1, 2, … lists, shape (lists,)."""
        sizes = np.array([code.bit_count() for code in range(1, 2 ** len(self.lists))])
        weighted = np.bincount(sizes, weights=self.counts, minlength=len(self.lists) + 1)
        return weighted[1:].astype(np.int64)

    def same_as(self, other: Histories) -> bool:
        """Equal lists in equal order with equal counts."""
        return self.lists == other.lists and bool(np.array_equal(self.counts, other.counts))


def drop_lists(histories: Histories, names: Sequence[str]) -> Histories:
    """The table as if these lists did not exist; persons on no other list vanish. InputError: unknown
    list."""
    gone = {_position(histories, name) for name in names}
    kept = [i for i in range(len(histories.lists)) if i not in gone]
    return _map_lists(histories, [[i] for i in kept], [histories.lists[i] for i in kept])


def merge_lists(histories: Histories, names: Sequence[str], merged: str | None = None) -> Histories:
    """Make one list of several: on it is who was on any of them. It takes the place of the first of them.

    merged: its name, by default the names joined by '+' (join_names). InputError: unknown list, or a name already
    taken.
    """
    group = [_position(histories, name) for name in names]
    if len(set(group)) < 2:
        raise InputError(expected="two or more different lists to merge", got=", ".join(names))
    name = merged or join_names((histories.lists[i] for i in sorted(group)), "+")
    groups, labels = [], []
    for i, label in enumerate(histories.lists):
        if i == min(group):
            groups.append(sorted(group))
            labels.append(name)
        elif i not in group:
            groups.append([i])
            labels.append(label)
    if len(set(labels)) < len(labels):
        raise InputError(expected="a new name for the merged list", got=name)
    return _map_lists(histories, groups, labels)


def overlap_matrix(histories: Histories) -> IntArray:
    """Persons on both lists i and j, whatever other lists; the diagonal holds list totals. (lists, lists)."""
    membership = build_lattice(len(histories.lists), 1).matrix[:, 1:].astype(np.int64)
    return membership.T @ (membership * histories.counts[:, None])


def _map_lists(histories: Histories, groups: list[list[int]], labels: list[str]) -> Histories:
    if len(groups) < MIN_LISTS:
        raise InputError(expected=f"at least {MIN_LISTS} lists to remain", got=str(len(groups)))
    counts = np.zeros(2 ** len(groups) - 1, dtype=np.int64)
    masks = [sum(1 << i for i in group) for group in groups]
    for code in range(1, 2 ** len(histories.lists)):
        target = sum(1 << g for g, mask in enumerate(masks) if code & mask)
        if target:
            counts[target - 1] += histories.counts[code - 1]
    return Histories(tuple(labels), counts)


def _position(histories: Histories, name: str) -> int:
    if name not in histories.lists:
        raise InputError(expected=f"one of the lists {', '.join(histories.lists)}", got=name)
    return histories.lists.index(name)


def counts_as_float(histories: Histories) -> FloatArray:
    """Counts as a batch of one table, shape (1, C)."""
    return histories.counts[None].astype(np.float64)


def histories_to_csv(histories: Histories) -> str:
    """A table as read_histories reads it; histories that nobody has are left out."""
    rows = [
        [*((code >> place) & 1 for place in range(len(histories.lists))), int(count)]
        for code, count in enumerate(histories.counts, start=1)
        if count
    ]
    handle = io.StringIO()
    csv.writer(handle, lineterminator="\n").writerows([[*histories.lists, COUNT], *rows])
    return handle.getvalue()
