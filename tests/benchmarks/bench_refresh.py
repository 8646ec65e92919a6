"""How fast a refresh of the police table is, and how much memory it takes, beside cbsodata with pandas and DuckDB.

    python tests/benchmarks/bench_refresh.py [ROWS …]      (default: 1000000 4200000)
    python -m tests.benchmarks bench_refresh               (a million rows, as rows of the table of all)

A stand-in serves a synthetic 47013NED of so many rows over HTTP from a process of its own. Each line of the table is a
process of its own too; `peak` is the most memory it ever held. Filtered: the server sends the two crimes alone, as the
real one does. Unfiltered: it sends everything, the worst case. `download` is the bare download of the same bytes,
parsed by nobody. No pass or fail: machines differ.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

import requests

PROJECT = Path(__file__).parents[2]
sys.path.insert(0, str(PROJECT))

from tests.benchmarks.table import Asked, Row  # noqa: E402
from tests.standin.server import StandIn  # noqa: E402
from tests.standin.tables import Dimension, Table  # noqa: E402

REGIONS, YEARS = 355, 15
PERIODS = YEARS * 13
FILTER = "(SoortMisdrijf eq '1.6.3 ' or SoortMisdrijf eq '3.1.2 ')"
LINES = (
    ("download, filtered", "download", "filtered"),
    ("our refresh, filtered", "refresh", "filtered"),
    ("  of which download and reading", "read", "filtered"),
    ("cbsodata + pandas + DuckDB, filtered", "cbsodata", "filtered"),
    ("download, unfiltered", "download", "whole"),
    ("our refresh, unfiltered", "refresh", "whole"),
    ("  of which download and reading", "read", "whole"),
    ("cbsodata + pandas + DuckDB, unfiltered", "cbsodata", "whole"),
)


def police(rows: int) -> Table:
    """A table of about so many rows: enough crimes, 355 areas, 15 years of months and years."""
    crimes = max(3, round(rows / (REGIONS * PERIODS)))
    keys = ["1.6.3", "3.1.2", *(f"9.{at}" for at in range(crimes - 2))]
    titles = {"1.6.3": "1.6.3 Mensenhandel", "3.1.2": "3.1.2 Mensensmokkel"}
    regions = ["NL01", *(f"GM{at:04}" for at in range(1, REGIONS))]
    periods = [f"{year}{part}" for year in range(2012, 2012 + YEARS) for part in (*_months(), "JJ00")]

    def listed(name: str, codes: list[str], width: int) -> str:
        values = ", ".join(f"({at}, '{code.ljust(width)}')" for at, code in enumerate(codes))
        return f"(VALUES {values}) {name}(nr, key)"

    sql = (
        f"SELECT (c.nr * {REGIONS} + r.nr) * {PERIODS} + p.nr, c.key, r.key, p.key,"
        " if(r.nr = 0, 100000, hash(c.nr, r.nr, p.nr) % 10), if(r.nr = 0, 100000, hash(r.nr, c.nr, p.nr) % 5), 0"
        f" FROM {listed('c', keys, 6)}, {listed('r', regions, 10)}, {listed('p', periods, 8)} ORDER BY 1"
    )
    return Table(
        "47013NED",
        "Synthetisch",
        {
            "SoortMisdrijf": Dimension("Dimension", tuple((key, titles.get(key, key), None) for key in keys), 6),
            "RegioS": Dimension("GeoDimension", tuple((code, f"Gebied {code}", None) for code in regions), 10),
            "Perioden": Dimension("TimeDimension", tuple((code, code, "Definitief") for code in periods), 8),
        },
        (
            ("GeregistreerdeMisdrijven_1", "Geregistreerde misdrijven", ""),
            ("Aangiften_2", "Aangiften", ""),
            ("Internetaangiften_3", "Internetaangiften", ""),
        ),
        [],
        protocols=frozenset({"v3"}),
        sql=sql,
    )


def _months() -> list[str]:
    return [f"MM{month:02}" for month in range(1, 13)]


def serve(rows: int) -> None:
    """Serve until standard input closes; the first line of output is the address."""
    standin = StandIn({"politie": [police(rows)], "cbs": []}, {})
    standin.strict = False
    print(json.dumps({"host": standin.host, "environment": standin.environment}), flush=True)
    sys.stdin.read()
    standin.stop()


def download(host: str, kind: str) -> None:
    """The same pages, read and thrown away."""
    query = "$format=json&$select=SoortMisdrijf,RegioS,Perioden,GeregistreerdeMisdrijven_1,Aangiften_2"
    query += f"&$filter={FILTER}" if kind == "filtered" else ""
    url, session = f"http://{host}/derden/ODataFeed/odata/47013NED/TypedDataSet?{query}", requests.Session()
    while url:
        body = session.get(url, timeout=60).content
        link = body.rpartition(b'"odata.nextLink":"')
        url = link[2].removesuffix(b'"}').decode() if link[1] else ""


def read(_host: str, kind: str) -> None:
    """Our client: the raw files, and the rows of the source in a frame."""
    from etl import statline
    from etl.raw import Download, Store
    from etl.sources import politie_crime
    from etl.transport import Transport

    with tempfile.TemporaryDirectory() as folder:
        transport = Transport()
        stamps = politie_crime.stamp(transport)
        fetched = Download(Store(Path(folder), "politie-crime"), transport, stamps, whole=kind == "whole")
        politie_crime.fetch(fetched)
        found = statline.read([fetched.finish()], politie_crime.LINES[0].query)
        print(len(found.rows))


def refresh(_host: str, kind: str) -> None:
    """The whole command: download, checks, and a published warehouse."""
    from etl.refresh import refresh as run

    os.environ["REFRESH_FILTER"] = "no" if kind == "whole" else "yes"
    with tempfile.TemporaryDirectory() as folder:
        for part in ("facts", "computed"):
            shutil.copytree(PROJECT / "data" / part, Path(folder) / part)
        outcome = run(Path(folder), Path(folder) / "warehouse", ["politie-crime"])
        assert outcome.status == 0, outcome.results
        print(next(part.rows for part in outcome.report.parts if part.source == "warehouse"))


def cbsodata(host: str, kind: str) -> None:
    """What a careful analyst would write with the public client."""
    import cbsodata as client
    import duckdb
    import pandas as pd

    client.options.use_https = False
    filters = FILTER if kind == "filtered" else None
    frame = pd.DataFrame(client.get_data("47013NED", filters=filters, catalog_url=f"{host}/derden"))
    wanted = frame[frame["SoortMisdrijf"].isin(["1.6.3 Mensenhandel", "3.1.2 Mensensmokkel"])]
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(f"{folder}/police.duckdb") as connection:
        connection.register("wanted", wanted)
        connection.execute("CREATE TABLE police AS FROM wanted")
        print(connection.execute("SELECT count(*) FROM police").fetchall()[0][0])


def measure(what: str, host: str, kind: str) -> None:
    started = perf_counter()
    {"download": download, "read": read, "refresh": refresh, "cbsodata": cbsodata}[what](host, kind)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": perf_counter() - started, "peak": peak}))


@contextmanager
def standing_in(size: int) -> Iterator[dict]:
    """A stand-in with so many rows in a process of its own: its host, and the environment that points at it."""
    command = [sys.executable, __file__, "serve", str(size)]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    yield json.loads(server.stdout.readline())
    server.communicate("")


def run_apart(told: dict, what: str, kind: str) -> dict[str, float]:
    """Seconds and peak of one measurement in a process of its own."""
    ran = subprocess.run(
        [sys.executable, __file__, "measure", what, told["host"], kind],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env={**os.environ, **told["environment"], "PYTHONPATH": str(PROJECT)},
    )
    return json.loads(ran.stdout.splitlines()[-1])


def compare(rows: int) -> None:
    title = f"{round(rows / (REGIONS * PERIODS)) * REGIONS * PERIODS:,} rows"
    print(f"\n{title:<40}{'seconds':>9}{'× download':>12}{'peak MB':>9}")
    base = 1.0
    with standing_in(rows) as told:
        for title, what, kind in LINES:
            found = run_apart(told, what, kind)
            base = found["seconds"] if what == "download" else base
            print(
                f"{title:<40}{found['seconds']:>9.2f}{found['seconds'] / base:>12.2f}{found['peak']:>9.0f}", flush=True
            )


def rows(asked: Asked) -> Iterator[Row]:
    """A million rows; those that the server filters out itself, and (--full) all of them sent. The whole command also
    adds up areas, checks everything and publishes, which the client beside it does not."""
    size = 1_000_000
    with standing_in(size) as told:
        for kind, name in (("filtered", "filtered"), ("whole", "unfiltered"))[: 2 if asked.full else 1]:
            found = {what: run_apart(told, what, kind) for what in ("download", "read", "refresh", "cbsodata")}
            theirs = found["cbsodata"]
            for what, title in (("read", "download and reading"), ("refresh", "whole command")):
                ours = found[what]
                name_of = f"refresh, {size:,} rows {name}: {title}"
                yield Row(name_of, ours["seconds"], "s", "cbsodata, pandas, DuckDB", theirs["seconds"], "≤ 0.25×")
                yield Row("  the same", ours["seconds"], "s", "download alone", found["download"]["seconds"], "≤ 1.5×")
                yield Row(
                    "  most memory held", ours["peak"], "MB", "cbsodata, pandas, DuckDB", theirs["peak"], "≤ 0.25×"
                )


def main() -> None:
    if sys.argv[1:2] == ["serve"]:
        serve(int(sys.argv[2]))
    elif sys.argv[1:2] == ["measure"]:
        measure(*sys.argv[2:])
    else:
        for rows in map(int, sys.argv[1:] or ["1000000", "4200000"]):
            compare(rows)


if __name__ == "__main__":
    main()
