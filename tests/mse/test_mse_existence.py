"""No maximum, no number: the tests that come before any fit."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
import statsmodels.api as sm  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st
from mse_reference import design_of, load

from etl.mse import (
    Histories,
    InputError,
    NoEstimateError,
    Settings,
    choose_model,
    estimate_dark_number,
    estimate_tables,
    fit_model,
    make_histories,
)
from etl.mse.existence import check_models, grows_without_end, has_positive_table
from etl.mse.lattice import build_lattice

# List C shares nobody with A or B: with an A:B term nothing limits the number of unseen persons.
RUNAWAY = ((1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0)), (27, 32, 15, 11)


def make_runaway() -> Histories:
    return make_histories("ABC", *RUNAWAY)


def test_a_table_that_statsmodels_calls_converged_at_hundreds_of_billions_is_refused_with_a_reason() -> None:
    table = make_runaway()
    _, design = design_of(table.lists, ["A:B"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        naive = sm.GLM(table.counts, design, family=sm.families.Poisson()).fit()
    assert naive.converged and table.observed + np.exp(naive.params[0]) > 1e11
    with pytest.raises(NoEstimateError, match="no maximum") as error:
        fit_model(table, [0b011])
    assert error.value.code == "no_maximum"


def test_without_a_maximum_the_hidden_part_grows_shrinks_or_depends_on_the_way() -> None:
    three, two = build_lattice(3, 2), build_lattice(2, 2)
    apart = np.array([True, True, False, True, False, False, False])  # A, B, C, never two of them
    main = three.columns_of(())
    assert grows_without_end(three, main, apart)
    assert grows_without_end(three, three.columns_of([0b011]), make_runaway().counts > 0)
    assert not grows_without_end(three, main, make_runaway().counts > 0)  # this one has its maximum
    # Nobody is on A alone: list B then saw all there were.
    whole = np.array([False, True, True])
    assert not grows_without_end(two, two.columns_of(()), whole)
    assert not check_models(two, two.columns_of(())[None], whole[None]).exists[0]
    only = np.array([True, False, False])  # one list and no other: not identifiable, so either way
    assert not grows_without_end(two, two.columns_of(()), only)


def test_the_reason_of_no_maximum_holds_for_a_table_whose_second_list_saw_everybody() -> None:
    table = make_histories("AB", [(0, 1), (1, 1)], [10, 10])
    result = estimate_dark_number(table)
    assert (result.estimate, result.reason_code) == (None, "no_maximum")
    assert result.reason == (
        "no maximum: with the zeros of this table the model fits ever better as its parameters run off to infinity "
        "(often the estimate with them, without end or down to nobody unseen), although a plain fit may look converged"
    )
    assert estimate_tables(2, table.counts[None].astype(float), Settings("main"))[0] != np.inf


def test_all_pairs_on_that_table_are_not_identifiable_once_its_zero_pairs_are_at_minus_infinity() -> None:
    result = estimate_dark_number(make_runaway(), Settings("pairs"))
    assert (result.estimate, result.reason_code, result.wald95, result.fit) == (
        None,
        "not_identifiable",
        None,
        None,
    )
    assert result.reason is not None and result.reason.startswith("not identifiable")


def test_selection_on_that_table_never_ends_in_the_runaway_model() -> None:
    for method in ("main", "stepwise", "aic", "bic"):
        assert choose_model(make_runaway(), Settings(method)).estimate < 1000


def test_lists_without_any_overlap_give_no_estimate_because_of_too_few_overlaps() -> None:
    table = make_histories("AB", [(1, 0), (0, 1)], [10, 20])
    result = estimate_dark_number(table)
    assert (result.estimate, result.reason_code) == (None, "too_few_overlaps")
    assert not next(check for check in result.checks if check.name == "estimate_exists").passed


def test_a_saturated_model_of_two_lists_is_not_identifiable() -> None:
    table = make_histories("AB", [(1, 0), (0, 1), (1, 1)], [10, 20, 5])
    with pytest.raises(NoEstimateError, match="not identifiable"):
        fit_model(table, [0b11])
    assert fit_model(table).estimate == pytest.approx(15 * 25 / 5)  # Lincoln–Petersen


def test_korea_with_all_pairs_has_no_maximum() -> None:
    with pytest.raises(NoEstimateError, match="no maximum"):
        choose_model(load("Korea"), Settings("pairs"))


def test_a_list_nobody_is_on_leaves_the_table_as_if_it_were_not_there() -> None:
    rows, counts = [(1, 0, 0), (0, 1, 0), (1, 1, 0)], [30, 40, 10]
    with_empty = make_histories(["A", "B", "empty"], rows, counts)
    without = make_histories("AB", [row[:2] for row in rows], counts)
    assert fit_model(with_empty).estimate == pytest.approx(fit_model(without).estimate, rel=1e-10)


def test_an_impossible_term_is_refused() -> None:
    with pytest.raises(InputError, match="expected an interaction of two or more of 3 lists"):
        fit_model(make_runaway(), [0b1000])


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.integers(3, 4), st.data())
def test_the_quick_tests_agree_with_the_linear_programme_and_the_rank(lists: int, data: st.DataObject) -> None:
    lattice = build_lattice(lists, 3)
    cells = len(lattice.cells)
    seen = np.array(data.draw(st.lists(st.booleans(), min_size=cells, max_size=cells)))
    if not seen.any():
        return
    pairs = [t for t in lattice.terms if t.bit_count() == 2 and data.draw(st.booleans())]
    triples = [
        t for t in lattice.terms
        if t.bit_count() == 3 and all(t & ~(1 << i) in pairs for i in range(lists) if t >> i & 1)
        and data.draw(st.booleans())
    ]  # fmt: skip
    verdict = check_models(lattice, lattice.columns_of((*pairs, *triples))[None], seen[None])
    design = lattice.matrix[np.ix_(verdict.cells[0], verdict.finite[0])]
    assert verdict.identifiable[0] == (np.linalg.matrix_rank(design) == design.shape[1])
    assert verdict.exists[0] == has_positive_table(design, seen[verdict.cells[0]])


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.integers(0, 6), min_size=15, max_size=15), st.integers(0, 63))
def test_a_model_that_passes_reproduces_its_margins_and_never_estimates_less_than_observed(
    counts: list[int], chosen: int
) -> None:
    rows = [[code >> i & 1 for i in range(4)] for code in range(1, 16)]
    if not any(counts):
        return
    table = make_histories("ABCD", rows, counts)
    pairs = [t for t in build_lattice(4, 2).terms if t.bit_count() == 2]
    try:
        fit = fit_model(table, [t for i, t in enumerate(pairs) if chosen >> i & 1])
    except NoEstimateError:
        return
    finite = np.diag(fit.covariance) > 0
    margins = fit.lattice.matrix[:, finite]
    assert fit.means @ margins == pytest.approx(table.counts @ margins, abs=1e-6)
    assert fit.estimate >= table.observed
