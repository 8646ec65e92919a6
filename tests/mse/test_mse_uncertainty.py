"""Bounds, and how far the answer moves with a list, a threshold or a model."""

from __future__ import annotations

import numpy as np
import pytest
from mse_reference import load

from etl.mse import (
    Histories,
    NoEstimateError,
    Settings,
    bound_chao,
    estimate_chapman,
    estimate_dark_number,
    estimate_lincoln_petersen,
    find_near_models,
    make_histories,
    merge_lists,
    profile_likelihood,
    vary_lists,
    vary_merges,
    vary_threshold,
)
from etl.mse.checks import check_spread
from etl.mse.hierarchical import Scored, _walk, count_models, rank_models
from etl.mse.histories import counts_as_float
from etl.mse.lattice import build_lattice
from etl.mse.methods import choose_model
from etl.mse.rows import run_row


def test_two_lists_by_hand() -> None:
    assert estimate_lincoln_petersen(100, 80, 20) == 400
    size, error = estimate_chapman(100, 80, 20)
    assert size == pytest.approx(101 * 81 / 21 - 1)
    assert error == pytest.approx((101 * 81 * 80 * 60 / (21**2 * 22)) ** 0.5)
    assert estimate_chapman(10, 12, 0)[0] == 142
    with pytest.raises(NoEstimateError, match="too few overlaps"):
        estimate_lincoln_petersen(10, 12, 0)


def test_chao_is_undefined_without_a_person_on_two_lists_but_its_corrected_form_is_not() -> None:
    bounds = bound_chao(make_histories("AB", [(1, 0), (0, 1)], [3, 4]))
    assert (bounds.plain, bounds.few_lists, bounds.unequal_lists) == (None, None, None)
    assert bounds.bias_corrected == 7 + 7 * 6 / 2


def test_lists_of_unequal_reach_break_chaos_plain_bound_but_not_the_form_that_lets_them_differ() -> None:
    table = make_histories("AB", [(1, 0), (0, 1), (1, 1)], [100, 100, 100])  # independent: 400 in all
    bounds = bound_chao(table)
    assert (bounds.plain, round(bounds.bias_corrected)) == (500.0, 497)
    assert bounds.unequal_lists == pytest.approx(400)
    # The excess over the unseen f0 = 2 is 1 + Σ o² / (2 e2) for odds o = 3, 1, 1/2 of three independent lists.
    odds = {"A": 3.0, "B": 1.0, "C": 0.5}
    rows = [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 0, 1), (0, 1, 1), (1, 1, 1)]
    counts = [200 * np.prod([o for o, on in zip(odds.values(), row, strict=True) if on]) for row in rows]
    three = bound_chao(make_histories("ABC", rows, [round(count) for count in counts]))
    truth, pairs = 200 + sum(counts), 3.0 * 1.0 + 3.0 * 0.5 + 1.0 * 0.5
    assert three.plain == pytest.approx(truth - 200 + 200 * (1 + (9 + 1 + 0.25) / (2 * pairs)))
    assert three.unequal_lists == pytest.approx(truth)


def test_no_check_judges_an_estimate_by_chaos_bound() -> None:
    table = make_histories("AB", [(1, 0), (0, 1), (1, 1)], [100, 100, 100])
    result = estimate_dark_number(table)
    assert result.estimate == pytest.approx(400)
    assert [check.name for check in result.checks if not check.passed] == ["pearson_over_df", "near_models_agree"]
    assert run_row(result)["chao_lower_bound"] == pytest.approx(400)
    apart = estimate_dark_number(make_histories("AB", [(1, 0), (0, 1)], [3, 4]))
    assert run_row(apart)["chao_lower_bound"] is None


def test_leaving_one_dutch_list_out_moves_the_answer_fivefold() -> None:
    found = {v.changed: round(v.estimate or 0) for v in vary_lists(load("Ned"), Settings())}
    assert found == {"I": 36_421, "K": 42_685, "O": 157_836, "P": 186_302, "R": 109_219, "Z": 170_839}


def test_bic_looks_at_pairs_only_on_six_lists_whether_one_is_left_out_or_not() -> None:
    found = {v.changed: round(v.estimate or 0) for v in vary_lists(load("Ned"), Settings("bic"))}
    assert found == {"I": 36_421, "K": 42_685, "O": 138_243, "P": 186_302, "R": 32_210, "Z": 162_164}
    assert vary_lists(load("Ned"), Settings("bic")) == vary_lists(load("Ned"), Settings("bic", max_order=2))
    merged = {v.changed: v.estimate for v in vary_merges(load("Ned"), Settings("bic"))}
    assert merged["I+O"] == choose_model(merge_lists(load("Ned"), ["I", "O"]), Settings("bic", max_order=2)).estimate
    # Five lists have no such limit: each of the four left is looked at up to triples.
    five = vary_lists(load("UKdat_5"), Settings("bic"))
    assert five == vary_lists(load("UKdat_5"), Settings("bic", max_order=3))


def test_the_threshold_moves_the_dutch_answer_too() -> None:
    found = {v.changed: round(v.estimate or 0) for v in vary_threshold(load("Ned"), Settings())}
    assert (found["0.001"], found["0.02"], found["0.05"]) == (121_530, 111_139, 68_246)
    assert vary_threshold(load("Ned"), Settings("main")) == ()


def test_merging_two_lists_gives_a_variant_for_every_pair() -> None:
    found = vary_merges(load("Ned"), Settings())
    assert len(found) == 15 and found[0].changed == "I+K"
    assert {v.observed for v in found} == {8234}
    sizes = [v.estimate for v in found if v.estimate is not None]
    assert min(sizes) < 60_000 < 100_000 < max(sizes)


def test_a_variant_without_estimate_gives_its_reason_and_two_lists_have_no_variants() -> None:
    table = make_histories("ABC", [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0)], [27, 32, 15, 11])
    found = {v.changed: v for v in vary_lists(table, Settings("main"))}
    assert found["C"].estimate is not None
    assert (found["A"].estimate, found["A"].wald95) == (None, None)
    assert (found["A"].reason or "").startswith("too few overlaps")
    assert vary_lists(make_histories("AB", [(1, 0), (1, 1)], [1, 1]), Settings("main")) == ()


def test_eight_lists_are_searched_by_walking_and_say_so() -> None:
    near = find_near_models(load("NewOrl"))
    assert not near.exhaustive and near.searched < 20_000
    assert near.models == tuple(sorted(near.models, key=lambda model: model.bic))
    assert near.models[-1].bic <= near.models[0].bic + 6
    chosen = choose_model(load("NewOrl"), Settings()).fit.bic
    assert near.models[0].bic <= chosen + 1e-9 * abs(chosen)  # the same model, added up in another order


def test_the_walk_finds_on_six_lists_what_the_full_search_finds() -> None:
    for dataset in ("Ned", "UKdat"):
        near = find_near_models(load(dataset))
        lattice, counts = build_lattice(6, 2), counts_as_float(load(dataset))
        columns, score = _walk(lattice, counts, np.zeros(len(lattice.terms)), None)
        walked = Scored(columns, score, np.zeros(len(lattice.terms)), len(score), False)
        found = rank_models(lattice, counts, scored=walked)
        assert found.bic == pytest.approx([model.bic for model in near.models], abs=1e-6)
        assert len(score) < 1000 < near.searched


def test_too_many_models_are_refused_with_advice() -> None:
    with pytest.raises(NoEstimateError, match=r"too many models: 6 lists .* merge or drop lists"):
        choose_model(load("Ned"), Settings("bic", max_order=3))
    assert count_models(build_lattice(5, 4)) == 6893
    assert count_models(build_lattice(4, 3)) == 113


def test_the_profile_interval_holds_its_estimate_and_lies_near_wald() -> None:
    for dataset in ("UKdat", "Ned", "Kosovo", "NewOrl"):
        fit = choose_model(load(dataset), Settings()).fit
        profile = profile_likelihood(fit)
        assert profile.high is not None and profile.low < profile.estimate < profile.high
        assert (profile.low, profile.high) == pytest.approx(fit.wald(), rel=0.08)


def test_one_model_alone_is_not_called_agreement() -> None:
    two = make_histories("AB", [(1, 0), (0, 1), (1, 1)], [100, 100, 100])
    check = next(one for one in estimate_dark_number(two).checks if one.name == "near_models_agree")
    assert (check.passed, check.value, check.code, check.count) == (False, None, "one_model", 1)
    assert check.text == "one model only has an estimate: whether others agree cannot be judged"
    rows = [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 0, 1), (0, 1, 1), (1, 1, 1)]
    clear = make_histories("ABC", rows, [900, 900, 900, 900, 100, 100, 100])
    near = find_near_models(clear)
    assert (len(near.models), near.sound, near.searched) == (1, 8, 8)
    (alone,) = check_spread(near, ())
    assert (alone.passed, alone.code, alone.count) == (True, None, 1)
    assert alone.text == f"no other model within 6 BIC units of the best, which gives {near.models[0].estimate:,.0f}"


def test_a_result_carries_its_doubts() -> None:
    result = estimate_dark_number(load("Ned"))
    failed = {check.name for check in result.checks if not check.passed}
    assert failed == {
        "pearson_over_df", "no_minus_infinity_terms", "share_on_one_list", "pairs_seen_together",
        "near_models_agree", "dropped_lists_agree",
    }  # fmt: skip
    assert result.minus_infinity_terms == ("K:R", "I:K")
    told = {check.name: check for check in result.checks}
    assert told["pairs_seen_together"].lists == ("I:K", "K:R")
    assert told["no_minus_infinity_terms"].lists == ("K:R", "I:K")
    assert told["near_models_agree"].count == 18
    assert (round(told["near_models_agree"].low or 0), round(told["near_models_agree"].high or 0)) == (36_613, 131_040)
    assert result.profile95 is not None and result.bootstrap is None
    assert isinstance(result.histories, Histories)


def test_ten_lists_are_estimated() -> None:
    generator = np.random.default_rng(0)
    codes = (generator.random((5000, 10)) < 0.06) @ (1 << np.arange(10))
    table = Histories(tuple("ABCDEFGHIJ"), np.bincount(codes, minlength=1024)[1:])
    result = estimate_dark_number(table, Settings("main"), replicates=100, sensitivity=False)
    assert result.estimate == pytest.approx(5000, rel=0.15)
    assert result.bootstrap is not None and result.bootstrap.without_estimate == 0
