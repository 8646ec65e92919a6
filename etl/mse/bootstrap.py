"""Bootstrap intervals that repeat the model selection in every replicate.

BCa: Efron 1987 (JASA 82:171), with the selection inside as in Chan, Silverman & Vincent (2021). Persons are
drawn anew from the observed histories; quantiles are of type 8 (Hyndman & Fan 1996).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import ndtr, ndtri

from etl.mse.lattice import FloatArray
from etl.mse.methods import Estimator

FEWEST_IN_TAIL = 5
MOST_FAILURES = (
    0.025  # as many as a tail of the 95% interval holds: beyond it the limits are of the survivors
)
BLOCK = 250
Progress = Callable[[int, int], None]
Verdict = Literal["healthy", "thin_tail", "all_on_one_side", "many_without_estimate"]


@dataclass(frozen=True)
class Bootstrap:
    """estimates: (replicates,), persons, nan where a replicate has none. bca and percentile: limits in
    persons.

    z0: bias correction; acceleration: skewness from the jackknife; adjusted: the percentiles (fractions) at
    which BCa reads its limits. bca is None when z0 is infinite. verdict other than healthy: do not report
    bca.
    """

    replicates: int
    seed: int
    level: float
    estimates: FloatArray
    without_estimate: int
    bca: tuple[float, float] | None
    percentile: tuple[float, float] | None
    z0: float
    acceleration: float
    adjusted: tuple[float, float] | None
    verdict: Verdict

    @property
    def healthy(self) -> bool:
        """Whether the BCa limits rest on enough replicates."""
        return self.verdict == "healthy"


def bootstrap(
    counts: FloatArray,
    estimator: Estimator,
    point: float,
    *,
    replicates: int = 1000,
    seed: int = 1,
    level: float = 0.95,
    progress: Progress | None = None,
) -> Bootstrap:
    """Bootstrap one table, counts (1, C). estimator: tables (B, C) to estimates (B,), selection included;
    point: its estimate on the table itself. progress(done, all) is called after every block and may raise
    to cancel.
    """
    tables = resample(counts, replicates, seed)
    found = np.full(replicates, np.nan)
    for begin in range(0, replicates, BLOCK):
        found[begin : begin + BLOCK] = estimator(tables[begin : begin + BLOCK])
        if progress is not None:
            progress(min(begin + BLOCK, replicates), replicates)
    return summarise(found, point, accelerate(counts, estimator), seed=seed, level=level)


def resample(counts: FloatArray, replicates: int, seed: int) -> FloatArray:
    """Draw tables of as many persons, with replacement, from a table (1, C); shape (replicates, C)."""
    persons = int(counts.sum())
    return (
        np.random.default_rng(seed)
        .multinomial(persons, counts[0] / persons, size=replicates)
        .astype(np.float64)
    )


def accelerate(counts: FloatArray, estimator: Estimator) -> float:
    """Acceleration a = Σ d³ / (6 (Σ d²)^1.5), d the deviations of the estimates with one person left out.

    Persons with the same history give the same estimate, so a seen cell is one fit with its count as weight.
    Cells whose estimate does not exist are left out.
    """
    seen = np.flatnonzero(counts[0] > 0)
    tables = np.repeat(counts, len(seen), axis=0)
    tables[np.arange(len(seen)), seen] -= 1.0
    left_out, weights = estimator(tables), counts[0][seen]
    usable = np.isfinite(left_out)
    left_out, weights = left_out[usable], weights[usable]
    if not len(left_out):
        return 0.0
    deviations = np.average(left_out, weights=weights) - left_out
    spread = float((weights * deviations**2).sum())
    return float((weights * deviations**3).sum() / (6.0 * spread**1.5)) if spread > 0 else 0.0


def summarise(
    estimates: FloatArray, point: float, acceleration: float, *, seed: int = 0, level: float = 0.95
) -> Bootstrap:
    """BCa and percentile limits from replicates (B,), with the verdict on them.

    z0 = Φ⁻¹(share of replicates below the point); adjusted percentile Φ(z0 + (z0 + z) / (1 - a (z0 + z))).
    """
    usable = estimates[np.isfinite(estimates)]
    failed = len(estimates) - len(usable)
    tails = ((1.0 - level) / 2.0, (1.0 + level) / 2.0)
    # A replicate that equals the table must not fall below its own estimate by rounding.
    z0 = float(ndtri((usable < point * (1.0 - 1e-9)).mean())) if len(usable) else float("nan")
    bca = percentile = adjusted = None
    if len(usable):
        low, high = _quantiles(usable, tails)
        percentile = (low, high)
    if np.isfinite(z0):
        shifted = z0 + ndtri(np.array(tails))
        low, high = ndtr(z0 + shifted / (1.0 - acceleration * shifted))
        adjusted = (float(low), float(high))
        bca = _quantiles(usable, adjusted)
    if failed > MOST_FAILURES * len(estimates):
        verdict: Verdict = "many_without_estimate"
    elif adjusted is None:
        verdict = "all_on_one_side"
    elif min(adjusted[0], 1.0 - adjusted[1]) * len(usable) < FEWEST_IN_TAIL:
        verdict = "thin_tail"
    else:
        verdict = "healthy"
    return Bootstrap(
        len(estimates), seed, level, estimates, failed, bca, percentile, z0, acceleration, adjusted, verdict
    )


def _quantiles(values: FloatArray, probabilities: tuple[float, float]) -> tuple[float, float]:
    low, high = np.quantile(values, probabilities, method="median_unbiased")
    return float(low), float(high)
