"""Funnel plots: which areas differ more from the whole than their size explains. No ranking.

Spiegelhalter, D.J. (2005), Funnel plots for comparing institutional performance, Statistics in Medicine 24(8),
1185-1202, https://doi.org/10.1002/sim.1970. Appendix A.1.1 has the exact limits, section 4 the over-dispersion.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import chi2, poisson

Floats = NDArray[np.float64]
LEVELS = (0.95, 0.998)
"""Two-sided: about two and three standard deviations."""
TRIMMED = 0.1
"""Part of the areas at either end whose z-scores are drawn in before the over-dispersion is estimated."""


def exact_limit(target: float, exposure: ArrayLike, p: float) -> Floats:
    """The rate under which a part p of Poisson counts falls, interpolated between whole counts (A.1.1).

    With r the smallest count of which P(R <= r) >= p, the limit is (r - a) / exposure, where
    a = (P(R <= r) - p) / (P(R <= r) - P(R <= r - 1)). target: events per unit of exposure.
    """
    at_risk = np.asarray(exposure, np.float64)
    expected = target * at_risk
    r = poisson.ppf(p, expected)
    reached, before = poisson.cdf(r, expected), poisson.cdf(r - 1, expected)
    return np.maximum(r - (reached - p) / (reached - before), 0) / at_risk


def over_dispersion(counts: ArrayLike, exposure: ArrayLike, target: float) -> float:
    """The multiplicative over-dispersion: 1 unless the areas scatter significantly more than chance (section 4).

    The mean square of the z-scores (O - E) / sqrt(E), after the outer tenth at both ends is winsorised, so that the
    few areas that stand out do not widen the funnel they stand out of. Times the number of areas it is about
    chi-squared; when it does not exceed its 95 % point, no adjustment is made.
    """
    k, at_risk = np.asarray(counts, np.float64), np.asarray(exposure, np.float64)
    z = (k - target * at_risk) / np.sqrt(target * at_risk)
    z = np.clip(z, *np.quantile(z, [TRIMMED, 1 - TRIMMED]))
    found = float(np.mean(z**2))
    return found if found * z.size > chi2.ppf(0.95, z.size) else 1.0


@dataclass(frozen=True)
class Funnel:
    """The overall rate, the over-dispersion, and how its limits are drawn. Rates are per unit of exposure."""

    target: float
    dispersion: float

    def limits(self, exposure: ArrayLike, level: float) -> tuple[Floats, Floats]:
        """Control limits at a level. With over-dispersion the distance of the exact limits to the target grows by its
        square root, as the normal limits of the paper do; never under 0."""
        tail = (1 - level) / 2
        low, high = (
            self.target + np.sqrt(self.dispersion) * (exact_limit(self.target, exposure, p) - self.target)
            for p in (tail, 1 - tail)
        )
        return np.maximum(low, 0), high


def funnel(counts: ArrayLike, exposure: ArrayLike) -> Funnel:
    """The funnel of areas round their overall rate.

    counts: events an area. exposure: inhabitants (or inhabitant-years) an area. Raises ValueError for fewer than three
    areas, an exposure of 0 or less, or no events at all.
    """
    k, at_risk = np.asarray(counts, np.float64), np.asarray(exposure, np.float64)
    if k.size < 3 or np.any(at_risk <= 0) or k.sum() == 0:
        raise ValueError("expected three areas or more, each with inhabitants, and at least one event")
    target = float(k.sum() / at_risk.sum())
    return Funnel(target, over_dispersion(k, at_risk, target))
