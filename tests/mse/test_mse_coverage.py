"""How often an interval holds the truth, by simulation; how a long computation tells its progress and is stopped."""

from __future__ import annotations

import numpy as np
import pytest
from mse_reference import load

from etl.mse import Coverage, InputError, Settings, estimate_dark_number, find_near_models, simulate_coverage


class StoppedError(Exception):
    pass


def stop(*_: object) -> None:
    raise StoppedError


def test_a_callback_can_stop_bootstrap_coverage_and_search() -> None:
    with pytest.raises(StoppedError):
        estimate_dark_number(load("Korea"), replicates=10, sensitivity=False, progress=stop)
    with pytest.raises(StoppedError):
        simulate_coverage(load("Korea"), Settings("main"), simulations=5, progress=stop)
    with pytest.raises(StoppedError):
        find_near_models(load("Korea"), progress=stop)


def test_progress_counts_to_the_end() -> None:
    heard: list[tuple[str, int, int]] = []
    estimate_dark_number(load("Korea"), replicates=600, progress=lambda *said: heard.append(said))
    assert heard == [
        ("near_models", 8, 8),
        *[("bootstrap", done, 600) for done in (250, 500, 600)],
        *[("dropped_lists", done, 3) for done in (1, 2, 3)],
        *[("merged_lists", done, 3) for done in (1, 2, 3)],
        *[("thresholds", done, 6) for done in range(1, 7)],
    ]


def test_simulated_coverage_of_wald_is_nominal_for_a_fixed_true_model() -> None:
    (found,) = simulate_coverage(load("Kosovo"), Settings("main"), simulations=400, seed=2)
    assert (found.nominal, found.simulations, found.without_interval) == (0.95, 400, 0)
    assert found.covered == pytest.approx(0.95, abs=3.5 * np.sqrt(0.95 * 0.05 / 400))
    assert found.median_ratio == pytest.approx(1.0, abs=0.01)
    assert found.truth == 7395


def test_wald_after_selection_covers_less_than_it_claims_on_the_british_table() -> None:
    (found,) = simulate_coverage(load("UKdat"), Settings("stepwise"), simulations=100, seed=5)
    assert found.covered is not None and found.covered < 0.85


def test_coverage_of_a_bootstrap_is_simulated_too() -> None:
    (found,) = simulate_coverage(
        load("Korea"), Settings("stepwise"), intervals=["percentile"], simulations=20, replicates=100, seed=4
    )
    assert found.interval == "percentile" and found.covered is not None and 0.4 <= found.covered <= 1.0
    with pytest.raises(InputError, match="2 or more simulations"):
        simulate_coverage(load("Korea"), Settings(), simulations=1)


def test_simulations_that_are_cut_short_are_those_that_come_first() -> None:
    asked = {"intervals": ("wald", "percentile"), "replicates": 100, "seed": 3}
    (cut, _), (first, _) = (
        simulate_coverage(load("Korea"), Settings("bic"), **asked, **more)
        for more in ({"simulations": 50, "seconds": 0.0}, {"simulations": 2})
    )
    assert cut == first and cut.simulations == 2


def test_progress_of_a_simulation_is_told_within_it_too() -> None:
    heard: list[tuple[int, int]] = []
    simulate_coverage(
        load("Korea"), Settings("main"), intervals=["bca"], simulations=2, replicates=500,
        progress=lambda *said: heard.append(said),
    )  # fmt: skip
    assert heard == [(0, 2), (0, 2), (1, 2), (1, 2), (1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("held", "given", "expected"),
    [(10, 10, (0.69150289, 1.0)), (0, 10, (0.0, 0.30849711)), (95, 100, (0.88716509, 0.98356812))],
)
def test_a_simulated_share_has_exact_limits(held: int, given: int, expected: tuple[float, float]) -> None:
    found = Coverage("wald", 0.95, 1000, given + 3, 3, held / given, 0.0, 1.0)
    assert (found.held, found.given) == (held, given)
    assert found.limits() == pytest.approx(expected, abs=1e-8)
    assert Coverage("wald", 0.95, 1000, 3, 3, None, None, 1.0).limits() is None


def test_coverage_counts_no_limit_that_was_refused() -> None:
    bca, percentile = simulate_coverage(
        load("Korea"), Settings("main"), intervals=["bca", "percentile"], simulations=20, replicates=200, seed=4
    )
    # Of 200 replicates a tail of 2.5% holds exactly five, so every BCa interval is refused.
    assert (bca.without_interval, bca.covered, bca.monte_carlo_error) == (20, None, None)
    assert (percentile.without_interval, percentile.covered) == (0, 0.85)
    assert bca.truth == percentile.truth == 142
    assert bca.median_ratio == percentile.median_ratio == pytest.approx(1.0, abs=0.05)
