"""Control limits of the funnel plot: Spiegelhalter (2005)."""

import numpy as np
import pytest
from scipy.stats import poisson

from etl import funnel


def interpolated(expected, p):
    """A.1.1 of the paper again, count by count."""
    r, reached, before = 0, poisson.pmf(0, expected), 0.0
    while reached < p:
        r, before = r + 1, reached
        reached += poisson.pmf(r, expected)
    return max(r - (reached - p) / (reached - before), 0)


@pytest.mark.parametrize("p", [0.001, 0.025, 0.975, 0.999])
@pytest.mark.parametrize("expected", [3.5, 12.0, 40.0, 155.5])
def test_exact_limits_equal_a_search_over_whole_counts(expected, p):
    assert float(funnel.exact_limit(expected / 100, 100, p)) == pytest.approx(interpolated(expected, p) / 100, abs=5e-7)


def test_interpolated_limits_lie_within_one_count_of_the_quantile():
    expected = np.arange(2.0, 200, 3.7)
    limit = funnel.exact_limit(1.0, expected, 0.975) * expected
    quantile = poisson.ppf(0.975, expected)
    assert np.all((limit <= quantile) & (limit > quantile - 1))


def test_areas_that_scatter_as_chance_does_are_not_adjusted():
    people = np.linspace(50, 500, 20)
    events = np.round(people * 0.2)
    assert funnel.funnel(events, people).dispersion == 1.0


def test_over_dispersion_is_the_winsorised_mean_square_of_z():
    people = np.full(10, 100.0)
    events = np.array([60, 80, 90, 95, 100, 100, 105, 110, 120, 140], dtype=float)
    z = (events - 100) / 10
    low, high = np.percentile(z, [10, 90])
    by_hand = sum(min(max(one, low), high) ** 2 for one in z) / 10
    assert by_hand == pytest.approx(2.018)
    assert funnel.over_dispersion(events, people, 1.0) == pytest.approx(by_hand)


@pytest.mark.parametrize(("top", "adjusted"), [(113, False), (114, True)])
def test_it_is_adjusted_only_when_significant(top, adjusted):
    """Ten areas: the mean square must exceed 1.8307, the 95% point of chi-squared(10) over 10."""
    events = np.array([200 - top] * 5 + [top] * 5, dtype=float)
    found = funnel.over_dispersion(events, np.full(10, 100.0), 1.0)
    assert found == pytest.approx(((top - 100) / 10) ** 2 if adjusted else 1.0)


def test_limits_widen_by_the_square_root_of_the_over_dispersion():
    narrow, wide = funnel.Funnel(0.1, 1.0), funnel.Funnel(0.1, 4.0)
    _low, high = narrow.limits(1000, 0.95)
    _wide_low, wide_high = wide.limits(1000, 0.95)
    assert float(wide_high - 0.1) == pytest.approx(2 * float(high - 0.1))


def test_a_limit_is_never_under_zero():
    low, _high = funnel.Funnel(0.1, 9.0).limits([5, 50, 500], 0.998)
    assert np.all(low >= 0)


def test_om_cases_2007_2011_per_inhabitant_year(warehouse):
    rows = warehouse.execute(
        """SELECT sum(value), sum(population) FROM count_statistic JOIN observation
             USING (indicator_id, series, region_id, period, breakdown, vintage)
           WHERE indicator_id = 'om_registered_cases' AND region_id LIKE 'ar19:%' GROUP BY region_id
           HAVING sum(population) IS NOT NULL"""
    ).fetchnumpy()
    events, people = rows.values()
    made = funnel.funnel(events, people)
    assert made.target * 1e5 == pytest.approx(events.sum() / people.sum() * 1e5)
    z = np.sort((events - made.target * people) / np.sqrt(made.target * people))
    assert made.dispersion == pytest.approx(np.mean(np.clip(z, *np.percentile(z, [10, 90])) ** 2))
    assert made.dispersion > 1


@pytest.mark.parametrize(("events", "people"), [([1, 2], [5, 5]), ([0, 0, 0], [5, 5, 5]), ([1, 2, 3], [5, 0, 5])])
def test_a_funnel_of_next_to_nothing_is_refused(events, people):
    with pytest.raises(ValueError, match="three areas or more"):
        funnel.funnel(events, people)
