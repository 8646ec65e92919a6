"""Would the interval hold the truth, if the chosen model were true? Simulated for a table of the user's
shape.

Persons are drawn from the fitted model, those on no list are hidden again, and the whole procedure, selection
included, runs on the rest: the experiment of Chan, Silverman & Vincent (2021), where nominal 95 % covered
90 % (BCa) and 61 % (Wald after selection). It says nothing about a wrong model.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np

from etl.mse.bootstrap import bootstrap
from etl.mse.errors import InputError, NoEstimateError
from etl.mse.histories import Histories, counts_as_float
from etl.mse.lattice import FloatArray
from etl.mse.methods import Settings, choose_model, make_estimator

Interval = Literal["wald", "percentile", "bca"]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Coverage:
    """covered: share of simulations whose interval holds the true size, among those that gave an interval;
    monte_carlo_error: its standard error; without_interval: simulations without estimate or, for bca, without
    limits; median_ratio: median of estimate / true size; truth: persons in each simulated population."""

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
    interval: Interval = "wald",
    level: float = 0.95,
    simulations: int = 200,
    replicates: int = 200,
    seed: int = 1,
    progress: Progress | None = None,
) -> Coverage:
    """Simulate from the chosen model of a table and count how often the interval covers.

    replicates: of the bootstrap within each simulation, unused for wald. progress(done, all) may raise to
    cancel. Raises NoEstimateError when the table itself has no estimate, InputError for fewer than 2
    simulations.
    """
    if simulations < 2:
        raise InputError(expected="2 or more simulations", got=str(simulations))
    chosen = choose_model(histories, settings)
    truth = round(chosen.fit.estimate)
    shares = np.concatenate([[chosen.fit.hidden], chosen.fit.means])
    drawn = np.random.default_rng(seed).multinomial(truth, shares / shares.sum(), size=simulations)[:, 1:]
    hits, ratios = 0, []
    for done, counts in enumerate(drawn, start=1):
        found = _estimate_interval(
            Histories(histories.lists, counts), settings, interval, level, replicates, seed + done
        )
        if found is not None:
            estimate, low, high = found
            ratios.append(estimate / truth)
            hits += low <= truth <= high
        if progress is not None:
            progress(done, simulations)
    with_interval = len(ratios)
    share = hits / with_interval if with_interval else None
    return Coverage(
        interval=interval,
        nominal=level,
        truth=truth,
        simulations=simulations,
        without_interval=simulations - with_interval,
        covered=share,
        monte_carlo_error=None if share is None else sqrt(share * (1.0 - share) / with_interval),
        median_ratio=float(np.median(ratios)) if ratios else None,
    )


def _estimate_interval(
    table: Histories, settings: Settings, interval: Interval, level: float, replicates: int, seed: int
) -> tuple[float, float, float] | None:
    try:
        chosen = choose_model(table, settings)
    except NoEstimateError:
        return None
    if interval == "wald":
        return (chosen.fit.estimate, *chosen.fit.wald(level))
    counts: FloatArray = counts_as_float(table)
    estimator = make_estimator(len(table.lists), counts, settings)
    result = bootstrap(counts, estimator, chosen.fit.estimate, replicates=replicates, seed=seed, level=level)
    limits = result.bca if interval == "bca" else result.percentile
    return None if limits is None else (chosen.fit.estimate, *limits)
