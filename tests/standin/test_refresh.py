"""A refresh brings the figures in as they were published, and adds up what may be added up."""

import json

import pytest

from tests.standin import synthetic
from tests.standin.reading import TRAFFICKING, ask, figures, value
from tests.standin.synthetic import MUNICIPALITIES, UNIT_OF, World, count


def test_every_source_is_fresh(everything):
    assert [(one.source, one.status, one.message) for one in everything.outcome.results if one.status != "fresh"] == []
    assert (len(everything.outcome.results), everything.outcome.status) == (8, 0)
    assert 1 <= everything.most_at_once <= 3
    assert everything.agents == {"mensenhandelmonitor/0.1 (open-data monitor; python-requests)"}


@pytest.fixture
def built(everything):
    """The folder in which everything is published."""
    return everything.warehouse


def test_a_municipal_figure_is_the_published_one(built):
    expected = count("1.6.3", "2025MM02", "GM9002")
    assert value(built, TRAFFICKING, "gm:GM9002", "2025-02") == (
        expected,
        None,
        "value",
        "final",
        None,
        "confirmed",
    )
    year = value(built, TRAFFICKING, "gm:GM9002", "2026")
    assert year[:4] == (count("1.6.3", "2026JJ00", "GM9002"), None, "value", "provisional")


def test_months_and_years_are_never_added_together(built):
    months = [value(built, TRAFFICKING, "nl", f"2025-0{month}")[0] for month in (1, 2, 3)]
    everywhere = (*MUNICIPALITIES, "GM0998", "GM0999")
    assert months == [sum(count("1.6.3", f"2025MM0{m}", code) for code in everywhere) for m in (1, 2, 3)]
    assert value(built, TRAFFICKING, "nl", "2025")[0] == sum(count("1.6.3", "2025JJ00", c) for c in everywhere)


def test_complaints_and_smuggling_are_indicators_of_their_own(built):
    assert value(built, "registered_complaints_trafficking", "gm:GM9002", "2025")[0] == count(
        "GM9002", "1.6.3", "2025JJ00", most=5
    )
    assert value(built, "registered_crimes_smuggling", "gm:GM9002", "2025")[0] == count("3.1.2", "2025JJ00", "GM9002")
    named = ask(built, "SELECT name_nl FROM indicator WHERE indicator_id = 'registered_crimes_smuggling'")
    assert named == [("Geregistreerde misdrijven: mensensmokkel (is geen mensenhandel)",)]


def test_the_combined_item_of_cbs_is_never_called_trafficking_alone(built):
    (name,) = ask(built, "SELECT name_nl FROM indicator WHERE indicator_id = 'registered_crimes_cbs_36_244'")[0]
    assert "mensenhandel en mensensmokkel samen" in name
    assert len(figures(built, "cbs-crime")) > 0


def test_a_cell_without_a_figure_is_missing_and_so_is_the_sum_with_its_lower_bound(built):
    assert value(built, TRAFFICKING, "gm:GM9004", "2026-02")[:3] == (None, None, "missing")
    other = count("1.6.3", "2026MM02", "GM9003")
    assert value(built, TRAFFICKING, "ar11:AR02", "2026-02") == (
        *(None, other, "missing", "provisional", 1),
        "derived",
    )
    whole = [count("1.6.3", "2025MM02", code) for code in ("GM9003", "GM9004")]
    assert value(built, TRAFFICKING, "ar11:AR02", "2025-02") == (sum(whole), None, "value", "final", 0, "derived")


def test_a_counted_zero_is_zero(built):
    zeros = [
        (code, month) for code in MUNICIPALITIES for month in (1, 2, 3) if count("1.6.3", f"2025MM0{month}", code) == 0
    ]
    assert zeros
    code, month = zeros[0]
    assert value(built, TRAFFICKING, f"gm:{code}", f"2025-0{month}")[:3] == (0, None, "zero")


def test_what_has_no_place_is_kept_as_such_and_never_spread(built):
    abroad = value(built, TRAFFICKING, "gm:GM0998", "2025")
    assert abroad[0] == count("1.6.3", "2025JJ00", "GM0998")
    apart = ask(built, "SELECT region_id FROM region WHERE type = 'zonder_plaats' ORDER BY 1")
    assert apart == [("eenheid:RE99",), ("gm:GM0998",), ("gm:GM0999",)]
    districts = ask(
        built,
        "SELECT sum(value) FROM observation WHERE indicator_id = ? AND region_id LIKE 'ar11:%' AND period = '2025'",
        TRAFFICKING,
    )
    assert districts == [(sum(count("1.6.3", "2025JJ00", code) for code in MUNICIPALITIES),)]


def test_a_police_unit_is_the_published_figure_and_a_sum_where_none_is_published(built):
    mine = [code for code in MUNICIPALITIES if UNIT_OF[code] == "RE02"]
    assert len(mine) == 4
    published = value(built, TRAFFICKING, "eenheid:RE02", "2025")
    assert published[0] == sum(count("1.6.3", "2025JJ00", code) for code in mine)
    assert published[4:] == (None, "confirmed")
    summed = value(built, "population", "eenheid:RE02", "2025")
    assert summed[0] == sum(count("03759ned", "10000", "2025JJ00", code, most=900) + 1 for code in mine)
    assert summed[4:] == (0, "derived")


def test_migrants_by_origin_get_a_rate_per_district(built):
    polish = sum(count("85458NED", "H008718", "2025JJ00", code, most=900) + 1 for code in MUNICIPALITIES[:2])
    people = sum(count("03759ned", "10000", "2025JJ00", code, most=900) + 1 for code in MUNICIPALITIES[:2])
    rate = ask(
        built,
        "SELECT o.value, c.population, c.rate FROM observation o JOIN count_statistic c"
        " USING (indicator_id, series, region_id, period, breakdown, vintage) WHERE o.region_id = 'ar11:AR01'"
        " AND o.period = '2025' AND o.breakdown = 'origin=PL' AND o.indicator_id = 'residents_by_origin'",
    )
    assert rate == [(polish, people, pytest.approx(polish / people * 100_000))]


def test_the_older_table_of_nationality_counts_only_for_years_the_present_one_lacks(built):
    found = ask(
        built,
        "SELECT DISTINCT series, period FROM observation WHERE source_id = 'cbs-nationality' ORDER BY ALL",
    )
    assert found == [("cbs-84727ned", "2024"), ("cbs-register", "2025"), ("cbs-register", "2026")]


def test_the_division_is_found_by_what_stands_in_the_columns(built):
    found = ask(
        built,
        "SELECT year, name, district_id, police_unit_id, ressort_id FROM division WHERE region_id = ?",
        "gm:GM9005",
    )
    assert sorted(found) == [
        (2025, "Synthetisch 5", "ar11:AR03", "eenheid:RE02", "ressort:RT12"),
        (2026, "Synthetisch 5", "ar11:AR03", "eenheid:RE02", "ressort:RT12"),
    ]


def test_boundaries_are_there_and_neighbours_still_touch(built):
    shapes = {name: json.loads(text) for name, text in ask(built, "SELECT region_id, geometry FROM boundary")}
    assert len(shapes) == 21
    left, right = (shapes[f"ar11:AR0{n}"]["coordinates"][0] for n in (1, 2))
    assert {tuple(p) for p in left} & {tuple(p) for p in right} == {(4.1, 52.0), (4.1, 52.1)}


def test_a_municipality_without_a_place_stops_the_sums_of_its_year_with_its_name(refreshed, standin, warehouse_dir):
    world = World()
    services = synthetic.services(world)
    for table in services["cbs"]:
        if table.name == "82026NED":
            table.rows = [row for row in table.rows if row[0] != "GM9007"]
    standin.serve(services)
    outcome = refreshed("politie-crime", "cbs-regions")
    assert outcome.status == 0
    sums = ask(
        warehouse_dir,
        "SELECT DISTINCT period[:4] FROM observation WHERE source_id = 'politie-crime' AND region_id LIKE 'ar11:%'",
    )
    assert sums == [("2025",)]
    notes = ask(warehouse_dir, "SELECT notes_nl, notes_en FROM source_state WHERE name = 'politie-crime'")
    nl, en = "2026 (niet in de indeling van dat jaar: GM9007)", "2026 (not in the division of that year: GM9007)"
    assert notes == [(nl, en)]
    assert value(warehouse_dir, TRAFFICKING, "gm:GM9007", "2026")[2] in ("value", "zero")


def test_the_unfiltered_table_gives_the_same_figures(refreshed, warehouse_dir, standin, monkeypatch):
    refreshed("politie-crime")
    filtered = figures(warehouse_dir, "politie-crime")
    standin.serve(synthetic.services(World()))
    standin.tables["politie"]["47013NED"].modified = "2026-11-01T00:00:00"
    monkeypatch.setenv("REFRESH_FILTER", "no")
    assert refreshed("politie-crime").status == 0
    assert any("TypedDataSet" in path and "filter" not in path for path in standin.asked)
    assert figures(warehouse_dir, "politie-crime") == filtered
