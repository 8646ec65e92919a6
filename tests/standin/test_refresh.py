"""A refresh brings the figures in as they were published, adds up what may be added up, and says what it did."""

import json
import re
from hashlib import sha256

import pytest

from etl.__main__ import main
from etl.build import build
from etl.raw import Store
from tests.standin import synthetic
from tests.standin.reading import ask, figures, state, value
from tests.standin.synthetic import MUNICIPALITIES, UNIT_OF, World, count

TRAFFICKING = "registered_crimes_trafficking"


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


def test_every_downloaded_file_is_untouched_with_its_address_moment_and_checksum(everything):
    (layer,) = Store(everything.data / "raw", "politie-crime").layers()
    assert layer.stamps["47013NED"]["modified"] == "2026-10-15T02:00:00"
    for name, told in layer.manifest["files"].items():
        body = (layer.folder / name).read_bytes()
        assert sha256(body).hexdigest() == told["sha256"]
        assert re.match(r"http://127\.0\.0\.1:\d+/derden/ODataFeed/odata/47013NED/", told["url"])
        assert told["downloaded"][:4].isdigit()
        assert len(body) == told["bytes"]
    assert len(layer.names("47013NED/data-MM-")) == 2


def test_an_unchanged_source_is_not_downloaded_again(refreshed, standin):
    refreshed("politie-crime", "cbs-population")
    standin.asked.clear()
    again = refreshed("politie-crime", "cbs-population")
    assert [one.status for one in again.results] == ["unchanged", "unchanged"]
    assert [path.rpartition("/")[2].partition("?")[0] for path in sorted(standin.asked)] == ["TableInfos", "Properties"]
    standin.serve(synthetic.services(World(version=2)))
    assert [one.status for one in refreshed("politie-crime").results] == ["fresh"]


def test_a_damaged_download_is_fetched_anew(refreshed, data):
    refreshed("cbs-population")
    (layer,) = Store(data / "raw", "cbs-population").layers()
    (layer.folder / layer.names("03759ned/data-")[0]).write_bytes(b'{"value": []}')
    assert [one.status for one in refreshed("cbs-population").results] == ["fresh"]


def test_since_fetches_late_years_and_keeps_the_earlier_ones(refreshed, standin, warehouse_dir, data):
    refreshed("politie-crime")
    before = figures(warehouse_dir, "politie-crime")
    standin.serve(synthetic.services(World(version=2)))
    standin.asked.clear()
    assert refreshed("politie-crime", since=2026).status == 0
    asked = [path for path in standin.asked if "TypedDataSet" in path]
    assert asked
    assert all("startswith(Perioden,%272026%27)" in path or "startswith(Perioden,'2026')" in path for path in asked)
    after = figures(warehouse_dir, "politie-crime")
    assert {row for row in before if row[2] < "2026"} == {row for row in after if row[2] < "2026"}
    assert value(warehouse_dir, TRAFFICKING, "gm:GM9001", "2026-01")[0] == count("1.6.3", "2026MM01", "GM9001") + 3
    assert len(Store(data / "raw", "politie-crime").layers()) == 2
    assert refreshed("politie-crime").status == 0
    assert len(Store(data / "raw", "politie-crime").layers()) == 1
    assert figures(warehouse_dir, "politie-crime") == after


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


def test_a_build_without_a_refresh_lists_every_source_as_not_loaded(data, warehouse_dir):
    build(data, warehouse_dir)
    found = ask(warehouse_dir, "SELECT name, status, last_good, rows FROM source_state ORDER BY name")
    names = ["cbs-crime", "cbs-immigration", "cbs-nationality", "cbs-origin", "cbs-population", "cbs-regions"]
    assert found == [(name, "not_loaded", None, 0) for name in [*names, "pdok-boundaries", "politie-crime"]]


def test_a_build_after_a_refresh_holds_what_was_downloaded(refreshed, data, warehouse_dir, standin):
    refreshed("politie-crime")
    before = figures(warehouse_dir, "politie-crime")
    standin.asked.clear()
    build(data, warehouse_dir)
    assert (figures(warehouse_dir, "politie-crime"), standin.asked) == (before, [])
    assert state(warehouse_dir, "politie-crime")[:2] == ("fresh", None)


DAMAGED = {
    "a list for a pointer": ("current.json", "[]"),
    "a number for layers": ("current.json", '{"layers": 5}'),
    "brackets without end": ("current.json", "[" * 100_000),
    "an empty manifest": ("*/manifest.json", "{}"),
    "a list for a manifest": ("*/manifest.json", "[]"),
    "a manifest of other kinds": (
        "*/manifest.json",
        '{"since": null, "stamps": {"x": 1}, "files": {"a": 5}, "downloaded": "x", "plan": ""}',
    ),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_about_downloads_is_said_and_the_download_is_fetched_anew(name, first_version, capsys):
    folder, run = first_version
    path, text = DAMAGED[name]
    (file,) = (folder.parent / "data" / "raw" / "cbs-population").glob(path)
    file.write_text(text, encoding="utf-8")
    assert main(["build", "--data", str(folder.parent / "data"), "--warehouse", str(folder)]) == 1
    assert capsys.readouterr().err.startswith("cbs-population:1:DamagedRaw: expected ")
    assert [one.status for one in run("cbs-population").results] == ["fresh"]
    assert main(["build", "--data", str(folder.parent / "data"), "--warehouse", str(folder)]) == 0


def test_an_attempt_of_a_day_that_does_not_exist_is_no_attempt(first_version):
    folder, _run = first_version
    file = folder.parent / "data" / "raw" / "cbs-population" / "attempt.json"
    file.write_text('{"day": "2023-02-30", "fault": "Busy", "message": "x"}', encoding="utf-8")
    build(folder.parent / "data", folder)
    found = ask(folder, "SELECT status, attempted, fault FROM source_state WHERE name = 'cbs-population'")
    assert found == [("fresh", None, None)]
