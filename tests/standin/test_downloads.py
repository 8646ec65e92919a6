"""What a refresh keeps of its downloads, and which it fetches anew."""

import re
from hashlib import sha256

import pytest

from etl.__main__ import main
from etl.build import build
from etl.raw import Store
from tests.standin import synthetic
from tests.standin.reading import TRAFFICKING, ask, figures, state, value
from tests.standin.synthetic import World, count


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
