"""Figures of the page Arrondissementen: what is chosen, how limits widen, what a difference may be called."""

import pandas as pd
import pytest

from dashboard.districts.funnel import gathered
from dashboard.districts.picking import toggled
from dashboard.districts.scenario import shares
from dashboard.scatter import scattered


def rows(values, people=None, region="ar19:one"):
    """Synthetic yearly counts of one area."""
    return pd.DataFrame(
        {
            "indicator_id": "om_registered_cases",
            "series": "s",
            "breakdown": "total",
            "region_id": region,
            "region": region[5:].title(),
            "period": [str(2007 + i) for i in range(len(values))],
            "value": [float(one) for one in values],
            "population": people or [100_000] * len(values),
            "count_low": 1.0,
            "count_high": 2.0,
            "rate": 1.0,
            "source_id": "a",
            "population_source_id": "b",
        }
    )


@pytest.mark.parametrize(
    ("chosen", "clicked", "after"),
    [
        (["a", "b"], ["c"], ["a", "b", "c"]),
        (["a", "b"], ["a"], ["b"]),
        (["a", "b"], [], ["a", "b"]),
        (list("abcdef"), ["g"], list("abcdef")),
        (list("abcdef"), ["f"], list("abcde")),
    ],
)
def test_a_click_adds_an_area_or_lets_it_go_and_six_are_the_most(chosen, clicked, after):
    assert toggled(chosen, clicked) == after


def test_limits_of_calm_years_are_those_of_poisson():
    told = scattered(rows([20, 21, 19, 20]))
    assert set(told["dispersion"]) == {1.0}
    assert told["wide_low"].iloc[0] == pytest.approx(12.2165, abs=5e-5)
    assert told["wide_high"].iloc[0] == pytest.approx(30.8884, abs=5e-5)
    assert told["wide_rate_high"].iloc[0] == pytest.approx(30.8884, abs=5e-5)


def test_limits_of_wild_years_are_wider_and_areas_do_not_lend_each_other_scatter():
    told = scattered(pd.concat([rows([20, 2, 40, 3]), rows([20, 21, 19, 20], region="ar19:two")], ignore_index=True))
    wild, calm = told[told["region_id"] == "ar19:one"], told[told["region_id"] == "ar19:two"]
    assert wild["dispersion"].iloc[0] == pytest.approx(956.75 / 16.25 / 3)
    assert wild["wide_high"].iloc[0] > calm["wide_high"].iloc[0]
    assert wild["count_high"].iloc[0] == calm["count_high"].iloc[0]  # what the warehouse holds stays as it is
    assert set(calm["dispersion"]) == {1.0}


def test_series_and_breakdowns_of_one_area_do_not_lend_each_other_scatter():
    """Synthetic: three lines of one area, of which one is wild."""
    lines = [
        rows([20, 2, 40, 3]),
        rows([20, 21, 19, 20]).assign(series="t"),
        rows([9, 9]).assign(breakdown="sex=female"),
    ]
    told = scattered(pd.concat(lines, ignore_index=True))
    assert told["dispersion"].tolist() == pytest.approx([956.75 / 16.25 / 3] * 4 + [1.0] * 6)


def test_a_figure_over_several_years_is_widened_as_the_years_of_its_line_are():
    line = rows([20, 2, 40, 3, 65])
    line.loc[4, "period"] = "2007/2010"
    assert scattered(line)["dispersion"].tolist() == pytest.approx([956.75 / 16.25 / 3] * 5)


def test_a_funnel_gathers_areas_with_all_their_years_alone():
    some = pd.concat([rows([1, 2, 3]), rows([4, 5], region="ar19:two")], ignore_index=True)
    told = gathered(some)
    assert told[["region_id", "value", "population", "years"]].to_numpy().tolist() == [["ar19:one", 6.0, 300_000, 3]]


def test_shares_add_up_to_one_where_every_area_is_known():
    told = shares(pd.DataFrame({"region_id": ["a", "b"], "region": ["A", "B"], "value": [1.0, 3.0]}))
    assert told["share"].tolist() == [0.25, 0.75]


def test_shares_in_a_known_whole_leave_room_for_what_is_not_known():
    told = shares(pd.DataFrame({"region_id": ["a"], "region": ["A"], "value": [1.0]}), whole=4.0)
    assert told["share"].tolist() == [0.25]


def test_nothing_is_divided_by_nothing():
    with pytest.raises(ValueError, match="nothing to divide"):
        shares(pd.DataFrame({"region_id": ["a"], "region": ["A"], "value": [0.0]}))
