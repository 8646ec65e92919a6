"""How fast a refresh of the police table is, and how much memory it takes, beside cbsodata with pandas and DuckDB.

    python tests/benchmarks/bench_refresh.py [ROWS …]      (default: 1000000 4200000)
    python -m tests.benchmarks bench_refresh               (a million rows, as rows of the table of all)

A stand-in serves a synthetic 47013NED of so many rows over HTTP from a process of its own. It keeps every answer it
made, and a first turn that does not count asks for all of them: what is measured are the clients, and not how fast a
stand-in writes JSON. Each measurement is a process of its own that begins with nothing imported; `peak` is the most
memory it ever held. All take turns, and the medians count. Filtered: the server sends the two crimes alone, as we ask
the real one to do. Unfiltered: it sends everything, the worst case. `download` is the bare download of the same bytes,
parsed by nobody; over loopback, where bytes cost nothing, and from a stand-in that sends 100 megabit a second, a good
line to a real service. No pass or fail: machines differ.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median
from time import monotonic, perf_counter

PROJECT = Path(__file__).parents[2]
sys.path.insert(0, str(PROJECT))

from tests.benchmarks.police import size_of, standing_in  # noqa: E402
from tests.benchmarks.table import Asked, Row  # noqa: E402

TURNS = 5
LINE = 12_500_000
"""Bytes a second: 100 megabit."""
FILTER = "(SoortMisdrijf eq '1.6.3 ' or SoortMisdrijf eq '3.1.2 ')"
WORKS = {
    "download": "bare download",
    "read": "ours, download and reading",
    "refresh": "ours, whole command",
    "cbsodata": "cbsodata + pandas + DuckDB",
}
KINDS = {"filtered": "filtered", "whole": "unfiltered"}
Found = dict[tuple[str, str], tuple[float, float]]
"""Median seconds and megabytes by work and kind."""


def download(host: str, kind: str) -> None:
    """The same pages, read and thrown away."""
    import requests

    query = "$format=json&$select=SoortMisdrijf,RegioS,Perioden,GeregistreerdeMisdrijven_1,Aangiften_2"
    query += f"&$filter={FILTER}" if kind == "filtered" else ""
    url, session = f"http://{host}/derden/ODataFeed/odata/47013NED/TypedDataSet?{query}", requests.Session()
    while url:
        body = session.get(url, timeout=60).content
        link = body.rpartition(b'"odata.nextLink":"')
        url = link[2].removesuffix(b'"}').decode() if link[1] else ""


def read(_host: str, kind: str) -> None:
    """Our client: the raw files, and the figures of the source in a table of DuckDB."""
    import duckdb

    from etl import odata, statline
    from etl.download import Download
    from etl.raw import Store
    from etl.sources.politie_crime import QUERY
    from etl.transport import Transport

    with tempfile.TemporaryDirectory() as folder, duckdb.connect(f"{folder}/police.duckdb") as connection:
        transport = Transport()
        stamps = odata.stamps(transport, "politie", [QUERY.table])
        fetched = Download(Store(Path(folder), "politie-crime"), transport, stamps, whole=kind == "whole")
        odata.fetch(fetched, [QUERY])
        statline.read([fetched.finish()], QUERY, connection).figures.create("police")
        print(connection.execute("SELECT count(*) FROM police").fetchall()[0][0])


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


def run_apart(told: dict, what: str, kind: str) -> tuple[float, float]:
    """Seconds and peak of one measurement in a process of its own."""
    ran = subprocess.run(
        [sys.executable, __file__, "measure", what, told["host"], kind],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env={**os.environ, **told["environment"], "PYTHONPATH": str(PROJECT), "PYTHONDONTWRITEBYTECODE": ""},
    )
    found = json.loads(ran.stdout.splitlines()[-1])
    return found["seconds"], found["peak"]


def medians(
    size: int, asked: Asked, works: Iterable[str] = WORKS, turns: int = TURNS, pace: float | None = None
) -> Found:
    """Every work of both kinds in turn. The first turn makes the answers of the server and does not count."""
    found: dict[tuple[str, str], list[tuple[float, float]]] = {(what, kind): [] for kind in KINDS for what in works}
    with standing_in(size, pace) as told:
        for turn in asked.rounds(turns + 1):
            for (what, kind), some in found.items():
                one = run_apart(told, what, kind)
                if turn:
                    some.append(one)
    return {
        key: (median(seconds for seconds, _peak in some), median(peak for _seconds, peak in some))
        for key, some in found.items()
    }


def compare(size: int) -> None:
    """One table of all that was measured, with the ratios to the download and to cbsodata of the same kind."""
    found = medians(size, Asked(full=True, until=monotonic() + 600))
    title = f"{size_of(size):,} rows"
    print(f"\n{title:<44}{'seconds':>9}{'× download':>12}{'× cbsodata':>12}{'peak MB':>9}{'× cbsodata':>12}")

    def line(said: str, ours: tuple[str, str], theirs: tuple[str, str]) -> None:
        (seconds, peak), (other, theirs_peak) = found[ours], found[theirs]
        base = found["download", ours[1]][0]
        print(
            f"{said:<44}{seconds:>9.2f}{seconds / base:>12.2f}{seconds / other:>12.2f}"
            f"{peak:>9.0f}{peak / theirs_peak:>12.2f}"
        )

    for kind, name in KINDS.items():
        for what, said in WORKS.items():
            line(f"{said}, {name}", (what, kind), ("cbsodata", kind))
    print("as shipped, beside cbsodata as most people write it: the whole table, then a choice in pandas")
    for what in ("read", "refresh"):
        line(f"{WORKS[what]}, filtered", (what, "filtered"), ("cbsodata", "whole"))


def rows(asked: Asked) -> Iterator[Row]:
    """A million rows. The whole command also adds up areas, checks everything and publishes, which the client beside
    it does not."""
    size = 1_000_000
    found = medians(size, asked)
    pairs = (
        ("filtered, which cbsodata is told as well", "filtered", "filtered"),
        ("unfiltered", "whole", "whole"),
        ("as shipped (filtered) beside a choice in pandas", "filtered", "whole"),
    )
    for said, kind, their_kind in pairs:
        theirs, base = found["cbsodata", their_kind], found["download", kind]
        for what, title in (("read", "download and reading"), ("refresh", "whole command")):
            ours = found[what, kind]
            name = f"refresh, {size:,} rows, {said}: {title}"
            yield Row(name, ours[0], "s", "cbsodata, pandas, DuckDB", theirs[0], "≤ 0.25×")
            yield Row("  the same", ours[0], "s", "download alone", base[0], "≤ 1.5×")
            yield Row("  most memory held", ours[1], "MB", "cbsodata, pandas, DuckDB", theirs[1], "≤ 0.25×")
    slow = medians(size, asked, ("download", "read"), turns=3, pace=LINE)
    for kind, said in KINDS.items():
        name = f"refresh, {size:,} rows, {said}, at 100 Mbit/s: download and reading"
        yield Row(name, slow["read", kind][0], "s", "download alone", slow["download", kind][0], "≤ 1.5×")


def main() -> None:
    if sys.argv[1:2] == ["measure"]:
        measure(*sys.argv[2:])
    else:
        for rows in map(int, sys.argv[1:] or ["1000000", "4200000"]):
            compare(rows)


if __name__ == "__main__":
    main()
