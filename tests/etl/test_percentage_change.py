"""A change in per cent is computed where no caveat forbids it, and nowhere else."""

import pandas as pd
import pytest
from caveat_rows import BREAKS, SPOTS, row
from hypothesis import given
from hypothesis import strategies as st

from etl import caveats
from etl.caveats import NotComparableError


def change(before, after, breaks=BREAKS, **other):
    return caveats.percentage_change(pd.Series(before), pd.Series(after), breaks, SPOTS, **other)


def test_a_change_beyond_chance_and_without_a_break_is_computed():
    assert change(row("2007", 20), row("2008", 50)) == pytest.approx(150)


@pytest.mark.parametrize(
    ("before", "after", "because"),
    [
        (row("2012", 20), row("2013", 50), "counting_changed"),
        (row("2015", 20), row("2016", 50), "effort_changed"),
        (row("2007", 4), row("2008", 50), "small_numbers"),
        (row("2007", 50), row("2008", 4), "small_numbers"),
        (row("2007", 20), row("2008", 21), "within_chance"),
        (row("2007", 20), row("2008", 50, series="om-later"), "several_series"),
        (row("2007", 20), row("2008", 50, region_type="arrondissement11"), "editions"),
        (row("2007/2008", 20), row("2009", 50), "pooled"),
        (row("2007", 20), row("2008", 50, confidence="ambiguous"), "ambiguous"),
        (row("2007", 20), row("2008", None, state="missing"), "not_published"),
    ],
)
def test_a_change_that_means_nothing_is_refused_with_the_reason(before, after, because):
    with pytest.raises(NotComparableError, match="percentage_change is not allowed") as refused:
        change(before, after)
    assert because in [one.code for one in refused.value.caveats]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (row("2007", 45, region_id="ar19:den-haag"), row("2008", 90, region_id="ar19:alkmaar")),
        (row("2007", 45, breakdown="total"), row("2008", 90, breakdown="age=minor")),
        (row("2008", 45), row("2007", 90)),
        (row("2007", 45), row("2007", 90)),
    ],
)
def test_there_is_no_change_between_two_lines_or_back_in_time(before, after):
    with pytest.raises(NotComparableError):
        change(before, after)


def test_the_scatter_of_the_series_can_forbid_a_change_that_two_years_alone_would_allow():
    before, after = row("2007", 20), row("2008", 50)
    assert change(before, after, dispersion=1.0) == pytest.approx(150)
    with pytest.raises(NotComparableError):
        change(before, after, dispersion=8.0)


@given(
    st.integers(0, 12), st.integers(0, 90), st.sampled_from(["2012", "2013", "2014"]), st.sampled_from(["2015", "2016"])
)
def test_no_percentage_change_crosses_a_break_or_comes_from_a_count_under_five(before, after, first, last):
    crosses = first == "2012" or last == "2016"
    try:
        told = change(row(first, float(before)), row(last, float(after)))
    except NotComparableError:
        return
    assert not crosses
    assert min(before, after) >= 5
    assert told == pytest.approx((after / before - 1) * 100)
