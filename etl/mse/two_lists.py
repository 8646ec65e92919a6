"""Estimators for two lists, and lower bounds that use only how often people were seen."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import sqrt

import numpy as np

from etl.mse.batch import fit_batch
from etl.mse.histories import Histories, counts_as_float, overlap_matrix
from etl.mse.lattice import FloatArray, build_lattice
from etl.mse.model import no_estimate


@dataclass(frozen=True)
class Pair:
    """Two lists taken alone: n1 and n2 persons, m on both; lincoln_petersen None when m = 0."""

    first: str
    second: str
    n1: int
    n2: int
    m: int
    lincoln_petersen: float | None
    chapman: float
    chapman_se: float


@dataclass(frozen=True)
class ChaoBounds:
    """Chao's bounds for the total, in persons; None where f2 = 0 leaves a form undefined.

    plain: S + f1² / (2 f2); bias_corrected: S + f1 (f1 - 1) / (2 (f2 + 1)); few_lists: the plain form with
    the factor (t - 1) / t for t lists; equal_lists and unequal_lists: the log-linear bounds (Mh and Mth),
    which use all frequencies; in the second, lists may differ in reach.

    All but unequal_lists take the lists as of equal reach. Where they are not, f1² / (2 f2) exceeds the number of
    persons unseen even if the lists are independent and all persons alike: with odds o of the lists, e1 = Σ o and
    e2 = Σ o o' over pairs, it is f0 e1² / (2 e2) = f0 (1 + Σ o² / (2 e2)).
    """

    plain: float | None
    bias_corrected: float
    few_lists: float | None
    equal_lists: float | None
    unequal_lists: float | None


def estimate_lincoln_petersen(n1: int, n2: int, m: int) -> float:
    """n1 n2 / m, for two independent lists (Petersen 1896; Lincoln 1930). NoEstimateError when m = 0."""
    if m == 0:
        raise no_estimate("too_few_overlaps")
    return n1 * n2 / m


def estimate_chapman(n1: int, n2: int, m: int) -> tuple[float, float]:
    """(n1 + 1)(n2 + 1) / (m + 1) - 1, finite for m = 0 (Chapman 1951), and its standard error

    √((n1 + 1)(n2 + 1)(n1 - m)(n2 - m) / ((m + 1)² (m + 2))) (Seber 1970, Biometrika 57:245)."""
    size = (n1 + 1) * (n2 + 1) / (m + 1) - 1
    variance = (n1 + 1) * (n2 + 1) * (n1 - m) * (n2 - m) / ((m + 1) ** 2 * (m + 2))
    return size, sqrt(variance)


def compare_pairs(histories: Histories) -> tuple[Pair, ...]:
    """Every pair of lists on its own. That they disagree shows that the lists are not independent samples."""
    together = overlap_matrix(histories)
    found = []
    for i, j in combinations(range(len(histories.lists)), 2):
        n1, n2, m = int(together[i, i]), int(together[j, j]), int(together[i, j])
        plain = estimate_lincoln_petersen(n1, n2, m) if m else None
        chapman, error = estimate_chapman(n1, n2, m)
        found.append(Pair(histories.lists[i], histories.lists[j], n1, n2, m, plain, chapman, error))
    return tuple(found)


def bound_chao(histories: Histories) -> ChaoBounds:
    """Chao's lower bounds (Chao 1987, Biometrics 43:783) from f1 and f2, persons on exactly one and two
    lists.

    On average at most the total when lists are independent and people differ in how easily they are seen; where
    people are alike the forms that fit the lists scatter round the total, so an estimate somewhat under one is no
    contradiction. Not a bound under dependence between lists or missed links.
    """
    f1, f2 = (int(f) for f in histories.capture_frequencies[:2])
    seen, lists = histories.observed, len(histories.lists)
    excess = f1**2 / (2 * f2) if f2 else None
    return ChaoBounds(
        plain=None if excess is None else seen + excess,
        bias_corrected=seen + f1 * (f1 - 1) / (2 * (f2 + 1)),
        few_lists=None if excess is None else seen + (lists - 1) / lists * excess,
        equal_lists=_bound_log_linear(histories, unequal_lists=False) if f2 else None,
        unequal_lists=_bound_log_linear(histories, unequal_lists=True) if f2 else None,
    )


def _bound_log_linear(histories: Histories, *, unequal_lists: bool) -> float | None:
    """Chao's bound as a log-linear model (Rivest & Baillargeon 2007, Biometrics 63:999): beside the lists,
    a hinge max(k - j, 0) in the number of lists k for each j = 2, 3, …, its coefficient not negative, lets
    people be seen again more often than independence allows. A hinge that would be negative is left out. None where
    the search does not converge.
    """
    matrix = build_lattice(len(histories.lists), 1).matrix
    sizes = matrix[:, 1:].sum(axis=1)
    base = matrix if unequal_lists else np.column_stack([np.ones_like(sizes), sizes])
    hinges = list(range(2, int(sizes[histories.counts > 0].max())))
    while True:
        extra = [np.maximum(sizes - j, 0.0) for j in hinges]
        design: FloatArray = np.column_stack([base, *extra])
        everything = np.ones((1, design.shape[1]), dtype=bool)
        fitted = fit_batch(design, counts_as_float(histories), everything, np.ones((1, len(sizes)), dtype=bool))
        if not fitted.converged[0]:
            return None
        found = fitted.coefficients[0]
        kept = [j for j, height in zip(hinges, found[base.shape[1] :], strict=True) if height >= 0]
        if kept == hinges:
            return histories.observed + float(np.exp(found[0]))
        hinges = kept
