"""Maximum likelihood for many Poisson log-linear models at once.

Replicates and candidate models differ only in counts, in which columns they use and in which cells are
structurally empty; the products of columns are the same. So the information matrices of a whole batch
are one matrix product, and one stacked solve makes a Newton step for all of them.
Newton's method on the Poisson likelihood is iteratively reweighted least squares (McCullagh & Nelder 1989).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from etl.mse.existence import check_models
from etl.mse.lattice import BoolArray, FloatArray, IntArray, Lattice

CHUNK = 1024  # problems solved together: large enough for BLAS, small enough for the cache


@dataclass(frozen=True)
class BatchFit:
    """coefficients (B, k), zero outside the model; means (B, C), zero in structurally empty cells;
    kernel (B,): log-likelihood without its factorials; converged (B,)."""

    coefficients: FloatArray
    means: FloatArray
    kernel: FloatArray
    converged: BoolArray


@dataclass(frozen=True)
class SoundFit:
    """Fits of B models that were checked first. failed (B,): 0 sound, 1 no maximum, 2 not identifiable,
    3 search did not converge; log_hidden (B,): the intercept, nan unless sound; the rest as BatchFit;
    finite (B, k)."""

    failed: IntArray
    log_hidden: FloatArray
    coefficients: FloatArray
    means: FloatArray
    kernel: FloatArray
    finite: BoolArray


def fit_sound(
    lattice: Lattice,
    counts: FloatArray,
    columns: BoolArray,
    start: FloatArray | None = None,
    tolerance: float = 1e-13,
) -> SoundFit:
    """Check, then fit, B models: columns (B, k), each on its own table, counts (B, C) or one table for all
    (1, C)."""
    verdict = check_models(lattice, columns, counts > 0)
    failed = np.where(~verdict.exists, 1, np.where(~verdict.identifiable, 2, 0))
    good = np.flatnonzero(failed == 0)
    fitted = fit_batch(
        lattice.matrix,
        counts[good]
        if len(counts) == len(columns)
        else np.broadcast_to(counts, (len(good), counts.shape[1])),
        verdict.finite[good],
        verdict.cells[good],
        start=None if start is None else start[good],
        tolerance=tolerance,
    )
    failed[good[~fitted.converged]] = 3

    def spread(values: FloatArray, fill: float) -> FloatArray:
        out = np.full((len(columns), *values.shape[1:]), fill)
        out[good] = values
        return out

    log_hidden = spread(np.where(fitted.converged, fitted.coefficients[:, 0], np.nan), np.nan)
    return SoundFit(
        failed,
        log_hidden,
        spread(fitted.coefficients, 0.0),
        spread(fitted.means, 0.0),
        spread(fitted.kernel, -np.inf),
        verdict.finite,
    )


class _Columns:
    """The columns a batch uses, with their products and the place of each problem's own columns."""

    def __init__(self, matrix: FloatArray, columns: BoolArray) -> None:
        self.used = np.flatnonzero(columns.any(axis=0))
        self.matrix = np.ascontiguousarray(matrix[:, self.used])
        size = len(self.used)
        left, right = np.triu_indices(size)
        self.products = self.matrix[:, left] * self.matrix[:, right]
        # Short models are padded with a dummy column: information 1 on the diagonal, 0 elsewhere.
        zero, one = len(left), len(left) + 1
        self.position = np.full((size + 1, size + 1), zero)
        self.position[left, right] = self.position[right, left] = np.arange(len(left))
        self.position[size, size] = one
        active = columns[:, self.used]
        width = int(active.sum(axis=1).max())
        slots = np.argsort(~active, axis=1, kind="stable")[:, :width]
        self.slots = np.where(np.take_along_axis(active, slots, axis=1), slots, size)

    def information(self, weights: FloatArray, slots: IntArray) -> FloatArray:
        """X'WX of each problem in its own columns, shape (B, width, width)."""
        constants = np.broadcast_to(np.array([0.0, 1.0]), (len(weights), 2))
        packed = np.concatenate([weights @ self.products, constants], axis=1)
        where = self.position[slots[:, :, None], slots[:, None, :]]
        return np.take_along_axis(packed, where.reshape(len(weights), -1), axis=1).reshape(where.shape)

    def solve(self, weights: FloatArray, right: FloatArray, slots: IntArray) -> FloatArray:
        """(X'WX)^-1 right for each problem, shape (B, used columns)."""
        information = self.information(weights, slots)
        padded = np.concatenate([right, np.zeros((len(right), 1))], axis=1)
        own = np.take_along_axis(padded, slots, axis=1)[:, :, None]
        try:
            solved = np.linalg.solve(information, own)
        except np.linalg.LinAlgError:  # a mean underflowed on the way; a whisper of a ridge lets Newton go on
            diagonal = np.einsum("bii->bi", information)
            diagonal += 1e-9 * (1.0 + diagonal)
            solved = np.linalg.solve(information, own)
        spread = np.zeros_like(padded)
        np.put_along_axis(spread, slots, solved[:, :, 0], axis=1)
        return spread[:, :-1]


def fit_batch(
    matrix: FloatArray,
    counts: FloatArray,
    columns: BoolArray,
    cells: BoolArray,
    *,
    start: FloatArray | None = None,
    tolerance: float = 1e-13,
    max_iterations: int = 200,
) -> BatchFit:
    """Fit B Poisson log-linear models that share one design matrix.

    matrix (C, k); counts (B, C), zero where ``cells`` is False; columns (B, k): the finite parameters of
    each model; cells (B, C): False where a -infinity term makes the mean exactly zero; start (B, k):
    coefficients near the answer, if known. tolerance: Newton decrement (about twice the log-likelihood
    still to gain) below which one last, quadratically convergent step ends the search. The caller must have
    established that each maximum exists (etl.mse.existence).
    """
    batch, total = columns.shape
    coefficients = np.zeros((batch, total))
    means = np.zeros(counts.shape)
    kernel = np.zeros(batch)
    converged = np.zeros(batch, dtype=bool)
    for begin in range(0, batch, CHUNK):
        part = slice(begin, begin + CHUNK)
        space = _Columns(matrix, columns[part])
        initial = None if start is None else start[part][:, space.used] * columns[part][:, space.used]
        beta, done = _newton(space, counts[part], cells[part], initial, tolerance, max_iterations)
        eta = beta @ space.matrix.T
        means[part] = np.exp(np.minimum(eta, 700.0)) * cells[part]
        kernel[part] = (counts[part] * eta).sum(axis=1) - means[part].sum(axis=1)
        coefficients[part, space.used] = beta
        converged[part] = done
    return BatchFit(coefficients, means, kernel, converged)


def _newton(
    space: _Columns,
    counts: FloatArray,
    cells: BoolArray,
    start: FloatArray | None,
    tolerance: float,
    max_iterations: int,
) -> tuple[FloatArray, BoolArray]:
    if start is None:  # one weighted least squares step from means just above the counts
        weights = (counts + 0.1) * cells
        working = np.log(counts + 0.1) - 0.1 / (counts + 0.1)
        start = space.solve(weights, (weights * working) @ space.matrix, space.slots)
    beta = start.copy()
    best, best_kernel = beta.copy(), np.full(len(beta), -np.inf)
    done = np.zeros(len(beta), dtype=bool)
    busy = np.arange(len(beta))
    for _ in range(max_iterations):
        own = counts[busy]
        eta = beta[busy] @ space.matrix.T
        mu = np.exp(np.minimum(eta, 700.0)) * cells[busy]
        kernel = (own * eta).sum(axis=1) - mu.sum(axis=1)
        slack = 1e-9 * (1.0 + np.abs(best_kernel[busy]))
        better = kernel >= np.where(np.isfinite(slack), best_kernel[busy] - slack, -np.inf)
        if not better.all():  # overshot: go back half-way and look again in the next round
            back = busy[~better]
            beta[back] = (beta[back] + best[back]) / 2.0
            if not better.any():
                continue
        keep = busy[better]
        best[keep], best_kernel[keep] = beta[keep], kernel[better]
        score = (own[better] - mu[better]) @ space.matrix
        step = space.solve(mu[better], score, space.slots[keep])
        beta[keep] += step
        decrement = (step * score).sum(axis=1)
        done[keep] = decrement < tolerance
        busy = busy[~done[busy]]
        if not len(busy):
            break
    return beta, done
