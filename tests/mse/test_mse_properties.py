"""What must hold whatever the table."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from mse_reference import DATASETS, fit_by_glm, load

from etl.mse import (
    METHODS,
    Histories,
    NoEstimateError,
    Settings,
    choose_model,
    drop_lists,
    estimate_tables,
    fit_model,
    make_histories,
    merge_lists,
    name_term,
)
from etl.mse.methods import choose_terms

FOUR_LISTS = [[code >> i & 1 for i in range(4)] for code in range(1, 16)]
tables_of_four = st.lists(st.integers(0, 40), min_size=15, max_size=15).filter(lambda counts: sum(counts) > 0)


def reorder(histories: Histories, order: list[int]) -> Histories:
    """The same table with its lists in another order."""
    rows = [[code >> i & 1 for i in order] for code in range(1, 2 ** len(order))]
    return make_histories([histories.lists[i] for i in order], rows, histories.counts.tolist())


@settings(max_examples=60, deadline=None, derandomize=True)
@given(tables_of_four, st.sampled_from(METHODS))
def test_an_estimate_is_finite_and_never_less_than_the_observed(counts: list[int], method: str) -> None:
    table = make_histories("ABCD", FOUR_LISTS, counts)
    try:
        found = choose_model(table, Settings(method))  # type: ignore[arg-type]
    except NoEstimateError as error:
        assert str(error)
        return
    assert table.observed <= found.estimate < np.inf
    low, high = found.fit.wald()
    assert table.observed <= low <= found.fit.estimate <= high


@settings(max_examples=40, deadline=None, derandomize=True)
@given(tables_of_four, st.permutations(range(4)), st.permutations(range(15)))
def test_the_order_of_lists_and_of_rows_changes_nothing(
    counts: list[int], list_order: list[int], row_order: list[int]
) -> None:
    table = make_histories("ABCD", FOUR_LISTS, counts)
    shuffled = make_histories("ABCD", [FOUR_LISTS[i] for i in row_order], [counts[i] for i in row_order])
    assert shuffled.same_as(table)
    for method in ("main", "pairs"):
        try:
            expected = choose_model(table, Settings(method)).estimate
        except NoEstimateError as error:
            with pytest.raises(NoEstimateError, match=error.code.replace("_", " ")):
                choose_model(reorder(table, list_order), Settings(method))
            continue
        found = choose_model(reorder(table, list_order), Settings(method)).estimate
        assert found == pytest.approx(expected, rel=1e-8)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("dataset", ["UKdat", "Ned", "Kosovo"])
def test_the_selection_does_not_depend_on_the_order_of_lists(dataset: str, method: str) -> None:
    table = load(dataset)
    backwards = reorder(table, list(reversed(range(len(table.lists)))))
    chosen, other = choose_model(table, Settings(method)), choose_model(backwards, Settings(method))  # type: ignore[arg-type]
    assert other.estimate == pytest.approx(chosen.estimate, rel=1e-9)
    terms = {frozenset(name_term(table.lists, t).split(":")) for t in chosen.fit.terms}
    assert {frozenset(name_term(backwards.lists, t).split(":")) for t in other.fit.terms} == terms


@settings(max_examples=40, deadline=None, derandomize=True)
@given(tables_of_four, st.integers(0, 63))
def test_doubling_all_counts_doubles_the_estimate_of_a_model(counts: list[int], chosen: int) -> None:
    pairs = [0b0011, 0b0101, 0b1001, 0b0110, 0b1010, 0b1100]
    terms = [t for i, t in enumerate(pairs) if chosen >> i & 1]
    try:
        single = fit_model(make_histories("ABCD", FOUR_LISTS, counts), terms)
    except NoEstimateError:
        assume(False)
        return
    double = fit_model(make_histories("ABCD", FOUR_LISTS, [2 * count for count in counts]), terms)
    assert double.estimate == pytest.approx(2 * single.estimate, rel=1e-7)
    assert double.deviance == pytest.approx(2 * single.deviance, rel=1e-7, abs=1e-7)
    assert double.standard_error == pytest.approx(single.standard_error / np.sqrt(2), rel=1e-6)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.lists(tables_of_four, min_size=2, max_size=6), st.sampled_from(METHODS))
def test_a_batch_gives_every_table_what_it_gets_alone(batch: list[list[int]], method: str) -> None:
    asked = Settings(method)  # type: ignore[arg-type]
    together = estimate_tables(4, np.array(batch, dtype=float), asked)
    for counts, found in zip(batch, together, strict=True):
        try:
            expected = choose_model(make_histories("ABCD", FOUR_LISTS, counts), asked).fit.estimate
        except NoEstimateError:
            assert not np.isfinite(found)
            continue
        assert found == pytest.approx(expected, rel=1e-8)


def test_wald_limits_under_independence_cover_the_true_size_at_the_nominal_rate() -> None:
    size, simulations = 2000, 600
    generator = np.random.default_rng(5)
    reach = np.array([0.3, 0.25, 0.2, 0.15])
    codes = (generator.random((simulations, size, 4)) < reach) @ (1 << np.arange(4))
    hits = 0
    for persons in codes:
        table = Histories(tuple("ABCD"), np.bincount(persons, minlength=16)[1:])
        low, high = fit_model(table).wald()
        hits += low <= size <= high
    assert hits / simulations == pytest.approx(0.95, abs=3 * np.sqrt(0.95 * 0.05 / simulations))


DERIVED = [
    *((d, ("drop", name)) for d in DATASETS if d != "Korea" for name in load(d).lists[:6]),
    *((d, ("merge", f"{a}+{b}")) for d in ("UKdat", "Ned", "Kosovo")
      for a, b in [load(d).lists[:2], load(d).lists[1:3], load(d).lists[-2:]]),
    ("Ned", ("merge", "I+O")), ("UKdat", ("merge", "PF+NCA")),
]  # fmt: skip


@pytest.mark.parametrize(("dataset", "change"), DERIVED, ids=lambda v: v if isinstance(v, str) else " ".join(v))
def test_merged_and_dropped_lists_agree_with_an_independent_glm(dataset: str, change: tuple[str, str]) -> None:
    verb, names = change
    table = drop_lists(load(dataset), [names]) if verb == "drop" else merge_lists(load(dataset), names.split("+"))
    compared = 0
    for asked in (Settings("main"), Settings("pairs"), Settings("stepwise", 0.05), Settings("aic")):
        try:
            fit = fit_model(table, choose_terms(table, asked))
        except NoEstimateError:
            continue
        gone = {name_term(table.lists, term) for term in fit.minus_infinity_terms}
        judge = fit_by_glm(table, [name_term(table.lists, term) for term in fit.terms], gone)
        found = (fit.estimate, *fit.wald(), fit.aic)
        assert found == pytest.approx((judge["estimate"], judge["low"], judge["high"], judge["aic"]), rel=1e-8)
        assert (fit.deviance, fit.df) == pytest.approx((judge["deviance"], judge["df"]), rel=1e-8, abs=1e-8)
        if fit.df:
            assert fit.pearson == pytest.approx(judge["pearson"], rel=1e-6, abs=1e-8)
        compared += 1
    assert compared >= 2
