"""An estimate is shown with its range or not at all; the share in view is a band and never one number."""

import pandas as pd
import pytest

from dashboard import estimates, queries

ROW = {
    "estimate_id": "synthetic",
    "indicator_id": "estimated_victims",
    "comparable_group": "mse-2017",
    "breakdown": "total",
    "period": "2014/2015",
    "period_start": pd.Timestamp("2014-01-01"),
    "period_end": pd.Timestamp("2015-12-31"),
    "interval_kind": "published range",
    "value": None,
    "low": 5000.0,
    "high": 7500.0,
}


def found(*changes):
    """Synthetic estimates: all victims in 2014 and 2015, 5,000 to 7,500, unless said otherwise."""
    rows = pd.DataFrame([{**ROW, **change} for change in changes])
    return rows.astype({"low": "float64", "high": "float64"})


def test_an_estimate_of_all_victims_with_a_published_range_is_drawn():
    assert len(estimates.ranged(found({}))) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"comparable_group": "unreliable-fairwork-2012"},
        {"interval_kind": "none"},
        {"low": None},
        {"high": None},
        {"breakdown": "form=sexual"},
        {"indicator_id": "modern_slavery_prevalence"},
        {"period_start": pd.Timestamp("2010-01-01"), "period": "2010/2015"},  # pooled: of no year in particular
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_estimate_that_is_unreliable_has_no_range_or_is_of_something_else_is_not_drawn(change):
    assert list(estimates.ranged(found({}, change))["estimate_id"]) == ["synthetic"]


def test_of_the_published_estimates_three_are_drawn():
    drawn = estimates.ranged(queries.estimates())
    assert sorted(zip(drawn["comparable_group"], drawn["period"], drawn["low"], drawn["high"], strict=True)) == [
        ("mse-2017", "2014/2015", 5000, 7500),
        ("mse-2021", "2018/2019", 4000, 7000),
        ("nr-range", "2018", 5000, 7500),
    ]


def test_an_estimate_is_named_by_its_publication():
    assert estimates.name("mse-2021", "nl") == "schatting 2021"
    assert estimates.name("mse-2021-sexual", "en") == estimates.name("mse-2021", "en") == "estimate of 2021"
    assert estimates.name("heard-of-by-nobody", "nl") == "heard-of-by-nobody"


def test_areas_stand_half_a_year_to_both_sides_and_tell_their_range():
    drawn = estimates.with_labels(found({}), "nl")
    assert drawn[["x", "x2", "label"]].to_dict("records") == [
        {"x": 2013.58, "x2": 2015.42, "label": "schatting 2017: 5.000–7.500"}
    ]


def test_of_two_areas_that_overlap_the_first_is_named_above_itself():
    later = {"period_start": pd.Timestamp("2015-01-01"), "period_end": pd.Timestamp("2016-12-31"), "high": 7000.0}
    drawn = estimates.with_labels(found({}, later), "nl")
    assert drawn["label_x"].tolist() == [pytest.approx(2013.58), pytest.approx(2016.42)]
    assert drawn["label_y"].tolist()[0] > 7500


def test_in_2018_between_9_and_15_percent_was_in_view_of_the_expert_estimate():
    shares = queries.share_in_view()
    one = shares[(shares["year"] == "2018") & (shares["comparable_group"] == "nr-range")]
    assert one[["reported_low", "reported_high", "estimate_low", "estimate_high"]].values.tolist() == [
        [668, 742, 5000, 7500]
    ]
    assert one[["share_low", "share_high"]].values.tolist() == [[668 / 7500, 742 / 5000]]
    told = estimates.share_labels(one, "nl").iloc[0]
    assert (told["text"], told["reported_text"], told["estimate_text"]) == ("9–15%", "668–742", "5.000–7.500")
    assert estimates.share_labels(one, "en").iloc[0]["estimate_text"] == "5,000–7,500"


def test_every_share_in_view_is_a_band_within_0_and_1():
    shares = queries.share_in_view()
    assert len(shares) == 5
    assert ((shares["share_low"] > 0) & (shares["share_low"] < shares["share_high"]) & (shares["share_high"] < 1)).all()


def test_no_share_is_given_for_a_year_without_an_estimate():
    assert sorted(set(queries.share_in_view()["year"])) == ["2014", "2015", "2018", "2019"]


def test_no_estimate_is_of_an_area(warehouse):
    assert warehouse.execute("SELECT DISTINCT region_id FROM estimate").fetchall() == [("nl",)]
    assert set(queries.national_estimated_rates()["comparable_group"]) == {"mse-2017", "mse-2021", "nr-range"}


def test_the_national_rate_is_the_range_over_the_inhabitants_of_those_years():
    rates = queries.national_estimated_rates().set_index("comparable_group")
    one = rates.loc["mse-2017"]
    assert (one["population_low"], one["population_high"]) == (16829289, 16900726)
    assert one["rate_low"] == pytest.approx(5000 / 16900726 * 1e5)
    assert one["rate_high"] == pytest.approx(7500 / 16829289 * 1e5)


def test_as_rows_an_estimate_keeps_its_range_and_the_name_of_its_publication_in_both_languages():
    row = estimates.as_rows(found({})).iloc[0]
    assert (row["series"], row["series_nl"], row["series_en"]) == ("mse-2017", "schatting 2017", "estimate of 2017")
    assert (row["low"], row["high"], row["state"]) == (5000, 7500, "value")
