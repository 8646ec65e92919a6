"""Replicates: the intervals they give, and those that are refused."""

from __future__ import annotations

import numpy as np
import pytest
from mse_reference import load

from etl.mse import Settings, estimate_dark_number, make_histories, summarise
from etl.mse.rows import result_rows


def test_the_same_seed_gives_the_same_interval_and_another_seed_another() -> None:
    first, again, other = (
        estimate_dark_number(load("Korea"), replicates=200, seed=seed, sensitivity=False).bootstrap
        for seed in (7, 7, 8)
    )
    assert first is not None and again is not None and other is not None
    assert np.array_equal(first.estimates, again.estimates)
    assert first.bca == again.bca and first.bca != other.bca


def test_bca_of_the_netherlands_is_refused_and_says_why() -> None:
    result = estimate_dark_number(load("Ned"), replicates=1000, seed=1234, sensitivity=False)
    found = result.bootstrap
    assert found is not None and found.adjusted is not None
    assert not found.healthy and found.verdict == "thin_tail"
    assert found.z0 > 0.5 and found.adjusted[1] > 0.999
    check = next(check for check in result.checks if check.name == "bootstrap_healthy")
    assert not check.passed and check.text.startswith("refused")


def test_the_two_clusters_of_the_netherlands_are_seen_in_its_replicates() -> None:
    found = estimate_dark_number(load("Ned"), replicates=1000, seed=1, sensitivity=False).bootstrap
    assert found is not None
    low, between, high = np.histogram(found.estimates, [25_000, 60_000, 85_000, 180_000])[0]
    assert low > 300 and high > 300 and between < 150


def test_verdicts_of_a_bootstrap() -> None:
    values = np.linspace(90.0, 110.0, 1000)
    assert summarise(values, 100.0, 0.0).verdict == "healthy"
    low, high = summarise(values, 100.0, 0.0).bca or (0.0, 0.0)
    assert (low, high) == pytest.approx((90.5, 109.5), abs=0.05)
    assert summarise(values, 80.0, 0.0).verdict == "all_on_one_side"
    assert summarise(values, 80.0, 0.0).bca is None
    assert summarise(values, 92.0, 0.0).verdict == "thin_tail"
    some = np.where(np.arange(1000) < 30, np.nan, values)
    assert summarise(some, 100.0, 0.0).verdict == "many_without_estimate"
    assert summarise(np.full(10, np.nan), 100.0, 0.0).percentile is None


def test_replicates_without_end_are_above_every_limit_and_unanswered_ones_refuse_the_interval() -> None:
    values = np.linspace(90.0, 110.0, 1000)
    endless = summarise(np.where(np.arange(1000) >= 960, np.inf, values), 100.0, 0.0)
    assert (endless.without_estimate, endless.unbounded, endless.verdict) == (40, 40, "many_without_estimate")
    assert endless.reported_bca is None
    assert endless.reported_percentile == pytest.approx((90.49, np.inf), abs=0.01)
    few = summarise(np.where(np.arange(1000) >= 980, np.inf, values), 100.0, 0.0)
    assert (few.verdict, few.unbounded) == ("healthy", 20)
    assert few.reported_percentile == pytest.approx((90.49, 109.5), abs=0.02)  # as without them: none is left out
    unanswered = summarise(np.where(np.arange(1000) < 30, np.nan, values), 100.0, 0.0)
    assert (unanswered.without_estimate, unanswered.unbounded) == (30, 0)
    assert unanswered.percentile_verdict == "many_without_estimate"
    assert unanswered.reported_percentile is None and unanswered.reported_bca is None


def test_an_interval_that_does_not_hold_its_own_estimate_is_refused() -> None:
    found = summarise(np.linspace(90.0, 110.0, 1000), 110.0, 0.0)
    assert found.percentile is not None and found.percentile[1] < 110
    assert (found.percentile_verdict, found.reported_percentile) == ("estimate_outside", None)
    assert summarise(np.full(1000, 7.0), 7.0, 0.0).reported_percentile == (7.0, 7.0)


def test_a_table_with_one_overlap_has_no_upper_limit_since_a_third_of_its_replicates_lose_it() -> None:
    table = make_histories("ABC", [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0)], [1000, 1000, 1000, 1])
    for method in ("stepwise", "main", "aic", "bic"):
        result = estimate_dark_number(table, Settings(method), replicates=1000, seed=1234, sensitivity=False)
        found = result.bootstrap
        assert found is not None and result.estimate is not None
        assert (found.without_estimate, found.unbounded) == (355, 355)  # (1 - 1/3001) ** 3001 = 0.368
        assert found.reported_bca is None and found.reported_percentile is not None
        assert found.reported_percentile[0] < result.estimate < found.reported_percentile[1] == np.inf
        percentile, bca = result_rows(result)["mse_interval"][-2:]
        assert (percentile["high"], percentile["verdict"], percentile["unbounded"]) == (None, "healthy", 355)
        assert (bca["low"], bca["high"], bca["verdict"]) == (None, None, "many_without_estimate")


def test_an_adjusted_tail_of_five_replicates_is_enough_and_of_four_is_not() -> None:
    z0 = 0.0
    for replicates, verdict in ((200, "healthy"), (199, "thin_tail")):  # 2.5 % of them: 5.0 and 4.975
        values = np.concatenate([np.full(replicates // 2, 1.0), np.full(replicates - replicates // 2, 3.0)])
        found = summarise(values, 2.0, 0.0)
        assert found.z0 == pytest.approx(z0, abs=0.01)
        assert found.verdict == verdict
