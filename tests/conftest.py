"""What tests share: the bundled snapshot, built once, and one Chromium."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import duckdb
import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright
from streamlit.components.v2 import manifest_scanner

from etl.build import build
from etl.warehouse import open_read_only, published

PROJECT = Path(__file__).parent.parent
VINTAGE = "2026-11-20"
QUIET = "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync"

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # the many processes that are started compile the project once

settings.register_profile("any machine", deadline=None)  # a slow machine is not a wrong answer
settings.load_profile("any machine")


def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run of the tests that all its processes share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def warehouse_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the bundled snapshot built and published in it; not to be written to."""
    folder = tmp_path_factory.mktemp("warehouse")
    build(PROJECT / "data", folder, VINTAGE)
    return folder


@pytest.fixture(scope="session")
def warehouse(warehouse_folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The bundled snapshot, read-only; a thread takes a cursor of its own."""
    told = published(warehouse_folder)
    assert told is not None
    with open_read_only(warehouse_folder / told.file) as connection:
        yield connection


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium (CHROMIUM_PATH)."""
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM_PATH") or "/usr/bin/chromium"
        opened = playwright.chromium.launch(executable_path=path, args=[*QUIET.split(), "--no-first-run"])
        yield opened
        opened.close()


LONGEST = ("tests/systems", "tests/standin", "tests/faults", "tests/browser")
"""Folders whose files take minutes."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first: where two processes share the files, neither waits at the end for the other's last one."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


@pytest.fixture(scope="session", autouse=True)
def packages_read_once() -> Iterator[None]:
    """Streamlit reads about all installed packages at each run of a page without a server, two fifths of its time;
    which are installed is the same for all tests."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; each test takes a context of its own."""
    with browser() as opened:
        yield opened
