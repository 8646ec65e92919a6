"""Would the interval hold the truth, if the chosen model were true? Simulated for a table of the user's
shape.

Persons are drawn from the fitted model, those on no list are hidden again, and the whole procedure, selection
included, runs on the rest: the experiment of Chan, Silverman & Vincent (2021), where nominal 95 % covered
90 % (BCa) and 61 % (Wald after selection). It says nothing about a wrong model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np

from etl.mse.bootstrap import bootstrap
from etl.mse.errors import InputError, NoEstimateError
from etl.mse.histories import Histories, counts_as_float
from etl.mse.lattice import FloatArray
from etl.mse.methods import Settings, choose_model, make_estimator
from etl.mse.model import Fit

Interval = Literal["wald", "percentile", "bca"]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Coverage:
    """covered: share of simulations whose interval holds the true size, among those that gave an interval;
    monte_carlo_error: its standard error; without_interval: simulations without estimate or whose interval was
    refused; median_ratio: median of estimate / true size, among those with an estimate; truth: persons in each
    simulated population."""

    interval: Interval
    nominal: float
    truth: int
    simulations: int
    without_interval: int
    covered: float | None
    monte_carlo_error: float | None
    median_ratio: float | None


def simulate_coverage(
    histories: Histories,
    settings: Settings,
    *,
    intervals: Sequence[Interval] = ("wald",),
    level: float = 0.95,
    simulations: int = 200,
    replicates: int = 1000,
    seed: int = 1,
    progress: Progress | None = None,
) -> tuple[Coverage, ...]:
    """Simulate from the chosen model of a table and count how often each of the intervals covers.

    replicates: of the bootstrap within each simulation, unused where only wald is asked; with 200 or fewer bca is
    nearly always refused. progress(done, all) may raise to cancel. Raises NoEstimateError when the table itself has no
    estimate, InputError for fewer than 2 simulations.
    """
    if simulations < 2:
        raise InputError(expected="2 or more simulations", got=str(simulations))
    chosen = choose_model(histories, settings)
    truth = round(chosen.fit.estimate)
    shares = np.concatenate([[chosen.fit.hidden], chosen.fit.means])
    drawn = np.random.default_rng(seed).multinomial(truth, shares / shares.sum(), size=simulations)[:, 1:]
    ratios: list[float] = []
    hits: dict[Interval, list[bool]] = {interval: [] for interval in intervals}
    for done, counts in enumerate(drawn, start=1):
        table = Histories(histories.lists, counts)
        try:
            fit = choose_model(table, settings).fit
        except NoEstimateError:
            fit = None
        if fit is not None:
            ratios.append(fit.estimate / truth)
            found = _find_limits(table, fit, settings, intervals, level, replicates, seed + done)
            for interval, (low, high) in found.items():
                hits[interval].append(low <= truth <= high)
        if progress is not None:
            progress(done, simulations)
    return tuple(
        Coverage(
            interval=interval,
            nominal=level,
            truth=truth,
            simulations=simulations,
            without_interval=simulations - len(held),
            covered=float(np.mean(held)) if held else None,
            monte_carlo_error=sqrt(float(np.var(held)) / len(held)) if held else None,
            median_ratio=float(np.median(ratios)) if ratios else None,
        )
        for interval, held in hits.items()
    )


def _find_limits(
    table: Histories,
    fit: Fit,
    settings: Settings,
    intervals: Sequence[Interval],
    level: float,
    replicates: int,
    seed: int,
) -> dict[Interval, tuple[float, float]]:
    """The limits of each interval that is not refused."""
    found: dict[Interval, tuple[float, float] | None] = {}
    if "wald" in intervals:
        found["wald"] = fit.wald(level)
    if set(intervals) - {"wald"}:
        counts: FloatArray = counts_as_float(table)
        estimator = make_estimator(len(table.lists), counts, settings)
        drawn = bootstrap(counts, estimator, fit.estimate, replicates=replicates, seed=seed, level=level)
        found |= {"percentile": drawn.reported_percentile, "bca": drawn.reported_bca}
    return {interval: limits for interval in intervals if (limits := found[interval]) is not None}
