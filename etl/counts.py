"""Uncertainty of counted events: limits of one count, scatter of several, and the change between two."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincinv, gammaincinv

Floats = NDArray[np.float64]


def poisson_interval(counts: ArrayLike, level: float = 0.95) -> tuple[Floats, Floats]:
    """Exact limits of the expected number behind each count, if events come independently of one another.

    Garwood, F. (1936), Fiducial limits for the Poisson distribution, Biometrika 28(3/4), 437-442: the
    limits are quantiles of gamma distributions with shape k and k + 1. The lower limit of a count of 0 is
    0. Victims and suspects cluster in cases, so the true uncertainty is wider.

    counts: whole numbers of 0 or more, any shape. Returns (low, high) of that shape, in events.
    Raises ValueError for a negative or fractional count.
    """
    return quasi_poisson_interval(counts, 1.0, level)


def quasi_poisson_interval(counts: ArrayLike, dispersion: ArrayLike, level: float = 0.95) -> tuple[Floats, Floats]:
    """Limits of the expected number behind each count where the variance is `dispersion` times the mean.

    Quasi-likelihood fixes mean and variance alone (Wedderburn, R.W.M. (1974), Biometrika 61(3), 439-447). Of the
    distributions with variance phi * mean, phi times a Poisson count of mean / phi has limits that are exact for
    phi = 1: phi times those of Garwood (1936) for k / phi. They are wider for every phi above 1.

    counts: whole numbers of 0 or more. dispersion: 1 or more, of the same shape or one number. Returns (low, high),
    in events. Raises ValueError for a negative or fractional count, and for a dispersion under 1.
    """
    k, phi = np.broadcast_arrays(np.asarray(counts, np.float64), np.asarray(dispersion, np.float64))
    if np.any(k < 0) or np.any(k % 1 != 0):
        raise ValueError("counts must be whole numbers of 0 or more")
    if np.any(phi < 1):
        raise ValueError("a dispersion under 1 would claim more than the counts say; expected 1 or more")
    tail = (1 - level) / 2
    low = np.where(k > 0, phi * gammaincinv(np.maximum(k, 1) / phi, tail), 0.0)
    return low, phi * gammaincinv(k / phi + 1, 1 - tail)


def scatter(counts: ArrayLike, exposure: ArrayLike | None = None) -> float:
    """How many times more the counts of one series scatter round a constant rate than chance would: about 1 if not.

    Pearson's X2 over its degrees of freedom, the estimate of the dispersion in McCullagh, P. & Nelder, J.A. (1989),
    Generalized Linear Models, 2nd ed., 4.5.2 and 6.2.3. It holds real change over the years as well, and from a
    handful of years it is itself rough.

    counts: whole numbers of 0 or more. exposure: inhabitants of each year; equal when not given. Returns nan for
    fewer than two counts or no events at all.
    """
    k = np.asarray(counts, np.float64)
    at_risk = np.ones_like(k) if exposure is None else np.asarray(exposure, np.float64)
    if k.size < 2 or k.sum() == 0:
        return float("nan")
    expected = at_risk * k.sum() / at_risk.sum()
    return float(((k - expected) ** 2 / expected).sum() / (k.size - 1))


def dispersion(counts: ArrayLike, exposure: ArrayLike | None = None) -> float:
    """The `scatter` to widen limits with: never under 1, and 1 for fewer than three counts."""
    k = np.asarray(counts, np.float64)
    found = scatter(k, exposure) if k.size >= 3 else 1.0
    return max(1.0, found) if np.isfinite(found) else 1.0


def unrest(counts: ArrayLike) -> float:
    """The dispersion from one year to the next: what a change between two years is measured against. Never under 1.

    The mean square successive difference (von Neumann, J. et al. (1941), Annals of Mathematical Statistics 12(2),
    153-162), each difference over the sum of its two counts, which is its Poisson variance. `scatter` would take a
    steady rise for unrest, and then call no rise a change; this does not.

    counts: whole numbers in order of time, nan for a year without one, which has no neighbours. 1 for fewer than three
    counts, and pairs of zeros say nothing.
    """
    k = np.asarray(counts, np.float64)
    together = k[1:] + k[:-1]
    known = together > 0
    if np.isfinite(k).sum() < 3 or not known.any():
        return 1.0
    return max(1.0, float(np.mean(np.diff(k)[known] ** 2 / together[known])))


@dataclass(frozen=True)
class Change:
    """How many times larger the later rate is, with its interval; `high` is infinite after a count of 0."""

    ratio: float
    low: float
    high: float

    @property
    def beyond_chance(self) -> bool:
        """Only then may a difference be called a change."""
        return self.low > 1 or self.high < 1


def change(
    before: int, after: int, dispersion: float = 1.0, exposure: tuple[float, float] = (1.0, 1.0), level: float = 0.95
) -> Change | None:
    """The ratio of the rates behind two counts; None when both are 0, which says nothing of a ratio.

    Given their sum, the later of two independent Poisson counts is binomial, so the limits follow from those of
    Clopper and Pearson: Przyborowski, J. & Wilenski, H. (1940), Homogeneity of results in testing samples from
    Poisson series, Biometrika 31(3/4), 313-323. With a dispersion over 1 both counts are divided by it first, as in
    `quasi_poisson_interval`. exposure: inhabitants (or years) behind the two counts.

    Raises ValueError for a negative count or a dispersion under 1.
    """
    if min(before, after) < 0 or dispersion < 1:
        raise ValueError("expected counts of 0 or more and a dispersion of 1 or more")
    if before + after == 0:
        return None
    tail, times = (1 - level) / 2, exposure[0] / exposure[1]
    earlier, later = before / dispersion, after / dispersion
    lowest = float(betaincinv(later, earlier + 1, tail)) if after else 0.0
    highest = float(betaincinv(later + 1, earlier, 1 - tail)) if before else 1.0
    return Change(
        ratio=after / before * times if before else float("inf"),
        low=lowest / (1 - lowest) * times,
        high=highest / (1 - highest) * times if before else float("inf"),
    )
