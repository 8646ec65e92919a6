"""The sentence on top of the criminal justice page. The rows are synthetic."""

import pandas as pd

from dashboard.districts import pooled_text
from dashboard.justice import latest_complete

STEPS = ("cases", "convictions")


def figures(*rows: tuple[str, str, float, str]) -> pd.DataFrame:
    found = pd.DataFrame(rows, columns=["indicator_id", "period", "value", "confidence"])
    return found.assign(breakdown="total")


def test_it_takes_the_last_year_of_which_every_step_is_published() -> None:
    found = figures(
        ("cases", "2011", 9, "confirmed"),
        ("convictions", "2011", 4, "confirmed"),
        ("cases", "2012", 8, "confirmed"),
        ("convictions", "2012", 6, "confirmed"),
        ("convictions", "2012", 5, "confirmed"),
        ("cases", "2013", 7, "confirmed"),
    )
    assert latest_complete(found, STEPS) == ("2012", {"cases": [8], "convictions": [5, 6]})


def test_a_figure_that_is_not_sharp_never_makes_the_sentence() -> None:
    found = figures(("cases", "2012", 8, "ambiguous"), ("convictions", "2012", 6, "confirmed"))
    assert latest_complete(found, STEPS) is None


def test_neither_does_a_figure_of_a_part() -> None:
    found = figures(("cases", "2012", 8, "confirmed"), ("convictions", "2012", 6, "confirmed"))
    assert latest_complete(found.assign(breakdown=["type=complex", "total"]), STEPS) is None


def test_pooled_totals_read_with_period_series_and_doubt() -> None:
    rows = pd.DataFrame(
        {
            "period": ["2007/2011", "2013/2014"],
            "value": [1106.0, float("nan")],
            "low": [float("nan"), 547.0],
            "high": [float("nan")] * 2,
            "state": ["value"] * 2,
            "unit": ["cases"] * 2,
            "confidence": ["confirmed", "ambiguous"],
            "series_nl": ["OM", "later"],
        }
    )
    told = pooled_text(rows, "nl")
    assert told == "2007–2011: 1.106 (OM); 2013–2014: meer dan 547 (later, niet scherp: niet voor een kop)"
