"""What is said of each source that can be downloaded."""

from calendar import month_name
from datetime import date

import pytest

from etl import sources
from etl.state import next_expected


@pytest.mark.parametrize(
    ("source", "last", "expected"),
    [
        ("pdok-boundaries", "2026-11-15", "2027-01-15"),
        ("cbs-regions", "2026-10-15", "2027-01-15"),
        ("cbs-regions", "2026-01-08", "2027-01-15"),
        ("cbs-regions", "2026-01-31", "2027-01-15"),
        ("cbs-regions", "2026-12-31", "2027-01-15"),
        ("cbs-population", "2026-10-01", "2027-05-01"),
        ("cbs-population", "2026-05-29", "2027-05-01"),
        ("cbs-population", "2026-04-30", "2026-05-01"),
        ("cbs-crime", "2026-10-01", "2027-03-01"),
        ("cbs-crime", "2026-02-27", "2026-03-01"),
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


def test_every_rhythm_that_is_told_is_the_one_that_is_reckoned_with():
    told = {name: module.SOURCE.rhythm for name, module in sources.live().items()}
    month = {name: module.SOURCE.month for name, module in sources.live().items()}
    yearly = {name: f"yearly, {month_name[one]}" for name, one in month.items() if one}
    assert yearly == {name: rhythm for name, rhythm in told.items() if rhythm.startswith("yearly")}
    assert {name for name, one in month.items() if one is None} == {"cbs-immigration", "politie-crime"}
