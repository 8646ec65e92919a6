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
from time import perf_counter
from typing import Literal

import numpy as np
from scipy.special import betaincinv

from etl.mse.bootstrap import bootstrap
from etl.mse.errors import InputError, NoEstimateError
from etl.mse.estimate import score_histories
from etl.mse.hierarchical import Scored
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
    simulated population; simulations: those that were done."""

    interval: Interval
    nominal: float
    truth: int
    simulations: int
    without_interval: int
    covered: float | None
    monte_carlo_error: float | None
    median_ratio: float | None

    @property
    def given(self) -> int:
        """Simulations that gave an interval."""
        return self.simulations - self.without_interval

    @property
    def held(self) -> int:
        """Of those, how many hold the true size."""
        return round((self.covered or 0.0) * self.given)

    def limits(self, level: float = 0.95) -> tuple[float, float] | None:
        """Exact limits of `covered`, as fractions (Clopper & Pearson 1934, Biometrika 26:404); None without intervals.
        They are wider than twice monte_carlo_error, which is 0 where all or none cover."""
        if not self.given:
            return None
        missed, tail = self.given - self.held, (1.0 - level) / 2.0
        low = float(betaincinv(self.held, missed + 1, tail)) if self.held else 0.0
        return low, float(betaincinv(self.held + 1, missed, 1.0 - tail)) if missed else 1.0


def simulate_coverage(
    histories: Histories,
    settings: Settings,
    *,
    intervals: Sequence[Interval] = ("wald",),
    level: float = 0.95,
    simulations: int = 200,
    replicates: int = 1000,
    seed: int = 1,
    seconds: float | None = None,
    progress: Progress | None = None,
) -> tuple[Coverage, ...]:
    """Simulate from the chosen model of a table and count how often each of the intervals covers.

    replicates: of the bootstrap within each simulation, unused where only wald is asked; with 200 or fewer bca is
    nearly always refused. seconds: after so many no other simulation begins once two are done; those done are the same
    as without. progress(done, all) is called within a simulation too, and may raise to cancel. Raises NoEstimateError
    when the table itself has no estimate, InputError for fewer than 2 simulations.
    """
    begin = perf_counter()
    if simulations < 2:
        raise InputError(expected="2 or more simulations", got=str(simulations))
    chosen = choose_model(histories, settings)
    truth = round(chosen.fit.estimate)
    shares = np.concatenate([[chosen.fit.hidden], chosen.fit.means])
    drawn = np.random.default_rng(seed).multinomial(truth, shares / shares.sum(), size=simulations)[:, 1:]
    ratios: list[float] = []
    hits: dict[Interval, list[bool]] = {interval: [] for interval in intervals}
    done = 0

    def report(*_within: int) -> None:
        if progress is not None:
            progress(done, simulations)

    for counts in drawn:
        if seconds is not None and done >= 2 and perf_counter() - begin > seconds:
            break
        table = Histories(histories.lists, counts)
        scored = score_histories(table, settings, report) if settings.method == "bic" else None
        try:
            fit = choose_model(table, settings, scored).fit
        except NoEstimateError:
            fit = None
        if fit is not None:
            ratios.append(fit.estimate / truth)
            found = _find_limits(table, fit, settings, intervals, level, replicates, seed + done + 1, scored, report)
            for interval, (low, high) in found.items():
                hits[interval].append(low <= truth <= high)
        done += 1
        report()
    return tuple(
        Coverage(
            interval=interval,
            nominal=level,
            truth=truth,
            simulations=done,
            without_interval=done - len(held),
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
    scored: Scored | None,
    progress: Progress,
) -> dict[Interval, tuple[float, float]]:
    """The limits of each interval that is not refused."""
    found: dict[Interval, tuple[float, float] | None] = {}
    if "wald" in intervals:
        found["wald"] = fit.wald(level)
    if set(intervals) - {"wald"}:
        counts: FloatArray = counts_as_float(table)
        estimator = make_estimator(len(table.lists), counts, settings, scored)
        drawn = bootstrap(
            counts, estimator, fit.estimate, replicates=replicates, seed=seed, level=level, progress=progress
        )
        found |= {"percentile": drawn.reported_percentile, "bca": drawn.reported_bca}
    return {interval: limits for interval in intervals if (limits := found[interval]) is not None}
