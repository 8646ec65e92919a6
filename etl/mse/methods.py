"""The five ways to a model, each for one table and for many.

main: main effects, every list independent of every other. pairs: all pairwise interactions. stepwise:
one-sided Poisson p-values with the sparse-table treatment (default). aic: Bales–Hesketh–Silverman. bic: the
best of all hierarchical models up to an order, or from seven lists on the best that a walk meets.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np

from etl.mse.batch import fit_sound
from etl.mse.errors import InputError, NoEstimateError
from etl.mse.existence import grows_without_end
from etl.mse.hierarchical import Scored, default_order, rank_models
from etl.mse.histories import Histories, counts_as_float
from etl.mse.lattice import BoolArray, FloatArray, IntArray, Lattice, build_lattice
from etl.mse.model import Fit, fit_model, no_estimate
from etl.mse.profile import profile_likelihood
from etl.mse.stepwise import select_stepwise
from etl.mse.stepwise_aic import select_by_aic

Method = Literal["main", "pairs", "stepwise", "aic", "bic"]
METHODS: tuple[Method, ...] = get_args(Method)
DEFAULT_THRESHOLD = {"stepwise": 0.02, "aic": 0.05}
FAILURES = {1: "no_maximum", 2: "not_identifiable", 3: "not_converged"}
Estimator = Callable[[FloatArray], FloatArray]


@dataclass(frozen=True)
class Settings:
    """How a model is chosen.

    threshold: on the p-value of a pair, for stepwise (default 0.02, the value of Chan, Silverman & Vincent
    2021) and aic (default 0.05); None takes the default. max_order: lists in the largest interaction bic
    looks at, at most all lists but one; None is all orders up to five lists, pairs from six. top: models
    among which a bootstrap of bic re-selects (the interval stabilises at 50-60: Silverman, Chan & Vincent 2024).
    """

    method: Method = "stepwise"
    threshold: float | None = None
    max_order: int | None = None
    top: int = 60

    def __post_init__(self) -> None:
        if self.method not in METHODS:
            raise InputError(expected=f"a method among {', '.join(METHODS)}", got=str(self.method))
        if self.threshold is not None and not 0.0 <= self.threshold <= 1.0:
            raise InputError(expected="a threshold from 0 to 1", got=str(self.threshold))
        if self.max_order is not None and self.max_order < 2:
            raise InputError(expected="a largest interaction of 2 lists or more", got=str(self.max_order))

    @property
    def used_threshold(self) -> float | None:
        """The threshold in force; None for methods without one."""
        default = DEFAULT_THRESHOLD.get(self.method)
        return default if self.threshold is None else (self.threshold if default is not None else None)

    def fixed_order(self, lists: int) -> Settings:
        """The same with the largest interaction settled by a table of so many lists: what is made of that table by
        leaving out or merging lists must not be given interactions that the whole was not."""
        return replace(self, max_order=self.max_order or default_order(lists))

    def with_threshold(self, threshold: float) -> Settings:
        """The same with another threshold."""
        return replace(self, threshold=threshold)


@dataclass(frozen=True)
class Chosen:
    """The chosen model and its estimate in persons: that of the Poisson fit, and for aic the maximum of the
    multinomial profile likelihood, which that method publishes."""

    fit: Fit
    estimate: float


def choose_model(histories: Histories, settings: Settings, scored: Scored | None = None) -> Chosen:
    """Choose and fit one model. scored: for bic, what score_models found on this table, if known. Raises
    NoEstimateError with the reason."""
    fit = fit_model(histories, choose_terms(histories, settings, scored))
    if settings.method == "aic":
        return Chosen(fit, profile_likelihood(fit, stirling=True).estimate)
    return Chosen(fit, fit.estimate)


def choose_terms(histories: Histories, settings: Settings, scored: Scored | None = None) -> tuple[int, ...]:
    """The interactions a method selects, in the order in which they entered. Raises NoEstimateError."""
    lattice, counts = lattice_of(len(histories.lists), settings), counts_as_float(histories)
    if not histories.capture_frequencies[1:].any():
        raise no_estimate("too_few_overlaps")
    if settings.method in ("main", "pairs"):
        return lattice.terms_of(_fixed_columns(lattice, settings))
    if settings.method == "bic":
        return lattice.terms_of(rank_models(lattice, counts, best=1, scored=scored).columns[0])
    select = select_stepwise if settings.method == "stepwise" else select_by_aic
    selected = select(lattice, counts, settings.used_threshold or 0.0)
    if selected.failed[0]:
        raise no_estimate(FAILURES[int(selected.failed[0])])
    return tuple(lattice.terms[column] for column in selected.order[0] if column >= 0)


def lattice_of(lists: int, settings: Settings) -> Lattice:
    """The terms a method looks at; never an interaction of all lists, which would be the whole table again."""
    if settings.method != "bic":
        return build_lattice(lists, 2)
    return build_lattice(lists, max(2, min(settings.max_order or default_order(lists), lists - 1)))


def estimate_tables(lists: int, tables: FloatArray, settings: Settings) -> FloatArray:
    """Re-run the whole selection on each table, (B, C); estimates in persons (B,), as of make_estimator."""
    if settings.method == "bic":
        lattice = lattice_of(lists, settings)
        return np.array([_estimate_best_by_bic(lattice, table[None]) for table in tables])
    return make_estimator(lists, tables[:1], settings)(tables)


def make_estimator(lists: int, original: FloatArray, settings: Settings, scored: Scored | None = None) -> Estimator:
    """A function from tables (B, C) to estimates (B,), with the selection repeated. Where there is none: inf if the
    number of persons grows without end, nan for any other reason.

    For bic the selection is among the best ``settings.top`` models of the original table (1, C), as all of
    them for every replicate would be out of reach. For aic it gives the Poisson estimate, some 0.1 % above
    the multinomial.
    """
    lattice = lattice_of(lists, settings)
    if settings.method == "bic":
        models = rank_models(lattice, original, within=None, best=settings.top, scored=scored).columns
        starts = fit_sound(lattice, original, models).coefficients
        return lambda tables: _estimate_best_of(lattice, tables, models, starts)
    if settings.method in ("main", "pairs"):
        fixed = _fixed_columns(lattice, settings)[None]

        def estimate_fixed(tables: FloatArray) -> FloatArray:
            fitted = fit_sound(lattice, tables, np.repeat(fixed, len(tables), axis=0))
            return _add_hidden(lattice, tables, fixed[0], fitted.failed, fitted.log_hidden)

        return estimate_fixed
    select = select_stepwise if settings.method == "stepwise" else select_by_aic
    threshold = settings.used_threshold or 0.0

    def estimate_selected(tables: FloatArray) -> FloatArray:
        found = select(lattice, tables, threshold)  # where there is none, its first model failed: main effects
        return _add_hidden(lattice, tables, lattice.sizes <= 1, found.failed, found.log_hidden)

    return estimate_selected


def _add_hidden(
    lattice: Lattice, tables: FloatArray, columns: BoolArray, failed: IntArray, log_hidden: FloatArray
) -> FloatArray:
    """Persons seen and hidden in B tables; failed (B,) as FAILURES, columns (k,): the model that failed."""
    estimates = tables.sum(axis=1) + np.exp(log_hidden)
    for row in np.flatnonzero(failed == 1):
        estimates[row] = _without(lattice, columns, tables[row])
    return estimates


def _without(lattice: Lattice, columns: BoolArray, table: FloatArray) -> float:
    return float("inf") if grows_without_end(lattice, columns, table > 0) else float("nan")


def _fixed_columns(lattice: Lattice, settings: Settings) -> BoolArray:
    return lattice.sizes <= (1 if settings.method == "main" else 2)


def _estimate_best_by_bic(lattice: Lattice, table: FloatArray) -> float:
    try:
        return float(rank_models(lattice, table, best=1).estimate[0])
    except NoEstimateError as error:
        if error.code == "too_many_models":
            raise
        return _without(lattice, lattice.sizes <= 1, table[0])


def _estimate_best_of(lattice: Lattice, tables: FloatArray, models: BoolArray, starts: FloatArray) -> FloatArray:
    persons = tables.sum(axis=1)
    best, score = np.full(len(tables), np.nan), np.full(len(tables), np.inf)
    for columns, start in zip(models, starts, strict=True):
        repeated = np.repeat(columns[None], len(tables), axis=0)
        fitted = fit_sound(lattice, tables, repeated, np.repeat(start[None], len(tables), axis=0), tolerance=1e-9)
        bic = np.where(
            fitted.failed == 0,
            -2.0 * fitted.kernel + np.log(np.maximum(persons, 1.0)) * columns.sum(),
            np.inf,
        )
        better = bic < score
        score[better], best[better] = bic[better], persons[better] + np.exp(fitted.log_hidden[better])
    for row in np.flatnonzero(np.isnan(best)):  # none is sound: then it is the least of all models that tells
        best[row] = _without(lattice, lattice.sizes <= 1, tables[row])
    return best
