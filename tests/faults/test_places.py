"""Figures published elsewhere: a real web server of a folder of Parquet, the app that reads it, and what goes wrong."""

import json
import random
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import duckdb
import pyarrow as pa
import pyarrow.parquet
import pytest
import requests

from etl import publication
from etl.__main__ import main
from etl.build import build
from etl.elsewhere import PlaceError, is_place
from etl.places import Place, mirror
from etl.warehouse import OtherDictionary, published
from tests.faults.conftest import FIRST, SECOND
from tests.faults.ground import strays
from tests.faults.test_serving import alerts, page, point_to
from tests.load.serving import App, free_port, served

THIRD = "2026-11-20"
FLIPS = 40
ROWS = "/api/v1/observations.csv"
HTML = b"<!doctype html><title>Sign in</title><p>Please sign in</p>"
BEFORE = {"nl": "De plek waar de cijfers gepubliceerd worden", "en": "The place where the figures are published"}
NOTHING = {"nl": "De cijfers zijn nu niet op te halen", "en": "The figures cannot be fetched at the moment"}


@dataclass
class Site:
    """A web server of a folder, which may be exchanged; `html`: paths that end so answer with a page instead; `slow`: a
    byte at a time."""

    root: Path
    html: str | None = None
    slow: bool = False
    asked: list[str] = field(default_factory=list)

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def __post_init__(self) -> None:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                file = site.root / self.path.removeprefix("/figures/")
                html = site.html is not None and self.path.endswith(site.html)
                found = html or file.is_file()
                self.send_response(200 if found else 404)
                body = HTML if html else file.read_bytes() if found else b""
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if not site.slow:
                    self.wfile.write(body)
                    return
                for byte in body:
                    self.wfile.write(bytes([byte]))
                    time.sleep(0.1)

            def log_message(self, *_told: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/figures/"


@pytest.fixture(scope="module")
def published_folder(two_builds: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both builds as Parquet, the second one published; not to be written to."""
    root = tmp_path_factory.mktemp("places")
    folder = shutil.copytree(two_builds[1], root / "warehouse")
    (first,) = folder.glob(f"{FIRST}-*.duckdb")
    second = json.loads((folder / "current.json").read_text(encoding="utf-8"))
    point_to(folder, file=first.name, vintage=FIRST)
    assert main(["publish", "--warehouse", str(folder), "--to", str(root / "figures")]) == 0
    point_to(folder, **second)
    assert main(["publish", "--warehouse", str(folder), "--to", str(root / "figures")]) == 0
    return root / "figures"


@pytest.fixture
def site(published_folder: Path, tmp_path: Path) -> Iterator[Site]:
    site = Site(shutil.copytree(published_folder, tmp_path / "figures"))
    yield site
    site.stop()


@pytest.fixture(scope="module")
def third_folder(
    two_builds: tuple[Path, Path], published_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    root = tmp_path_factory.mktemp("third")
    folder = shutil.copytree(two_builds[1], root / "warehouse")
    build(two_builds[0], folder, THIRD)
    to = shutil.copytree(published_folder, root / "figures")
    publication.write(folder, to, 731)
    return to


@pytest.fixture
def third(third_folder: Path, tmp_path: Path) -> Path:
    """The same folder after another publication."""
    return shutil.copytree(third_folder, tmp_path / "third")


def latest(folder: Path) -> Path:
    told = publication.listed((folder / "current.json").read_text(encoding="utf-8"))
    return folder / publication.name_of(told[0])


def flip(file: Path, at: int) -> None:
    raw = bytearray(file.read_bytes())
    raw[at] ^= 0xFF
    file.write_bytes(raw)


def observations(file: Path) -> list[tuple]:
    with duckdb.connect(file, read_only=True) as connection:
        return connection.sql("SELECT * FROM observation ORDER BY ALL").fetchall()


def change_a_figure(file: Path) -> None:
    """The same Parquet with another number in its first row, and nothing damaged."""
    rows = pyarrow.parquet.read_table(file)
    values = rows["value"].to_pylist()
    changed = pa.array([(values[0] or 0) + 1, *values[1:]], rows.schema.field("value").type)
    pyarrow.parquet.write_table(rows.set_column(rows.schema.get_field_index("value"), "value", changed), file)


def in_list(folder: Path, change: Callable[[dict], object]) -> None:
    told = json.loads((folder / "current.json").read_text(encoding="utf-8"))
    change(told["builds"][0])
    (folder / "current.json").write_text(json.dumps(told), encoding="utf-8")


DAMAGE: dict[str, Callable[[Path], object]] = {
    "half a file": lambda to: (latest(to) / "observation.parquet").write_bytes(b"PAR1" + b"x" * 400),
    "another figure": lambda to: change_a_figure(latest(to) / "observation.parquet"),
    "a missing file": lambda to: (latest(to) / "term.parquet").unlink(),
    "rows of another build": lambda to: shutil.copy(
        next(to.glob(f"{FIRST}-*")) / "vintage.parquet", latest(to) / "vintage.parquet"
    ),
    "columns of another table": lambda to: shutil.copy(latest(to) / "term.parquet", latest(to) / "source.parquet"),
    "a page instead of a file": lambda to: (latest(to) / "term.parquet").write_bytes(HTML),
    "a page instead of the list": lambda to: (to / "current.json").write_bytes(HTML),
    "half a list": lambda to: (to / "current.json").write_text('{"builds": [{"file": "2026-'),
    "an empty list": lambda to: (to / "current.json").write_text('{"builds": []}'),
    "no list": lambda to: (to / "current.json").unlink(),
    "a name out of the folder": lambda to: in_list(to, lambda one: one.update(file="../../2026-11-20-0123456789ab")),
    "another dictionary": lambda to: in_list(to, lambda one: one.update(schema=1)),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_what_is_not_whole_there_is_never_published_here(name, site, third, tmp_path):
    copies = tmp_path / "copies"
    place = Place(site.address)
    first = mirror(place, copies)
    assert first.vintage == SECOND
    DAMAGE[name](third)
    site.root = third
    with pytest.raises(OtherDictionary if name == "another dictionary" else PlaceError) as error:
        mirror(place, copies)
    assert "127.0.0.1" not in str(error.value)
    assert str(third) not in str(error.value)
    assert published(copies) == first
    assert strays(copies, {path.name for path in copies.glob("*.duckdb")}) == []


def test_a_flipped_byte_is_refused_or_changes_no_row(published_folder, two_builds, tmp_path):
    """Some bytes of Parquet are statistics that no reader of whole tables uses; all others must be missed."""
    build = published(two_builds[1])
    figures = observations(two_builds[1] / build.file)
    to = shutil.copytree(published_folder, tmp_path / "figures")
    file = to / publication.name_of(build) / "observation.parquet"
    whole = file.read_bytes()
    refused = 0
    for seed in range(FLIPS):
        flip(file, random.Random(seed).randrange(len(whole)))
        copy = tmp_path / f"{seed}.duckdb"
        try:
            Place(f"file://{to}").copy(build, copy)
        except PlaceError:
            refused += 1
        else:
            assert observations(copy) == figures, seed
        file.write_bytes(whole)
    assert refused > FLIPS // 2


def test_a_copy_is_the_build_itself_and_is_fetched_once(site, folder, tmp_path):
    copies = tmp_path / "copies"
    place = Place(site.address)
    assert mirror(place, copies) == published(folder)
    assert {path.name for path in copies.glob("*.duckdb")} == {path.name for path in folder.glob("*.duckdb")}
    site.asked.clear()
    mirror(place, copies)
    assert site.asked == ["/figures/current.json"]


def test_a_list_of_the_same_length_is_seen_to_be_another(site, tmp_path):
    copies = tmp_path / "copies"
    place = Place(site.address)
    assert mirror(place, copies).vintage == SECOND
    told = json.loads((site.root / "current.json").read_text(encoding="utf-8"))
    (site.root / "current.json").write_text(json.dumps({"builds": told["builds"][::-1]}, indent=1), encoding="utf-8")
    assert mirror(place, copies).vintage == FIRST
    assert published(copies).vintage == FIRST


def test_a_server_that_goes_on_and_on_is_left(site, tmp_path, monkeypatch):
    monkeypatch.setattr("etl.web.WHOLE", 0.5)
    site.slow = True
    with pytest.raises(PlaceError, match="takes too long"):
        mirror(Place(site.address), tmp_path / "copies")


def test_a_server_of_duckdb_is_refused_in_a_sentence():
    with pytest.raises(PlaceError, match="not read yet"):
        Place("quack:localhost:9494")


def test_an_earlier_build_that_is_not_whole_there_is_left_out(site, tmp_path):
    copies = tmp_path / "copies"
    (first,) = site.root.glob(f"{FIRST}-*")
    change_a_figure(first / "observation.parquet")
    assert mirror(Place(site.address), copies).vintage == SECOND
    assert [path.name[:10] for path in copies.glob("*.duckdb")] == [SECOND]


def test_a_folder_by_its_address_is_a_place_as_well_and_what_is_gone_there_goes_here(published_folder, tmp_path):
    to = shutil.copytree(published_folder, tmp_path / "figures")
    copies = tmp_path / "copies"
    assert mirror(Place(f"file://{to}"), copies).vintage == SECOND
    assert len(list(copies.glob("*.duckdb"))) == 2
    told = json.loads((to / "current.json").read_text(encoding="utf-8"))
    (to / "current.json").write_text(json.dumps({"builds": told["builds"][:1]}), encoding="utf-8")
    mirror(Place(f"file://{to}"), copies)
    assert [path.name[:10] for path in copies.glob("*.duckdb")] == [SECOND]


def test_publishing_takes_away_what_is_too_old_and_writes_over_the_same(folder, published_folder, tmp_path):
    to = shutil.copytree(published_folder, tmp_path / "figures")
    flip(latest(to) / "observation.parquet")
    publication.write(folder, to, 0)
    there = sorted(path.name for path in to.iterdir())
    assert there == [".lock", latest(to).name, "current.json"]
    assert mirror(Place(f"file://{to}"), tmp_path / "copies").vintage == SECOND


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("data/warehouse", False),
        ("/srv/x", False),
        ("https://example.org/a/", True),
        ("s3://bucket/a", True),
        ("md:a", True),
    ],
)
def test_what_is_an_address(text, place):
    assert is_place(text) == place


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
        DAMAGE["a flipped byte"](third)
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
