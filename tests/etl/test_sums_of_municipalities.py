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


def spread(year: int, count: int) -> pd.DataFrame:
    """A figure of each of some municipalities in a year."""
    codes = [f"gm:GM90{number:02}" for number in range(1, count + 1)]
    one = rows().head(1).drop(columns="region_id")
    return one.merge(pd.Series(codes, name="region_id"), how="cross").assign(period=str(year), **{ROW: range(count)})


@pytest.mark.parametrize(
    ("figures", "district", "nl", "en"),
    [
        (
            spread(2020, 3),
            "ar11:AR01",
            "2020 (niet in de indeling van dat jaar: GM9003)",
            "2020 (not in the division of that year: GM9003)",
        ),
        (
            spread(2020, 9),
            "ar11:AR01",
            "2020 (niet in de indeling van dat jaar: GM9003, GM9004, GM9005, GM9006, GM9007 en nog 2)",
            "2020 (not in the division of that year: GM9003, GM9004, GM9005, GM9006, GM9007 and 2 more)",
        ),
        (
            pd.concat([spread(2019, 2), spread(2021, 2)], ignore_index=True),
            "ar11:AR01",
            "2019 (er is geen indeling van dat jaar); 2021 (er is geen indeling van dat jaar)",
            "2019 (there is no division of that year); 2021 (there is no division of that year)",
        ),
        (
            spread(2020, 2),
            "ar19:arnhem",
            "2020 (de indeling van dat jaar heeft nog de negentien arrondissementen van 2012)",
            "2020 (the division of that year still has the nineteen court districts of 2012)",
        ),
        (rows(), "ar11:AR01", "", ""),
    ],
)
def test_a_year_that_is_not_added_up_is_told_with_its_reason_in_both_languages(figures, district, nl, en):
    places = placed(NO_DIVISION, placements("division of the year", "division of the year"))
    rolled = roll_up(figures, places.assign(district_id=district))
    assert rolled.notes == {"nl": nl, "en": en}
    assert set(rolled.sums["period"]) == (set() if nl else {"2020"})
