"""How fast the estimator is, beside a plain loop over statsmodels in the same run, on one core.

    python tests/benchmarks/bench_mse.py
    python -m tests.benchmarks bench_mse     (as rows of the table of all, without the growth)

Prints one table. The loops would take minutes, so they do a few pieces and are scaled
up; the table says how many.
They do not test whether a maximum exists, which the estimator always does. No pass or fail: machines differ.
"""

from __future__ import annotations

import os

os.environ["OMP_NUM_THREADS"] = "1"  # before numpy: one core, as the reference times were taken

import sys
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import perf_counter

import numpy as np
import statsmodels.api as sm  # type: ignore[import-untyped]
from scipy.stats import poisson

sys.path.insert(0, str(Path(__file__).parents[2]))

from etl.mse import Histories, Settings, read_histories
from etl.mse.bootstrap import resample
from etl.mse.existence import _examine
from etl.mse.hierarchical import rank_models
from etl.mse.histories import counts_as_float
from etl.mse.lattice import FloatArray, build_lattice
from etl.mse.methods import make_estimator
from tests.benchmarks.table import Asked, Row

HISTORIES = Path(__file__).parents[1] / "mse" / "reference" / "histories"
LOOP_REPLICATES, LOOP_MODELS = 15, 150
# Seconds for 1,000 replicates by SparseMSE 2.0.1, and for 32,768 models by MultipleSystemsEstimation 1.2.0,
# on an idle machine of another make: an order of magnitude, not a race.
R_SECONDS = {"Ned stepwise": 333.0, "UKdat stepwise": 232.0, "Ned bic": 90.0}


def main() -> None:
    """Print the table."""
    print(f"{'':<46}{'seconds':>9}{'loop':>9}{'ratio':>8}{'R':>7}{'ratio':>8}")
    for dataset in ("Ned", "UKdat"):
        show(
            f"{dataset} stepwise, 1,000 replicates re-selected",
            *time_bootstrap(dataset),
            R_SECONDS[f"{dataset} stepwise"],
        )
    show("Ned bic, 32,768 models", *time_bic("Ned"), R_SECONDS["Ned bic"])
    show_growth()
    print(
        f"\nloop: statsmodels GLM, {LOOP_REPLICATES} replicates or {LOOP_MODELS} models, scaled up; R: times elsewhere"
    )


def rows(_asked: Asked) -> Iterator[Row]:
    """The estimator beside the loop."""
    for what, (seconds, loop) in (
        ("estimator, 1,000 stepwise replicates", time_bootstrap("Ned")),
        ("estimator, 32,768 models", time_bic("Ned")),
    ):
        yield Row(what, seconds, "s", "loop over statsmodels, scaled up", loop)


def time_bootstrap(dataset: str) -> tuple[float, float]:
    """Seconds of 1,000 replicates, each with its own stepwise selection, and those of the loop."""
    counts = counts_as_float(read_histories(HISTORIES / f"{dataset}.csv"))
    tables = resample(counts, 1000, seed=1)
    estimator = make_estimator(6, counts, Settings("stepwise"))
    seconds = take_time(lambda: estimator(tables))
    loop = take_time(lambda: [select_by_loop(table) for table in tables[:LOOP_REPLICATES]], repeats=1)
    return seconds, loop * 1000 / LOOP_REPLICATES


def time_bic(dataset: str) -> tuple[float, float]:
    """Seconds of all 32,768 pairwise models of six lists, and those of the loop."""
    counts = counts_as_float(read_histories(HISTORIES / f"{dataset}.csv"))
    lattice = build_lattice(6, 2)
    seconds = take_time(lambda: rank_models(lattice, counts))
    pairs = [column for column, size in enumerate(lattice.sizes) if size == 2]
    chosen = np.random.default_rng(1).integers(0, 2, (LOOP_MODELS, len(pairs))).astype(bool)

    def fit_some() -> None:
        for wanted in chosen:
            columns = [column for column, keep in zip(pairs, wanted, strict=True) if keep]
            fit_by_loop(lattice.matrix, counts[0], columns)

    loop = take_time(fit_some, repeats=1)
    return seconds, loop * 2**15 / LOOP_MODELS


def show_growth() -> None:
    """200 replicates with re-selection, 3 to 10 lists, 5,000 persons with some dependence between lists."""
    print()
    sizes, times = [], []
    for lists in range(3, 11):
        table = make_table(lists)
        counts = counts_as_float(table)
        tables = resample(counts, 200, seed=1)
        estimator = make_estimator(lists, counts, Settings("stepwise"))
        times.append(take_time(partial(estimator, tables), repeats=2))
        sizes.append(2**lists - 1)
        print(f"{f'{lists} lists, {sizes[-1]} cells, 200 replicates re-selected':<46}{times[-1]:>9.3f}")
    exponent = np.polyfit(np.log(sizes), np.log(times), 1)[0]
    print(f"{'growth: seconds ~ cells ^':<46}{exponent:>9.2f}")


def make_table(lists: int) -> Histories:
    """5,000 persons; two in ten are easier to find, and the first two lists refer to each other."""
    generator = np.random.default_rng(lists)
    reach = np.where(generator.random((5000, 1)) < 0.2, 0.2, 0.06)
    seen = generator.random((5000, lists)) < reach
    seen[:, 1] |= seen[:, 0] & (generator.random(5000) < 0.2)
    counts = np.bincount(seen @ (1 << np.arange(lists)), minlength=2**lists)[1:]
    return Histories(tuple("ABCDEFGHIJ"[:lists]), counts)


def select_by_loop(counts: FloatArray) -> float:
    """The same stepwise selection, one GLM after another."""
    lattice = build_lattice(6, 2)
    pairs = [column for column, size in enumerate(lattice.sizes) if size == 2]
    chosen: list[int] = []
    while True:
        means, hidden = fit_by_loop(lattice.matrix, counts, chosen)
        observed, expected = counts @ lattice.matrix, means @ lattice.matrix
        p = {
            c: min(poisson.cdf(observed[c], expected[c]), poisson.sf(observed[c] - 1, expected[c]))
            for c in pairs
            if c not in chosen
        }
        best = min(p, key=lambda c: p[c], default=None)
        if best is None or p[best] >= 0.02:
            return float(counts.sum() + hidden)
        chosen.append(best)


def fit_by_loop(matrix: FloatArray, counts: FloatArray, chosen: list[int]) -> tuple[FloatArray, float]:
    """One GLM with main effects and the chosen pairs, zero pairs taken out with their cells."""
    gone = [column for column in chosen if counts @ matrix[:, column] == 0]
    cells = matrix[:, gone].sum(axis=1) == 0
    columns = [*range(7), *(column for column in chosen if column not in gone)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = sm.GLM(counts[cells], matrix[np.ix_(cells, columns)], family=sm.families.Poisson()).fit()
    means = np.zeros(len(counts))
    means[cells] = fitted.mu
    return means, float(np.exp(fitted.params[0]))


def take_time(work: Callable[[], object], repeats: int = 3) -> float:
    """Seconds of the fastest of some runs, each with the existence tests forgotten."""
    best = float("inf")
    for _ in range(repeats):
        _examine.cache_clear()
        begin = perf_counter()
        work()
        best = min(best, perf_counter() - begin)
    return best


def show(name: str, seconds: float, loop: float, elsewhere: float) -> None:
    """One line of the table."""
    print(f"{name:<46}{seconds:>9.2f}{loop:>9.1f}{loop / seconds:>8.0f}{elsewhere:>7.0f}{elsewhere / seconds:>8.0f}")


if __name__ == "__main__":
    main()
