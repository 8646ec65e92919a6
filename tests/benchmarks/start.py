"""From the start of the process to the first chart in Chromium, beside the minimal script.

Each time a new process and a browser without anything kept. The bundled snapshot stands ready, or is built by the first
visitor.
"""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from playwright.sync_api import Browser

from tests.benchmarks.ground import BESIDE, MINIMAL, PATIENCE, bundled, scratch
from tests.benchmarks.table import Asked, Row, in_turn
from tests.conftest import browser
from tests.load.serving import served


def rows(asked: Asked) -> Iterator[Row]:
    ready = bundled()
    with browser() as chromium:
        told = in_turn(
            asked,
            7 if asked.full else 3,
            lambda: first_chart(chromium, ready),
            lambda: first_chart(chromium, scratch("none yet")),
            lambda: first_chart(chromium, ready, MINIMAL),
        )
    yield Row("start to first chart, snapshot built", told[0], "s", BESIDE, told[2], "≤ 1.5×")
    yield Row("start to first chart, first build", told[1], "s", BESIDE, told[2], "≤ 1.5×")


def first_chart(chromium: Browser, warehouse: Path, script: Path | None = None) -> float:
    """Seconds."""
    context = chromium.new_context()
    page = context.new_page()
    started = perf_counter()
    with served(warehouse, scratch("log"), script=script) as app:
        page.goto(app.address, wait_until="commit")
        page.locator("[data-testid=stVegaLiteChart] svg.marks").first.wait_for(timeout=PATIENCE)
        seconds = perf_counter() - started
    context.close()
    return seconds
