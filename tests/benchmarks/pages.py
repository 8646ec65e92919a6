"""One run of each page on the server, for a visitor who comes after others, and the share of it outside Streamlit.

Seconds are from the question to the end of the script over Streamlit's own protocol, without a browser. The share
comes from a clock inside the server (front_door.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard.pages import PAGES
from tests.benchmarks.ground import BESIDE, MINIMAL, bundled, scratch
from tests.benchmarks.table import Asked, Row, p95
from tests.load.protocol import Reader, alone
from tests.load.serving import App, served

FRONT_DOOR = Path(__file__).with_name("front_door.py")
REACH = 40
"""Percent outside Streamlit."""


@dataclass(frozen=True)
class Timed:
    """Milliseconds of the runs of a page, and percent of them outside Streamlit."""

    runs: list[float]
    outside: float


def rows(asked: Asked) -> Iterator[Row]:
    most = 100 if asked.full else 30
    with served(bundled(), scratch("log"), script=MINIMAL) as other:
        base = p95(alone(visited(other, "", most, asked, 20)))
    with served(bundled(), scratch("log"), script=FRONT_DOOR) as ours:
        told = {view: timed(ours, address, most, asked) for view, address in PAGES.items()}
    for view, one in told.items():
        name = PAGES[view] or "overzicht"
        yield Row(f"run of page {name}, p95", p95(one.runs), "ms", BESIDE, base)
        yield Row(f"  outside Streamlit, {name}", one.outside, "%", reach=f"≤ {REACH} %")
    worst = max(told, key=lambda view: told[view].outside)
    yield Row("run of a page, p95 of all", p95(x for one in told.values() for x in one.runs), "ms", BESIDE, base)
    yield Row(f"  outside Streamlit, worst page ({PAGES[worst]})", told[worst].outside, "%", reach=f"≤ {REACH} %")


def timed(app: App, address: str, most: int, asked: Asked) -> Timed:
    """A page that is visited again and again, after two visits that do not count."""
    alone(visited(app, address, 2, asked, 2))
    app.get("/samples")
    runs = alone(visited(app, address, most, asked, 5))
    spent = app.get("/samples").json()
    return Timed(runs, 100 * spent["ours"] / (spent["ours"] + spent["streamlit"]))


async def visited(app: App, address: str, most: int, asked: Asked, least: int) -> list[float]:
    """Milliseconds of each visit, each in a session of its own."""
    told = []
    for _one in asked.rounds(most, least):
        async with Reader(app.address) as reader:
            told.append(1000 * (await reader.open(f"/{address}")).seconds)
    return told
