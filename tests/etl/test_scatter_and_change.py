"""Over-dispersion of counts, its wider limits, and whether two years differ more than chance."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, chi2

from etl import counts


@pytest.fixture(scope="module")
def by_office(warehouse):
    """Registered cases of 2007-2011 by office, in order of the year."""
    rows = warehouse.execute(
        """SELECT region_id, list(value ORDER BY period) FROM observation WHERE indicator_id = 'om_registered_cases'
           AND region_id LIKE 'ar19:%' AND length(period) = 4 GROUP BY region_id ORDER BY region_id"""
    ).fetchall()
    return dict(rows)


def test_in_16_of_the_19_offices_years_scatter_more_than_chance(by_office):
    found = {office: counts.scatter(values) for office, values in by_office.items()}
    assert len(found) == 19
    assert sorted(office for office, phi in found.items() if phi <= 1) == [
        "ar19:den-bosch",
        "ar19:leeuwarden",
        "ar19:zutphen",
    ]


def test_scatter_equals_that_of_an_independent_quasi_poisson_model(by_office):
    for values in by_office.values():
        model = sm.GLM(values, np.ones(len(values)), family=sm.families.Poisson()).fit(scale="X2")
        assert counts.scatter(values) == pytest.approx(model.scale, rel=1e-6)


def test_scatter_with_a_population_equals_that_of_a_model_with_an_offset():
    events, people = [11, 10, 8, 13, 19], [1000, 1100, 1500, 900, 1000]
    model = sm.GLM(events, np.ones(5), family=sm.families.Poisson(), exposure=people).fit(scale="X2")
    assert counts.scatter(events, people) == pytest.approx(model.scale, rel=1e-6)


@pytest.mark.parametrize(
    ("values", "told"), [([5, 5, 5], 1.0), ([10, 30], 1.0), ([0, 0, 0], 1.0), ([2, 20, 2], 13.5), ([7], 1.0)]
)
def test_limits_are_never_narrower_than_those_of_poisson(values, told):
    assert counts.dispersion(values) == pytest.approx(told)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([100, 130, 150, 170, 200], (900 / 230 + 400 / 280 + 400 / 320 + 900 / 370) / 4),
        ([20, 25, 30, 35, 40], 1.0),
        ([20, 5, 70, 6, 40], (225 / 25 + 4225 / 75 + 4096 / 76 + 1156 / 46) / 4),
        ([0, 0, 9, 0], 9.0),
        ([10, 30], 1.0),
        ([0, 0, 0], 1.0),
    ],
)
def test_unrest_is_the_mean_square_of_successive_differences(values, told):
    assert counts.unrest(values) == pytest.approx(told)


def test_unrest_of_poisson_years_is_about_one_also_when_they_rise():
    years = np.random.default_rng(1941).poisson(np.linspace(200, 400, 4000))
    assert counts.unrest(years) == pytest.approx(1.0, abs=0.05)


@pytest.mark.parametrize(("count", "phi"), [(4, 1.5), (11, 2.0), (20, 7.5205), (137, 3.0)])
def test_quasi_poisson_limits_equal_quantiles_of_chi_squared(count, phi):
    low, high = counts.quasi_poisson_interval(count, phi)
    assert float(low) == pytest.approx(phi * chi2.ppf(0.025, 2 * count / phi) / 2, rel=1e-8)
    assert float(high) == pytest.approx(phi * chi2.ppf(0.975, 2 * count / phi + 2) / 2, rel=1e-8)


def test_limits_of_large_counts_approach_those_of_a_quasi_poisson_model():
    values = [4100, 3900, 4300, 3700, 4000]
    model = sm.GLM([sum(values)], [1.0], family=sm.families.Poisson()).fit(scale=9.0)
    low, high = counts.quasi_poisson_interval(sum(values), 9.0)
    assert np.log([float(low), float(high)]) == pytest.approx(model.conf_int()[0], abs=1e-3)


@given(st.integers(0, 400), st.floats(1, 30))
def test_more_scatter_never_narrows_the_limits(count, phi):
    low, high = counts.poisson_interval(count)
    wider_low, wider_high = counts.quasi_poisson_interval(count, phi)
    assert wider_low <= low + 1e-9
    assert high <= wider_high + 1e-9
    assert wider_low <= count <= wider_high


@pytest.mark.parametrize("phi", [0.0, 0.99])
def test_less_scatter_than_chance_is_refused(phi):
    with pytest.raises(ValueError, match="a dispersion under 1"):
        counts.quasi_poisson_interval(5, phi)


def test_a_ratio_of_two_rates_equals_the_published_one():
    """Fredericia against three other cities, in the documentation of poisson.test in R."""
    found = counts.change(21, 11, exposure=(3011, 800))
    assert (found.ratio, found.low, found.high) == pytest.approx((1.971488, 0.8584264, 4.2772659), abs=5e-7)


@pytest.mark.parametrize(("before", "after"), [(11, 19), (20, 36), (20, 37), (5, 50), (300, 240)])
def test_limits_of_a_change_equal_those_of_an_exact_binomial_test(before, after):
    exact = binomtest(after, before + after).proportion_ci(method="exact")
    found = counts.change(before, after)
    assert found.low == pytest.approx(exact.low / (1 - exact.low), rel=1e-5)
    assert found.high == pytest.approx(exact.high / (1 - exact.high), rel=1e-5)


def test_arnhem_2007_to_2011_is_not_called_a_change(by_office):
    before, *_between, after = by_office["ar19:arnhem"]
    found = counts.change(before, after, counts.unrest(by_office["ar19:arnhem"]))
    assert (before, after) == (11, 19)
    assert not found.beyond_chance


def test_zeros_have_open_ended_changes():
    assert counts.change(0, 0) is None
    assert counts.change(0, 3).high == float("inf")
    assert counts.change(3, 0).low == 0


@pytest.mark.parametrize(("before", "after", "phi"), [(-1, 3, 1.0), (3, -1, 1.0), (3, 3, 0.5)])
def test_what_is_no_count_has_no_change(before, after, phi):
    with pytest.raises(ValueError, match="counts of 0 or more"):
        counts.change(before, after, phi)
