"""The app as it is served, with three builds kept: the bundled snapshot, one with changed figures, and today's."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, Page

from etl.build import build
from etl.warehouse import published
from tests.copies import copy_data

PROJECT = Path(__file__).parents[2]
OLDER, VINTAGE = "2026-11-19", "2026-11-20"
REVISED = {
    'ar19:arnhem,2007,total,11,,,cases,unknown,value,confirmed,nr-2012-gemeenten,"Bijlage 2, Tabel 1"': (
        "ar19:arnhem,2007,total,12,,,cases,unknown,value,confirmed,nr-2012-gemeenten,=1+1"
    ),
    "ar19:arnhem,2007/2011,total,61,": "ar19:arnhem,2007/2011,total,62,",
    ",nl,2007,total,281,": ",nl,2007,total,282,",
    ",nl,2007/2011,total,1106,": ",nl,2007/2011,total,1107,",
}
"""What the older build says otherwise: one figure with its sums, and a locator that looks like a formula, as no source
would write it."""


@dataclass(frozen=True)
class Service:
    """A running app: where it listens, the folder of builds it reads, and the file its log goes to."""

    address: str
    folder: Path
    log: Path

    @property
    def api(self) -> str:
        return f"{self.address}/api/v1"

    def get(self, path: str, **more: object) -> requests.Response:
        return requests.get(f"{self.api}/{path}", timeout=300, **more)  # type: ignore[arg-type]

    @property
    def build(self) -> str:
        told = published(self.folder)
        assert told is not None
        return told.file.removesuffix(".duckdb")


@pytest.fixture(scope="session")
def kept_builds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two builds: an older one in which a locator looks like a formula and a figure is revised."""
    data, folder = tmp_path_factory.mktemp("spoiled"), tmp_path_factory.mktemp("kept")
    cases = copy_data(data) / "facts" / "observations-om.csv"
    told = cases.read_text(encoding="utf-8")
    for row, changed in REVISED.items():
        assert told.count(row) == 1
        told = told.replace(row, changed)
    cases.write_text(told, encoding="utf-8")
    build(data, folder, OLDER)
    build(PROJECT / "data", folder, VINTAGE)
    return folder


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Service]]:
    """Starts the app, as `streamlit run` does, on a folder of builds."""
    running = []

    def start(folder: Path, **environment: str) -> Service:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        log = (tmp_path_factory.mktemp("app") / "log").open("w+")
        app = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.fileWatcherType", "none"],
            cwd=PROJECT,
            env={
                **os.environ,
                "PYTHONPATH": str(PROJECT),
                "MONITOR_WAREHOUSE": str(folder),
                "STREAMLIT_SERVER_PORT": str(port),
                "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
                **environment,
            },
            stdout=log,
            stderr=log,
        )
        running.append((app, log))
        address = f"http://127.0.0.1:{port}"
        for _ in range(240):
            try:
                if requests.get(f"{address}/_stcore/health", timeout=1).text == "ok":
                    return Service(address, folder, Path(log.name))
            except requests.RequestException:
                assert app.poll() is None, Path(log.name).read_text()
                time.sleep(0.25)
        raise AssertionError(Path(log.name).read_text())

    yield start
    for app, log in running:
        app.terminate()
        app.wait()
        log.close()


@pytest.fixture(scope="session")
def service(serve: Callable[..., Service], kept_builds: Path) -> Service:
    return serve(kept_builds)


@pytest.fixture(scope="session")
def monitor(kept_builds: Path) -> Iterator[Path]:
    """This process reads the same builds as the app, through the functions of the pages."""
    before = os.environ.get("MONITOR_WAREHOUSE")
    os.environ["MONITOR_WAREHOUSE"] = str(kept_builds)
    yield kept_builds
    if before is None:
        del os.environ["MONITOR_WAREHOUSE"]
    else:
        os.environ["MONITOR_WAREHOUSE"] = before


@pytest.fixture
def page(chromium: Browser, service: Service) -> Iterator[Page]:
    """A tab of its own, with nothing remembered."""
    context = chromium.new_context(base_url=service.address, accept_downloads=True)
    yield context.new_page()
    context.close()
