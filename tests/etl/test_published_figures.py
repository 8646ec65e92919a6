"""The figures that readers know, read from the built DuckDB file."""

import duckdb
import pytest


def one(warehouse: duckdb.DuckDBPyConnection, query: str) -> object:
    row = warehouse.execute(query).fetchone()
    assert row is not None
    return row[0] if len(row) == 1 else row


def test_om_registered_281_214_141_215_and_255_cases_in_2007_to_2011(warehouse):
    rows = warehouse.execute(
        """SELECT period, value FROM observation WHERE indicator_id = 'om_registered_cases'
           AND series = 'om-data-2012' AND region_id = 'nl' AND length(period) = 4 ORDER BY period"""
    ).fetchall()
    assert rows == [("2007", 281), ("2008", 214), ("2009", 141), ("2010", 215), ("2011", 255)]


def test_om_registered_1106_cases_in_the_five_years_together(warehouse):
    assert (
        one(
            warehouse,
            "SELECT value FROM observation WHERE indicator_id = 'om_registered_cases' AND region_id = 'nl'"
            " AND series = 'om-data-2012' AND period = '2007/2011'",
        )
        == 1106
    )


def test_the_nineteen_offices_add_up_to_the_national_total_of_each_year(warehouse):
    rows = warehouse.execute(
        """SELECT period, sum(value), count(*) FROM observation
           WHERE indicator_id = 'om_registered_cases' AND region_id LIKE 'ar19:%'
           GROUP BY period ORDER BY period"""
    ).fetchall()
    assert rows == [
        ("2007", 281, 19),
        ("2007/2011", 1106, 19),
        ("2008", 214, 19),
        ("2009", 141, 19),
        ("2010", 215, 19),
        ("2011", 255, 19),
    ]


def test_of_the_95_cells_of_the_om_table_27_are_under_5_and_3_are_zero(warehouse):
    cells = one(
        warehouse,
        """SELECT count(*), count(*) FILTER (value < 5), count(*) FILTER (small_number),
             count(*) FILTER (value = 0), count(*) FILTER (state = 'zero')
           FROM observation WHERE indicator_id = 'om_registered_cases' AND region_id LIKE 'ar19:%'
             AND length(period) = 4""",
    )
    assert cells == (95, 27, 27, 3, 3)


def test_a_count_of_four_is_small_and_one_of_five_is_not(warehouse):
    marks = warehouse.execute(
        """SELECT DISTINCT value, small_number FROM observation WHERE indicator_id = 'om_registered_cases'
           AND value IN (0, 4, 5) ORDER BY value"""
    ).fetchall()
    assert marks == [(0, True), (4, True), (5, False)]


def test_a_percentage_under_five_is_not_a_small_number(warehouse):
    shares = "SELECT count(*), count(*) FILTER (small_number) FROM observation WHERE unit = '%' AND value < 5"
    assert one(warehouse, shares) == (5, 0)


@pytest.mark.parametrize(
    ("edition", "years", "districts"),
    [
        ("arrondissement19", ["2007", "2008", "2009", "2010", "2011", "2012"], 19),
        ("arrondissement11", ["2019", "2020", "2021", "2022", "2023", "2024", "2025", "2026"], 11),
    ],
)
def test_districts_of_an_edition_add_up_to_the_national_population(warehouse, edition, years, districts):
    rows = warehouse.execute(
        """SELECT d.period, count(*), sum(d.value) - any_value(n.value)
           FROM observation d JOIN region r USING (region_id)
           JOIN observation n USING (indicator_id, series, period, breakdown)
           WHERE d.indicator_id = 'population' AND r.type = ? AND n.region_id = 'nl'
           GROUP BY d.period ORDER BY d.period""",
        [edition],
    ).fetchall()
    assert rows == [(year, districts, 0) for year in years]


def test_the_population_of_a_district_is_the_sum_of_its_municipalities(warehouse):
    rows = warehouse.execute(
        """SELECT p.year, p.district_id, sum(p.population), any_value(o.value)
           FROM placement p JOIN observation o ON o.region_id = p.district_id AND o.period = p.year::VARCHAR
             AND o.indicator_id = 'population' AND o.series = 'cbs-register'
           GROUP BY p.year, p.district_id"""
    ).fetchall()
    assert len(rows) == 6 * 19 + 11
    assert [row for row in rows if row[2] != row[3]] == []


def test_every_line_of_reported_victims_is_kept_apart(warehouse):
    rows = warehouse.execute(
        """SELECT series, value FROM observation WHERE indicator_id = 'reported_victims' AND region_id = 'nl'
           AND breakdown = 'total' AND period IN ('2014', '2018') ORDER BY period, series"""
    ).fetchall()
    assert rows == [
        ("comensha-own", 1561),
        ("ec-page", 1256),
        ("nr-current", 1255),
        ("nr-older", 1561),
        ("comensha-own", 742),
        ("nr-current", 668),
        ("tip", 668),
    ]


def test_the_snapshot_covers_every_subject_it_promises(warehouse):
    covered = {row[0] for row in warehouse.execute("SELECT DISTINCT indicator_id FROM observation").fetchall()}
    assert covered >= {
        "om_registered_cases",
        "reported_victims",
        "police_investigations",
        "court_cases_decided",
        "immigration",
        "population",
        "foreign_nationals",
    }
    assert one(warehouse, "SELECT count(*) FROM estimate") == 27
    assert one(warehouse, "SELECT count(*) FROM break") == 31
    assert one(warehouse, "SELECT count(*) FROM event") == 46
    assert one(warehouse, "SELECT count(*) FROM observation WHERE series = 'cbs-83518ned'") == 1035
    assert one(warehouse, "SELECT count(*) FROM observation WHERE series = 'cbs-85484ned'") == 165
