"""Full disks, folders that may not be written, clocks set back: one sentence, and the old figures stay."""

import json
import os
import subprocess
from datetime import UTC, datetime, timedelta

import pytest

from etl.clock import ClockError, today
from tests.faults.ground import begin, pointer, strays, waiting, whole
from tests.faults.limits import little_room, obey_modes


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    begin(process)
    _said, complained = process.communicate(timeout=120)
    return process.returncode, complained


@pytest.mark.parametrize("size", [20, 4_000, 300_000, 600_000, 1_000_000])
def test_a_disk_that_fills_up_ends_the_build_with_a_sentence_and_keeps_what_was_published(size, folder, data):
    before, old = {path.name for path in folder.iterdir()}, whole(folder)
    status, complained = ended(waiting("build", "--data", data, "--warehouse", folder, preexec_fn=little_room(size)))
    assert status == 1
    assert complained.startswith("error: ")
    assert complained.count("\n") == 1
    assert [word for word in ("Traceback", "FATAL", str(folder)) if word in complained] == []
    assert size < 100_000 or complained == "error: the warehouse cannot be written (file too large)\n"
    assert whole(folder) == old
    assert {path.name for path in folder.iterdir()} == before


def test_a_folder_that_may_not_be_written_ends_the_build_with_its_name(folder, data):
    old = whole(folder)
    (folder / ".lock").unlink(missing_ok=True)
    folder.chmod(0o555)
    try:
        status, complained = ended(waiting("build", "--data", data, "--warehouse", folder, preexec_fn=obey_modes))
    finally:
        folder.chmod(0o755)
    assert (status, complained) == (1, f"error: Permission denied: {folder / '.lock'}\n")
    assert whole(folder) == old
    assert strays(folder, {path.name for path in folder.glob("*.duckdb")}) == []


def set_back(folder) -> None:
    """The pointer says what it would say, had the clock been set back by a year after the publication."""
    told = pointer(folder)
    later = datetime.now(UTC) + timedelta(days=365)
    (folder / "current.json").write_text(json.dumps({**told, "built": later.isoformat()}), encoding="utf-8")


def test_a_clock_that_was_set_back_stops_build_and_refresh_until_the_day_is_named(folder, data):
    set_back(folder)
    old, year = whole(folder), (datetime.now(UTC) + timedelta(days=365)).date()
    for command in (["build"], ["refresh", "politie-crime"]):
        offline = {**os.environ, "POLITIE_ODATA_URL": "http://127.0.0.1:9"}
        asked = waiting(*command, "--data", data, "--warehouse", folder, environment=offline)
        status, complained = ended(asked)
        assert status == 1
        assert complained.startswith("error: the clock says ")
        assert f"but what is published was built on {year}; set the clock right" in complained
        assert complained.endswith("nothing was published\n")
    assert whole(folder) == old
    named = waiting("build", "--data", data, "--warehouse", folder, "--vintage", "2026-11-20")
    assert ended(named) == (0, "")
    assert whole(folder) != old


def test_a_clock_may_be_a_day_behind_that_of_the_machine_that_built_last():
    now = datetime.now(UTC)
    assert today(None) == today((now + timedelta(hours=23)).isoformat())
    with pytest.raises(ClockError):
        today((now + timedelta(hours=25)).isoformat())
