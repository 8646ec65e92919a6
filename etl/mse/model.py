"""One log-linear Poisson model of a table, fitted, with the figures by which it is judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from scipy.special import gammaln, ndtri, xlogy

from etl.mse.batch import fit_batch
from etl.mse.errors import InputError, NoEstimateError
from etl.mse.existence import check_models
from etl.mse.histories import Histories, counts_as_float
from etl.mse.lattice import FloatArray, Lattice, build_lattice
from etl.mse.names import join_names, split_names

REASONS = {
    "too_few_overlaps": "too few overlaps: nobody is on two lists, so nothing links the lists to the unseen",
    "no_maximum": "no maximum: with the zeros of this table the model fits ever better as its parameters run off to "
    "infinity (often the estimate with them, without end or down to nobody unseen), although a plain fit may look "
    "converged",
    "not_identifiable": "not identifiable: the cells left by zero overlaps do not determine all parameters",
    "not_converged": "the search for the maximum did not converge",
}


@dataclass(frozen=True)
class Fit:
    """A fitted model. Terms are bit masks of lists, singletons not included.

    estimate: persons in all, observed plus exp(intercept); hidden: persons on no list. standard_error: of
    the log of hidden. deviance, Pearson's chi-square and df are over the cells that a -infinity term does
    not empty. parameters: with the -infinity terms, as AIC = -2 log L + 2 k and BIC = -2 log L + k
    log(persons) count them. coefficients and covariance follow the columns, counts and means the rows of
    the lattice.
    """

    lattice: Lattice
    terms: tuple[int, ...]
    minus_infinity_terms: tuple[int, ...]
    observed: int
    estimate: float
    hidden: float
    standard_error: float
    deviance: float
    df: int
    log_likelihood: float
    parameters: int
    aic: float
    bic: float
    pearson: float
    coefficients: FloatArray
    covariance: FloatArray
    counts: FloatArray
    means: FloatArray

    @property
    def pearson_over_df(self) -> float | None:
        """Overdispersion: about 1 where the Poisson model holds; None for a saturated model."""
        return self.pearson / self.df if self.df > 0 else None

    def wald(self, level: float = 0.95) -> tuple[float, float]:
        """Interval for the total, symmetric on the log of the hidden part. It ignores model selection."""
        reach = exp(float(ndtri(0.5 + level / 2)) * self.standard_error)
        return self.observed + self.hidden / reach, self.observed + self.hidden * reach


def fit_model(histories: Histories, terms: Sequence[int] = ()) -> Fit:
    """Fit main effects plus the given interactions (bit masks of two or more lists) by maximum likelihood.

    log μ_w = Σ α_θ over θ ⊆ w (Fienberg 1972; Cormack 1989); terms never observed at -infinity (Chan,
    Silverman & Vincent 2021). Raises NoEstimateError when the maximum does not exist or is not
    identifiable, InputError for an unknown term.
    """
    chosen = tuple(terms)
    lists = len(histories.lists)
    for term in chosen:
        if not (0 < term < 2**lists and term.bit_count() > 1):
            raise InputError(expected=f"an interaction of two or more of {lists} lists", got=f"term {term:b}")
    lattice = build_lattice(lists, max([2, *(term.bit_count() for term in chosen)]))
    counts = counts_as_float(histories)
    if not histories.capture_frequencies[1:].any():
        raise no_estimate("too_few_overlaps")
    verdict = check_models(lattice, lattice.columns_of(chosen)[None], counts > 0)
    if not verdict.exists[0]:
        raise no_estimate("no_maximum")
    if not verdict.identifiable[0]:
        raise no_estimate("not_identifiable")
    fitted = fit_batch(lattice.matrix, counts, verdict.finite, verdict.cells)
    if not fitted.converged[0]:
        raise no_estimate("not_converged")
    columns, cells, means = verdict.finite[0], verdict.cells[0], fitted.means[0]
    covariance = invert_information(lattice.matrix[:, columns], means)
    y, mu = counts[0][cells], means[cells]
    k = int((lattice.columns_of(chosen) & ((lattice.sizes != 1) | columns)).sum())
    log_likelihood = float(fitted.kernel[0] - gammaln(y + 1).sum())
    hidden = exp(float(fitted.coefficients[0, 0]))
    spread = np.zeros((len(columns), len(columns)))
    spread[np.ix_(columns, columns)] = covariance
    return Fit(
        lattice=lattice,
        terms=chosen,
        minus_infinity_terms=tuple(t for t in chosen if not columns[lattice.column[t]]),
        observed=histories.observed,
        estimate=histories.observed + hidden,
        hidden=hidden,
        standard_error=sqrt(float(covariance[0, 0])),
        deviance=2.0 * float((xlogy(y, y / mu) - (y - mu)).sum()),
        df=int(cells.sum() - columns.sum()),
        log_likelihood=log_likelihood,
        parameters=k,
        aic=-2.0 * log_likelihood + 2.0 * k,
        bic=-2.0 * log_likelihood + k * log(histories.observed),
        pearson=float(((y - mu) ** 2 / mu).sum()),
        coefficients=fitted.coefficients[0],
        covariance=spread,
        counts=counts[0],
        means=means,
    )


def invert_information(design: FloatArray, means: FloatArray) -> FloatArray:
    """(X'WX)^-1 for W = diag(means); scaled first, since counts of lists differ by orders of magnitude."""
    information = design.T @ (design * means[:, None])
    scale = 1.0 / np.sqrt(np.diag(information))
    inverse = np.linalg.inv(information * np.outer(scale, scale))
    return inverse * np.outer(scale, scale)


def no_estimate(code: str) -> NoEstimateError:
    """The error for one of REASONS."""
    return NoEstimateError(code, REASONS[code])  # type: ignore[arg-type]


def name_term(lists: Sequence[str], term: int) -> str:
    """'P:Z' for the interaction of lists P and Z; names as join_names writes them."""
    return join_names(name for i, name in enumerate(lists) if term >> i & 1)


def term_of(lists: Sequence[str], name: str) -> int:
    """The bit mask of 'P:Z'. Raises InputError for an unknown list."""
    parts = split_names(name)
    for part in parts:
        if part not in lists:
            raise InputError(expected=f"lists among {', '.join(lists)} joined by ':'", got=name)
    return sum(1 << lists.index(part) for part in set(parts))
