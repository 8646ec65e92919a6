"""The front door: a table and settings in, one result with everything that belongs beside the number out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import perf_counter

from etl.mse.bootstrap import Bootstrap, bootstrap
from etl.mse.checks import Check, check_bootstrap, check_fit, check_no_fit, check_spread, check_table
from etl.mse.errors import InputError, NoEstimateError, ReasonCode
from etl.mse.hierarchical import Scored, score_models
from etl.mse.histories import Histories, counts_as_float
from etl.mse.methods import Chosen, Method, Settings, choose_model, lattice_of, make_estimator
from etl.mse.model import Fit, name_term
from etl.mse.profile import Profile, profile_likelihood
from etl.mse.sensitivity import NearModels, Variant, find_near_models_or_none, vary_lists, vary_merges, vary_threshold
from etl.mse.two_lists import ChaoBounds, Pair, bound_chao, compare_pairs

METHOD_VERSION = "mse-2"  # raise when the same table and settings may give another number
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Result:
    """One estimate of a population's size, in persons, with its uncertainty and its doubts.

    estimate is None exactly if reason (a sentence) and reason_code are given; then fit, wald95, profile95
    and bootstrap are None as well, while lists, overlap checks, bounds and sensitivity are still there.
    wald95 and profile95 ignore model selection. near_models is None when not asked for or when no model is
    sound. seconds: of the whole; seconds_of_choice: of them those of choosing the model and of its bootstrap, about
    what one table of simulate_coverage takes with as many replicates.
    """

    histories: Histories
    settings: Settings
    method_version: str
    terms: tuple[str, ...]
    minus_infinity_terms: tuple[str, ...]
    estimate: float | None
    reason: str | None
    reason_code: ReasonCode | None
    fit: Fit | None
    wald95: tuple[float, float] | None
    profile95: Profile | None
    bootstrap: Bootstrap | None
    bounds: ChaoBounds
    pairs: tuple[Pair, ...]
    leave_one_list_out: tuple[Variant, ...]
    merged_lists: tuple[Variant, ...]
    other_thresholds: tuple[Variant, ...]
    near_models: NearModels | None
    checks: tuple[Check, ...]
    seconds: float
    seconds_of_choice: float

    @property
    def method(self) -> Method:
        """How the model was chosen."""
        return self.settings.method


def estimate_dark_number(
    histories: Histories,
    settings: Settings | None = None,
    *,
    replicates: int = 0,
    seed: int = 1,
    sensitivity: bool = True,
    progress: Progress | None = None,
    scored: Scored | None = None,
) -> Result:
    """Estimate the number of persons, seen and unseen, behind overlapping lists.

    replicates: bootstrap replicates, 0 for none. sensitivity: also leave each list out, merge every two lists, try
    other thresholds and fit all near models (seconds at most). progress(stage, done, all), stage 'near_models',
    'bootstrap', 'dropped_lists', 'merged_lists' or 'thresholds', may raise to cancel. scored: what score_models found
    on this table, if known (the five methods share it). A table that supports no estimate gives a Result with a
    reason; InputError for impossible settings.
    """
    begin = perf_counter()
    settings = settings or Settings()
    if replicates < 0:
        raise InputError(expected="0 or more bootstrap replicates", got=str(replicates))
    chosen: Chosen | None = None
    reason: NoEstimateError | None = None
    if scored is None and (sensitivity or settings.method == "bic"):
        scored = score_histories(histories, settings, _staged("near_models", progress))
    begun = begin if settings.method == "bic" else perf_counter()  # bic chooses among the models that were scored
    try:
        chosen = choose_model(histories, settings, scored)
    except NoEstimateError as error:
        reason = error
    resampled = _bootstrap(histories, settings, chosen, replicates, seed, _staged("bootstrap", progress), scored)
    seconds_of_choice = perf_counter() - begun
    dropped: tuple[Variant, ...] = ()
    merged: tuple[Variant, ...] = ()
    moved: tuple[Variant, ...] = ()
    near: NearModels | None = None
    if sensitivity:
        dropped = vary_lists(histories, settings, _staged("dropped_lists", progress))
        merged = vary_merges(histories, settings, _staged("merged_lists", progress))
        moved = vary_threshold(histories, settings, progress=_staged("thresholds", progress))
        near = find_near_models_or_none(histories, settings, scored)
    checks = check_table(histories)
    if reason is not None:
        checks.insert(0, check_no_fit(reason))
    elif chosen is not None:
        checks = check_fit(histories.lists, chosen.fit) + checks
    checks += check_spread(near, dropped) + check_bootstrap(resampled)
    fit = chosen.fit if chosen else None
    return Result(
        histories=histories,
        settings=settings,
        method_version=METHOD_VERSION,
        terms=tuple(name_term(histories.lists, term) for term in fit.terms) if fit else (),
        minus_infinity_terms=tuple(name_term(histories.lists, t) for t in fit.minus_infinity_terms) if fit else (),
        estimate=chosen.estimate if chosen else None,
        reason=str(reason) if reason else None,
        reason_code=reason.code if reason else None,
        fit=fit,
        wald95=fit.wald() if fit else None,
        profile95=profile_likelihood(fit, stirling=settings.method == "aic") if fit else None,
        bootstrap=resampled,
        bounds=bound_chao(histories),
        pairs=compare_pairs(histories),
        leave_one_list_out=dropped,
        merged_lists=merged,
        other_thresholds=moved,
        near_models=near,
        checks=tuple(checks),
        seconds=perf_counter() - begin,
        seconds_of_choice=seconds_of_choice,
    )


def score_histories(
    histories: Histories, settings: Settings, progress: Callable[[int, int], None] | None = None
) -> Scored | None:
    """Every model that bic looks at, fitted once for all that use them; None when there are too many."""
    lattice = lattice_of(len(histories.lists), replace(settings, method="bic"))
    try:
        return score_models(lattice, counts_as_float(histories), progress)
    except NoEstimateError:  # who needs them will say so
        return None


def _staged(stage: str, progress: Progress | None) -> Callable[[int, int], None] | None:
    if progress is None:
        return None

    def report(done: int, total: int) -> None:
        progress(stage, done, total)

    return report


def _bootstrap(
    histories: Histories,
    settings: Settings,
    chosen: Chosen | None,
    replicates: int,
    seed: int,
    progress: Callable[[int, int], None] | None,
    scored: Scored | None,
) -> Bootstrap | None:
    if chosen is None or replicates == 0:
        return None
    counts = counts_as_float(histories)
    estimator = make_estimator(len(histories.lists), counts, settings, scored)
    # Replicates are Poisson estimates, so the point they are compared with is one too.
    return bootstrap(counts, estimator, chosen.fit.estimate, replicates=replicates, seed=seed, progress=progress)
