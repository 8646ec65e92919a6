"""What is said of each source that can be downloaded."""

from calendar import month_name
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from etl import sources
from etl.citing import ages
from etl.state import next_expected

STATES = pd.DataFrame(
    [
        ("synthetic-failed", "kept", "2026-11-20", "2026-10-15", "2026-11-15", "2026-11-27"),
        ("synthetic-fresh", "fresh", "2026-11-27", "2026-10-15", "2026-11-15", "2026-11-27"),
        ("synthetic-undated", "fresh", "2026-01-05", None, "2026-02-15", "2026-01-05"),
        ("synthetic-never", "not_loaded", None, None, None, None),
        ("synthetic-empty", "failed", None, None, None, "2026-11-27"),
    ],
    columns=["name", "status", "last_good", "modified", "next_expected", "attempted"],
)


@pytest.mark.parametrize(
    ("source", "last", "expected"),
    [
        ("pdok-boundaries", "2026-11-15", "2027-01-15"),
        ("cbs-regions", "2026-10-15", "2027-01-15"),
        ("cbs-regions", "2026-01-08", "2027-01-15"),
        ("cbs-regions", "2026-01-31", "2027-01-15"),
        ("cbs-regions", "2026-11-30", "2027-01-15"),
        ("cbs-regions", "2026-12-01", "2028-01-15"),
        ("cbs-regions", "2026-12-31", "2028-01-15"),
        ("cbs-population", "2026-10-01", "2027-05-01"),
        ("cbs-population", "2026-05-29", "2027-05-01"),
        ("cbs-population", "2026-03-31", "2026-05-01"),
        ("cbs-population", "2026-04-01", "2027-05-01"),
        ("cbs-population", "2026-04-30", "2027-05-01"),
        ("cbs-crime", "2026-10-01", "2027-03-01"),
        ("cbs-crime", "2026-01-31", "2026-03-01"),
        ("cbs-crime", "2026-02-27", "2027-03-01"),
        ("cbs-origin", "2026-06-12", "2027-06-01"),
        ("cbs-nationality", "2026-10-01", "2027-06-01"),
        ("politie-crime", "2026-10-15", "2026-11-15"),
        ("politie-crime", "2026-10-14", "2026-11-15"),
        ("politie-crime", "2026-12-16", "2027-01-15"),
        ("cbs-immigration", "2026-10-30", "2026-11-28"),
        ("cbs-immigration", "2026-12-31", "2027-01-28"),
    ],
)
def test_the_next_publication_is_expected_in_the_month_of_the_rhythm(source, last, expected):
    assert next_expected(sources.live()[source].SOURCE, date.fromisoformat(last)) == date.fromisoformat(expected)


def test_a_yearly_source_that_came_early_is_expected_in_the_next_year():
    october = replace(sources.live()["cbs-crime"].SOURCE, month=10)
    days = ("2026-08-31", "2026-09-28", "2026-10-01", "2026-10-31", "2026-11-02")
    expected = [next_expected(october, date.fromisoformat(day)).isoformat() for day in days]
    assert expected == ["2026-10-01", *["2027-10-01"] * 4]


@pytest.mark.parametrize(
    ("source", "asked", "expected"),
    [
        ("pdok-boundaries", "2026-11-30", "2027-01-15"),
        ("pdok-boundaries", "2026-12-20", "2027-01-15"),
        ("pdok-boundaries", "2027-01-20", "2028-01-15"),
    ],
)
def test_a_source_that_tells_no_day_of_publication_did_not_come_early_by_being_asked(source, asked, expected):
    """The boundaries: what is known is the day they were last asked for."""
    day = date.fromisoformat(asked)
    assert next_expected(sources.live()[source].SOURCE, day, published=False) == date.fromisoformat(expected)


def test_every_rhythm_that_is_told_is_the_one_that_is_reckoned_with():
    told = {name: module.SOURCE.rhythm for name, module in sources.live().items()}
    month = {name: module.SOURCE.month for name, module in sources.live().items()}
    yearly = {name: f"yearly, {month_name[one]}" for name, one in month.items() if one}
    assert yearly == {name: rhythm for name, rhythm in told.items() if rhythm.startswith("yearly")}
    assert {name for name, one in month.items() if one is None} == {"cbs-immigration", "politie-crime"}


def test_a_source_whose_last_attempt_failed_is_told_with_the_days_of_its_figures_and_of_that_attempt():
    failed = STATES.head(1)
    assert ages(failed, "nl", date(2026, 11, 27)) == {
        "synthetic-failed": "opgehaald op 20 november 2026: de laatste poging om nieuwere op te halen, op 27 november"
        " 2026, mislukte"
    }
    assert ages(failed, "en", date(2027, 3, 1)) == {
        "synthetic-failed": "downloaded on 20 November 2026: the last attempt to download newer figures, on 27 November"
        " 2026, failed"
    }


@pytest.mark.parametrize(
    ("language", "fresh", "undated"),
    [
        (
            "nl",
            "versie van 15 oktober 2026: een nieuwere werd rond 15 november 2026 verwacht",
            "versie van 5 januari 2026: een nieuwere werd rond 15 februari 2026 verwacht",
        ),
        (
            "en",
            "version of 15 October 2026: a newer one was expected around 15 November 2026",
            "version of 5 January 2026: a newer one was expected around 15 February 2026",
        ),
    ],
)
def test_a_source_of_which_a_newer_version_was_due_a_month_ago_is_told(language, fresh, undated):
    others = STATES.tail(4)
    assert ages(others, language, date(2026, 3, 18)) == {}
    assert ages(others, language, date(2026, 3, 19)) == {"synthetic-undated": undated}
    assert ages(others, language, date(2026, 12, 16)) == {"synthetic-undated": undated}
    assert ages(others, language, date(2026, 12, 17)) == {"synthetic-fresh": fresh, "synthetic-undated": undated}
