"""What is computed from a count: its Poisson limits and, where the population is known, its rate."""

import numpy as np
import pytest
from scipy.stats import chi2

from etl.counts import poisson_interval


def test_arnhem_registered_11_cases_in_2007_which_is_0_938_per_100_000(warehouse):
    row = warehouse.execute(
        """SELECT value, population, rate, rate_low, rate_high, count_low, count_high FROM observation_wide
           WHERE indicator_id = 'om_registered_cases' AND region_id = 'ar19:arnhem' AND period = '2007'"""
    ).fetchone()
    assert row[:2] == (11, 1172600)
    assert row[2:] == pytest.approx((0.938, 0.468, 1.678, 5.4912, 19.6820), abs=5e-4)


@pytest.mark.parametrize(
    ("where", "why"),
    [
        ("period LIKE '%/%'", "a pooled period"),
        ("region_id LIKE 'politieregio:%'", "a police region of which the population is not known"),
        ("region_id LIKE 'parket:%'", "an office without an area"),
        ("period = 'undated'", "no date"),
        ("indicator_id IN (SELECT indicator_id FROM indicator WHERE NOT per_inhabitant)", "not per head"),
        ("indicator_id IN (SELECT indicator_id FROM indicator WHERE number_kind = 'measure')", "no count"),
    ],
)
def test_no_rate_is_given_where_it_would_mean_nothing(warehouse, where, why):
    given = warehouse.execute(f"SELECT count(rate) FROM count_statistic WHERE {where}").fetchone()
    assert given == (0,), why


def test_a_rate_uses_the_population_of_that_edition_and_year_alone(warehouse):
    wrong = warehouse.execute(
        """SELECT count(*), count(p.value) FROM count_statistic c LEFT JOIN observation p
             ON p.indicator_id = 'population' AND p.series = 'cbs-register' AND p.breakdown = 'total'
             AND p.region_id = c.region_id AND p.period = c.period AND p.value = c.population
           WHERE c.rate IS NOT NULL"""
    ).fetchone()
    assert wrong[0] == wrong[1] > 100


def test_every_rate_names_the_source_of_its_population(warehouse):
    query = """SELECT count(*) FROM count_statistic LEFT JOIN source ON source_id = population_source_id
               WHERE (rate IS NOT NULL) <> (source_id IS NOT NULL)"""
    assert warehouse.execute(query).fetchone() == (0,)


def test_old_arrondissementen_have_a_rate_in_every_year_of_the_om_table(warehouse):
    query = """SELECT count(*), count(rate) FROM observation_wide WHERE indicator_id = 'om_registered_cases'
               AND region_type = 'arrondissement19' AND length(period) = 4"""
    assert warehouse.execute(query).fetchone() == (95, 95)


def test_a_count_of_zero_has_a_rate_of_zero_and_an_upper_limit_above_it(warehouse):
    rows = warehouse.execute(
        """SELECT rate, rate_low, count_low, round(count_high, 4), rate_high > 0 FROM observation_wide
           WHERE indicator_id = 'om_registered_cases' AND state = 'zero'"""
    ).fetchall()
    assert rows == [(0, 0, 0, 3.6889, True)] * 3


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [
        (0, 0.0, 3.6889),
        (1, 0.0253, 5.5716),
        (2, 0.2422, 7.2247),
        (3, 0.6187, 8.7673),
        (4, 1.0899, 10.2416),
        (5, 1.6235, 11.6683),
        (10, 4.7954, 18.3904),
        (11, 5.4912, 19.6820),
        (20, 12.2165, 30.8884),
        (100, 81.3640, 121.6268),
    ],
)
def test_poisson_limits_equal_the_published_ones(count, low, high):
    assert [float(limit) for limit in poisson_interval(count)] == pytest.approx([low, high], abs=5e-5)


def test_poisson_limits_equal_quantiles_of_chi_squared():
    counts = np.arange(1, 2000)
    low, high = poisson_interval(counts)
    np.testing.assert_allclose(low, chi2.ppf(0.025, 2 * counts) / 2, rtol=1e-9)
    np.testing.assert_allclose(high, chi2.ppf(0.975, 2 * counts + 2) / 2, rtol=1e-9)


@pytest.mark.parametrize("count", [-1, 1.5])
def test_limits_of_what_is_no_count_are_refused(count):
    with pytest.raises(ValueError, match="whole numbers of 0 or more"):
        poisson_interval(count)


def test_only_counts_of_events_have_limits(warehouse):
    rows = warehouse.execute(
        """SELECT number_kind, count(*) > 0, count(count_low) = count(*) FROM count_statistic
           JOIN indicator USING (indicator_id) GROUP BY number_kind ORDER BY number_kind"""
    ).fetchall()
    assert ("event_count", True, True) in rows
    assert [kind for kind, _some, all_limits in rows if all_limits] == ["event_count"]


def test_a_sum_of_municipalities_says_whether_their_division_is_that_of_the_year(warehouse):
    found = warehouse.execute(
        """SELECT DISTINCT period >= '2026', note_en FROM observation WHERE indicator_id = 'population'
           AND locator IS NULL AND confidence = 'derived' AND region_id LIKE 'ar%' ORDER BY 1"""
    ).fetchall()
    start = "Sum of the municipalities in the court district"
    assert [(late, text.startswith(start), "earlier division" in text) for late, text in found] == [
        (False, True, False),
        (True, True, True),
    ]
