"""Forward selection of pairs by one-sided Poisson p-values, for one table or for many at once.

Chan, Silverman & Vincent (2021, JASA 116:1297): start from main effects. For every pair not yet in the model
compare the number of persons on both lists (whatever other lists they are on) with its mean under the
present model; it is Poisson if the pair has no effect. Add the pair with the smallest one-sided p-value, if
below the threshold and if the enlarged model has a maximum and is identifiable; else try the next.
A pair never seen together enters at -infinity.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammainc, gammaincc, xlogy

from etl.mse.batch import fit_batch
from etl.mse.existence import check_models
from etl.mse.lattice import BoolArray, FloatArray, IntArray, Lattice


@dataclass(frozen=True)
class Selected:
    """Selections for B tables.

    columns (B, k): terms chosen; order (B, steps): columns in the order they came, -1 after the last;
    log_hidden (B,): log of the expected number of persons on no list, nan where there is no estimate;
    failed (B,): 0 sound, 1 no maximum, 2 not identifiable, 3 search did not converge.
    """

    columns: BoolArray
    order: IntArray
    log_hidden: FloatArray
    failed: IntArray


def log_one_sided_p(observed: FloatArray, expected: FloatArray) -> FloatArray:
    """log of min(P(X <= observed), P(X >= observed)) for X ~ Poisson(expected), any shape.

    Where the tail is below the smallest float, its leading term -(m log(m/λ) - m + λ) keeps the order.
    """
    expected = np.maximum(expected, 1e-300)
    lower = gammaincc(observed + 1.0, expected)
    upper = np.where(observed > 0, gammainc(np.maximum(observed, 1e-9), expected), 1.0)
    tail = np.minimum(lower, upper)
    exponent = xlogy(observed, observed / expected) - observed + expected
    with np.errstate(divide="ignore"):
        return np.where(tail > 1e-280, np.log(tail), -exponent - 0.5 * np.log(2 * np.pi * (observed + 1.0)))


def select_stepwise(lattice: Lattice, counts: FloatArray, threshold: float) -> Selected:
    """Select and fit on B tables, counts (B, C). threshold: on the one-sided p-value, 0 adds nothing."""
    batch = len(counts)
    matrix = lattice.matrix
    support = counts > 0
    pairs = np.flatnonzero(lattice.sizes == 2)
    observed = counts @ matrix[:, pairs]
    columns = np.repeat((lattice.sizes <= 1)[None], batch, axis=0)
    order = np.full((batch, len(pairs)), -1, dtype=np.int64)
    log_hidden = np.full(batch, np.nan)
    verdict = check_models(lattice, columns, support)
    failed = np.where(~verdict.exists, 1, np.where(~verdict.identifiable, 2, 0))
    finite, cells = verdict.finite.copy(), verdict.cells.copy()
    start: FloatArray | None = None
    busy = np.flatnonzero(failed == 0)
    log_threshold = np.log(threshold) if threshold > 0 else -np.inf
    for step in range(len(pairs) + 1):
        if not len(busy):
            break
        fitted = fit_batch(matrix, counts[busy], finite[busy], cells[busy], start=start)
        log_hidden[busy] = np.where(fitted.converged, fitted.coefficients[:, 0], np.nan)
        failed[busy[~fitted.converged]] = 3
        expected = fitted.means @ matrix[:, pairs]
        surprise = log_one_sided_p(observed[busy], expected)
        surprise[columns[busy][:, pairs] | ~fitted.converged[:, None]] = np.inf
        if step == len(pairs):  # every pair is in
            break
        added = _add_first_sound(
            lattice, busy, surprise, log_threshold, pairs, columns, finite, cells, support
        )
        grew = added >= 0
        order[busy[grew], step] = pairs[added[grew]]
        # Start the next fit from this one, the new pair at its first-order guess log(observed / expected).
        rows = np.flatnonzero(grew)
        start = fitted.coefficients[rows]
        own, mean = observed[busy[rows], added[rows]], expected[rows, added[rows]]
        start[np.arange(len(rows)), pairs[added[rows]]] = np.log(
            np.maximum(own, 0.5) / np.maximum(mean, 1e-12)
        )
        busy = busy[grew]
    return Selected(columns, order, log_hidden, failed)


def _add_first_sound(
    lattice: Lattice,
    busy: IntArray,
    surprise: FloatArray,
    log_threshold: float,
    pairs: IntArray,
    columns: BoolArray,
    finite: BoolArray,
    cells: BoolArray,
    support: BoolArray,
) -> IntArray:
    """Enlarge each busy model, in place, by its most surprising sound pair; -1 where none is left."""
    ranking = np.argsort(surprise, axis=1, kind="stable")
    added = np.full(len(busy), -1, dtype=np.int64)
    waiting = np.arange(len(busy))
    for place in range(ranking.shape[1]):
        candidate = ranking[waiting, place]
        within = surprise[waiting, candidate] < log_threshold
        waiting, candidate = waiting[within], candidate[within]
        if not len(waiting):
            break
        trial = columns[busy[waiting]]
        trial[np.arange(len(waiting)), pairs[candidate]] = True
        verdict = check_models(lattice, trial, support[busy[waiting]])
        sound = verdict.sound
        chosen = waiting[sound]
        added[chosen] = candidate[sound]
        columns[busy[chosen]] = trial[sound]
        finite[busy[chosen]] = verdict.finite[sound]
        cells[busy[chosen]] = verdict.cells[sound]
        waiting = waiting[~sound]
    return added
