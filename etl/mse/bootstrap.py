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
MOST_FAILURES = 0.025  # as many as a tail of the 95% interval holds: beyond it the limits are of the survivors
BLOCK = 250
Progress = Callable[[int, int], None]
Verdict = Literal["healthy", "thin_tail", "all_on_one_side", "many_without_estimate", "estimate_outside"]


@dataclass(frozen=True)
class Bootstrap:
    """estimates: (replicates,), persons, as of make_estimator: inf where they grow without end, nan where a replicate
    has none for another reason. bca and percentile: limits in persons, the upper one inf where there is none.

    without_estimate: replicates without a finite estimate, of whom unbounded are inf. z0: bias correction;
    acceleration: skewness from the jackknife; adjusted: the percentiles (fractions) at which BCa reads its limits. bca
    is None when z0 is infinite. verdict and percentile_verdict are on bca and on percentile: where other than healthy
    do not report the limits (reported_bca, reported_percentile).
    """

    replicates: int
    seed: int
    level: float
    estimates: FloatArray
    without_estimate: int
    unbounded: int
    bca: tuple[float, float] | None
    percentile: tuple[float, float] | None
    z0: float
    acceleration: float
    adjusted: tuple[float, float] | None
    verdict: Verdict
    percentile_verdict: Verdict

    @property
    def reported_bca(self) -> tuple[float, float] | None:
        """BCa limits that may be shown."""
        return self.bca if self.verdict == "healthy" else None

    @property
    def reported_percentile(self) -> tuple[float, float] | None:
        """Percentile limits that may be shown."""
        return self.percentile if self.percentile_verdict == "healthy" else None

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
    return np.random.default_rng(seed).multinomial(persons, counts[0] / persons, size=replicates).astype(np.float64)


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
    """BCa and percentile limits from replicates (B,), with a verdict on each.

    z0 = Φ⁻¹(share of replicates below the point); adjusted percentile Φ(z0 + (z0 + z) / (1 - a (z0 + z))). A replicate
    that is inf lies above every limit; one that is nan is left out, and where they are many nothing is reported.
    """
    known = estimates[~np.isnan(estimates)]
    failed, unbounded = int((~np.isfinite(estimates)).sum()), int(np.isinf(known).sum())
    tails = ((1.0 - level) / 2.0, (1.0 + level) / 2.0)
    # A replicate that equals the table must not fall below its own estimate by rounding.
    rounding = 1e-9 * point
    z0 = float(ndtri((known < point - rounding).mean())) if len(known) else float("nan")
    percentile = _quantiles(known, tails) if len(known) else None
    bca = adjusted = None
    if np.isfinite(z0):
        shifted = z0 + ndtri(np.array(tails))
        low, high = ndtr(z0 + shifted / (1.0 - acceleration * shifted))
        adjusted = (float(low), float(high))
        bca = _quantiles(known, adjusted)
    if failed > MOST_FAILURES * len(estimates):
        verdict: Verdict = "many_without_estimate"
    elif adjusted is None:
        verdict = "all_on_one_side"
    elif min(adjusted[0], 1.0 - adjusted[1]) * len(known) < FEWEST_IN_TAIL:
        verdict = "thin_tail"
    else:
        verdict = "healthy"
    plain: Verdict = "healthy"
    if percentile is None or failed - unbounded > MOST_FAILURES * len(estimates):
        plain = "many_without_estimate"
    elif not percentile[0] - rounding <= point <= percentile[1] + rounding:
        plain = "estimate_outside"
    return Bootstrap(
        replicates=len(estimates),
        seed=seed,
        level=level,
        estimates=estimates,
        without_estimate=failed,
        unbounded=unbounded,
        bca=bca,
        percentile=percentile,
        z0=z0,
        acceleration=acceleration,
        adjusted=adjusted,
        verdict=verdict,
        percentile_verdict=plain,
    )


def _quantiles(values: FloatArray, probabilities: tuple[float, float]) -> tuple[float, float]:
    with np.errstate(invalid="ignore"):  # between a number and infinity, or two infinities, lies infinity
        found = np.quantile(values, probabilities, method="median_unbiased")
    low, high = np.where(np.isnan(found), np.inf, found)
    return float(low), float(high)
