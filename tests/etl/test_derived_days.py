"""The days that a figure is of."""

from datetime import date

import pandas as pd

from etl import derive

INDICATORS = pd.DataFrame(
    {
        "indicator_id": ["stand", "flow"],
        "moment": ["1 January", "during the period"],
        "number_kind": ["count", "event_count"],
    }
)


def test_a_stand_of_1_january_lasts_that_day_and_what_is_counted_in_a_year_the_whole_of_it():
    """The rows are synthetic."""
    facts = pd.DataFrame(
        {
            "indicator_id": ["stand", "flow", "stand", "flow"],
            "period": ["2020", "2020", "2020-01-01", "2019/2020"],
            "value": [10.0, 10.0, 10.0, 10.0],
        }
    )
    found = derive.observations(facts, INDICATORS, "2026-11-20")
    assert list(zip(found["period_start"], found["period_end"], strict=True)) == [
        (date(2020, 1, 1), date(2020, 1, 1)),
        (date(2020, 1, 1), date(2020, 12, 31)),
        (date(2020, 1, 1), date(2020, 1, 1)),
        (date(2019, 1, 1), date(2020, 12, 31)),
    ]


def test_in_the_bundled_figures_residents_are_of_one_day(warehouse):
    """As a file with the figures tells them: population and nationals, all 3,180."""
    rows = warehouse.execute(
        "SELECT i.moment, count(*), count(*) FILTER (o.period_end = o.period_start AND month(o.period_start) = 1"
        " AND day(o.period_start) = 1) FROM observation o JOIN indicator i USING (indicator_id)"
        " WHERE i.moment = '1 January' GROUP BY i.moment"
    ).fetchall()
    assert rows == [("1 January", 3180, 3180)]
