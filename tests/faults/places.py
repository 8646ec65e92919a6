"""A real web server of a folder of Parquet, and what can be wrong with such a folder."""

import json
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet

from etl import publication
from tests.faults.ground import FIRST

HTML = b"<!doctype html><title>Sign in</title><p>Please sign in</p>"


@dataclass
class Site:
    """A web server of a folder, which may be exchanged; `html`: paths that end so answer with a page instead; `slow`: a
    byte at a time."""

    root: Path
    html: str | None = None
    slow: bool = False
    asked: list[str] = field(default_factory=list)

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def __post_init__(self) -> None:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                file = site.root / self.path.removeprefix("/figures/")
                html = site.html is not None and self.path.endswith(site.html)
                found = html or file.is_file()
                self.send_response(200 if found else 404)
                body = HTML if html else file.read_bytes() if found else b""
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if not site.slow:
                    self.wfile.write(body)
                    return
                for byte in body:
                    self.wfile.write(bytes([byte]))
                    time.sleep(0.1)

            def log_message(self, *_told: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/figures/"


def latest(folder: Path) -> Path:
    told = publication.listed((folder / "current.json").read_text(encoding="utf-8"))
    return folder / publication.name_of(told[0])


def flip(file: Path, at: int) -> None:
    raw = bytearray(file.read_bytes())
    raw[at] ^= 0xFF
    file.write_bytes(raw)


def observations(file: Path) -> list[tuple]:
    with duckdb.connect(file, read_only=True) as connection:
        return connection.sql("SELECT * FROM observation ORDER BY ALL").fetchall()


def change_a_figure(file: Path) -> None:
    """The same Parquet with another number in its first row, and nothing damaged."""
    rows = pyarrow.parquet.read_table(file)
    values = rows["value"].to_pylist()
    changed = pa.array([(values[0] or 0) + 1, *values[1:]], rows.schema.field("value").type)
    pyarrow.parquet.write_table(rows.set_column(rows.schema.get_field_index("value"), "value", changed), file)


def in_list(folder: Path, change: Callable[[dict], object]) -> None:
    told = json.loads((folder / "current.json").read_text(encoding="utf-8"))
    change(told["builds"][0])
    (folder / "current.json").write_text(json.dumps(told), encoding="utf-8")


DAMAGE: dict[str, Callable[[Path], object]] = {
    "half a file": lambda to: (latest(to) / "observation.parquet").write_bytes(b"PAR1" + b"x" * 400),
    "another figure": lambda to: change_a_figure(latest(to) / "observation.parquet"),
    "a missing file": lambda to: (latest(to) / "term.parquet").unlink(),
    "rows of another build": lambda to: shutil.copy(
        next(to.glob(f"{FIRST}-*")) / "vintage.parquet", latest(to) / "vintage.parquet"
    ),
    "columns of another table": lambda to: shutil.copy(latest(to) / "term.parquet", latest(to) / "source.parquet"),
    "a page instead of a file": lambda to: (latest(to) / "term.parquet").write_bytes(HTML),
    "a page instead of the list": lambda to: (to / "current.json").write_bytes(HTML),
    "half a list": lambda to: (to / "current.json").write_text('{"builds": [{"file": "2026-'),
    "an empty list": lambda to: (to / "current.json").write_text('{"builds": []}'),
    "no list": lambda to: (to / "current.json").unlink(),
    "a name out of the folder": lambda to: in_list(to, lambda one: one.update(file="../../2026-11-20-0123456789ab")),
    "a moment that is none": lambda to: in_list(to, lambda one: one.update(built="yesterday")),
    "another dictionary": lambda to: in_list(to, lambda one: one.update(schema=1)),
}
