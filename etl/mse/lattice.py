"""The cells and terms of a log-linear capture model, numbered once and shared by everything.

A set of lists is a bit mask: bit i is list i. A cell is a non-empty set (the lists a person is on), a
term is a set too (the interaction of those lists; the empty set is the intercept). Term θ acts in cell
c when θ ⊆ c, so one 0/1 matrix is at once the design of the model and the table of its margins:
``counts @ matrix`` gives N_θ, the number of persons on at least the lists of θ, for every term.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]


@dataclass(frozen=True)
class Lattice:
    """All cells of ``lists`` lists and all terms of at most ``order`` lists.

    Columns: 0 the intercept, 1…lists the main effects, then pairs, triples … in order of the lists.
    Rows: cell code c stands in row c - 1.
    """

    lists: int
    order: int

    @cached_property
    def terms(self) -> tuple[int, ...]:
        """Bit mask of each column."""
        sets = (c for size in range(self.order + 1) for c in combinations(range(self.lists), size))
        return tuple(sum(1 << i for i in chosen) for chosen in sets)

    @cached_property
    def column(self) -> dict[int, int]:
        """Column of each term."""
        return {term: position for position, term in enumerate(self.terms)}

    @cached_property
    def cells(self) -> IntArray:
        """Bit mask of each row, shape (2^lists - 1,)."""
        return np.arange(1, 2**self.lists, dtype=np.int64)

    @cached_property
    def matrix(self) -> FloatArray:
        """1 where the term acts in the cell, shape (2^lists - 1, terms)."""
        terms = np.array(self.terms, dtype=np.int64)
        return ((self.cells[:, None] & terms) == terms).astype(np.float64)

    @cached_property
    def sizes(self) -> IntArray:
        """Number of lists of each term, shape (terms,)."""
        return np.array([term.bit_count() for term in self.terms], dtype=np.int64)

    def columns_of(self, terms: tuple[int, ...]) -> BoolArray:
        """The model's columns: intercept, main effects and the given interactions, shape (terms,)."""
        chosen = self.sizes <= 1
        chosen[[self.column[term] for term in terms]] = True
        return chosen

    def terms_of(self, columns: BoolArray) -> tuple[int, ...]:
        """The interactions among the given columns."""
        return tuple(self.terms[c] for c in np.flatnonzero(columns & (self.sizes > 1)))


@lru_cache(maxsize=64)
def build_lattice(lists: int, order: int) -> Lattice:
    """The shared lattice of so many lists; ``order`` is cut to the number of lists."""
    return Lattice(lists, min(order, lists))
