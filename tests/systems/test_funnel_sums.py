"""What one's own counts add up to: no row left out, none counted twice, and never more certain than the cells are."""

import pandas as pd
import pytest

from etl import signal_funnel as funnel

HEAD = "year,form,reporter,signals,reports,complaints,investigations,cases"
NONE = (None, None)


def reach(*rows: str, stage: str = "signals") -> tuple[int | None, int | None]:
    """The least and the most that the sum of one year can be."""
    read, wrong = funnel.read("\n".join([HEAD, *rows]).encode(), 2026)
    assert wrong == []
    told = funnel.yearly(read)
    (found,) = told.loc[told["stage"] == stage, ["low", "high"]].itertuples(index=False)
    low, high = (None if pd.isna(one) else int(one) for one in found)
    return low, high


def test_a_form_without_a_total_is_added_to_the_total_of_another():
    rows = ("2023,sexual,total,10,10,10,10,10", "2023,labour,police,100,,,,", "2023,labour,care,50,,,,")
    assert reach(*rows) == (160, 160)
    assert reach(*rows, stage="reports") == (10, None)


def test_a_reporter_without_a_total_is_added_to_the_total_of_another():
    assert reach("2023,total,police,10,,,,", "2023,labour,care,5,,,,", "2023,sexual,care,7,,,,") == (22, 22)


def test_an_empty_total_leaves_its_parts():
    rows = ("2023,total,total,20,,,,9", "2023,sexual,police,13,,,13,", "2023,labour,care,7,,,7,")
    assert reach(*rows, stage="investigations") == (20, 20)
    assert (reach(*rows), reach(*rows, stage="cases"), reach(*rows, stage="reports")) == ((20, 20), (9, 9), NONE)
    assert reach("2023,sexual,total,,,,,", "2023,sexual,care,6,,,,", "2023,labour,total,4,,,,") == (10, 10)


def test_parts_that_fall_short_of_the_total_of_one_stage_are_the_least_in_another():
    rows = ("2023,total,total,30,,,,", "2023,sexual,police,13,,,13,", "2023,labour,care,7,,,7,")
    assert reach(*rows, stage="investigations") == (20, None)


def test_a_total_is_not_added_to_its_parts():
    assert reach("2023,total,total,20,,,,", "2023,labour,care,12,,,,", "2023,sexual,care,8,,,,") == (20, 20)
    assert reach("2023,labour,total,12,,,,", "2023,labour,care,12,,,,", "2023,sexual,total,8,,,,") == (20, 20)


def test_totals_by_form_and_by_reporter_are_one_sum_told_twice():
    by_form = ("2023,sexual,total,8,,,,", "2023,labour,total,12,,,,")
    assert reach(*by_form, "2023,total,police,15,,,,", "2023,total,care,5,,,,") == (20, 20)
    assert reach(*by_form, "2023,total,police,,,,,") == (20, 20)


def test_where_neither_forms_nor_reporters_cover_all_the_larger_sum_is_the_least():
    assert reach("2023,sexual,total,10,,,,", "2023,total,police,12,,,,") == (12, None)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("<5",), (0, 4)),
        (("<5", "0"), (0, 4)),
        (("<5", "<5", "<5"), (0, 12)),
        (("4", "<5"), (4, 8)),
        (("4", ""), (4, None)),
        (("<5", ""), (0, None)),
        (("", ""), NONE),
        (("12", "withheld", "<5"), (12, None)),
        (("12", "3"), (15, 15)),
    ],
)
def test_a_sum_is_as_uncertain_as_its_cells(cells, expected):
    forms = ("sexual", "labour", "other")
    assert reach(*(f"2023,{form},care,{cell},,,," for form, cell in zip(forms, cells, strict=False))) == expected


def test_a_hidden_total_is_under_five_and_a_withheld_one_at_least_its_parts():
    parts = ("2023,sexual,care,2,,,,", "2023,labour,care,1,,,,")
    assert reach("2023,total,total,<5,,,,", *parts) == (0, 4)
    assert reach("2023,total,total,withheld,,,,", *parts) == (3, None)
    assert reach("2023,total,total,withheld,,,,") == (0, None)
