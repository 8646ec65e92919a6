"""A synthetic police table of any size, and a stand-in that serves it from a process of its own."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.standin.tables import Table

PROJECT = Path(__file__).parents[2]
REGIONS, YEARS = 355, 14
PERIODS = YEARS * 13


def size_of(rows: int) -> int:
    """How many rows the table has that is asked to have about so many."""
    return max(3, round(rows / (REGIONS * PERIODS))) * REGIONS * PERIODS


def police(rows: int) -> "Table":
    """A table of about so many rows: enough crimes, 355 areas, 14 years (2012 to 2025) of months and years."""
    from tests.standin.tables import Dimension, Table

    crimes = size_of(rows) // (REGIONS * PERIODS)
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


def serve(rows: int, pace: float | None) -> None:
    """Serve until standard input closes, so many bytes a second; the first line of output is the address."""
    from tests.standin.server import StandIn

    standin = StandIn({"politie": [police(rows)], "cbs": []}, {})
    standin.strict, standin.keeps, standin.pace = False, True, pace
    print(json.dumps({"host": standin.host, "environment": standin.environment}), flush=True)
    sys.stdin.read()
    standin.stop()


@contextmanager
def standing_in(size: int, pace: float | None = None) -> Iterator[dict]:
    """A stand-in with so many rows in a process of its own, that sends so many bytes a second: its host, and the
    environment that points at it."""
    command = [sys.executable, "-m", __name__, str(size), *([str(pace)] if pace else [])]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=PROJECT)
    assert server.stdout is not None
    yield json.loads(server.stdout.readline())
    server.communicate("")


if __name__ == "__main__":
    serve(int(sys.argv[1]), float(sys.argv[2]) if sys.argv[2:] else None)
