"""A sum of municipalities says which division placed them. All rows are synthetic."""

import pandas as pd
import pytest

from etl.findings import FILE, ROW
from etl.rollup import placed, roll_up

NO_DIVISION = pd.DataFrame(
    columns=["year", "region_id", "name", "district_id", "police_unit_id"], dtype="object"
).astype({"year": "int64"})


def placements(*bases: str) -> pd.DataFrame:
    """Two municipalities of one district in 2020, each placed on its basis."""
    return pd.DataFrame(
        {
            "year": 2020,
            "region_id": ["gm:GM9001", "gm:GM9002"],
            "name": ["A", "B"],
            "district_id": "ar11:AR01",
            "police_unit_id": None,
            "basis": bases,
        }
    )


def rows() -> pd.DataFrame:
    return pd.DataFrame(
        {
            FILE: "synthetic",
            ROW: [1, 2],
            "indicator_id": "recorded_trafficking",
            "series": "synthetic",
            "period": "2020",
            "breakdown": "total",
            "region_id": ["gm:GM9001", "gm:GM9002"],
            "value": [3.0, 4.0],
            "state": "value",
            "status": "final",
            "unit": "offences",
            "source_id": "synthetic",
            "locator": "synthetic",
        }
    )


@pytest.mark.parametrize(
    ("bases", "nl", "en"),
    [
        (
            ("division of the year", "division of the year"),
            "Som van de gemeenten, indeling van dat jaar (2/2 met een cijfer).",
            "Sum of the municipalities, division of that year (2/2 with a figure).",
        ),
        (
            ("division of the year", "division of 2019"),
            "Som van de gemeenten, deels volgens een eerdere indeling of opvolging bij wet (2/2 met een cijfer).",
            "Sum of the municipalities, in part by an earlier division or succession by law (2/2 with a figure).",
        ),
    ],
)
def test_a_sum_says_whether_the_division_is_that_of_its_year(bases, nl, en):
    (one,) = roll_up(rows(), placed(NO_DIVISION, placements(*bases))).sums.to_dict("records")
    assert (one["region_id"], one["value"], one["note_nl"], one["note_en"]) == ("ar11:AR01", 7, nl, en)


def test_a_division_that_was_downloaded_goes_before_the_bundled_one_and_is_of_its_year():
    downloaded = placements("", "").drop(columns="basis").assign(district_id="ar11:AR02")
    (one,) = roll_up(rows(), placed(downloaded, placements("division of 2019", "division of 2019"))).sums.to_dict(
        "records"
    )
    assert (one["region_id"], one["note_en"]) == (
        "ar11:AR02",
        "Sum of the municipalities, division of that year (2/2 with a figure).",
    )
