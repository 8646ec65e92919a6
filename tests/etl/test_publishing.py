"""A build publishes at one stroke: the same inputs give the same contents, and nothing else is ever seen."""

import json
import signal
import time
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl import odata, ogc
from etl.build import build, keep_days
from etl.findings import InputError
from etl.model import SCHEMA_VERSION, tables
from etl.vintages import kept
from etl.warehouse import open_read_only, publish, published


def everything(folder: Path) -> dict[str, list[tuple]]:
    """All rows of all tables and of the wide view of what is published."""
    with open_read_only(folder / published(folder).file) as connection:
        return {
            name: connection.execute(f'FROM "{name}" ORDER BY ALL').fetchall()
            for name in [*tables(), "observation_wide"]
        }


def test_two_builds_of_the_same_facts_and_day_have_the_same_name_and_contents(few, tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    first, second = build(few, one, "2026-11-20").published, build(few, other, "2026-11-20").published
    assert first.file == second.file
    assert everything(one) == everything(other)


def test_a_file_is_named_after_its_day_and_contents(few, tmp_path):
    first = build(few, tmp_path, "2026-11-20").published
    again = build(few, tmp_path, "2026-11-20").published
    later = build(few, tmp_path, "2026-11-21").published
    terms = few / "facts" / "terms.csv"
    terms.write_text(
        terms.read_text(encoding="utf-8")
        + "proef,proef,test,test,test,niets,nothing,wetboek-van-strafrecht,artikel 273f,\n",
        encoding="utf-8",
    )
    changed = build(few, tmp_path, "2026-11-21").published
    assert first.file == again.file
    assert [one.file[:11] for one in (first, later, changed)] == ["2026-11-20-", "2026-11-21-", "2026-11-21-"]
    assert len({first.file, later.file, changed.file}) == 3
    assert {path.name for path in tmp_path.glob("*.duckdb")} == {first.file, later.file, changed.file}
    assert published(tmp_path) == changed


def test_the_pointer_says_what_a_reader_needs(few, tmp_path):
    told = build(few, tmp_path, "2026-11-20").published
    pointer = json.loads((tmp_path / "current.json").read_text(encoding="utf-8"))
    assert pointer == {"file": told.file, "vintage": "2026-11-20", "schema": SCHEMA_VERSION, "built": told.built}
    assert abs((date.fromisoformat(told.built[:10]) - date.today()).days) <= 1


def test_a_build_without_a_day_is_named_after_today(few, tmp_path):
    assert build(few, tmp_path).published.vintage == date.today().isoformat()


def test_a_reader_keeps_its_file_while_another_is_published(few, tmp_path):
    first = build(few, tmp_path, "2026-11-20").published
    with open_read_only(tmp_path / first.file) as reader:
        build(few, tmp_path, "2026-11-20")
        build(few, tmp_path, "2026-11-21")
        assert reader.execute("SELECT vintage::VARCHAR FROM vintage").fetchone() == ("2026-11-20",)


def test_what_is_published_cannot_be_written_to_or_read_around(few, tmp_path):
    told = build(few, tmp_path, "2026-11-20").published
    with open_read_only(tmp_path / told.file) as reader:
        with pytest.raises(duckdb.Error, match="read-only"):
            reader.execute("DELETE FROM term")
        with pytest.raises(duckdb.Error, match="disabled"):
            reader.execute(f"FROM read_csv('{few / 'facts' / 'terms.csv'}')")
        with pytest.raises(duckdb.Error, match="locked"):
            reader.execute("SET enable_external_access = true")


def test_two_builds_at_the_same_time_both_succeed(few, tmp_path, start, left_over):
    folder = tmp_path / "warehouse"
    days = ("2026-11-20", "2026-11-21")
    both = [start("build", "--data", few, "--warehouse", folder, "--vintage", day) for day in days]
    for process in both:
        said, complained = process.communicate(timeout=60)
        assert (process.returncode, complained) == (0, "")
        assert said.startswith("published 2026-11-2")
    assert len(list(folder.glob("*.duckdb"))) == 2
    assert len(everything(folder)["observation"]) > 100
    assert left_over(folder) == []


@pytest.mark.parametrize("moment", ["while reading", 0.0, 0.1, 0.2])
def test_a_killed_build_leaves_what_is_published_and_the_next_one_sweeps(
    moment, few, tmp_path, start, contents, left_over
):
    folder = tmp_path / "warehouse"
    build(few, folder, "2026-11-20")
    before = contents(folder)
    process = start("build", "--data", few, "--warehouse", folder, "--vintage", "2026-11-21")
    if moment == "while reading":
        time.sleep(0.4)
    else:
        while not left_over(folder) and process.poll() is None:
            time.sleep(0.002)
        time.sleep(moment)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    after = contents(folder)
    if (told := published(folder)).vintage == "2026-11-20":  # the slower moments may come after the end
        assert before.items() <= after.items()
    assert len(everything(folder)["observation"]) > 100
    again = build(few, folder, "2026-11-22").published
    assert left_over(folder) == []
    assert published(folder) == again != told


def test_what_a_killed_build_left_is_swept_folders_too(few, tmp_path, left_over):
    (tmp_path / ".building-1.duckdb").write_bytes(b"half")
    (tmp_path / ".building-1.duckdb.wal").write_bytes(b"half")
    (tmp_path / ".building-1.duckdb.tmp").mkdir()
    (tmp_path / ".building-1.duckdb.tmp" / "block").write_bytes(b"half")
    build(few, tmp_path, "2026-11-20")
    assert left_over(tmp_path) == []


def test_an_earlier_build_keeps_the_moment_that_the_pointer_said_of_it(tmp_path):
    moments = {"2026-11-19": "2026-11-19T08:00:00+00:00", "2026-11-20": "2026-11-20T23:59:59+00:00"}
    for day, moment in moments.items():
        synthetic = tmp_path / "synthetic"
        synthetic.write_bytes(b"")
        publish(synthetic, tmp_path, day, "0123456789ab", moment)
    assert [(one.vintage, one.built) for one in kept(tmp_path)] == list(moments.items())[::-1]


def test_a_refused_build_leaves_everything_as_it_was(few, tmp_path, contents):
    build(few, tmp_path, "2026-11-20")
    before = contents(tmp_path)
    (few / "facts" / "zz.csv").write_bytes(b"")
    with pytest.raises(InputError, match=r"zz\.csv:1:\(file\): expected a header and rows, got an empty file"):
        build(few, tmp_path, "2026-11-21")
    assert contents(tmp_path) == before


def test_nothing_is_published_in_a_folder_that_is_empty_or_not_there(tmp_path):
    assert published(tmp_path) is None
    assert published(tmp_path / "nowhere") is None


@pytest.mark.parametrize("text", ["x", "-1", "²", "9999999999", "1 2"])
def test_a_wrong_number_of_days_is_said_before_anything_is_written(text, few, pointed, here, monkeypatch, contents):
    before = contents(pointed)
    monkeypatch.setenv("MONITOR_KEEP_DAYS", text)
    expected = f"error: expected a number of days (at most 999999) in MONITOR_KEEP_DAYS, got '{text}'"
    for command in (["build"], ["refresh", "politie-crime"]):
        told = here(*command, "--data", few, "--warehouse", pointed)
        assert (told.returncode, told.stderr) == (1, f"{expected}; nothing was published\n")
    told = here("publish", "--warehouse", pointed, "--to", pointed.parent / "figures")
    assert (told.returncode, told.stderr) == (1, f"{expected}\n")
    assert contents(pointed) == before


@pytest.mark.parametrize("text", ["", " "])
def test_an_empty_number_of_days_is_as_one_that_is_not_set(text, monkeypatch):
    monkeypatch.setenv("MONITOR_KEEP_DAYS", "30")
    assert keep_days() == 30
    monkeypatch.setenv("MONITOR_KEEP_DAYS", text)
    assert keep_days() == 731
    monkeypatch.delenv("MONITOR_KEEP_DAYS")
    assert keep_days() == 731


def test_an_empty_address_of_a_service_is_as_one_that_is_not_set(monkeypatch):
    for name in ("CBS_ODATA3_URL", "CBS_ODATA4_URL", "POLITIE_ODATA_URL", "PDOK_URL"):
        monkeypatch.setenv(name, "")
    assert odata.addresses("cbs") == {
        "v4": "https://datasets.cbs.nl/odata/v1/CBS",
        "v3": "https://opendata.cbs.nl",
    }
    assert odata.addresses("politie") == {"v3": "https://dataderden.cbs.nl"}
    assert ogc.address("x") == "https://api.pdok.nl/cbs/gebiedsindelingen/ogc/v1/collections/x"


def test_builds_may_be_kept_for_longer_than_there_are_years(few, tmp_path, monkeypatch):
    monkeypatch.setenv("MONITOR_KEEP_DAYS", "999999")
    build(few, tmp_path, "1990-01-01")
    build(few, tmp_path, "2026-11-20")
    assert [path.name[:10] for path in sorted(tmp_path.glob("*.duckdb"))] == ["1990-01-01", "2026-11-20"]


def test_an_old_build_that_cannot_be_removed_does_not_undo_a_publication(few, tmp_path):
    (tmp_path / "1990-01-01-0123456789ab.duckdb").mkdir()
    told = build(few, tmp_path, "2026-11-20").published
    assert published(tmp_path) == told
