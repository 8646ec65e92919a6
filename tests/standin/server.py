"""The HTTP side of the stand-in: addresses, paging, refusals and faults."""

import json
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, urlsplit

import duckdb

from tests.standin.filters import BadFilter, to_sql
from tests.standin.tables import Table

REFUSAL = (
    "The given query is not allowed on this table. "
    "Please redefine your query so that it returns less than 10000 records."
)
HTML = b"<!DOCTYPE html><html><body>Onderhoud</body></html>"
ROOTS = {"/cbs3": "cbs", "/derden": "politie", "/v4": "cbs", "/pdok": "pdok"}
SETS = ("TableInfos", "UntypedDataSet", "TypedDataSet", "DataProperties", "CategoryGroups")


@dataclass
class Fault:
    """What goes wrong with answers whose address holds `path`: `times` times (None: always), after `skip` good ones.

    kinds: 406 429 500 503 404, cut, truncate, html, text, empty, loop, foreign, slow; or a function of the document.
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
                status, body = stand_in.respond(self.path, kind)
                if kind == "truncate":
                    body = body[: len(body) // 2]
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
                self.wfile.write(body[: len(body) // 2] if cut else body)
                if cut:
                    self.close_connection = True

        return Handler

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
                found = self._features(path, asked, address)
            elif root == "/v4":
                found = self._v4(path, asked, address)
            else:
                found = self._v3(ROOTS[root], path, asked, address)
        except KeyError:
            return 404, b'{"odata.error":{"code":"","message":{"value":"Resource not found"}}}'
        except BadFilter as error:
            return 400, json.dumps({"odata.error": {"message": {"value": str(error)}}}).encode()
        if isinstance(found, str):
            return 500, found.encode()
        if kind is None or kind in ("cut", "truncate", "slow"):
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

    def _v3(self, service: str, path: list[str], asked: dict[str, str], address: str) -> dict | bytes | str:
        if path[0] == "ODataCatalog":
            return self._catalogue(service, asked)
        feed = path[0] == "ODataFeed"
        if path[:2] not in (["ODataFeed", "odata"], ["ODataApi", "odata"]):
            raise KeyError(path[0])
        table = self.tables[service][path[2]]
        if "v3" not in table.protocols:
            raise KeyError(table.name)
        if len(path) == 3:
            names = [*SETS, *table.dimensions]
            return {
                "odata.metadata": "…",
                "value": [{"name": name, "url": f"http://{self.host}{address}{name}"} for name in names],
            }
        name = path[3]
        if name == "TableInfos":
            told = {
                "ID": 0,
                "Title": table.title,
                "Identifier": table.name,
                "Modified": table.modified,
                "Status": table.status,
            }
            return {"odata.metadata": "…", "value": [told]}
        if name == "DataProperties":
            return {"odata.metadata": "…", "value": table.properties()}
        if name == "CategoryGroups":
            return {"odata.metadata": "…", "value": []}
        if name in table.dimensions:
            return {"odata.metadata": "…", "value": table.codes(name, "v3")}
        if name not in ("TypedDataSet", "UntypedDataSet"):
            raise KeyError(name)
        return self._rows(table, name, asked, address, feed)

    def _rows(self, table: Table, name: str, asked: dict[str, str], address: str, feed: bool) -> bytes | str:
        chosen = asked["$select"].split(",") if "$select" in asked else ["ID", *table.columns]
        where = to_sql(asked.get("$filter", ""), {"ID", *table.columns}, "v3")
        skip = int(asked.get("$skip", 0)) if feed else 0
        most = int(asked.get("$top", 10**12))
        limit = min(self.page if feed else self.limit + 1, most)
        text = """coalesce(lpad("{0}"::VARCHAR, 8, ' '), '       .') AS "{0}\""""
        topics = {topic[0] for topic in table.topics} if name == "UntypedDataSet" else set()
        columns = ", ".join(text.format(one) if one in topics else f'"{one}"' for one in chosen)
        rows = (
            f'FROM (SELECT {columns} FROM "t_{table.name}" WHERE {where} ORDER BY ID LIMIT {limit + 1} OFFSET {skip})'
        )
        found, count = self.query(
            f"SELECT string_agg(to_json(r)::VARCHAR, ','), count(*) FROM ({rows} LIMIT {limit}) r"
        )[0]
        if not feed and count > self.limit:
            return REFUSAL
        more = feed and count == limit and self.query(f"SELECT count(*) {rows}")[0][0] > limit
        link = ""
        if more:
            kept = "&".join(f"{key}={quote(value)}" for key, value in asked.items() if key != "$skip")
            path = urlsplit(address).path
            link = f',"odata.nextLink":"http://{self.host}{path}?{kept}&$skip={skip + limit}"'
        return f'{{"odata.metadata":"…","value":[{found or ""}]{link}}}'.encode()

    def _catalogue(self, service: str, asked: dict[str, str]) -> dict:
        start = asked.get("$filter", "startswith(Title,'')").split("'")[1]
        rows = [
            {"ID": at, "Identifier": table.name, "Title": table.title, "Modified": table.modified}
            for at, table in enumerate(self.tables[service].values())
            if table.title.startswith(start)
        ]
        return {"odata.metadata": "…", "value": rows}

    def _v4(self, path: list[str], asked: dict[str, str], address: str) -> dict | bytes:
        table = self.tables["cbs"][path[0]]
        if "v4" not in table.protocols:
            raise KeyError(table.name)
        name = path[1]
        if name == "Properties":
            told = {"Identifier": table.name, "Title": table.title, "Modified": table.modified + "+02:00"}
            return told | {"Version": table.version, "License": "CC BY 4.0", "ObservationCount": len(table.rows)}
        if name == "Dimensions":
            return {
                "value": [
                    {"Identifier": one, "Title": one, "Kind": about.kind} for one, about in table.dimensions.items()
                ]
            }
        if name == "MeasureCodes":
            return {
                "value": [
                    {"Identifier": m, "Title": title, "Unit": "aantal", "Decimals": 0} for _c, title, m in table.topics
                ]
            }
        if name.endswith("Codes"):
            return {"value": table.codes(name.removesuffix("Codes"), "v4")}
        if name != "Observations":
            raise KeyError(name)
        return self._observations(table, asked, address)

    def _observations(self, table: Table, asked: dict[str, str], address: str) -> bytes:
        bare = ", ".join(f'trim("{one}") AS "{one}"' for one in table.dimensions)
        value = (
            "NULL::BIGINT AS Value, {0} AS StringValue" if table.texts else "{0} AS Value, NULL::VARCHAR AS StringValue"
        )
        parts = [
            f"SELECT ID * {len(table.topics)} + {at} AS Id, '{measure}' AS Measure, "
            f"CASE WHEN \"{column}\" IS NULL THEN 'Impossible' ELSE 'None' END AS ValueAttribute, "
            f'{value.format(chr(34) + column + chr(34))}, {bare} FROM "t_{table.name}"'
            for at, (column, _title, measure) in enumerate(table.topics)
        ]
        where = to_sql(asked.get("$filter", ""), {"Measure", *table.dimensions}, "v4")
        skip = int(asked.get("$skiptoken", 0))
        rows = f"FROM ({' UNION ALL '.join(parts)}) WHERE {where} ORDER BY Id LIMIT {self.page4 + 1} OFFSET {skip}"
        page = f"SELECT * FROM (SELECT * {rows}) LIMIT {self.page4}"
        found, count = self.query(f"SELECT string_agg(to_json(r)::VARCHAR, ','), count(*) FROM ({page}) r")[0]
        link = ""
        if count == self.page4 and self.query(f"SELECT count(*) FROM (SELECT * {rows})")[0][0] > count:
            kept = "&".join(f"{key}={quote(value)}" for key, value in asked.items() if key != "$skiptoken")
            path = urlsplit(address).path
            link = f',"@odata.nextLink":"http://{self.host}{path}?{kept}&$skiptoken={skip + count}"'
        return f'{{"@odata.context":"…","value":[{found or ""}]{link}}}'.encode()

    def _features(self, path: list[str], asked: dict[str, str], address: str) -> dict:
        if path[:4] != ["cbs", "gebiedsindelingen", "ogc", "v1"] or path[4] != "collections":
            raise KeyError(path[0])
        name = path[5]
        features = self.features[name]
        if len(path) == 6:
            years = sorted({one["properties"]["jrstatcode"][:4] for one in features})
            interval = [[f"{years[0]}-01-01T00:00:00Z", f"{years[-1]}-12-31T00:00:00Z"]] if years else []
            return {"id": name, "title": name, "extent": {"temporal": {"interval": interval}}}
        year = asked.get("datetime", "")[:4]
        holding = [one for one in features if not year or one["properties"]["jrstatcode"][:4] == year]
        skip, limit = int(asked.get("cursor", 0)), min(int(asked.get("limit", 10)), 6)
        links = [{"rel": "self", "href": f"http://{self.host}{address}"}]
        if skip + limit < len(holding):
            kept = "&".join(f"{key}={quote(value)}" for key, value in asked.items() if key != "cursor")
            links.append(
                {"rel": "next", "href": f"http://{self.host}{urlsplit(address).path}?{kept}&cursor={skip + limit}"}
            )
        return {"type": "FeatureCollection", "features": holding[skip : skip + limit], "links": links}
