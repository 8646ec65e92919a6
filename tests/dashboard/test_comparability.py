"""A line joins only what may be compared: five synthetic years, and one break of each kind."""

import pandas as pd
import pytest

from dashboard.lines import as_lines
from etl.comparability import bears_on, segments
from etl.model import tables

KINDS = {
    "definition": True,
    "law": True,
    "registration": True,
    "organisation": True,
    "effort": False,
    "external": False,
}
"""Which kinds of break cut a line."""


def years(*values, first=2007, series="om", region="nl", breakdown="total"):
    """A synthetic line: a value a year."""
    ends = [first + i for i in range(len(values))]
    return pd.DataFrame(
        {
            "series": series,
            "region_id": region,
            "breakdown": breakdown,
            "period_start": pd.to_datetime([f"{year}-01-01" for year in ends]),
            "period_end": pd.to_datetime([f"{year}-12-31" for year in ends]),
            "value": pd.array(list(values), dtype="Float64"),
        }
    )


def one_break(day="2009-07-01", *, until=None, cuts=True, series="om", scope="all", region_ids=None, breakdown="*"):
    return pd.DataFrame(
        {
            "series": [series],
            "breakdown": [breakdown],
            "scope": [scope],
            "region_ids": [region_ids],
            "cuts": [cuts],
            "starts": [pd.Timestamp(day)],
            "ends": [pd.Timestamp(until or day)],
        }
    )


NONE = one_break()[:0]


@pytest.mark.parametrize(("region", "cut"), [("ar11:AR01", True), ("ar11:AR04", True), ("ar11:AR03", False)])
def test_a_break_that_names_areas_cuts_the_lines_of_those_alone(region, cut):
    here = one_break(scope="regional", region_ids="ar11:AR01;ar11:AR04")
    told = segments(years(281, 214, 141, 215, 255, region=region), here)
    assert told.tolist() == ([0, 0, 1, 1, 1] if cut else [0, 0, 0, 0, 0])


def test_years_that_follow_each_other_without_a_break_are_one_line():
    assert segments(years(281, 214, 141, 215, 255), NONE).tolist() == [0, 0, 0, 0, 0]


def test_which_kinds_of_break_cut_is_what_the_field_dictionary_lets_a_break_be():
    assert set(KINDS) == set(tables()["break"].field("kind").allowed)


def test_a_break_of_the_warehouse_cuts_by_its_kind(warehouse):
    found = warehouse.execute("SELECT DISTINCT kind, cuts FROM break").fetchall()
    assert dict(found) == KINDS
    assert len(found) == len(KINDS)


@pytest.mark.parametrize(("kind", "cuts"), KINDS.items())
def test_a_line_is_cut_at_definition_law_registration_and_organisation_alone(kind, cuts):
    told = segments(years(281, 214, 141, 215, 255), one_break(cuts=cuts))
    assert told.tolist() == ([0, 0, 1, 1, 1] if kind not in ("effort", "external") else [0, 0, 0, 0, 0])


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2006-07-01", [0, 0, 0, 0, 0]),  # before the line begins
        ("2007-07-01", [0, 0, 0, 0, 0]),  # within its first year: nothing stands before it
        ("2009-01-01", [0, 0, 1, 1, 1]),
        ("2009-12-31", [0, 0, 1, 1, 1]),
        ("2010-01-01", [0, 0, 0, 1, 1]),
        ("2012-01-01", [0, 0, 0, 0, 0]),  # after its end
    ],
)
def test_the_cut_stands_before_the_first_year_that_is_counted_anew(day, expected):
    assert segments(years(281, 214, 141, 215, 255), one_break(day)).tolist() == expected


def test_a_break_that_took_years_cuts_before_each_of_them():
    told = segments(years(281, 214, 141, 215, 255), one_break("2008-07-01", until="2010-07-01"))
    assert told.tolist() == [0, 1, 2, 3, 3]


def test_two_breaks_in_one_year_cut_once():
    both = pd.concat([one_break("2009-01-01"), one_break("2009-07-01")], ignore_index=True)
    assert segments(years(281, 214, 141, 215, 255), both).tolist() == [0, 0, 1, 1, 1]


def test_a_year_without_a_row_cuts_the_line():
    rows = years(281, 214, 141, 215, 255).drop(index=2)
    assert segments(rows, NONE).tolist() == [0, 0, 1, 1]


def test_a_year_without_a_number_cuts_the_line():
    assert segments(years(281, 214, None, 215, 255), NONE).tolist() == [0, 0, 0, 1, 1]


def test_stands_of_one_day_a_year_apart_are_one_line_and_a_missing_one_cuts_it():
    stands = years(10, 11, 12, 13)
    stands["period_end"] = stands["period_start"]
    assert segments(stands, NONE).tolist() == [0, 0, 0, 0]
    assert segments(stands.drop(index=1), NONE).tolist() == [0, 1, 1]
    assert segments(stands, one_break("2009-01-01")).tolist() == [0, 0, 1, 1]


def test_two_series_and_two_areas_are_never_one_line():
    rows = pd.concat(
        [years(10, 11, series="om"), years(20, 21, series="later"), years(30, 31, region="ar19:arnhem")],
        ignore_index=True,
    )
    lines = {
        (series, region): set(segments(rows, NONE)[own.index])
        for (series, region), own in rows.groupby(["series", "region_id"])
    }
    assert lines == {("om", "nl"): {0}, ("later", "nl"): {0}, ("om", "ar19:arnhem"): {0}}


def test_a_break_of_another_series_does_not_cut():
    assert segments(years(281, 214, 141), one_break("2008-07-01", series="later")).tolist() == [0, 0, 0]
    assert segments(years(281, 214, 141), one_break("2008-07-01", series="*")).tolist() == [0, 1, 1]


@pytest.mark.parametrize(
    ("breakdown", "cut"),
    [("total", False), ("reporter=police", False), ("form=sexual", True), ("form=labour;sex=female", True)],
)
def test_a_break_of_every_form_cuts_the_lines_of_forms_alone(breakdown, cut):
    told = segments(years(281, 214, 141, breakdown=breakdown), one_break("2008-07-01", breakdown="form=*"))
    assert told.tolist() == ([0, 1, 1] if cut else [0, 0, 0])


def test_a_break_of_one_form_or_of_what_is_not_broken_down_cuts_that_alone():
    forms = pd.concat(
        [years(1, 2, breakdown=one) for one in ("total", "form=sexual", "form=labour")], ignore_index=True
    )
    assert segments(forms, one_break("2008-01-01", breakdown="form=sexual")).tolist() == [0, 0, 0, 1, 0, 0]
    assert segments(forms, one_break("2008-01-01", breakdown="total")).tolist() == [0, 1, 0, 0, 0, 0]


def test_two_breakdowns_are_never_one_line():
    """Of a series with a figure of both in each year, neither stands between two years of the other."""
    both = pd.concat([years(10, 11), years(3, 4, breakdown="form=sexual")], ignore_index=True)
    assert segments(both.sort_values("period_start"), NONE).sort_index().tolist() == [0, 0, 0, 0]


def test_a_break_of_borders_cuts_the_lines_of_areas_and_not_that_of_the_country():
    moved = one_break("2009-01-01", scope="regional")
    assert segments(years(281, 214, 141), moved).tolist() == [0, 0, 0]
    assert segments(years(11, 10, 8, region="ar19:arnhem"), moved).tolist() == [0, 0, 1]
    assert len(bears_on(moved, "om", "nl", "total")) == 0


def test_the_order_of_the_rows_does_not_matter():
    rows = years(281, 214, 141, 215, 255)
    shuffled = rows.loc[[3, 0, 4, 2, 1]]
    assert segments(shuffled, one_break()).sort_index().tolist() == [0, 0, 1, 1, 1]


def test_lines_of_different_names_are_drawn_apart_and_open_where_a_figure_is_small_provisional_or_not_sharp():
    rows = years(281, 4, 141, 215, 255).assign(
        count_low=None,
        count_high=None,
        low=None,
        high=None,
        period=["2007", "2008", "2009", "2010", "2011"],
        small_number=[False, True, False, False, False],
        status=["unknown", "unknown", "provisional", "unknown", "unknown"],
        confidence=["confirmed", "confirmed", "confirmed", "ambiguous", "derived"],
        state="value",
        note_nl=None,
    )
    drawn = as_lines(rows, one_break("2010-01-01"), pd.Series("OM", index=rows.index), "nl")
    assert drawn["x"].tolist() == [2007, 2008, 2009, 2010, 2011]
    assert drawn["segment"].tolist() == ["OM 0", "OM 0", "OM 0", "OM 1", "OM 1"]
    assert drawn["open"].tolist() == [False, True, True, True, False]
    assert drawn["told"].tolist() == [
        "2007: 281",
        "2008: 4 (< 5)",
        "2009: 141 (voorlopig)",
        "2010: 215 (niet scherp: niet voor een kop)",
        "2011: 255 (afgeleid)",
    ]
