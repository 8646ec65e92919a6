"""Build, a page and the API on one, ten and (--full) a hundred times the bundled observations.

The rows that are added are synthetic: signals per municipality and month, a number of the row. `theirs` is the same on
one time the rows; what is to be reached is an exponent: 1 is a time that grows as the rows do.
"""

import csv
import math
import shutil
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path
from statistics import median

from etl.build import build
from tests.benchmarks.api import per_second
from tests.benchmarks.ground import scratch
from tests.benchmarks.pages import visited
from tests.benchmarks.table import Asked, Row, seconds_of
from tests.conftest import PROJECT, VINTAGE
from tests.load.protocol import alone
from tests.load.serving import served

BUNDLED = 4881
"""Observations of the bundled snapshot, to the nearest that matters here."""
IN_A_FILE = 100_000
"""Rows; a file of facts has a ceiling of 50 MB."""
NATIONALITIES = ("total", *(f"nationality=X{one}" for one in "ABCDEFGHIJ"))
Times = dict[str, float]


def rows(asked: Asked) -> Iterator[Row]:
    sizes = (1, 10, 100) if asked.full else (1, 10)
    told = {size: measured(size, asked) for size in sizes}
    for size in sizes[1:]:
        for name, base in told[1].items():
            exponent = math.log(told[size][name] / base) / math.log(size)
            yield Row(
                f"growth to {size}× rows, {name}", told[size][name], "ms", "1× rows", base, f"exponent {exponent:.2f}"
            )


def measured(size: int, asked: Asked) -> Times:
    """Milliseconds of each thing that may grow."""
    data, folder = scratch("data"), scratch("built")
    grown(data, (size - 1) * BUNDLED)
    told = {"build": 1000 * seconds_of(lambda: build(data, folder, VINTAGE))}
    with served(folder, scratch("log"), {"MONITOR_DATA": str(data)}) as app:
        for address in ("", "arrondissementen", "downloads"):
            alone(visited(app, address, 2, asked, 2))
            told[f"page {address or 'overzicht'}"] = median(alone(visited(app, address, 7, asked, 3)))
        app.get("/api/v1/health")
        for title, query in (("1 row as csv", "csv?limit=1"), ("everything as parquet", "parquet")):
            per_second(f"{app.address}/api/v1/observations.{query}", 1)
            told[f"API, {title}"] = 1000 / per_second(f"{app.address}/api/v1/observations.{query}", 4)
    return told


def grown(data: Path, more: int) -> None:
    """The bundled data folder with so many synthetic observations beside it."""
    shutil.copytree(PROJECT / "data", data, ignore=shutil.ignore_patterns("warehouse", "raw"))
    if not more:
        return
    with (data / "facts" / "placements.csv").open(encoding="utf-8", newline="") as file:
        regions = sorted({row["region_id"] for row in csv.DictReader(file)})
    periods = [f"{year}-{month:02}" for year in range(2013, 2026) for month in range(1, 13)]
    keys = islice(product(NATIONALITIES, periods, regions), more)
    with (data / "facts" / "observations-local-2012.csv").open(encoding="utf-8", newline="") as file:
        model = next(row for row in csv.DictReader(file) if row["indicator_id"] == "police_signals")
    told = {**model, "state": "value", "note_nl": "Synthetisch.", "note_en": "Synthetic."}
    for part in range(math.ceil(more / IN_A_FILE)):
        with (data / "facts" / f"observations-synthetic-{part}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(model))
            writer.writeheader()
            for number, (breakdown, period, region) in enumerate(islice(keys, IN_A_FILE)):
                of_row = {"region_id": region, "period": period, "breakdown": breakdown, "value": 1 + number % 50}
                writer.writerow({**told, **of_row})
