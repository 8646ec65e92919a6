"""Periods as the facts write them become a first and a last day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl import periods

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2012", date(2012, 1, 1), date(2012, 12, 31)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2013-02", date(2013, 2, 1), date(2013, 2, 28)),
        ("2018-05-25", date(2018, 5, 25), date(2018, 5, 25)),
        ("2007/2011", date(2007, 1, 1), date(2011, 12, 31)),
        ("2015-01/2015-06", date(2015, 1, 1), date(2015, 6, 30)),
        ("2011/2012-05-31", date(2011, 1, 1), date(2012, 5, 31)),
    ],
)
def test_a_period_runs_from_its_first_to_its_last_day(period, first, last):
    assert periods.bounds(period) == (first, last)


def test_an_undated_figure_has_no_days():
    assert periods.bounds("undated") is None


@pytest.mark.parametrize(
    "period",
    [
        *(
            "",
            "12",
            "2012-13",
            "2012-00",
            "2012-1",
            "2013-02-29",
            "2012-06-00",
            "2012/2011",
            "2012/",
            "/2012",
        ),
        *(
            "2010/2011/2012",
            "0000",
            "20112",
            "1066",
            "2012 ",
            "２０１２",
            "2012-2013",
            "undated/2012",
            "jan-12",
        ),
    ],
)
def test_what_is_no_period_is_refused(period):
    assert not periods.is_period(period)
    with pytest.raises(ValueError):
        periods.bounds(period)


@given(DAYS, DAYS)
def test_any_two_days_in_order_are_a_period_with_both_in_it(one, other):
    first, last = sorted((one, other))
    assert periods.bounds(f"{first}/{last}") == (first, last)
    if first != last:
        assert not periods.is_period(f"{last}/{first}")


@given(DAYS)
def test_the_day_after_a_month_is_the_first_of_the_next(day):
    _first, last = periods.bounds(f"{day:%Y-%m}")
    assert (last + timedelta(days=1)).day == 1
    assert last.month == day.month


@given(st.text())
def test_any_text_is_a_period_or_refused_and_never_an_accident(text):
    assert periods.is_period(text) in (True, False)


@pytest.mark.parametrize(
    ("text", "right"),
    [("2026-11-20", True), ("2026-02-30", False), ("2026-W01-1", False), ("20261120", False), ("２026-11-20", False)],
)
def test_a_day_is_one_that_exists_in_one_form(text, right):
    assert periods.is_day(text) == right
    assert periods.day_of(f"{text}T02:00:00") == (text if right else None)


@pytest.mark.parametrize(
    ("period", "canonical"),
    [
        ("2011", "2011"),
        ("2011/2011", "2011"),
        ("2011-01/2011-12", "2011"),
        ("2024-01-01/2024-12-31", "2024"),
        ("2011/2012-12", "2011/2012"),
        ("2024-02-01/2024-02-29", "2024-02"),
        ("2015-01/2015-06", "2015-01/2015-06"),
        ("2015/2015-06", "2015-01/2015-06"),
        ("2018-05-25/2018-05-25", "2018-05-25"),
        ("2011/2012-05-30", "2011-01-01/2012-05-30"),
        ("undated", "undated"),
    ],
)
def test_a_period_has_one_text(period, canonical):
    assert periods.canonical(period) == canonical


@given(DAYS, DAYS)
def test_the_one_text_of_a_period_has_the_same_days_and_is_its_own(one, other):
    period = "/".join(str(day) for day in sorted((one, other)))
    canonical = periods.canonical(period)
    assert periods.bounds(canonical) == periods.bounds(period)
    assert periods.canonical(canonical) == canonical


def test_a_year_is_one_that_a_period_can_be_of():
    """The same sentence for the command line; the API has one of its own in two languages."""
    assert [periods.year(text) for text in ("1900", "2012", "2099")] == [1900, 2012, 2099]
    for text in ("1899", "2100", "02012", "2012-06", "²⁰¹²", ""):
        with pytest.raises(ValueError, match=rf"^expected a year as YYYY \(1900 to 2099\), got '{text}'$"):
            periods.year(text)


def test_a_moment_has_a_time_zone_and_is_one_that_a_file_can_be_of():
    told = ("2026-11-20T08:00:00+00:00", "1970-01-01T01:00:00+01:00")
    assert [periods.is_moment(text) for text in told] == [True, True]
    wrong = ("yesterday", "", "2026-11-20T08:00:00", "0001-01-01T00:00:00+00:00", None, 20261120)
    assert [periods.is_moment(text) for text in wrong] == [False] * 6
