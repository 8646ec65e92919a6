"""A real server on loopback and a real Chromium; what a visit to a page showed is kept for all tests that ask."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize
from screen import Screen, Visit, look_round

from dashboard.pages import PAGES
from tests.load.serving import served

WIDE = 1280
KEPT = 3
"""Pages that stay open beside each other: each costs the browser memory and time."""
PATIENCE = 120_000
"""Milliseconds: a machine that does much at once is slow, and not wrong."""

Open = Callable[..., Screen]
Theme = Literal["light", "dark"]


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], str]]:
    """Starts a server on a folder of warehouses, and gives its address."""
    with ExitStack() as running:

        def start(warehouse: Path) -> str:
            return running.enter_context(served(warehouse, tmp_path_factory.mktemp("served") / "log")).address

        yield start


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


@pytest.fixture
def screen(open_page: Open) -> Callable[[str], Page]:
    """A path of the app in a page of its own, drawn down to its foot, to answer questions and hand in files on."""

    def opener(path: str) -> Page:
        shown = open_page(path)
        shown.page.wait_for_selector("text=EUPL-1.2")
        return shown.page

    return opener


@pytest.fixture(scope="session")
def shown(new_page: Callable[..., Page], site: str) -> Callable[[str], Screen]:
    """A path of the app for tests that only read: the few that were opened last stay open."""
    opened: dict[str, Screen] = {}

    def opener(path: str) -> Screen:
        if path not in opened:
            while len(opened) >= KEPT:
                opened.pop(next(iter(opened))).page.close()
            opened[path] = Screen(new_page(), site)
            opened[path].open(path)
        return opened[path]

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
