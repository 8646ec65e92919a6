"""The HTTP side of the stand-in: addresses, paging, refusals and faults."""

import json
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import BinaryIO
from urllib.parse import parse_qs, urlsplit

import duckdb

from tests.standin import odata3, odata4, ogc
from tests.standin.filters import BadFilter
from tests.standin.tables import Table

HTML = b"<!DOCTYPE html><html><body>Onderhoud</body></html>"
PART = 1 << 16
"""Bytes between two pauses of a slow line."""
ROOTS = {"/cbs3": "cbs", "/derden": "politie", "/v4": "cbs", "/pdok": "pdok"}


@dataclass
class Fault:
    """What goes wrong with answers whose address holds `path`: `times` times (None: always), after `skip` good ones.

    kinds: 406 429 500 503 404, cut, truncate, middle (a brace too many), html, text, empty, loop, foreign, slow; or a
    function of the document.
    """

    path: str
    kind: str | Callable[[dict], None]
    times: int | None = None
    skip: int = 0
    pause: str = "0"

    def takes(self, address: str) -> bool:
        if self.path not in address or self.times == 0:
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        if self.times is not None:
            self.times -= 1
        return True


class StandIn:
    """Serves tables and features on loopback until `stop`. `asked` lists the addresses of all requests."""

    def __init__(self, services: dict[str, list[Table]], features: dict[str, list[dict]], page: int = 10_000) -> None:
        self.page, self.page4, self.limit = page, page * 10, 10_000
        self.strict = True  # 406 without an Accept header, as some clients get; cbsodata sends none and is answered
        self.keeps = False  # whether an answer without a fault is made once for its address; for measurements
        self.pace: float | None = None  # bytes a second of one answer; None as fast as it goes
        self._kept: dict[str, tuple[int, bytes]] = {}
        self.features = features
        self.faults: list[Fault] = []
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.running = self.most = 0
        self._lock = threading.Lock()
        self._connection = duckdb.connect(config={"threads": 1})
        self.tables: dict[str, dict[str, Table]] = {}
        self.serve(services)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def serve(self, services: dict[str, list[Table]]) -> None:
        """From now on these tables, instead of those before."""
        self._kept.clear()
        for tables in services.values():
            for table in tables:
                table.store(self._connection)
        self.tables = {name: {table.name: table for table in tables} for name, tables in services.items()}

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._server.server_address[1]}"

    @property
    def environment(self) -> dict[str, str]:
        """What points the monitor here."""
        root = f"http://{self.host}"
        return {
            "CBS_ODATA3_URL": f"{root}/cbs3",
            "CBS_ODATA4_URL": f"{root}/v4",
            "POLITIE_ODATA_URL": f"{root}/derden",
            "PDOK_URL": f"{root}/pdok",
        }

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def query(self, sql: str, given: Iterable[object] = ()) -> list[tuple]:
        return self._connection.cursor().execute(sql, list(given)).fetchall()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def log_message(self, *_arguments: object) -> None:
                """Nothing on the terminal."""

            def do_GET(self) -> None:
                with stand_in._lock:
                    stand_in.asked.append(self.path)
                    stand_in.agents.add(self.headers.get("User-Agent", ""))
                    stand_in.running += 1
                    stand_in.most = max(stand_in.most, stand_in.running)
                    faults = [one for one in stand_in.faults if one.takes(self.path)]
                try:
                    self.answer(faults[0] if faults else None)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True
                finally:
                    with stand_in._lock:
                        stand_in.running -= 1

            def answer(self, fault: Fault | None) -> None:
                kind = fault.kind if fault else None
                if stand_in.strict and not self.headers.get("Accept"):
                    return self.send(406, b"")
                if isinstance(kind, str) and kind.isdigit():
                    return self.send(int(kind), b"", retry=fault.pause if fault and kind in ("429", "503") else None)
                if kind == "html":
                    return self.send(200, HTML, "text/html")
                if kind == "text":
                    return self.send(200, b"Er is iets misgegaan, probeer het later opnieuw.")
                if kind == "slow":
                    time.sleep(1.0)
                status, body = stand_in.kept(self.path) if kind is None else stand_in.respond(self.path, kind)
                if kind == "truncate":
                    body = body[: len(body) // 2]
                if kind == "middle":
                    body = body[: len(body) // 2] + b"}" + body[len(body) // 2 :]
                return self.send(status, body, cut=kind == "cut")

            def send(
                self,
                status: int,
                body: bytes,
                kind: str = "application/json;odata=minimalmetadata",
                cut: bool = False,
                retry: str | None = None,
            ) -> None:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                if retry is not None:
                    self.send_header("Retry-After", retry)
                self.end_headers()
                stand_in.pour(self.wfile, body[: len(body) // 2] if cut else body)
                if cut:
                    self.close_connection = True

        return Handler

    def pour(self, out: BinaryIO, body: bytes) -> None:
        """Write `body` as fast as the line is."""
        part = PART if self.pace else max(1, len(body))
        for at in range(0, len(body), part):
            out.write(body[at : at + part])
            if self.pace:
                time.sleep(part / self.pace)

    def kept(self, address: str) -> tuple[int, bytes]:
        """The answer without a fault, as it was made before if answers are kept."""
        if not self.keeps:
            return self.respond(address, None)
        if address not in self._kept:
            self._kept[address] = self.respond(address, None)
        return self._kept[address]

    def respond(self, address: str, kind: str | Callable[[dict], None] | None) -> tuple[int, bytes]:
        """Status and body for an address; `kind` spoils what the body says."""
        split = urlsplit(address)
        asked = {name: values[0] for name, values in parse_qs(split.query).items()}
        root = next((root for root in ROOTS if split.path.startswith(root + "/")), None)
        if root is None:
            return 404, b"{}"
        path = split.path[len(root) + 1 :].strip("/").split("/")
        try:
            if root == "/pdok":
                found = ogc.answer(self, path, asked, address)
            elif root == "/v4":
                found = odata4.answer(self, path, asked, address)
            else:
                found = odata3.answer(self, ROOTS[root], path, asked, address)
        except KeyError:
            return 404, b'{"odata.error":{"code":"","message":{"value":"Resource not found"}}}'
        except BadFilter as error:
            return 400, json.dumps({"odata.error": {"message": {"value": str(error)}}}).encode()
        if isinstance(found, str):
            return 500, found.encode()
        if kind is None or kind in ("cut", "truncate", "middle", "slow"):
            return 200, found if isinstance(found, bytes) else json.dumps(found).encode()
        document = json.loads(found) if isinstance(found, bytes) else found
        self._spoil(document, kind, address)
        return 200, json.dumps(document).encode()

    def _spoil(self, document: dict, kind: str | Callable[[dict], None], address: str) -> None:
        here, elsewhere = f"http://{self.host}{address}", "http://example.invalid/odata?$skip=10000"
        if callable(kind):
            kind(document)
        elif kind == "empty":
            document["features" if "features" in document else "value"] = []
            document.pop("odata.nextLink", None)
            document.pop("@odata.nextLink", None)
        elif "features" in document:
            document["links"] = [{"rel": "next", "href": here if kind == "loop" else elsewhere}]
        else:
            key = "@odata.nextLink" if address.startswith("/v4") else "odata.nextLink"
            document[key] = here if kind == "loop" else elsewhere
