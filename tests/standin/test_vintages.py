"""Every build is kept for its time, and the difference between two is data."""

import csv
import io
import json
from datetime import date, timedelta

from etl.__main__ import main
from etl.build import build
from etl.vintages import vintages
from etl.warehouse import published
from tests.standin import synthetic
from tests.standin.reading import ask
from tests.standin.synthetic import World, count

COLUMNS = "indicator_id, region_id, period, change, old_value, new_value, old_status, new_status"


def two_versions(refreshed, standin, data, warehouse_dir) -> str:
    """A build of yesterday with the first version of the police figures, and one of today with the second."""
    refreshed("politie-crime", "cbs-regions")
    yesterday = (date.today() - timedelta(days=1)).isoformat()
    for path in warehouse_dir.glob("*.duckdb"):
        path.unlink()
    build(data, warehouse_dir, yesterday)
    standin.serve(synthetic.services(World(version=2)))
    assert refreshed("politie-crime", "cbs-regions").status == 0
    return yesterday


def test_a_new_version_gives_added_and_revised_figures_old_beside_new(refreshed, standin, data, warehouse_dir):
    yesterday = two_versions(refreshed, standin, data, warehouse_dir)
    changes = ask(warehouse_dir, "SELECT change, count(*) FROM revision GROUP BY ALL ORDER BY ALL")
    added = 2 * 2 * (24 + 11 + 1 + 11)  # crimes, measures; municipalities, units, the country and sums of districts
    assert changes == [("added", added), ("revised", 2 * 4)]  # the municipality, its unit and district, the country
    old = count("1.6.3", "2026MM01", "GM9001")
    found = ask(warehouse_dir, f"SELECT {COLUMNS} FROM revision WHERE region_id = 'gm:GM9001' AND change = 'revised'")
    crimes = "registered_crimes_trafficking"
    mine = [row for row in found if row[0] == crimes]
    assert mine == [(crimes, "gm:GM9001", "2026-01", "revised", old, old + 3, "provisional", "provisional")]
    days = ask(warehouse_dir, "SELECT DISTINCT old_vintage::VARCHAR, vintage::VARCHAR FROM revision")
    assert days == [(yesterday, date.today().isoformat())]


def test_the_same_day_built_again_is_told_against_the_same_earlier_day(refreshed, standin, data, warehouse_dir):
    two_versions(refreshed, standin, data, warehouse_dir)
    before = ask(warehouse_dir, "FROM revision ORDER BY ALL")
    build(data, warehouse_dir)
    assert ask(warehouse_dir, "FROM revision ORDER BY ALL") == before
    assert len(before) > 100


def test_diff_says_the_same_as_csv_and_as_json(refreshed, standin, data, warehouse_dir, capsys):
    yesterday = two_versions(refreshed, standin, data, warehouse_dir)
    today = date.today().isoformat()
    told = ask(warehouse_dir, "SELECT count(*) FROM revision")[0][0]
    capsys.readouterr()
    assert main(["diff", yesterday, today, "--warehouse", str(warehouse_dir)]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert main(["diff", yesterday, today, "--format", "json", "--warehouse", str(warehouse_dir)]) == 0
    same = json.loads(capsys.readouterr().out)
    assert len(rows) == len(same) == told
    assert {row["change"] for row in rows} == {"added", "revised"}
    assert main(["diff", today, yesterday, "--warehouse", str(warehouse_dir)]) == 0
    assert "withdrawn" in capsys.readouterr().out


def test_diff_names_the_builds_there_are_when_asked_for_another(data, warehouse_dir, capsys):
    build(data, warehouse_dir, "2026-01-02")
    for name in ("2020-01-01", "../x", "current.json"):
        assert main(["diff", name, "2026-01-02", "--warehouse", str(warehouse_dir)]) == 1
        assert capsys.readouterr().err == (
            f"error: no build '{name}' in {warehouse_dir}; expected one of: 2026-01-02\n"
        )


def test_builds_older_than_the_setting_are_removed_and_others_stay(data, warehouse_dir, monkeypatch):
    days = [(date.today() - timedelta(days=back)).isoformat() for back in (800, 400, 10)]
    for day in days:
        build(data, warehouse_dir, day)
    assert list(vintages(warehouse_dir)) == [days[1], days[2]]
    monkeypatch.setenv("MONITOR_KEEP_DAYS", "100")
    told = build(data, warehouse_dir, days[0]).published
    assert list(vintages(warehouse_dir)) == [days[0], days[2]]  # what is published is never removed
    assert published(warehouse_dir) == told


def test_a_build_beside_a_damaged_earlier_one_is_told_against_the_one_before(data, warehouse_dir):
    build(data, warehouse_dir, "2026-01-01")
    second = build(data, warehouse_dir, "2026-01-02").published
    (warehouse_dir / second.file).write_bytes(b"not a database" * 1000)
    om = data / "facts" / "observations-om.csv"
    lines = om.read_text(encoding="utf-8").splitlines(keepends=True)
    om.write_text("".join(line for line in lines if not line.startswith("om_prosecutions")), encoding="utf-8")
    build(data, warehouse_dir, "2026-01-03")
    found = ask(warehouse_dir, "SELECT change, old_vintage::VARCHAR, count(*) FROM revision GROUP BY ALL")
    assert found == [("withdrawn", "2026-01-01", 2)]
