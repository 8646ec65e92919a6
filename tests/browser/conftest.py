"""A real server on loopback and a real Chromium; what a visit to a page showed is kept for all tests that ask."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize
from screen import Screen, Visit, look_round

from dashboard.pages import PAGES

PROJECT = Path(__file__).parents[2]
WIDE = 1280
PATIENCE = 120_000
"""Milliseconds: a machine that does much at once is slow, and not wrong."""

Open = Callable[..., Screen]
Theme = Literal["light", "dark"]


@contextmanager
def served(warehouse: Path, log: Path) -> Iterator[str]:
    """`streamlit run streamlit_app.py` on a free port of loopback: the address to open."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = {
        "PYTHONPATH": str(PROJECT),
        "MONITOR_WAREHOUSE": str(warehouse),
        "STREAMLIT_SERVER_PORT": str(port),
        "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
        "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none",
    }
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    with log.open("w", encoding="utf-8") as stream:
        app = subprocess.Popen(command, cwd=PROJECT, env={**os.environ, **told}, stdout=stream, stderr=stream)
        try:
            _await(f"http://127.0.0.1:{port}/_stcore/health", app, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            app.terminate()
            app.wait()


def _await(address: str, app: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except OSError:
            assert app.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], str]]:
    """Starts a server on a folder of warehouses, and gives its address."""
    with ExitStack() as running:
        yield lambda warehouse: running.enter_context(served(warehouse, tmp_path_factory.mktemp("served") / "log"))


@pytest.fixture(scope="session")
def site(serve: Callable[[Path], str], warehouse_folder: Path) -> str:
    """The address of the app on the bundled snapshot."""
    return serve(warehouse_folder)


@pytest.fixture(scope="session")
def new_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """A page without any state of the app in it; pages of one width and theme share what the browser loaded before."""
    windows: dict[tuple[int, str], BrowserContext] = {}

    def opener(width: int = WIDE, theme: Theme = "light") -> Page:
        if (width, theme) not in windows:
            size: ViewportSize = {"width": width, "height": 900}
            windows[width, theme] = chromium.new_context(viewport=size, color_scheme=theme)
            windows[width, theme].set_default_timeout(PATIENCE)
        return windows[width, theme].new_page()

    yield opener
    for window in windows.values():
        window.close()


@pytest.fixture
def window(new_page: Callable[..., Page]) -> Iterator[Open]:
    """A page of one's own for the app at an address; nothing is opened in it yet."""
    screens = []

    def opener(on: str, width: int = WIDE) -> Screen:
        screens.append(Screen(new_page(width), on))
        return screens[-1]

    yield opener
    for screen in screens:
        screen.page.close()


@pytest.fixture
def open_page(window: Open, site: str) -> Open:
    """Opens a path of the app in a page of its own, and waits until it is drawn."""

    def opener(path: str = "/", on: str = site, width: int = WIDE) -> Screen:
        screen = window(on, width)
        screen.open(path)
        return screen

    return opener


@pytest.fixture(scope="session")
def shown(new_page: Callable[..., Page], site: str) -> Callable[[str], Screen]:
    """A path of the app, opened once and left as it is for all tests that only read."""

    @cache
    def opener(path: str) -> Screen:
        screen = Screen(new_page(), site)
        screen.open(path)
        return screen

    return opener


@pytest.fixture(scope="session")
def visit(new_page: Callable[..., Page], shown: Callable[[str], Screen], site: str) -> Callable[..., Visit]:
    """What a page showed at first sight; each page is opened once for each language, theme and width."""

    @cache
    def looked(view: str, language: str = "nl", theme: Theme = "light", width: int = WIDE) -> Visit:
        path = f"/{PAGES[view]}" + ("" if language == "nl" else f"?lang={language}")
        if (theme, width) == ("light", WIDE):
            return look_round(shown(path))
        screen = Screen(new_page(width, theme), site)
        screen.open(path)
        told = look_round(screen)
        screen.page.close()
        return told

    return looked
