"""What readers see while files are spoiled: the figures before, with a sentence that says so, on pages and by HTTP."""

import os
import shutil
from pathlib import Path
from time import sleep

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import queries
from etl.warehouse import published
from tests.faults.ground import FIRST, SECOND
from tests.faults.reading import alerts, page, point_to
from tests.load.serving import served

FALLBACK = {
    "nl": "De laatst gepubliceerde cijfers zijn nu niet te lezen. Deze pagina toont de nieuwste die heel zijn",
    "en": "The latest published figures cannot be read at the moment. This page shows the newest ones that are whole",
}
BLOCK = 16_384
NOTHING = {"nl": "De cijfers zijn nu niet te lezen.", "en": "The figures cannot be read"}


def current(folder: Path) -> Path:
    told = published(folder)
    assert told is not None
    return folder / told.file


def flip_bytes(folder: Path) -> None:
    """One in every second block: the file opens as before."""
    file = current(folder)
    raw = bytearray(file.read_bytes())
    for at in range(5 * BLOCK, len(raw), 2 * BLOCK):
        raw[at] ^= 0xFF
    file.write_bytes(raw)


def another_figure(folder: Path) -> None:
    """A whole database that is not what its name says: no checksum of the database itself would tell."""
    file, changed = current(folder), folder / "changed"
    shutil.copy(file, changed)
    with duckdb.connect(str(changed)) as connection:
        connection.execute("UPDATE term SET term_nl = 'iets anders' WHERE term_id = 'mensenhandel'")
    changed.replace(file)


DAMAGE = {
    "half a file": lambda folder: os.truncate(current(folder), 100_000),
    "flipped bytes": flip_bytes,
    "another figure": another_figure,
    "no database": lambda folder: current(folder).write_bytes(b"not a database" * 1000),
    "an empty file": lambda folder: current(folder).write_bytes(b""),
    "a folder": lambda folder: (current(folder).unlink(), (folder / "x.duckdb").mkdir()),
    "half a pointer": lambda folder: (folder / "current.json").write_text('{"file": "2026-'),
    "no pointer": lambda folder: (folder / "current.json").unlink(),
    "a pointer of an older dictionary": lambda folder: point_to(folder, schema=0),
    "a pointer out of the folder": lambda folder: point_to(folder, file="../other.duckdb"),
    "a pointer with a moment that is none": lambda folder: point_to(folder, built="nonsense"),
    "a pointer with a day that is none": lambda folder: point_to(folder, vintage="2099-99-99"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_the_build_before_is_served_and_the_reader_is_told(name, folder, monkeypatch):
    before = next(path for path in folder.glob(f"{FIRST}-*.duckdb"))
    monkeypatch.setenv("MONITOR_WAREHOUSE", str(folder))
    queries.forget()
    assert queries.published().vintage == SECOND
    assert queries.pointed()
    DAMAGE[name](folder)
    queries.forget()
    served_now = queries.published()
    if name == "no pointer" or name.startswith(("half a pointer", "a pointer")):  # then the newest is as good as any
        assert served_now.vintage == SECOND
    else:
        assert served_now.file == before.name
    assert not queries.pointed()
    assert queries.ready_builds()[0] == served_now
    queries.forget()


def test_a_running_app_serves_on_when_its_file_is_spoiled_and_says_so(folder, tmp_path):
    with served(folder, tmp_path / "log") as app:
        whole = page(app, "/begrippen")
        assert "19 november 2026" in whole.text
        assert not any(FALLBACK["nl"][:30] in one for one in alerts(whole))
        build = current(folder)
        raw = build.read_bytes()
        build.unlink()
        build.write_bytes(raw[:200_000])
        point_to(folder, built="2026-11-19T12:00:00+00:00")
    with served(folder, tmp_path / "again") as app:
        for language, path in (("nl", "/begrippen"), ("en", "/begrippen?lang=en")):
            frame = page(app, path)
            assert [one.startswith(FALLBACK[language]) for one in alerts(frame)] == [True]
            assert ("18 november 2026" if language == "nl" else "18 November 2026") in frame.text
            assert "mensenhandel" in frame.text
            assert str(folder) not in frame.text
        answer = app.get("/api/v1/observations.json?limit=1")
        assert answer.status_code == 200
        assert answer.headers["X-Vintage"].startswith(FIRST)
        build.write_bytes(raw)
        for _ in range(40):
            answer = app.get("/api/v1/observations.json?limit=1")
            if answer.headers["X-Vintage"].startswith(SECOND):
                break
            sleep(0.25)  # what is published is looked up every few seconds
        assert answer.headers["X-Vintage"].startswith(SECOND)


def test_a_file_that_is_spoiled_while_it_is_open_is_not_opened_again_as_it_is(folder, monkeypatch):
    """Blocks that no reading of rows meets, such as those of an index, are found out by the first query that does."""
    monkeypatch.setenv("MONITOR_WAREHOUSE", str(folder))
    queries.forget()
    file = queries.file_of(queries.published())
    queries.forget(file)
    assert queries.published().vintage == FIRST
    copy = shutil.copy2(file, folder / "copy")  # with the moment it was built
    copy.replace(file)
    queries.forget()
    assert queries.published().vintage == SECOND
    queries.forget()


def test_when_nothing_can_be_read_a_sentence_says_so_and_no_path(folder, tmp_path):
    for file in folder.glob("*.duckdb"):
        file.write_bytes(b"spoiled")
    with served(folder, tmp_path / "log") as app:
        for language, path in (("nl", "/"), ("en", "/migratie?lang=en")):
            frame = page(app, path)
            assert len(alerts(frame)) == 1
            assert alerts(frame)[0].startswith(NOTHING[language])
            assert str(tmp_path) not in frame.text
            assert frame.kinds("exception") == []
        answer = app.get("/api/v1/observations.csv")
        assert answer.status_code == 503
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert str(tmp_path) not in answer.text


def test_an_older_dictionary_alone_is_told_apart(folder, tmp_path):
    point_to(folder, schema=1)
    for file in folder.glob("*.duckdb"):
        file.unlink()
    with served(folder, tmp_path / "log") as app:
        (alert,) = alerts(page(app))
        assert alert.startswith("De cijfers zijn klaargezet door een andere versie van dit programma")


def test_who_comes_right_after_a_publication_is_not_told_that_figures_cannot_be_read(folder, tmp_path):
    """For some seconds the app serves the build before: that is no damage."""
    second = current(folder).name
    (first,) = folder.glob(f"{FIRST}-*.duckdb")
    point_to(folder, file=first.name, vintage=FIRST)
    with served(folder, tmp_path / "log") as app:
        page(app, "/begrippen")
        for file, vintage in [(second, SECOND), (first.name, FIRST)] * 3:
            point_to(folder, file=file, vintage=vintage)
            assert alerts(page(app, "/begrippen")) == []
            assert app.get("/api/v1/health").json()["status"] == "ok"


def run_of_a_page() -> None:
    """A page during whose run another build is published."""
    import os
    from pathlib import Path

    import streamlit as st

    from dashboard import queries
    from tests.faults.reading import point_to

    folder = Path(os.environ["MONITOR_WAREHOUSE"])
    queries.forget()
    queries.pin()
    before = queries.shown().vintage
    (first,) = folder.glob("2026-11-18-*.duckdb")
    point_to(folder, file=first.name, vintage="2026-11-18")
    queries.forget()
    st.text(f"{before} {queries.shown().vintage} {queries.published().vintage}")


def test_a_run_of_a_page_reads_one_build_also_when_another_is_published_meanwhile(folder, monkeypatch):
    monkeypatch.setenv("MONITOR_WAREHOUSE", str(folder))
    page = AppTest.from_function(run_of_a_page, default_timeout=60).run()
    assert not page.exception
    assert [one.value for one in page.text] == [f"{SECOND} {SECOND} {FIRST}"]
    queries.forget()
