"""Three processes behind a real nginx with the configuration of the README: a session stays with one process, and when
one is killed the others serve everybody."""

import asyncio
import getpass
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from playwright.sync_api import expect
from websockets.exceptions import ConnectionClosed

from etl.build import build
from tests.faults.ground import PROJECT, SECOND
from tests.load.protocol import Reader, alone
from tests.load.serving import App, free_port, served

PATHS = ("/", "/begrippen?lang=en")
ROWS = "/api/v1/observations.csv"
THIRD = "2026-11-20"


@dataclass(frozen=True)
class Ring:
    """The address of the proxy, the processes behind it, and for each a browser that the proxy leads to it."""

    address: str
    apps: list[App]
    browsers: list[str]

    def get(self, path: str, browser: str) -> requests.Response:
        return requests.get(f"{self.address}{path}", headers={"User-Agent": browser}, timeout=60)


@contextmanager
def nginx(root: Path, apps: list[App]) -> Iterator[str]:
    """The block of the README, with other ports; all that nginx writes goes to `root`."""
    (block,) = re.findall(r"```nginx\n(.*?)```", (PROJECT / "README.md").read_text(encoding="utf-8"), re.S)
    port = free_port()
    for number, app in enumerate(apps):
        block = block.replace(f"127.0.0.1:{8501 + number};", f"{app.address.removeprefix('http://')};")
    block = block.replace("listen 80;", f"listen 127.0.0.1:{port};")
    kept = "\n".join(
        f"{name}_temp_path {root}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (root / "nginx.conf").write_text(
        f"user {getpass.getuser()};\ndaemon off;\npid {root}/pid;\nerror_log {root}/error.log;\nevents {{}}\n"
        f"http {{\n{kept}\n{block}\n}}\n"
    )
    command = ["nginx", "-p", str(root), "-e", f"{root}/error.log", "-c", f"{root}/nginx.conf"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(100):
            try:
                requests.get(f"{address}/api/v1/metrics", timeout=1)
                break
            except requests.RequestException:
                assert process.poll() is None, process.communicate()[1]
                time.sleep(0.05)
        yield address
    finally:
        process.terminate()
        process.communicate()


def answered(app: App) -> int:
    """Requests for health that this process answered."""
    found = re.findall(r'monitor_requests_total\{route="health",.*?} (\d+)', app.get("/api/v1/metrics").text)
    return sum(map(int, found))


def runs(app: App) -> int:
    """Runs of pages in this process."""
    found = re.findall(r"monitor_page_runs_total\{.*?} (\d+)", app.get("/api/v1/metrics").text)
    return sum(map(int, found))


def one_of(apps: list[App], address: str, browser: str) -> int:
    """The process that the proxy leads a browser to."""
    before = list(map(answered, apps))
    answer = requests.get(f"{address}/api/v1/health", headers={"User-Agent": browser}, timeout=60)
    assert answer.json()["status"] == "ok"
    (changed,) = [at for at, app in enumerate(apps) if answered(app) != before[at]]
    return changed


@pytest.fixture(scope="module")
def folder(two_builds: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(two_builds[1], tmp_path_factory.mktemp("published") / "warehouse")


@pytest.fixture(scope="module")
def ring(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ring]:
    """For all tests here; the last two kill a process each."""
    root = tmp_path_factory.mktemp("nginx")
    with ExitStack() as stack:
        with ThreadPoolExecutor(3) as starting:
            started = starting.map(lambda at: stack.enter_context(served(folder, root / f"log-{at}")), range(3))
            apps = list(started)
        address = stack.enter_context(nginx(root, apps))
        browsers: dict[int, str] = {}
        for number in range(200):
            if len(browsers) == len(apps):
                break
            browsers.setdefault(one_of(apps, address, f"Browser/{number}"), f"Browser/{number}")
        yield Ring(address, apps, [browsers[at] for at in range(len(apps))])


def marks(address: str, browser: str = "Reader") -> list[str]:
    """The checksums of what pages show."""

    async def visit() -> list[str]:
        async with Reader(address, browser) as reader:
            return [(await reader.open(path)).mark for path in PATHS]

    return alone(visit())


def test_pages_and_api_are_the_same_through_the_proxy_and_a_session_stays_on_its_process(ring):
    right, rows = marks(ring.apps[0].address), ring.apps[0].get(ROWS)
    assert rows.text.count("\n") > 100
    told = set()
    for at, browser in enumerate(ring.browsers):
        before = list(map(runs, ring.apps))
        assert marks(ring.address, browser) == right
        grown = [runs(app) - before[number] for number, app in enumerate(ring.apps)]
        assert grown == [len(PATHS) if number == at else 0 for number in range(3)]
        answer = ring.get(ROWS, browser)
        assert answer.content == rows.content
        assert answer.headers["Content-Encoding"] == "gzip"
        told.add(answer.headers["ETag"])
    assert len(told) == 1
    for path in ("/api/v1/metrics", "/_stcore/metrics"):
        assert (ring.get(path, ring.browsers[0]).status_code, ring.apps[0].get(path).status_code) == (404, 200)
    page = requests.get(ring.address, headers={"Accept": "text/html"}, timeout=60)
    assert ring.address.replace("http", "ws") in page.headers["Content-Security-Policy"]


def test_what_a_session_gives_and_takes_apart_reaches_its_process(ring):
    """Downloads and uploads are requests of their own: led elsewhere they find nobody who knows of them."""

    async def visit(browser: str) -> None:
        async with Reader(ring.address, browser) as reader:
            frame = await reader.open("/bestuurlijke-monitor")
            taken = [button.url for button in frame.kinds("download_button")]
            assert "/media/" in taken[0]
            place = await reader.place_for("answers.json")
            await asyncio.to_thread(fetch, browser, taken[0], place)

    def fetch(browser: str, given: str, place: str) -> None:
        with requests.Session() as there:
            there.headers["User-Agent"] = browser
            there.get(f"{ring.address}/_stcore/health", timeout=60)
            there.headers["X-Xsrftoken"] = there.cookies["_streamlit_xsrf"]
            large = {"file": ("answers.json", b"x" * 2_000_000)}
            assert there.put(f"{ring.address}/{place.lstrip('/')}", files=large, timeout=60).status_code == 204
            assert there.get(f"{ring.address}/{given.lstrip('/')}", timeout=60).status_code == 200
            there.headers["User-Agent"] = next(one for one in ring.browsers if one != browser)
            assert there.put(f"{ring.address}/{place.lstrip('/')}", files=large, timeout=60).status_code == 400

    for browser in ring.browsers:
        alone(visit(browser))


def test_when_one_is_killed_the_others_answer_everybody_and_see_what_is_published_next(ring, data, folder):
    right, rows = marks(ring.address, ring.browsers[0]), ring.get(ROWS, ring.browsers[0]).content
    kept = ring.apps[1:]

    async def visits() -> None:
        async with Reader(ring.address, ring.browsers[0]) as cut, Reader(ring.address, ring.browsers[1]) as other:
            assert (await cut.open(PATHS[0])).mark == (await other.open(PATHS[0])).mark == right[0]
            ring.apps[0].kill()
            with pytest.raises(ConnectionClosed):
                await cut.again()
            before = runs(ring.apps[1])
            assert (await other.again()).mark == right[0]
            assert runs(ring.apps[1]) == before + 1

    alone(visits())
    for browser in [*ring.browsers, *(f"Other/{number}" for number in range(10))]:
        assert ring.get(ROWS, browser).content == rows
    assert [one_of(kept, ring.address, browser) for browser in ring.browsers[1:]] == [0, 1]
    for browser in ring.browsers:
        assert marks(ring.address, browser) == right

    before = ring.get(ROWS, ring.browsers[0]).headers["X-Vintage"]
    assert before.startswith(SECOND)

    async def across_a_publication() -> None:
        async with Reader(ring.address, ring.browsers[0]) as reader:
            assert "19 november 2026" in (await reader.open("/begrippen")).text
            await asyncio.to_thread(build, data, folder, THIRD)
            for app in kept:
                for _ in range(60):
                    if (vintage := app.get(ROWS).headers["X-Vintage"]) != before:
                        break
                    await asyncio.sleep(0.25)  # what is published is looked up every few seconds
                assert vintage.startswith(THIRD)
            assert "20 november 2026" in (await reader.again()).text

    alone(across_a_publication())
    for browser in ring.browsers:
        assert ring.get(ROWS, browser).headers["X-Vintage"].startswith(THIRD)
        assert marks(ring.address, browser) == marks(kept[0].address)
        assert marks(ring.address, browser) != right


def test_an_open_page_of_a_process_that_is_killed_goes_on_at_another(ring, chromium):
    apps = [app for app in ring.apps if app.process.poll() is None]
    context = chromium.new_context(base_url=ring.address)
    tab = context.new_page()
    before = list(map(runs, apps))
    tab.goto("/begrippen?lang=en")
    expect(tab.get_by_text("20 November 2026")).to_be_visible(timeout=60_000)
    (led,) = [app for at, app in enumerate(apps) if runs(app) != before[at]]
    (left,) = [app for app in apps if app != led]
    with tab.expect_websocket(timeout=60_000):  # the page connects anew by itself
        led.kill()
    ran = runs(left)
    tab.reload()
    expect(tab.get_by_text("20 November 2026")).to_be_visible(timeout=60_000)
    assert runs(left) > ran
    context.close()
