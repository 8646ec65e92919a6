"""A process that is killed leaves the figures whole, no stray files, and a next run that succeeds."""

import json
import time
from dataclasses import asdict, replace
from pathlib import Path

from etl.build import build
from etl.raw import Store
from etl.warehouse import published
from tests.faults.ground import strays, strays_of_raw, whole
from tests.faults.killing import kill_builds, kill_refreshes


def test_builds_killed_at_random_moments(tmp_path):
    count = kill_builds(tmp_path, times=6, seconds=60)
    assert count.wrong == []
    assert count.tried > 0


def test_refreshes_killed_at_random_moments(tmp_path):
    count = kill_refreshes(tmp_path, times=5, seconds=60)
    assert count.wrong == []
    assert count.tried > 0


def as_if_killed_before_the_pointer_moved(folder: Path, data: Path) -> tuple[str, str]:
    """What a kill between naming the file and moving the pointer leaves: the name pointed to, and the new name."""
    old = published(folder)
    new = build(data, folder, "2026-11-20").published
    (folder / ".building-current.json").write_text(json.dumps(asdict(new)), encoding="utf-8")
    (folder / "current.json").write_text(json.dumps(asdict(old)), encoding="utf-8")
    assert old is not None
    return old.file, new.file


def test_a_build_killed_between_naming_its_file_and_moving_the_pointer_is_finished_by_the_next(folder, data):
    old, new = as_if_killed_before_the_pointer_moved(folder, data)
    first = next(path.name for path in folder.glob("2026-11-18-*.duckdb"))
    assert whole(folder) == old
    (data.parent / "broken" / "facts").mkdir(parents=True, exist_ok=True)
    last = build(data, folder, "2026-11-20")
    assert last.published.file == new == whole(folder)
    assert strays(folder, {first, old, new}) == []


def test_half_a_pointer_of_a_killed_build_publishes_nothing(folder, data):
    old = whole(folder)
    (folder / ".building-current.json").write_text('{"file": "2026-11-', encoding="utf-8")
    told = build(data, folder, "2026-11-17").published
    assert told.file == whole(folder) != old
    assert strays(folder, {path.name for path in folder.glob("*.duckdb")}) == []


def test_a_pointer_to_a_file_that_was_never_named_publishes_nothing(folder, data):
    told = published(folder)
    assert told is not None
    never = replace(told, file="2026-11-20-000000000000.duckdb")
    (folder / ".building-current.json").write_text(json.dumps(asdict(never)), encoding="utf-8")
    assert build(data, folder, "2026-11-17").published.file == whole(folder) != never.file


def test_half_written_files_of_a_killed_refresh_are_swept(tmp_path):
    raw = tmp_path / "raw"
    source = raw / "some-source"
    (source / "20261121-000000-000000-aaaaaaaa").mkdir(parents=True)
    (source / "current.part").write_text("{", encoding="utf-8")
    (source / "attempt.part").write_text("{", encoding="utf-8")
    Store(raw, "some-source").sweep()
    assert strays_of_raw(raw) == []


def test_a_reader_meets_only_whole_builds_while_many_are_published(folder, data):
    """Reads as fast as it can while builds follow one another; each reading is of one build, whole."""
    import threading

    names = {whole(folder)}
    stop, wrong, read = threading.Event(), [], []

    def reader() -> None:
        while not stop.is_set():
            try:
                read.append(whole(folder))
            except Exception as error:
                wrong.append(repr(error))
            time.sleep(0.002)

    thread = threading.Thread(target=reader)
    thread.start()
    for day in ("2026-11-20", "2026-11-21", "2026-11-20"):
        names.add(build(data, folder, day).published.file)
    stop.set()
    thread.join()
    assert wrong == []
    assert set(read) <= names
    assert len(read) > 3
