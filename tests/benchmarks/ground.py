"""What benchmarks share: the bundled snapshot built once, a browser, and the script they are beside."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from etl.build import build
from tests.conftest import PROJECT, QUIET, VINTAGE

MINIMAL = Path(__file__).with_name("minimal.py")
BESIDE = "minimal Streamlit script"
PATIENCE = 60_000
"""Milliseconds after which what is waited for will not come."""
_FOLDER = TemporaryDirectory(prefix="benchmarks")


@cache
def bundled() -> Path:
    """A folder in which the bundled snapshot is published; not to be written to."""
    folder = Path(_FOLDER.name) / "bundled"
    build(PROJECT / "data", folder, VINTAGE)
    return folder


def scratch(name: str) -> Path:
    """A path of one's own that goes with the process; nothing is there yet."""
    made = Path(_FOLDER.name) / "scratch"
    made.mkdir(exist_ok=True)
    return made / f"{name}-{len(list(made.iterdir()))}"


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium (CHROMIUM_PATH)."""
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM_PATH", "/usr/bin/chromium")
        opened = playwright.chromium.launch(executable_path=path, args=[*QUIET.split(), "--no-first-run"])
        yield opened
        opened.close()
