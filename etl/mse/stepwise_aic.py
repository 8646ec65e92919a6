"""Forward selection of pairs by AIC, as in the British estimate of 2014.

Bales, Hesketh & Silverman (2015, Significance 12(3):16): add the pair that lowers AIC most, as long as its
own two-sided Wald p-value is small. A pair at -infinity has no Wald test, and the walk ends there: that is
the published rule, and the reason why it stops early on sparse tables such as the Dutch one. Here a
candidate must also have a maximum and be identifiable; the original did not look.
"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr

from etl.mse.batch import fit_sound
from etl.mse.lattice import BoolArray, FloatArray, IntArray, Lattice
from etl.mse.stepwise import Selected


def select_by_aic(lattice: Lattice, counts: FloatArray, threshold: float) -> Selected:
    """Select and fit on B tables, counts (B, C). threshold: on the Wald p-value of the last pair."""
    batch = len(counts)
    pairs = np.flatnonzero(lattice.sizes == 2)
    columns = np.repeat((lattice.sizes <= 1)[None], batch, axis=0)
    order = np.full((batch, len(pairs)), -1, dtype=np.int64)
    now = fit_sound(lattice, counts, columns)
    log_hidden, coefficients, score = (
        now.log_hidden.copy(),
        now.coefficients.copy(),
        _aic(now.kernel, columns),
    )
    busy = np.flatnonzero(now.failed == 0)
    for step in range(len(pairs)):
        if not len(busy):
            break
        free = ~columns[busy][:, pairs]
        owner, which = np.nonzero(free)
        trial = columns[busy[owner]]
        trial[np.arange(len(owner)), pairs[which]] = True
        tried = fit_sound(lattice, counts[busy[owner]], trial, coefficients[busy[owner]])
        scores = np.full(free.shape, np.inf)
        scores[owner, which] = np.where(tried.failed == 0, _aic(tried.kernel, trial), np.inf)
        place = np.full(free.shape, -1)
        place[owner, which] = np.arange(len(owner))
        best = scores.argmin(axis=1)
        chosen = place[np.arange(len(busy)), best]
        accepted = scores.min(axis=1) < score[busy]
        accepted[accepted] = (
            _wald_p(
                lattice,
                tried.means[chosen[accepted]],
                tried.finite[chosen[accepted]],
                tried.coefficients[chosen[accepted]],
                pairs[best[accepted]],
            )
            <= threshold
        )
        busy, chosen, best = busy[accepted], chosen[accepted], best[accepted]
        columns[busy, pairs[best]] = True
        order[busy, step] = pairs[best]
        log_hidden[busy], coefficients[busy] = tried.log_hidden[chosen], tried.coefficients[chosen]
        score[busy] = _aic(tried.kernel[chosen], columns[busy])
    return Selected(columns, order, log_hidden, now.failed)


def _aic(kernel: FloatArray, columns: BoolArray) -> FloatArray:
    """AIC up to a constant of the table."""
    return -2.0 * kernel + 2.0 * columns.sum(axis=1)


def _wald_p(
    lattice: Lattice, means: FloatArray, finite: BoolArray, coefficients: FloatArray, column: IntArray
) -> FloatArray:
    """Two-sided Wald p-value of one column in each of B models; 1 where it is at -infinity."""
    if not len(means):
        return np.zeros(0)
    rows = np.arange(len(means))
    information = (lattice.matrix.T * means[:, None, :]) @ lattice.matrix
    information *= finite[:, :, None] & finite[:, None, :]
    information[:, np.arange(finite.shape[1]), np.arange(finite.shape[1])] += ~finite
    variance = np.linalg.inv(information)[rows, column, column]
    p = 2.0 * ndtr(-np.abs(coefficients[rows, column]) / np.sqrt(variance))
    return np.where(finite[rows, column], p, 1.0)
