"""Is there a maximum, and does it name one population size? Asked before any model is believed.

Newton's method on a table without a maximum runs off towards infinity and stops somewhere large, which
general software reports as convergence. Two questions settle it beforehand (Fienberg & Rinaldo 2012, Ann.
Statist. 40:996; for capture models Chan, Silverman & Vincent 2021, JASA 116:1297):

1. A term whose lists were never seen together (N_θ = 0) has its maximum at -infinity; its cells are
   structurally empty and leave the table with it. The rest must determine the other parameters: full column
   rank.
2. The maximum over the rest exists exactly if the observed margins lie inside the marginal cone: if some
   strictly positive table has the same margins. Equivalently, no direction f has f·a_c >= 0 in all cells
   and f·a_c = 0 in every cell that was seen, without being 0 everywhere.

Both depend on the counts only through which cells were seen (the support), so answers are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import scipy  # its parts load when they are first used: a build that takes over kept results needs no optimizer

from etl.mse.lattice import BoolArray, FloatArray, Lattice

TOLERANCE = 1e-9


@dataclass(frozen=True)
class Verdicts:
    """For B models: exists, identifiable (B,); finite (B, k): columns with a finite parameter;
    cells (B, C): False where a -infinity term empties the cell."""

    exists: BoolArray
    identifiable: BoolArray
    finite: BoolArray
    cells: BoolArray

    @property
    def sound(self) -> BoolArray:
        """Both tests passed, shape (B,)."""
        return self.exists & self.identifiable


def check_models(lattice: Lattice, columns: BoolArray, support: BoolArray) -> Verdicts:
    """Test B models. columns (B, k): their terms; support (B, C) or (1, C): the cells with a person in them.

    Most models are settled by a certificate that costs a comparison: when every list is seen alone and every
    finite term's own lists are seen exactly, the directions f left over form one line, the
    alternating sums of the model; one seen cell off that line proves existence and full rank. The others
    get the full test of _examine.
    """
    seen = support.astype(np.float64) @ lattice.matrix > 0  # N_θ > 0
    finite = columns & seen
    removed = columns & ~seen
    if removed.any():
        cells = (removed.astype(np.float64) @ lattice.matrix.T) == 0
    else:
        cells = np.ones((len(columns), len(lattice.cells)), dtype=bool)
    settled = _certify(lattice, finite, support)
    exists, identifiable = settled.copy(), settled.copy()
    for row in np.flatnonzero(~settled):
        own = support[row if len(support) > 1 else 0]
        exists[row], identifiable[row] = _examine(lattice, finite[row].tobytes(), cells[row].tobytes(), own.tobytes())
    return Verdicts(exists, identifiable, finite, cells)


def _certify(lattice: Lattice, finite: BoolArray, support: BoolArray) -> BoolArray:
    own_cell = np.array(lattice.terms[1:], dtype=np.int64) - 1
    exact = support[:, own_cell]
    ready = ~(finite[:, 1:] & ~exact).any(axis=1)
    line = np.zeros(finite.shape)
    line[:, 0] = 1.0
    for position, term in enumerate(lattice.terms[1:], start=1):  # terms come by size: what is below is known
        below = line @ lattice.matrix[term - 1]
        line[:, position] = -below * finite[:, position]
    off_line: BoolArray = (np.abs(line @ lattice.matrix.T) > 0.5) & support
    return np.logical_and(ready, off_line.any(axis=1))


@lru_cache(maxsize=20_000)
def _grows(lattice: Lattice, columns: bytes, support: bytes) -> bool:
    chosen, seen = np.frombuffer(columns, dtype=bool), np.frombuffer(support, dtype=bool)
    met = seen.astype(np.float64) @ lattice.matrix > 0
    allowed = (chosen & ~met).astype(np.float64) @ lattice.matrix.T == 0
    design = lattice.matrix[np.ix_(allowed, chosen & met)]
    seen = seen[allowed]

    def reach(sign: float) -> float:
        cost = np.zeros(design.shape[1])
        cost[0] = -sign  # the first column is the intercept, the log of the hidden part
        solved = scipy.optimize.linprog(
            cost,
            A_ub=design[~seen] if not seen.all() else None,
            b_ub=np.zeros((~seen).sum()) if not seen.all() else None,
            A_eq=design[seen],
            b_eq=np.zeros(seen.sum()),
            bounds=(-1, 1),
            method="highs",
        )
        return float(-solved.fun) if solved.status == 0 else 0.0

    return reach(1.0) > 1e-7 and reach(-1.0) < 1e-7


@lru_cache(maxsize=200_000)
def _examine(lattice: Lattice, finite: bytes, cells: bytes, support: bytes) -> tuple[bool, bool]:
    columns = np.frombuffer(finite, dtype=bool)
    allowed = np.frombuffer(cells, dtype=bool)
    seen = np.frombuffer(support, dtype=bool)[allowed]
    design = lattice.matrix[np.ix_(allowed, columns)]
    width = design.shape[1]
    _, singular, axes = np.linalg.svd(design, full_matrices=False)
    rank = int((singular > TOLERANCE * singular[0]).sum())
    identifiable = rank == width
    if not identifiable:  # existence is a statement about means: ask it on independent columns
        design = design @ axes[:rank].T
    directions = _null_space(design[seen])
    if directions.shape[1] == 0:
        return True, identifiable
    if directions.shape[1] == 1:  # a single line of directions: it harms only if it has one sign
        along = design @ directions[:, 0]
        return bool(along.max() > TOLERANCE and along.min() < -TOLERANCE), identifiable
    return has_positive_table(design, seen), identifiable


def grows_without_end(lattice: Lattice, columns: BoolArray, support: BoolArray) -> bool:
    """Whether a model without a maximum fits ever better as the hidden part grows, and never as it shrinks.

    columns (k,): its terms; support (C,): the cells with a person in them. The likelihood never falls along the
    directions f with f·a_c <= 0 in all cells and f·a_c = 0 in every cell that was seen (Fienberg & Rinaldo 2012);
    the hidden part follows their first entry, looked at from both sides by a linear programme. False where the
    maximum exists, where the hidden part shrinks, and where the directions disagree.
    """
    return _grows(lattice, columns.tobytes(), support.tobytes())


def _null_space(matrix: FloatArray) -> FloatArray:
    """Orthonormal directions f with matrix @ f = 0, shape (columns, dimensions)."""
    if not len(matrix):
        return np.eye(matrix.shape[1])
    _, singular, transposed = np.linalg.svd(matrix, full_matrices=True)
    rank = int((singular > TOLERANCE * singular[0]).sum())
    return transposed[rank:].T


def has_positive_table(design: FloatArray, seen: BoolArray) -> bool:
    """The linear programme of Fienberg & Rinaldo (2012): maximise s so that a table x >= s has the observed
    margins, design' x = design' n; the maximum exists exactly if s > 0.

    design (cells, parameters), structurally empty cells left out; seen (cells,). Since only the support
    matters, n is taken as 1 in seen cells, which keeps the programme well scaled for any counts.
    """
    cells, _ = design.shape
    target = design.T @ seen.astype(np.float64)
    # With x = y + s, y >= 0: design' y + (design' 1) s = target.
    equal = np.column_stack([design.T, design.sum(axis=0)])
    cost = np.zeros(cells + 1)
    cost[-1] = -1.0
    solved = scipy.optimize.linprog(
        cost, A_eq=equal, b_eq=target, bounds=[(0, None)] * cells + [(0, 1)], method="highs"
    )
    return bool(solved.status == 0 and -solved.fun > 1e-7)
