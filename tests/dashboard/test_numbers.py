"""Numbers, days and periods as they are written in Dutch and in English."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import numbers


@pytest.mark.parametrize(
    ("value", "decimals", "dutch", "english"),
    [
        (1106, 0, "1.106", "1,106"),
        (281, 0, "281", "281"),
        (0, 0, "0", "0"),
        (17475415, 0, "17.475.415", "17,475,415"),
        (2.594, 2, "2,59", "2.59"),
        (0.5, 1, "0,5", "0.5"),
        (1234.5, 1, "1.234,5", "1,234.5"),
        (7, 2, "7,00", "7.00"),
        (-1106, 0, "-1.106", "-1,106"),
    ],
)
def test_a_number_is_written_as_its_language_does(value, decimals, dutch, english):
    assert numbers.number(value, "nl", decimals) == dutch
    assert numbers.number(value, "en", decimals) == english


@given(st.integers(min_value=-(10**9), max_value=10**9))
def test_a_whole_number_can_be_read_back_from_what_is_written(value):
    assert int(numbers.number(value, "nl").replace(".", "")) == value
    assert int(numbers.number(value, "en").replace(",", "")) == value


def test_a_share_is_written_in_whole_percents():
    assert numbers.percent(0.0891, "nl") == "9%"
    assert numbers.percent(668 / 7500, "en") == "9%"


def test_a_range_is_written_with_a_dash_between_its_ends():
    assert numbers.between(5000, 7500, "nl") == "5.000–7.500"
    assert numbers.between(5.49, 19.68, "en", 1) == "5.5–19.7"


def test_a_day_is_written_out():
    assert numbers.day(date(2026, 11, 20), "nl") == "20 november 2026"
    assert numbers.day(date(2026, 3, 1), "nl") == "1 maart 2026"
    assert numbers.day(date(2026, 3, 1), "en") == "1 March 2026"


@pytest.mark.parametrize(
    ("period", "dutch", "english"),
    [
        ("2011", "2011", "2011"),
        ("2007/2011", "2007–2011", "2007–2011"),
        ("2012-06", "juni 2012", "June 2012"),
        ("2012-06/2012-08", "juni 2012–augustus 2012", "June 2012–August 2012"),
        ("2013-07-01", "1 juli 2013", "1 July 2013"),
    ],
)
def test_a_period_is_written_out(period, dutch, english):
    assert (numbers.period(period, "nl"), numbers.period(period, "en")) == (dutch, english)


def test_a_negative_zero_does_not_stand_for_every_zero_after_it():
    numbers.number.cache_clear()
    assert [numbers.number(one, "nl", 1) for one in (-0.0, 0.0, 0)] == ["0,0"] * 3
