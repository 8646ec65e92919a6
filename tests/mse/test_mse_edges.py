"""Checks, verdicts and limits of the calculator on both sides of their edge. Every table is synthetic."""

from __future__ import annotations

import numpy as np
import pytest

from etl.mse import Settings, make_histories, profile_likelihood, summarise
from etl.mse.checks import check_spread, check_table
from etl.mse.errors import InputError
from etl.mse.methods import choose_model
from etl.mse.reading import read_count
from etl.mse.sensitivity import Variant

HISTORIES = [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 0, 1), (0, 1, 1), (1, 1, 1)]


def variant(changed: str, estimate: float | None) -> Variant:
    return Variant(changed, 100, estimate, None, (), (), None, None if estimate else "none")


@pytest.mark.parametrize(("on_two", "passed"), [(9, False), (10, True), (11, True)])
def test_ten_persons_on_exactly_two_lists_are_enough_and_nine_are_not(on_two: int, passed: bool) -> None:
    table = make_histories("ABC", HISTORIES, [50, 50, 50, 4, 4, on_two - 8, 7])
    check = next(one for one in check_table(table) if one.name == "people_on_two_lists")
    assert (check.passed, check.value, check.text) == (passed, on_two, f"{on_two} persons are on exactly two lists")


@pytest.mark.parametrize(
    ("estimates", "passed", "text"),
    [
        ((1000.0, 1500.0), True, "leaving out one list gives 1,000 to 1,500"),
        ((1000.0, 1501.0), False, "leaving out one list gives 1,000 to 1,501"),
        ((1000.0, 1000.0, None), False, "leaving out one list gives 1,000, and no estimate for 1 of them"),
        (
            (1000.0, 1100.0, None, None),
            False,
            "leaving out one list gives 1,000 to 1,100, and no estimate for 2 of them",
        ),
    ],
)
def test_lists_agree_when_each_may_be_left_out_and_the_answer_stays(
    estimates: tuple[float | None, ...], passed: bool, text: str
) -> None:
    """A list without which there is no estimate at all is the one on which the answer rests."""
    (check,) = check_spread(None, [variant(name, one) for name, one in zip("ABCD", estimates, strict=False)])
    assert (check.passed, check.text, check.count) == (passed, text, estimates.count(None))
    assert check.lists == tuple(name for name, one in zip("ABCD", estimates, strict=False) if one is None)


@pytest.mark.parametrize(
    ("failed", "bca", "percentile"),
    [(25, "healthy", "healthy"), (26, "many_without_estimate", "many_without_estimate")],
)
def test_as_many_replicates_as_a_tail_holds_may_be_without_an_answer(failed: int, bca: str, percentile: str) -> None:
    """2.5 % of a thousand is 25: at that the interval stands, at one more it is refused."""
    values = np.linspace(90.0, 110.0, 1000)
    values[np.linspace(0, 999, failed).astype(int)] = np.nan
    found = summarise(values, 100.0, 0.0)
    assert (found.without_estimate, found.verdict, found.percentile_verdict) == (failed, bca, percentile)


def test_under_five_hidden_persons_factorials_are_exact_also_where_stirling_is_asked_for() -> None:
    """Stirling's formula breaks down near nobody hidden; above five it is taken, and moves the answer a little."""
    few = choose_model(make_histories("ABC", HISTORIES, [4, 4, 4, 20, 20, 20, 100]), Settings("main")).fit
    assert few.hidden == pytest.approx(4 * 4 * 4 * 100 / 20**3)
    assert profile_likelihood(few, stirling=True) == profile_likelihood(few)
    more = choose_model(make_histories("ABC", HISTORIES, [20, 20, 20, 20, 20, 20, 20]), Settings("main")).fit
    assert more.hidden == pytest.approx(20.0, abs=0.01)
    plain, formula = profile_likelihood(more), profile_likelihood(more, stirling=True)
    assert plain != formula
    assert formula.estimate == pytest.approx(plain.estimate, abs=0.1)


def test_a_count_beyond_any_population_is_refused() -> None:
    assert read_count("1000000000000", 2, "count") == 10**12
    for text in ("1000000000001", "9999999999999"):
        with pytest.raises(InputError) as refused:
            read_count(text, 2, "count")
        assert str(refused.value) == (
            f"row 2, column 'count': expected a whole number of persons, 0 or more, got '{text}'"
        )
