"""Bootstraps give the same answers as those of the methods' authors (tests/mse/reference/README.md)."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from mse_reference import REFERENCE, load, name_row, reference_rows
from scipy.special import ndtr

from etl.mse import Settings, choose_model, estimate_tables, make_estimator, read_tables, summarise
from etl.mse.bootstrap import accelerate, bootstrap
from etl.mse.histories import counts_as_float

SUMMARY = reference_rows("bootstrap_summary_all.csv")


def test_every_bootstrap_table_of_the_reference_gives_its_estimate() -> None:
    path = REFERENCE / "boot_UKdat_SparseMSE.csv.gz"
    expected = pd.read_csv(path)["estimate"].to_numpy()
    found = estimate_tables(6, read_tables(path, load("UKdat").lists), Settings("stepwise"))
    assert found.shape == (1000,)
    assert np.abs(found / expected - 1.0).max() < 1e-8


def test_bca_limits_from_the_replicates_of_the_reference() -> None:
    row = next(r for r in SUMMARY if r.dataset == "UKdat" and r.package == "SparseMSE")
    histories = load("UKdat")
    counts = counts_as_float(histories)
    acceleration = accelerate(counts, make_estimator(6, counts, Settings("stepwise")))
    point = choose_model(histories, Settings("stepwise")).estimate
    replicates = pd.read_csv(REFERENCE / "boot_UKdat_SparseMSE.csv.gz")["estimate"].to_numpy()
    for level, low, high in (
        (0.95, "0.025", "0.975"),
        (0.9, "0.05", "0.95"),
        (0.8, "0.1", "0.9"),
        (0.68, "0.16", "0.84"),
    ):
        found = summarise(replicates, point, acceleration, level=level)
        assert found.bca == pytest.approx((row[f"bca_{low}"], row[f"bca_{high}"]), rel=1e-10)
    found = summarise(replicates, point, acceleration)
    assert found.percentile == pytest.approx((row["pct_0.025"], row["pct_0.975"]), rel=1e-10)
    assert found.z0 == pytest.approx(row.z0, abs=1e-12)
    assert (
        found.verdict == "thin_tail"
    )  # 0.096 % of 1,000 replicates: the published lower limit is nearly their minimum


@pytest.mark.parametrize("row", [r for r in SUMMARY if r.package == "MultipleSystemsEstimation"], ids=name_row)
def test_acceleration_from_the_jackknife_equals_the_reference(row: pd.Series) -> None:
    counts = counts_as_float(load(row.dataset))
    estimator = make_estimator(len(load(row.dataset).lists), counts, Settings("stepwise"))
    assert accelerate(counts, estimator) == pytest.approx(row.ahat, rel=1e-7)


@pytest.mark.parametrize("row", [r for r in SUMMARY if r.package == "MultipleSystemsEstimation"], ids=name_row)
def test_our_own_bootstrap_agrees_with_the_reference_within_monte_carlo_error(row: pd.Series) -> None:
    histories = load(row.dataset)
    counts = counts_as_float(histories)
    settings = Settings("stepwise")
    found = bootstrap(
        counts,
        make_estimator(len(histories.lists), counts, settings),
        choose_model(histories, settings).estimate,
        replicates=1000, seed=11,
    )  # fmt: skip
    # Shares below the reference's quantiles, as quantiles themselves jump between the two clusters of Ned.
    marks = [row["pct_0.1"], row["pct_0.5"], row["pct_0.9"], row.popest * (1 - 1e-9)]
    expected = np.array([0.1, 0.5, 0.9, ndtr(row.z0)])
    shares = np.array([(found.estimates < mark).mean() for mark in marks])
    assert np.abs(shares - expected).max() < 4 * np.sqrt(2 * 0.25 / 1000)
    assert found.without_estimate == row.boot_na == 0


@pytest.mark.parametrize(("dataset", "top", "low", "high"), [("Kosovo", 20, 6_947, 18_010), ("Korea", 60, 128, 349)])
def test_bic_bootstrap_comes_near_the_published_interval(dataset: str, top: int, low: int, high: int) -> None:
    histories, settings = load(dataset), Settings("bic", top=top)
    counts = counts_as_float(histories)
    estimator = make_estimator(len(histories.lists), counts, settings)
    found = bootstrap(counts, estimator, choose_model(histories, settings).estimate, replicates=2000, seed=3)
    assert found.bca is not None
    assert found.bca == pytest.approx((low, high), rel=0.1)  # other random numbers
