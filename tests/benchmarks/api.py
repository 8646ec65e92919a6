"""Requests a second of the HTTP API, beside Datasette with the same table.

Both serve all observations as they stand in the view `observation_wide`: ours from DuckDB, Datasette from one SQLite
table without a change since it was opened (`--immutable`, counts known), suggestions of facets off, and streaming
where everything is asked. One load generator for both: some threads, each with one connection that is kept, that ask
again as soon as they have the last byte. Datasette has no Parquet: beside ours stands its CSV.

Datasette runs with the Python in DATASETTE_PYTHON, else this one; where it is in neither, its cells stay empty.
"""

import http.client
import math
import multiprocessing
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from multiprocessing.synchronize import Event
from pathlib import Path
from urllib.parse import urlsplit

import requests

from etl.warehouse import open_read_only, published
from tests.benchmarks.ground import bundled, scratch
from tests.benchmarks.pages import visited
from tests.benchmarks.table import Asked, Row, in_turn, p95
from tests.load.protocol import alone
from tests.load.serving import free_port, served

AT_ONCE = 4
EVERYTHING = "everything"
SIZES = {"1 row": 1, "1,000 rows": 1000, EVERYTHING: None}
FORMATS = ("csv", "json", "parquet")
TABLE = "observations"
CROWDS = {"1,000 rows as json": "json?limit=1000", f"{EVERYTHING} as csv": "csv"}
"""What is asked without a pause while readers read."""


def rows(asked: Asked) -> Iterator[Row]:
    warehouse = bundled()
    turns = 5 if asked.full else 3
    each = max(1.0, min(10.0, asked.left / (2 * (turns + 1) * len(SIZES) * len(FORMATS))))
    with served(warehouse, scratch("log")) as ours, datasette(to_sqlite(warehouse)) as theirs:
        ours.get("/api/v1/health")  # loads the API
        for title, size in SIZES.items():
            for kind in FORMATS:
                own = f"{ours.address}/api/v1/observations.{kind}" + (f"?limit={size}" if size else "")
                other = f"{theirs}/data/{TABLE}.{their_query(kind, size)}" if theirs else None
                expect_same(own, other, kind)
                works = [lambda a=address: per_second(a, each) for address in (own, other) if address]  # type: ignore[misc]
                told = in_turn(asked, turns, *works)
                beside = "Datasette, csv" if kind == "parquet" else "Datasette"
                yield Row(
                    f"API, {title} as {kind}", told[0], "/s", beside, told[1] if other else None, "≥ 5×"
                )  # fmt: skip
    yield from beside_readers(warehouse, asked)


def beside_readers(warehouse: Path, asked: Asked) -> Iterator[Row]:
    """How long the runs of a page take while the API is asked without a pause, and while it is left alone."""
    with served(warehouse, scratch("log")) as app:
        app.get("/api/v1/health")
        told: dict[str, list[float]] = {title: [] for title in ("", *CROWDS)}
        for turn in asked.rounds(4, 3):  # what else the machine does meets all alike
            for title, some in told.items():
                with crowd(f"{app.address}/api/v1/observations.{CROWDS[title]}") if title else nullcontext():
                    runs = alone(visited(app, "", 20, asked, 10))
                some.extend(runs if turn else ())
        for title in CROWDS:
            what = f"run of page overzicht while {title} is asked, p95"
            yield Row(what, p95(told[title]), "ms", "the API left alone", p95(told[""]))


@contextmanager
def crowd(address: str) -> Iterator[None]:
    """AT_ONCE connections that ask without a pause, from a process of their own: here they would delay the clock."""
    spawning = multiprocessing.get_context("spawn")
    begun, enough = spawning.Event(), spawning.Event()
    process = spawning.Process(target=_without_pause, args=(address, begun, enough))
    process.start()
    assert begun.wait(60)
    try:
        yield
    finally:
        enough.set()
        process.join()
    assert process.exitcode == 0, f"{address} was not answered"


def _without_pause(address: str, begun: Event, enough: Event) -> None:
    with ThreadPoolExecutor(AT_ONCE) as threads:
        asking = [threads.submit(_ask, address, math.inf, enough) for _one in range(AT_ONCE)]
        begun.set()
        assert all(one.result() for one in asking)


def to_sqlite(warehouse: Path) -> Path:
    """All observations as one SQLite table; days as text."""
    told = published(warehouse)
    assert told is not None
    with open_read_only(warehouse / told.file) as connection:
        found = connection.execute("FROM observation_wide ORDER BY ALL")
        names = [column[0] for column in found.description]
        held = [[str(one) if hasattr(one, "isoformat") else one for one in row] for row in found.fetchall()]
    path = scratch("sqlite")
    path.mkdir()
    with sqlite3.connect(path / "data.db") as other:
        columns = ", ".join(f'"{name}"' for name in names)
        other.execute(f"CREATE TABLE {TABLE} ({columns})")
        other.executemany(f"INSERT INTO {TABLE} VALUES ({', '.join('?' * len(names))})", held)
    other.close()
    return path / "data.db"


@contextmanager
def datasette(database: Path) -> Iterator[str | None]:
    """The address of a Datasette with this database; None where it is not installed."""
    python = os.environ.get("DATASETTE_PYTHON", sys.executable)
    if subprocess.run([python, "-c", "import datasette"], stderr=subprocess.DEVNULL, check=False).returncode:
        yield None
        return
    port = free_port()
    settings = {
        "suggest_facets": "off",
        "default_facet_size": 1,
        "max_returned_rows": 1_000_000,
        "max_csv_mb": 0,
        "sql_time_limit_ms": 60_000,
    }
    told = [part for name, value in settings.items() for part in ("--setting", name, str(value))]
    process = subprocess.Popen(
        [python, "-m", "datasette", "serve", "--immutable", str(database), "--port", str(port), *told],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
    )
    try:
        until = time.monotonic() + 30
        while True:
            try:
                requests.get(f"http://127.0.0.1:{port}/-/versions.json", timeout=1)
                break
            except requests.RequestException:
                assert process.poll() is None and time.monotonic() < until, "Datasette does not start"
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def their_query(kind: str, size: int | None) -> str:
    """Format and parameters with which Datasette gives the same rows."""
    if kind == "json":
        return "json?_shape=array&_size=" + (str(size) if size else "max")
    return "csv?" + (f"_size={size}" if size else "_stream=on")


def expect_same(own: str, other: str | None, kind: str) -> None:
    """Both give as many rows, or there is nothing to compare."""
    if other is None or kind == "parquet":
        return
    told = [requests.get(address, timeout=60) for address in (own, other)]
    counts = [len(one.json()) if kind == "json" else one.text.count("\n") for one in told]
    assert counts[0] == counts[1], (own, other, counts)


def per_second(address: str, seconds: float) -> float:
    """Answers a second to AT_ONCE connections that ask for this address for so long."""
    started = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        counts = list(threads.map(lambda _one: _ask(address, started + seconds), range(AT_ONCE)))
    return sum(counts) / (time.perf_counter() - started)


def _ask(address: str, until: float, enough: Event | None = None) -> int:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=120)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    count = 0
    while time.perf_counter() < until and not (enough and enough.is_set()):
        connection.request("GET", target)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, (address, answer.status)
        count += 1
    connection.close()
    return count
