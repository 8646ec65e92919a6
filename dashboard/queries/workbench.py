"""SQL of readers over the warehouse, in a process apart with nothing to reach and little to use."""

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa

from dashboard.once import Kept
from dashboard.queries.database import shown_file
from etl.warehouse import READ_ONLY_CONFIG, Config

SECONDS, ROWS, LONGEST = 10, 10_000, 10_000
"""Time of a query, rows of its result, characters of its text."""
RESULT = 20_000_000
"""Bytes of a result."""
ADDRESSES = 3_000_000_000
"""Bytes that the process may map; what DuckDB uses of it is `memory_limit`."""
AT_ONCE, PATIENCE = 2, 15
"""Queries at one moment, and the seconds that another waits for its turn."""
CONFIG: Config = {
    **READ_ONLY_CONFIG,
    "memory_limit": "256MB",
    "threads": "1",
    "temp_directory": "",
    "allow_community_extensions": "false",
    "allow_unsigned_extensions": "false",
}
_SANDBOX = Path(__file__).with_name("sandbox.py")
_TURN = threading.BoundedSemaphore(AT_ONCE)


class QueryError(Exception):
    """A query that was not answered: `kind` names the sentence for it, `detail` is what the database said."""

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(kind)
        self.kind, self.detail = kind, detail


@dataclass(frozen=True)
class Result:
    """The rows, at most ROWS; `cut` when there were more."""

    rows: pd.DataFrame
    cut: bool


@Kept(30)
def _answer(file: str, sql: str) -> Result:
    asked = {
        "file": Path(file).name,
        "sql": sql,
        "config": CONFIG,
        "rows": ROWS,
        "seconds": SECONDS,
        "bytes": ADDRESSES,
        "result": RESULT,
    }
    if not _TURN.acquire(timeout=PATIENCE):
        raise QueryError("busy")
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_SANDBOX)],
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=SECONDS + 5,
            cwd=Path(file).parent,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise QueryError("time") from None
    finally:
        _TURN.release()
    head, _, body = done.stdout.partition(b"\n")
    if not head:  # it died: killed by a limit of the system, or by what it was asked
        raise QueryError("died")
    kind, detail = json.loads(head)
    if kind != "ok":
        raise QueryError(kind, detail)
    try:
        rows = pa.ipc.open_stream(body).read_all().to_pandas()
    except (pa.ArrowException, ValueError, OverflowError) as error:  # a day beyond the calendar, such as infinity
        raise QueryError("failed", str(error)[:1000]) from None
    return Result(rows.head(ROWS), len(rows) > ROWS)


def run_sql(sql: str) -> Result:
    """The result of one SELECT over the warehouse that the page shows.

    Raises QueryError for anything but one SELECT, and for what takes too long, too much, or reaches for what is not
    there.
    """
    if not sql.strip():
        raise QueryError("one", "0")
    if len(sql) > LONGEST:
        raise QueryError("long", str(len(sql)))
    return _answer(shown_file(), sql)
