"""The app that reads what is published elsewhere: what it shows when that place is whole, spoiled, gone or back."""

import shutil
import time
from collections.abc import Callable
from urllib.parse import quote

import requests

from tests.faults.ground import FIRST, SECOND, THIRD
from tests.faults.places import DAMAGE
from tests.faults.reading import alerts, page
from tests.load.serving import App, free_port, served

ROWS = "/api/v1/observations.csv"
BEFORE = {"nl": "De plek waar de cijfers gepubliceerd worden", "en": "The place where the figures are published"}
NOTHING = {"nl": "De cijfers zijn nu niet op te halen", "en": "The figures cannot be fetched at the moment"}


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    """Waits for what comes within seconds."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.25)


def shows(app: App, vintage: str, status: str = "ok") -> bool:
    told = app.get("/api/v1/health").json()
    return (told["vintage"], told["status"]) == (vintage, status)


def test_the_app_reads_what_is_published_there_and_serves_on_when_that_is_not_whole(site, two_builds, third, tmp_path):
    with served(two_builds[1], tmp_path / "log-folder") as here:
        rows, mark = here.get(ROWS).content, page(here, "/begrippen").mark
    good, copies = site.root, {"MONITOR_COPIES": str(tmp_path / "copies")}
    with served(site.address, tmp_path / "log", copies) as app:
        page(app, "/begrippen")  # the first visitor is told that figures are being fetched
        assert page(app, "/begrippen").mark == mark
        assert app.get(ROWS).content == rows
        until(lambda: app.get(f"{ROWS}?vintage={FIRST}").status_code == 200)
        assert "18 november 2026" in page(app, f"/begrippen?vintage={FIRST}").text
        sql = quote("SELECT 'gele' || 'zen' AS antwoord FROM region LIMIT 1")
        assert "gelezen" in page(app, f"/werkbank?sql={sql}").text.replace(sql, "")

        whole = shutil.copytree(third, tmp_path / "whole")
        DAMAGE["another figure"](third)
        site.root = third
        until(lambda: shows(app, SECOND, "degraded"))
        for language in BEFORE:
            frame = page(app, f"/begrippen?lang={language}")
            (alert,) = alerts(frame)
            assert alert.startswith(BEFORE[language])
            assert ("19 november 2026" if language == "nl" else "19 November 2026") in alert
            assert "127.0.0.1" not in alert
            assert frame.kinds("exception") == []
        assert app.get(ROWS).content == rows

        site.root = whole
        until(lambda: shows(app, THIRD))
        assert alerts(page(app, "/begrippen")) == []
        assert app.get(ROWS).headers["X-Vintage"].startswith(THIRD)

        site.root, site.html = good, "current.json"
        until(lambda: shows(app, THIRD, "degraded"))
        assert "127.0.0.1" not in "".join(line for line in app.said.splitlines() if "copied" in line)
        assert "Traceback" not in app.said


def test_copies_are_served_after_a_start_with_the_server_gone_and_a_spoiled_one_is_fetched_again(site, tmp_path):
    copies = tmp_path / "copies"
    environment = {"MONITOR_COPIES": str(copies)}
    with served(site.address, tmp_path / "log-1", environment) as app:
        assert app.get(ROWS).status_code == 200
    (copy,) = copies.glob(f"*/{SECOND}-*.duckdb")
    copy.write_bytes(copy.read_bytes()[:100_000])
    with served(site.address, tmp_path / "log-2", environment) as app:
        until(lambda: app.get("/api/v1/health").status_code == 200 and shows(app, SECOND))
        shown = app.get(ROWS).content
    site.stop()
    with served(site.address, tmp_path / "log-3", environment) as app:
        until(lambda: shows(app, SECOND, "degraded"))
        assert app.get(ROWS).content == shown
        assert [one.startswith(BEFORE["nl"]) for one in alerts(page(app, "/begrippen"))] == [True]


def test_a_first_start_without_that_place_says_so_in_a_sentence(tmp_path):
    address = f"http://reader:secret@127.0.0.1:{free_port()}/figures/"
    with served(address, tmp_path / "log", {"MONITOR_COPIES": str(tmp_path / "copies")}) as app:
        for language, path in (("nl", "/"), ("en", "/migratie?lang=en")):
            (alert,) = alerts(frame := page(app, path))
            assert alert.startswith(NOTHING[language])
            assert "127.0.0.1" not in frame.text
            assert frame.kinds("exception") == []
        answer: requests.Response = app.get(ROWS)
        assert answer.status_code == 503
        assert "127.0.0.1" not in answer.text
        assert "secret" not in app.said
