"""Uncertainty of counted events."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaincinv


def poisson_interval(counts: ArrayLike, level: float = 0.95) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Exact limits of the expected number behind each count, if events come independently of one another.

    Garwood, F. (1936), Fiducial limits for the Poisson distribution, Biometrika 28(3/4), 437-442: the
    limits are quantiles of gamma distributions with shape k and k + 1. The lower limit of a count of 0 is
    0. Victims and suspects cluster in cases, so the true uncertainty is wider.

    counts: whole numbers of 0 or more, any shape. Returns (low, high) of that shape, in events.
    Raises ValueError for a negative or fractional count.
    """
    k = np.asarray(counts, dtype=np.float64)
    if np.any(k < 0) or np.any(k % 1 != 0):
        raise ValueError("counts must be whole numbers of 0 or more")
    tail = (1 - level) / 2
    low = np.where(k > 0, gammaincinv(np.maximum(k, 1), tail), 0.0)
    return low, gammaincinv(k + 1, 1 - tail)
