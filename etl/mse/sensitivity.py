"""How far the answer moves when a choice is made otherwise.

Sharifi Far et al. (Crime & Delinquency, 10.1177/0011128720951429) on omitting and combining lists;
Silverman (2020, JRSSA 183:691) on models that fit about as well and "give rather different answers".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from etl.mse.errors import NoEstimateError, ReasonCode
from etl.mse.hierarchical import Scored, rank_models
from etl.mse.histories import MIN_LISTS, Histories, counts_as_float, drop_lists, merge_lists
from etl.mse.methods import Settings, choose_model, lattice_of
from etl.mse.model import name_term
from etl.mse.names import join_names

THRESHOLDS = (0.001, 0.005, 0.01, 0.02, 0.05, 0.1)
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Variant:
    """The estimate after one other choice. changed: the list dropped, the lists merged ('I+O') or the
    threshold. terms are written by join_names.

    estimate and wald95 in persons, None with a reason and its code where there is no estimate.
    """

    changed: str
    observed: int
    estimate: float | None
    wald95: tuple[float, float] | None
    terms: tuple[str, ...]
    minus_infinity_terms: tuple[str, ...]
    pearson_over_df: float | None
    reason: str | None
    reason_code: ReasonCode | None = None


@dataclass(frozen=True)
class NearModel:
    """A model about as good as the best: bic, and its estimate in persons."""

    terms: tuple[str, ...]
    minus_infinity_terms: tuple[str, ...]
    bic: float
    estimate: float


@dataclass(frozen=True)
class NearModels:
    """Models within some BIC units of the best, best first; exhaustive: all models were fitted; searched: models
    fitted; sound: those of them with an estimate."""

    models: tuple[NearModel, ...]
    exhaustive: bool
    searched: int
    sound: int


def vary_lists(histories: Histories, settings: Settings, progress: Progress | None = None) -> tuple[Variant, ...]:
    """Leave one list out: a variant for each list, up to the order of interactions of the whole table. Empty for two
    lists, as one list supports no estimate."""
    if len(histories.lists) <= MIN_LISTS:
        return ()
    settings = settings.fixed_order(len(histories.lists))
    return _vary([(name, drop_lists(histories, [name]), settings) for name in histories.lists], progress)


def vary_merges(histories: Histories, settings: Settings, progress: Progress | None = None) -> tuple[Variant, ...]:
    """Merge two lists: a variant for each pair, up to the order of interactions of the whole table. Empty for two
    lists."""
    if len(histories.lists) <= MIN_LISTS:
        return ()
    settings, pairs = settings.fixed_order(len(histories.lists)), combinations(histories.lists, 2)
    return _vary([(join_names(pair, "+"), merge_lists(histories, pair), settings) for pair in pairs], progress)


def vary_threshold(
    histories: Histories,
    settings: Settings,
    thresholds: Sequence[float] = THRESHOLDS,
    progress: Progress | None = None,
) -> tuple[Variant, ...]:
    """The same selection with other thresholds; empty for methods that have none."""
    if settings.used_threshold is None:
        return ()
    return _vary([(f"{t:g}", histories, settings.with_threshold(t)) for t in thresholds], progress)


def find_near_models(
    histories: Histories,
    settings: Settings | None = None,
    *,
    within: float = 6.0,
    progress: Progress | None = None,
    scored: Scored | None = None,
) -> NearModels:
    """All hierarchical models within so many BIC units of the best (6: strong evidence, Kass & Raftery 1995).

    Interactions of at most settings.max_order lists; by default all orders up to five lists and pairs from
    six. From seven lists the models are found by walking, not all of them (rank_models). scored: what
    score_models found on this table, if known. Raises NoEstimateError.
    """
    settings = replace(settings or Settings(), method="bic")
    counts = counts_as_float(histories)
    lattice = lattice_of(len(histories.lists), settings)
    ranking = rank_models(lattice, counts, within=within, progress=progress, scored=scored)
    seen = counts[0] @ lattice.matrix > 0
    models = []
    for columns, bic, estimate in zip(ranking.columns, ranking.bic, ranking.estimate, strict=True):
        names = tuple(name_term(histories.lists, t) for t in lattice.terms_of(columns))
        gone = tuple(name_term(histories.lists, t) for t in lattice.terms_of(columns & ~seen))
        models.append(NearModel(names, gone, float(bic), float(estimate)))
    return NearModels(tuple(models), ranking.exhaustive, ranking.searched, ranking.sound)


def find_near_models_or_none(histories: Histories, settings: Settings, scored: Scored | None) -> NearModels | None:
    """As find_near_models, on models that were fitted already; None when there are none, or too many to fit."""
    if scored is None:
        return None
    try:
        return find_near_models(histories, settings, scored=scored)
    except NoEstimateError:
        return None


def _vary(choices: list[tuple[str, Histories, Settings]], progress: Progress | None) -> tuple[Variant, ...]:
    found = []
    for done, choice in enumerate(choices, start=1):
        found.append(_try(*choice))
        if progress is not None:
            progress(done, len(choices))
    return tuple(found)


def _try(changed: str, table: Histories, settings: Settings) -> Variant:
    try:
        chosen = choose_model(table, settings)
    except NoEstimateError as error:
        return Variant(changed, table.observed, None, None, (), (), None, str(error), error.code)
    return Variant(
        changed,
        table.observed,
        chosen.estimate,
        chosen.fit.wald(),
        tuple(name_term(table.lists, t) for t in chosen.fit.terms),
        tuple(name_term(table.lists, t) for t in chosen.fit.minus_infinity_terms),
        chosen.fit.pearson_over_df,
        None,
    )
