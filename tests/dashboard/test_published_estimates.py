"""Where a published estimate may be shown, and how it reads. The rows are synthetic."""

import pandas as pd
import pytest

from dashboard import estimates

NO = float("nan")


def estimate(group: str, value: float, low: float, high: float, **more: object) -> dict[str, object]:
    years = str(more.get("period", "2018")).split("/")
    return {
        "comparable_group": group,
        "value": value,
        "low": low,
        "high": high,
        "indicator_id": "estimated_victims",
        "indicator_nl": "Geschat aantal slachtoffers",
        "period": "2018",
        "period_start": f"{years[0]}-01-01",
        "period_end": f"{years[-1]}-12-31",
        "breakdown": "total",
        "population": "all",
        "unit": "victims per year",
        "interval_kind": "none" if pd.isna(high) else "published range",
        "method": "MSE",
        "producer": "Maker",
        "source_id": "een-bron",
        "note_nl": None,
        **more,
    }


def frame(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(list(rows))


def test_only_a_total_of_victims_with_a_published_range_is_drawn() -> None:
    found = frame(
        estimate("mse-2017", 6250, 5000, 7500, period="2010/2015"),
        estimate("mse-2021", NO, 8000, NO),
        estimate("mse-2021", 5000, NO, NO),
        estimate("mse-2021-sexual", 2000, 1500, 2500, breakdown="form=sexual"),
        estimate("gsi-2018", 30000, 20000, 40000, indicator_id="modern_slavery_prevalence"),
        estimate("unreliable-police", 13000, 12000, 14000),
    )
    assert list(estimates.place(found)) == ["drawn", "no_range", "no_range", "part", "no_range", "unreliable"]


@pytest.mark.parametrize(("period", "kept"), [("2018/2019", 1), ("2017/2019", 0)])
def test_a_range_over_more_than_two_years_stands_beside_no_year(period: str, kept: int) -> None:
    assert len(estimates.ranged(frame(estimate("mse-2021", NO, 4000, 7000, period=period)))) == kept


def test_an_estimate_that_was_called_unreliable_stands_beside_no_year_either() -> None:
    assert estimates.ranged(frame(estimate("unreliable-police", NO, 4000, 7000))).empty


@pytest.mark.parametrize(
    ("row", "dutch", "english"),
    [
        (
            estimate("a", 6250, 5000, 7500),
            "6.250 (5.000–7.500) slachtoffers per jaar",
            "6,250 (5,000–7,500) victims a year",
        ),
        (estimate("a", NO, 8000, NO), "meer dan 8.000 slachtoffers per jaar", "more than 8,000 victims a year"),
        (estimate("a", 46, NO, NO, unit="%"), "46%", "46%"),
        (estimate("a", 1.8, NO, NO, unit="per 1,000"), "1,8 per 1.000", "1.8 per 1,000"),
        (estimate("a", 3, NO, NO, unit="huishoudens"), "3 huishoudens", "3 huishoudens"),
    ],
)
def test_an_estimate_reads_with_its_range_and_unit(row: dict[str, object], dutch: str, english: str) -> None:
    assert estimates.with_unit(pd.Series(row), "nl") == dutch
    assert estimates.with_unit(pd.Series(row), "en") == english


def test_a_group_is_told_by_its_breakdown_and_else_by_its_population() -> None:
    girls = estimate("a", 1, NO, NO, breakdown="age=12-17;sex=female", population="Dutch girls aged 12-17")
    assert estimates.who(pd.Series(girls), "nl") == "12 tot en met 17 jaar, vrouw"
    assert estimates.who(pd.Series(estimate("a", 1, NO, NO, population="all inhabitants")), "nl") == "alle inwoners"


def test_the_table_of_differences_has_a_row_a_name_those_with_a_range_first() -> None:
    found = frame(
        estimate("gsi-2018", 30000, NO, NO, indicator_id="modern_slavery_prevalence", method="GSI"),
        estimate(
            "gsi-2018-rate", 1.8, NO, NO, indicator_id="modern_slavery_prevalence", method="GSI", breakdown="rate"
        ),
        estimate("mse-2021", 5000, NO, NO, period="2019"),
        estimate("mse-2021", NO, 4000, 7000, period="2018/2019"),
        estimate("mse-2021-sexual", 2000, NO, NO, breakdown="form=sexual"),
        estimate("unreliable-police", 13000, NO, NO),
    )
    told = estimates.differences(found, "nl")
    assert list(told["Schatting"]) == ["schatting 2021", "Global Slavery Index 2018"]
    assert list(told["Periode"]) == ["2018–2019; 2019", "2018"]
    assert told["Marge"][0] == "marge zoals gepubliceerd, geen 95%-interval; geen marge gepubliceerd"
