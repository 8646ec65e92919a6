"""What stands in data or in an address is shown as text: no element, no script, no request comes of it."""

import csv
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import pytest
import requests

from dashboard.pages import PAGES
from etl.build import assemble
from etl.load import load
from etl.model import tables
from etl.sources import Inputs
from tests.load.serving import served

PROJECT = Path(__file__).parents[2]
HOSTILE = (
    "<script>window.hacked=1</script><img src=x onerror=window.hacked=1>![x](ELSEWHERE/a.png)"
    "[x](javascript:window.hacked=1)<svg onload=window.hacked=1><img src=ELSEWHERE/b.png><a href='ELSEWHERE'>`</a>{x}"
)
HOSTILE_URL = 'https://example.org/"onmouseover="window.hacked=1"><img src=x onerror=window.hacked=1>'
CODES = ("breakdown", "unit", "unit_en")
"""Free texts whose values other files name."""
FOUND = """() => [
    typeof window.hacked === 'undefined' ? null : 'a script ran',
    document.querySelector('[onerror], [onload], [onmouseover]') ? 'an element listens' : null,
    document.querySelector('a[href^="javascript:" i]') ? 'a link runs a script' : null,
].filter(Boolean)"""
ADDRESSES = (
    "/?lang={0}&vintage={0}",
    "/?series={0}&figure={0}&embed=true",
    "/arrondissementen?indeling={0}&maat={0}&cijfer={0}&gebieden={0}&jaar={0}",
    "/migratie?herkomst={0}",
    "/downloads?indicator={0}&region={0}",
    "/begrippen?zoek={0}#{0}",
    "/{0}",
    "/_stcore/{0}",
    "/media/{0}",
    "/api/v1/docs?lang={0}",
    "/api/v1/observations.csv?indicator={0}",
    "/api/v1/{0}",
)


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """Another server than ours: its address, and every path that was ever asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_arguments: object) -> None:
            """Nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory, elsewhere):
    """The app on figures in whose free texts, all of them, something hostile stands. The checks refuse such facts
    (tests/etl/test_bad_figures.py), so here they are passed over, as by someone who writes the database himself."""
    root = tmp_path_factory.mktemp("hostile")
    shutil.copytree(PROJECT / "data", root / "data", ignore=shutil.ignore_patterns("warehouse", "raw"))
    spoiled, text = 0, HOSTILE.replace("ELSEWHERE", elsewhere[0])
    for table in tables().values():
        path = root / "data" / "facts" / (table.file or "")
        if table.file and path.is_file():
            spoiled += _spoil(path, {field.name: field for field in table.given}, text)
    observed = {field.name: field for field in tables()["observation"].given}
    for path in (root / "data" / "facts").glob("observations-*.csv"):
        spoiled += _spoil(path, observed, text)
    assert spoiled > 1000
    inputs = Inputs(root / "data")
    frames, parts, findings = load(inputs)
    assert {failure.expected for failure in findings.failures} == {"a text without HTML or Markdown (<…> or [..](..))"}
    assemble(inputs, frames, parts, root / "warehouse", "2026-11-20")
    with served(root / "warehouse", root / "log") as app:
        yield app.address


def _spoil(path: Path, fields: dict, text: str) -> int:
    with path.open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    spoiled = 0
    for row in rows:
        for at, name in enumerate(header):
            field = fields.get(name)
            if field is None or field.type != "text" or not row[at] or field.allowed or field.references:
                continue
            if name == "url":
                row[at] = HOSTILE_URL
            elif not field.pattern and name not in CODES:
                row[at] += text
            else:
                continue
            spoiled += 1
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])
    return spoiled


@pytest.mark.parametrize("view", PAGES)
def test_nothing_hostile_in_the_data_becomes_more_than_text(view, window, hostile_site, elsewhere):
    screen = window(hostile_site)
    screen.open(f"/{PAGES[view]}")
    screen.unfold_all()
    assert screen.page.evaluate(FOUND) == []
    assert [one for one in screen.complaints if "Content Security Policy" not in one] == []
    assert elsewhere[1] == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_hostile_in_an_address_becomes_more_than_text(address, window, site, elsewhere):
    screen = window(site)
    screen.page.goto(site + address.format(quote(HOSTILE.replace("ELSEWHERE", elsewhere[0]), safe="")))
    screen.page.wait_for_timeout(1500)
    assert screen.page.evaluate(FOUND) == []
    assert elsewhere[1] == []


def test_no_site_may_steer_a_page_that_it_frames(site):
    assert requests.get(f"{site}/_stcore/host-config", timeout=10).json()["allowedOrigins"] == []
