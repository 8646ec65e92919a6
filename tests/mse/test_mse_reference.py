"""Same answers as the programs of the methods' authors (tests/mse/reference/README.md)."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from mse_reference import DATASETS, REFERENCE, fit_by_glm, load, name_row, reference_rows, reference_terms

from etl.mse import (
    Histories,
    NoEstimateError,
    Settings,
    bound_chao,
    choose_model,
    compare_pairs,
    drop_lists,
    find_near_models,
    fit_model,
    name_term,
    profile_likelihood,
    term_of,
)
from etl.mse.methods import choose_terms

CLASSICAL = reference_rows("point_estimates_classical.csv")
AIC_ROWS = reference_rows("bhs_aic_stepwise_rcapture.csv")
LEFT_OUT = reference_rows("leave_one_list_out.csv")
PAIRS = pd.read_csv(REFERENCE / "lincoln_petersen_chapman_pairs.csv")
CHAO = reference_rows("chao_and_homogeneous_models.csv")


def settings_of(method: str) -> Settings:
    if method.startswith("stepwise_p"):
        return Settings("stepwise", float(method.removeprefix("stepwise_p")))
    return Settings("main" if method == "main_effects" else "pairs")


@pytest.mark.parametrize("row", CLASSICAL, ids=name_row)
def test_estimate_deviance_aic_bic_and_terms_equal_the_reference(row: pd.Series) -> None:
    histories, settings = load(row.dataset), settings_of(row.method)
    if "FAILED" in str(row.terms):
        with pytest.raises(NoEstimateError, match="no maximum"):
            choose_model(histories, settings)
        return
    fit = choose_model(histories, settings).fit
    assert histories.observed == row.n_observed
    assert fit.estimate == pytest.approx(row.estimate, rel=1e-8)
    assert fit.deviance == pytest.approx(row.deviance, rel=1e-9)
    assert fit.aic == pytest.approx(row.aic, rel=1e-10)
    assert fit.bic == pytest.approx(row.bic, rel=1e-10)
    assert fit.df == row.df_resid
    assert len(fit.minus_infinity_terms) == row.n_neginf
    names = [name_term(histories.lists, term) for term in fit.terms]
    if row.source.startswith("SparseMSE"):
        terms, gone = reference_terms(row.terms)
        # The reference lists -infinity terms last; the others in the order in which they entered.
        assert [n for n in names if n not in gone] == [t for t in terms if t not in gone] or row.method == "all_pairs"
        assert {name_term(histories.lists, term) for term in fit.minus_infinity_terms} == gone
    else:
        terms = [t for t in str(row.terms).split(" : ", 1)[1].split(" + ") if t]
    assert set(names) == set(terms)


@pytest.mark.parametrize("row", [row for row in CLASSICAL if row.ci95_lo == row.ci95_lo], ids=name_row)
def test_wald_limits_equal_the_reference_where_its_search_had_ended(row: pd.Series) -> None:
    histories, settings = load(row.dataset), settings_of(row.method)
    low, high = choose_model(histories, settings).fit.wald()
    # R takes the standard error from the weights of the last iteration but one. On small tables that is short
    # of the maximum by up to 7e-6; the next test shows which of the two is right.
    assert (low, high) == pytest.approx((row.ci95_lo, row.ci95_hi), rel=1e-5)


@pytest.mark.parametrize("dataset", DATASETS)
def test_wald_limits_equal_an_independent_glm_that_went_on_to_the_maximum(dataset: str) -> None:
    histories = load(dataset)
    fit = choose_model(histories, Settings("stepwise")).fit
    names = [name_term(histories.lists, term) for term in fit.terms]
    judge = fit_by_glm(histories, names, {name_term(histories.lists, t) for t in fit.minus_infinity_terms})
    assert (fit.estimate, *fit.wald()) == pytest.approx((judge["estimate"], judge["low"], judge["high"]), rel=1e-11)
    assert (fit.deviance, fit.df, fit.aic) == pytest.approx((judge["deviance"], judge["df"], judge["aic"]), rel=1e-10)


@pytest.mark.parametrize("row", AIC_ROWS, ids=name_row)
def test_aic_walk_and_profile_likelihood_equal_the_reference(row: pd.Series) -> None:
    histories = load(row.dataset)
    threshold = float(row.method.split("_p")[1]) if "_p" in row.method else 0.0
    terms = choose_terms(histories, Settings("aic", threshold))
    assert [name_term(histories.lists, term) for term in terms] == reference_terms(row.terms)[0]
    fit = fit_model(histories, terms)
    assert (fit.deviance, fit.df, fit.aic) == pytest.approx((row.deviance, row.df_resid, row.aic), rel=1e-9)
    wide, narrow = profile_likelihood(fit, stirling=True), profile_likelihood(fit, 0.8, stirling=True)
    assert wide.high is not None and narrow.high is not None
    assert wide.estimate == pytest.approx(row.estimate, rel=5e-7)
    limits = (row.ci95_lo, row.ci80_lo, row.ci80_hi, row.ci95_hi)
    assert (wide.low, narrow.low, narrow.high, wide.high) == pytest.approx(limits, rel=5e-7)


def test_stirlings_formula_moves_the_profile_estimate_by_less_than_a_tenth_of_a_person() -> None:
    fit = fit_model(load("Korea"), [term_of(load("Korea").lists, name) for name in ("b:c", "c:d")])
    assert profile_likelihood(fit).estimate == pytest.approx(151.713, abs=1e-3)
    assert profile_likelihood(fit, stirling=True).estimate == pytest.approx(151.676, abs=1e-3)


@pytest.mark.parametrize("row", LEFT_OUT, ids=name_row)
def test_every_dropped_list_gives_the_reference(row: pd.Series) -> None:
    histories = load(row.dataset)
    if row.dropped != "none":
        histories = drop_lists(histories, [row.dropped])
    fit = choose_model(histories, Settings("stepwise", row.pthresh)).fit
    assert histories.observed == row.n_observed
    assert fit.estimate == pytest.approx(row.estimate, rel=1e-8)
    assert fit.wald() == pytest.approx((row.lo, row.hi), rel=1e-5)
    assert fit.df == row.df
    assert fit.deviance == pytest.approx(row.deviance, rel=1e-9, abs=1e-9)
    if row.df:
        assert fit.pearson_over_df == pytest.approx(row.pearson_over_df, rel=1e-5)
    else:
        assert fit.pearson_over_df is None


@pytest.mark.parametrize("dataset", DATASETS)
def test_pairs_of_lists_equal_the_reference(dataset: str) -> None:
    expected = PAIRS[PAIRS.dataset == dataset]
    found = compare_pairs(load(dataset))
    assert [(p.first, p.second, p.n1, p.n2, p.m) for p in found] == list(
        expected[["list1", "list2", "n1", "n2", "m"]].itertuples(index=False, name=None)
    )
    plain = [np.nan if p.lincoln_petersen is None else p.lincoln_petersen for p in found]
    assert plain == pytest.approx(list(expected.lincoln_petersen), rel=1e-12, nan_ok=True)
    assert [p.chapman for p in found] == pytest.approx(list(expected.chapman), rel=1e-12)
    assert [p.chapman_se for p in found] == pytest.approx(list(expected.chapman_se), rel=1e-12)


@pytest.mark.parametrize("row", CHAO, ids=name_row)
def test_chao_bounds_equal_the_reference(row: pd.Series) -> None:
    histories = load(row.dataset)
    assert tuple(histories.capture_frequencies[:2]) == (row.f1, row.f2)
    bounds = bound_chao(histories)
    assert bounds.plain == pytest.approx(row.chao_lb_f1sq_over_2f2, rel=1e-12)
    assert bounds.bias_corrected == pytest.approx(row.chao_bias_corrected, rel=1e-12)
    assert bounds.few_lists == pytest.approx(row.chao2_tm1_over_t, rel=1e-12)
    # The reference stops its search at a deviance change of 1e-8, short of the maximum on 186 people.
    assert bounds.equal_lists == pytest.approx(row["Rcapture_Mh_Chao__LB_"], rel=2e-8)
    assert bounds.unequal_lists == pytest.approx(row["Rcapture_Mth_Chao__LB_"], rel=5e-9)


@pytest.mark.parametrize(
    ("dataset", "order", "best", "low", "high", "models", "searched"),
    [
        ("Kosovo", 3, 10_357, 10_357, 18_393, 3, 113),
        ("Korea", 2, 157, 157, 269, 2, 8),
        ("UKdat", 2, 12_350, 10_743, 21_136, 10, 32_768),
        ("Ned", 2, 116_667, 36_613, 131_040, 18, 32_768),
    ],
)
def test_bic_over_all_hierarchical_models_equals_the_published_values(
    dataset: str, order: int, best: int, low: int, high: int, models: int, searched: int
) -> None:
    near = find_near_models(load(dataset), Settings("bic", max_order=order))
    assert near.exhaustive and near.searched == searched
    assert round(near.models[0].estimate) == best
    estimates = [round(model.estimate) for model in near.models]
    assert (min(estimates), max(estimates), len(estimates)) == (low, high, models)


def test_kosovo_and_korea_are_read_with_the_published_number_of_people() -> None:
    found: dict[str, Histories] = {name: load(name) for name in DATASETS}
    assert {name: table.observed for name, table in found.items()} == {
        "UKdat": 2744, "Ned": 8234, "NewOrl": 186, "Kosovo": 4400, "Korea": 123,
    }  # fmt: skip
    assert found["Ned"].list_totals == {"I": 398, "K": 1348, "O": 536, "P": 4812, "R": 742, "Z": 848}
