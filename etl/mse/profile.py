"""Profile likelihood of the population size under the multinomial model.

For a total N the hidden cell holds N - n persons; all 2^t cells are then a complete table whose log-linear
fit has a closed likelihood (Cormack 1992, Biometrics 48:567):
    l(N) = l_Poisson(N) + N - N log N + log Γ(N + 1),
N treated as continuous. Its maximum is slightly under the Poisson estimate; it is the estimate of Bales,
Hesketh & Silverman (2015). The interval holds all N with 2 (l_max - l(N)) below the chi-square quantile. It
ignores model selection, as Wald's does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, lgamma, log, pi

import numpy as np
import scipy  # as in etl.mse.existence
from scipy.special import chdtri, digamma

from etl.mse.batch import fit_batch
from etl.mse.model import Fit

WIDEST = 25.0  # how far, in log of the hidden part, an end of the interval is looked for


@dataclass(frozen=True)
class Profile:
    """estimate: N of the highest likelihood; low, high: limits in persons, high None if the likelihood stays
    flat (no finite upper limit within e^25 times the hidden part)."""

    estimate: float
    low: float
    high: float | None
    level: float


def profile_likelihood(fit: Fit, level: float = 0.95, *, stirling: bool = False) -> Profile:
    """Profile-likelihood interval of a fitted model. level: coverage if the model were known beforehand.

    stirling: take the factorials by Stirling's formula, as the software of the published AIC estimates
    does; it moves the answer by less than a tenth of a person. Exact factorials are used anyway below five
    hidden persons, where the formula breaks down.
    """
    observed = fit.observed
    evaluate = _make_profile(fit, _stirling if stirling and fit.hidden > 5.0 else _log_factorial)
    # By the envelope theorem l'(N) needs no second fit; its zero is sharper than the flat top of l.
    peak = _find_peak(lambda log_hidden: evaluate(log_hidden)[1], log(max(fit.hidden, 1e-3)))
    highest = evaluate(peak)[0]
    reach = float(chdtri(1, 1.0 - level)) / 2.0

    def excess(log_hidden: float) -> float:
        return highest - evaluate(log_hidden)[0] - reach

    low = _find_end(excess, peak, -1.0)
    high = _find_end(excess, peak, 1.0)
    return Profile(
        estimate=observed + exp(peak),
        low=float(observed) if low is None else observed + exp(low),
        high=None if high is None else observed + exp(high),
        level=level,
    )


def _log_factorial(x: float) -> tuple[float, float]:
    """log x! and its derivative."""
    return lgamma(x + 1.0), float(digamma(x + 1.0))


def _stirling(x: float) -> tuple[float, float]:
    """Stirling's formula for log x! and its derivative."""
    return x * log(x) - x + 0.5 * log(2.0 * pi * x), log(x) + 0.5 / x


def _make_profile(
    fit: Fit, factorial: Callable[[float], tuple[float, float]]
) -> Callable[[float], tuple[float, float]]:
    """l(N) up to a constant, and its derivative in N, as functions of the log of the hidden part."""
    lattice = fit.lattice
    intercept_only = np.zeros(lattice.matrix.shape[1])
    intercept_only[0] = 1.0
    matrix = np.vstack([intercept_only, lattice.matrix])
    columns = np.diag(fit.covariance) > 0  # the finite parameters
    cells = np.concatenate([[True], fit.means > 0])

    def evaluate(log_hidden: float) -> tuple[float, float]:
        hidden = exp(log_hidden)
        counts = np.concatenate([[hidden], fit.counts])[None]
        start = fit.coefficients[None].copy()
        start[0, 0] = log_hidden
        found = fit_batch(matrix, counts, columns[None], cells[None], start=start)
        total = fit.observed + hidden
        (own, own_slope), (all_, all_slope) = factorial(hidden), factorial(total)
        value = float(found.kernel[0]) - own + total - total * log(total) + all_
        slope = float(found.coefficients[0, 0]) - own_slope - log(total) + all_slope
        return value, slope

    return evaluate


def _find_peak(slope: Callable[[float], float], guess: float) -> float:
    """The zero of a slope that falls from positive to negative, near a guess."""
    low = high = guess
    step = 0.05
    while slope(low) < 0 and guess - low < WIDEST:
        low, step = low - step, step * 2.0
    step = 0.05
    while slope(high) > 0 and high - guess < WIDEST:
        high, step = high + step, step * 2.0
    if low == high or slope(low) < 0 or slope(high) > 0:
        return low if slope(low) < 0 else high  # at the edge: nobody hidden, or without end
    return float(scipy.optimize.brentq(slope, low, high, xtol=1e-10, rtol=1e-12))


def _find_end(excess: Callable[[float], float], peak: float, direction: float) -> float | None:
    step = 0.25
    while step < WIDEST:
        if excess(peak + direction * step) > 0:
            ends = sorted((peak, peak + direction * step))
            return float(scipy.optimize.brentq(excess, *ends, xtol=1e-10, rtol=1e-12))
        step *= 2.0
    return None
