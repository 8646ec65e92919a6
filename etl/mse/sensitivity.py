"""How far the answer moves when a choice is made otherwise.

Sharifi Far et al. (Crime & Delinquency, 10.1177/0011128720951429) on omitting and combining lists;
Silverman (2020, JRSSA 183:691) on models that fit about as well and "give rather different answers".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import log

import numpy as np
from scipy.special import gammaln

from etl.mse.batch import fit_sound
from etl.mse.errors import NoEstimateError
from etl.mse.hierarchical import Ranking, default_order, rank_models
from etl.mse.histories import MIN_LISTS, Histories, counts_as_float, drop_lists, merge_lists
from etl.mse.lattice import FloatArray, Lattice, build_lattice
from etl.mse.methods import Settings, choose_model, choose_terms
from etl.mse.model import name_term

THRESHOLDS = (0.001, 0.005, 0.01, 0.02, 0.05, 0.1)
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Variant:
    """The estimate after one other choice. changed: the list dropped, the lists merged ('I+O') or the
    threshold.

    estimate and wald95 in persons, None with a reason where there is no estimate.
    """

    changed: str
    observed: int
    estimate: float | None
    wald95: tuple[float, float] | None
    terms: tuple[str, ...]
    minus_infinity_terms: tuple[str, ...]
    pearson_over_df: float | None
    reason: str | None


@dataclass(frozen=True)
class NearModel:
    """A model about as good as the best: bic, and its estimate in persons."""

    terms: tuple[str, ...]
    minus_infinity_terms: tuple[str, ...]
    bic: float
    estimate: float


@dataclass(frozen=True)
class NearModels:
    """Models within some BIC units of the best, best first; exhaustive: all models were fitted."""

    models: tuple[NearModel, ...]
    exhaustive: bool
    searched: int


def vary_lists(
    histories: Histories, settings: Settings, progress: Progress | None = None
) -> tuple[Variant, ...]:
    """Leave one list out: a variant for each list. Empty for two lists, as one list supports no estimate."""
    if len(histories.lists) <= MIN_LISTS:
        return ()
    tables = [(name, drop_lists(histories, [name])) for name in histories.lists]
    return _vary(tables, settings, progress)


def vary_merges(
    histories: Histories, settings: Settings, progress: Progress | None = None
) -> tuple[Variant, ...]:
    """Merge two lists: a variant for each pair. Empty for two lists."""
    if len(histories.lists) <= MIN_LISTS:
        return ()
    tables = [(f"{a}+{b}", merge_lists(histories, [a, b])) for a, b in combinations(histories.lists, 2)]
    return _vary(tables, settings, progress)


def vary_threshold(
    histories: Histories, settings: Settings, thresholds: Sequence[float] = THRESHOLDS
) -> tuple[Variant, ...]:
    """The same selection with other thresholds; empty for methods that have none."""
    if settings.used_threshold is None:
        return ()
    return tuple(_try(f"{t:g}", histories, settings.with_threshold(t)) for t in thresholds)


def find_near_models(
    histories: Histories,
    settings: Settings | None = None,
    *,
    within: float = 6.0,
    progress: Progress | None = None,
) -> NearModels:
    """All hierarchical models within so many BIC units of the best (6: strong evidence, Kass & Raftery 1995).

    Interactions of at most settings.max_order lists; by default all orders up to five lists and pairs from
    six. From seven lists, where all models are millions, a walk (Occam's window, Madigan & Raftery 1994):
    from the stepwise model on, add or drop one pair while the result stays near the best. Raises
    NoEstimateError.
    """
    settings = settings or Settings()
    lists, counts = len(histories.lists), counts_as_float(histories)
    lattice = build_lattice(lists, max(2, settings.max_order or default_order(lists)))
    exhaustive = lists <= 6
    if exhaustive:
        ranking = rank_models(lattice, counts, within=within, progress=progress)
    else:
        first = choose_terms(histories, Settings("stepwise"))
        ranking = _walk(build_lattice(lists, 2), counts, first, within)
        lattice = build_lattice(lists, 2)
    seen = counts[0] @ lattice.matrix > 0
    models = []
    for columns, bic, estimate in zip(ranking.columns, ranking.bic, ranking.estimate, strict=True):
        names = tuple(name_term(histories.lists, t) for t in lattice.terms_of(columns))
        gone = tuple(name_term(histories.lists, t) for t in lattice.terms_of(columns & ~seen))
        models.append(NearModel(names, gone, float(bic), float(estimate)))
    return NearModels(tuple(models), exhaustive, ranking.searched)


def _vary(
    tables: list[tuple[str, Histories]], settings: Settings, progress: Progress | None
) -> tuple[Variant, ...]:
    found = []
    for done, (name, table) in enumerate(tables, start=1):
        found.append(_try(name, table, settings))
        if progress is not None:
            progress(done, len(tables))
    return tuple(found)


def _try(changed: str, table: Histories, settings: Settings) -> Variant:
    if settings.max_order is not None:
        settings = replace(settings, max_order=min(settings.max_order, max(2, len(table.lists) - 1)))
    try:
        chosen = choose_model(table, settings)
    except NoEstimateError as error:
        return Variant(changed, table.observed, None, None, (), (), None, str(error))
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


def _walk(
    lattice: Lattice, counts: FloatArray, first: tuple[int, ...], within: float, most: int = 20_000
) -> Ranking:
    pairs = np.flatnonzero(lattice.sizes == 2)
    constant, price = 2.0 * float(gammaln(counts + 1).sum()), log(float(counts.sum()))
    frontier = np.stack([lattice.columns_of(first), lattice.columns_of(())])
    known: dict[bytes, tuple[float, float]] = {}
    while len(frontier) and len(known) < most:
        fitted = fit_sound(lattice, counts, frontier)
        bic = np.where(
            fitted.failed == 0, -2.0 * fitted.kernel + constant + price * frontier.sum(axis=1), np.inf
        )
        for columns, score, hidden in zip(frontier, bic, fitted.log_hidden, strict=True):
            known[columns.tobytes()] = (float(score), float(hidden))
        best = min(score for score, _ in known.values())
        near = frontier[bic <= best + within]
        flipped = np.repeat(near, len(pairs), axis=0)
        flipped[np.arange(len(flipped)), np.tile(pairs, len(near))] ^= True
        fresh = {row.tobytes(): row for row in flipped if row.tobytes() not in known}
        frontier = np.array(list(fresh.values())) if fresh else frontier[:0]
    best = min(score for score, _ in known.values())
    if not np.isfinite(best):
        raise NoEstimateError(
            "no_maximum", "no maximum: no model near the stepwise one has one on this table"
        )
    kept = sorted((score, key, hidden) for key, (score, hidden) in known.items() if score <= best + within)
    columns = np.array([np.frombuffer(key, dtype=bool) for _, key, _ in kept])
    estimate = float(counts.sum()) + np.exp(np.array([hidden for _, _, hidden in kept]))
    return Ranking(columns, np.array([score for score, _, _ in kept]), estimate, len(known))
