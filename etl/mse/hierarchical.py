"""All hierarchical models of a table, ranked by BIC.

Silverman, Chan & Vincent (2024, Stat. & Comp. 34:44): every model that holds all main effects and, with an
interaction, every interaction within it, up to an order. BIC = -2 log L + k log(persons), -infinity terms
counted in k. Models without a maximum or not identifiable do not compete.
From seven lists the pairwise models are too many to fit them all. Then a walk through Occam's window
(Madigan & Raftery 1994, JASA 89:1535): from the main effects and the stepwise model on, add or drop one
pair while the result stays near the best.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import log

import numpy as np
from scipy.special import gammaln

from etl.mse.batch import SoundFit, fit_sound
from etl.mse.errors import NoEstimateError
from etl.mse.lattice import BoolArray, FloatArray, IntArray, Lattice
from etl.mse.stepwise import select_stepwise

MOST_MODELS = 2**15  # all pairwise models of six lists: a second; of seven, two million: many minutes
MOST_ON_A_WALK = 2_000_000  # cells times models: seconds
WINDOW = 10.0  # a walk passes through models somewhat worse than those it keeps
BLOCK = 8192
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Ranking:
    """The best models, best first: columns (M, k), bic (M,), estimate (M,) in persons; searched: models
    fitted; sound: those of them with an estimate, near the best or not."""

    columns: BoolArray
    bic: FloatArray
    estimate: FloatArray
    searched: int
    sound: int
    exhaustive: bool


@dataclass(frozen=True)
class Scored:
    """Every model that was looked at on one table: columns (M, k), bic (M,) to about 1e-4, infinite where there is
    no sound fit. Choosing a model, the bootstrap and the models near the best each take their own part of it."""

    columns: BoolArray
    bic: FloatArray
    guess: FloatArray
    searched: int
    exhaustive: bool


def default_order(lists: int) -> int:
    """Every order up to five lists (6,893 models at five); pairs from six, where all orders are millions."""
    return max(2, lists - 1) if lists <= 5 else 2


def score_models(lattice: Lattice, counts: FloatArray, progress: Progress | None = None) -> Scored:
    """Look at the hierarchical models of the lattice's order on one table, counts (1, C).

    progress(done, all) may raise to cancel; on a walk ``all`` is what has been found to do so far. Raises
    NoEstimateError when there are too many models.
    """
    exhaustive = count_models(lattice) <= MOST_MODELS
    main = fit_sound(lattice, counts, (lattice.sizes <= 1)[None])
    guess = _guess_start(lattice, counts, main.means[0], main.coefficients[0])
    columns, bic = (_fit_all if exhaustive else _walk)(lattice, counts, guess, progress)
    return Scored(columns, bic, guess, len(bic), exhaustive)


def rank_models(
    lattice: Lattice,
    counts: FloatArray,
    *,
    within: float | None = 6.0,
    best: int | None = None,
    progress: Progress | None = None,
    scored: Scored | None = None,
) -> Ranking:
    """Rank the hierarchical models of the lattice's order on one table, counts (1, C), and keep the best.

    within: keep models at most this many BIC units above the best; best: keep at most so many. scored: what
    score_models found on this table, if it was asked already. Raises NoEstimateError when there are too many
    models or none is sound.
    """
    scored = scored or score_models(lattice, counts, progress)
    columns = _keep_best(scored.columns, scored.bic, within, best)
    if not len(columns):
        raise NoEstimateError("no_maximum", "no maximum: none of the hierarchical models has one on this table")
    exact = fit_sound(lattice, counts, columns, scored.guess * columns)
    bic = _compute_bic(counts, exact, columns)
    order = np.argsort(bic, kind="stable")
    persons = float(counts.sum())
    estimate = persons + np.exp(exact.log_hidden[order])
    sound = int(np.isfinite(scored.bic).sum())
    return Ranking(columns[order], bic[order], estimate, scored.searched, sound, scored.exhaustive)


def count_models(lattice: Lattice) -> int:
    """Number of hierarchical models of the lattice; NoEstimateError for triples and more of over five
    lists."""
    if lattice.order <= 2:
        return int(2 ** (lattice.sizes == 2).sum())
    if lattice.lists > 5:
        raise NoEstimateError(
            "too_many_models",
            f"too many models: {lattice.lists} lists with interactions of up to {lattice.order} lists; "
            "lower the order to 2, or merge or drop lists",
        )
    return sum(len(block) for block in _iterate_models(lattice))


def _fit_all(
    lattice: Lattice, counts: FloatArray, guess: FloatArray, progress: Progress | None
) -> tuple[BoolArray, FloatArray]:
    total, columns, bic = count_models(lattice), [], []
    for block in _iterate_models(lattice):
        # Ranking needs the likelihood only: a coarse Newton ends within 1e-8 of it.
        fitted = fit_sound(lattice, counts, block, guess * block, tolerance=1e-4)
        columns.append(block)
        bic.append(_compute_bic(counts, fitted, block))
        if progress is not None:
            progress(sum(map(len, columns)), total)
    return np.concatenate(columns), np.concatenate(bic)


def _walk(
    lattice: Lattice, counts: FloatArray, guess: FloatArray, progress: Progress | None
) -> tuple[BoolArray, FloatArray]:
    pairs = np.flatnonzero(lattice.sizes == 2)
    most = max(1000, MOST_ON_A_WALK // len(lattice.cells))
    frontier = np.concatenate([(lattice.sizes <= 1)[None], select_stepwise(lattice, counts, 0.02).columns])
    columns, score = np.zeros((0, len(lattice.terms)), dtype=bool), np.zeros(0)
    known: set[bytes] = set()
    while len(frontier) and len(known) < most:
        known.update(row.tobytes() for row in frontier)
        bic = _compute_bic(counts, fit_sound(lattice, counts, frontier, guess * frontier, tolerance=1e-4), frontier)
        columns, score = np.concatenate([columns, frontier]), np.concatenate([score, bic])
        near = frontier[np.argsort(bic, kind="stable")]
        near = near[np.sort(bic) <= score.min() + WINDOW]
        flipped = np.repeat(near, len(pairs), axis=0)
        flipped[np.arange(len(flipped)), np.tile(pairs, len(near))] ^= True
        fresh = {row.tobytes(): row for row in flipped if row.tobytes() not in known}
        frontier = np.array(list(fresh.values())[: most - len(known)]) if fresh else frontier[:0]
        if progress is not None:
            progress(len(known), len(known) + len(frontier))
    return columns, score


def _compute_bic(counts: FloatArray, fitted: SoundFit, columns: BoolArray) -> FloatArray:
    constant = 2.0 * float(gammaln(counts + 1).sum())
    bic = -2.0 * fitted.kernel + constant + log(float(counts.sum())) * columns.sum(axis=1)
    return np.where(fitted.failed == 0, bic, np.inf)


def _keep_best(columns: BoolArray, score: FloatArray, within: float | None, best: int | None) -> BoolArray:
    keep = np.isfinite(score)
    if within is not None and keep.any():
        keep &= score <= score[keep].min() + within + 1e-6
    rows = np.flatnonzero(keep)
    return columns[rows[np.argsort(score[rows], kind="stable")][:best]]


def _guess_start(lattice: Lattice, counts: FloatArray, means: FloatArray, main: FloatArray) -> FloatArray:
    """Main effects, and for each pair log(observed / expected under them), shape (k,)."""
    observed, expected = counts[0] @ lattice.matrix, means @ lattice.matrix
    ratio = np.log(np.maximum(observed, 0.5) / np.maximum(expected, 1e-9))
    return np.where(lattice.sizes <= 1, main, np.where(lattice.sizes == 2, ratio, 0.0))


def _iterate_models(lattice: Lattice) -> Iterator[BoolArray]:
    """Blocks (M, k) of all hierarchical models with all main effects, of the lattice's order."""
    pairs = np.flatnonzero(lattice.sizes == 2)
    for begin in range(0, 2 ** len(pairs), BLOCK):
        codes: IntArray = np.arange(begin, min(begin + BLOCK, 2 ** len(pairs)))
        block = np.repeat((lattice.sizes <= 1)[None], len(codes), axis=0)
        block[:, pairs] = (codes[:, None] >> np.arange(len(pairs))) & 1
        for size in range(3, lattice.order + 1):
            block = _extend(lattice, block, size)
        yield block


def _extend(lattice: Lattice, models: BoolArray, size: int) -> BoolArray:
    """Each model with every choice of terms of one size all of whose parts it holds."""
    for column in np.flatnonzero(lattice.sizes == size):
        term = lattice.terms[column]
        parts = [lattice.column[term & ~(1 << i)] for i in range(lattice.lists) if term >> i & 1]
        able = models[models[:, parts].all(axis=1)].copy()
        able[:, column] = True
        models = np.concatenate([models, able])
    return models
