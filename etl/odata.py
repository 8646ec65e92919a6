"""CBS StatLine over OData: v4 first, then v3, the only one third parties have. A thin client; reading is in statline.

The service has habits: v3 pads its keys, names the next link without `@`, answers a wrong key with 200 and no rows,
and refuses more than 10,000 rows except on the feed, which pages. So keys are taken from the code lists as they are
written there, and data are taken from the feed.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from etl import settings
from etl.faults import MissingColumn, NoRows, NotFound, SourceError, WrongValue
from etl.pages import keep_all, pages, rows_of
from etl.periods import day_of
from etl.structure import PERIOD, REGION, Code, Query, Resolved, Structure, codes_of, period_of, resolve

if TYPE_CHECKING:
    from etl.download import Download
    from etl.raw import Stamps
    from etl.transport import Transport

V3, V4 = "v3", "v4"
FEED = "ODataFeed/odata"
CATALOGUE = "ODataCatalog/Tables"
DIMENSION_TYPES = ("Dimension", "TimeDimension", "GeoDimension", "GeoDetail")


def addresses(service: str) -> dict[str, str]:
    """Where a service answers, by protocol in order of trying. The environment may name other addresses."""
    cbs3 = settings.told("CBS_ODATA3_URL") or "https://opendata.cbs.nl"
    cbs4 = settings.told("CBS_ODATA4_URL") or "https://datasets.cbs.nl/odata/v1/CBS"
    police = settings.told("POLITIE_ODATA_URL") or "https://dataderden.cbs.nl"
    known = {"cbs": {V4: cbs4, V3: cbs3}, "politie": {V3: police}}
    return {protocol: address.rstrip("/") for protocol, address in known[service].items()}


def stamps(transport: "Transport", service: str, tables: Iterable[str]) -> "Stamps":
    """For each table what the service says of its version, and the address that said so. Raises SourceError."""
    return {table: _stamp(transport, service, table) for table in tables}


def _stamp(transport: "Transport", service: str, table: str) -> dict[str, str]:
    fault: SourceError | None = None
    for protocol, address in addresses(service).items():
        where = f"table {table}"
        try:
            if protocol == V4:
                told = transport.get(f"{address}/{table}/Properties", where).document
            else:
                url = f"{address}/{FEED}/{table}/TableInfos?$format=json"
                told = rows_of(transport.get(url, where).document, where)[0]
            modified = told.get("Modified") if isinstance(told, dict) else None
            if not modified:
                raise MissingColumn(where, "a moment in Modified", "none")
            if day_of(str(modified)) is None:  # it becomes the day of the source
                raise WrongValue(where, "a moment of 2000 to 2099 in Modified", f"'{str(modified)[:40]}'")
            version = str(told.get("Version") or "")
            return {"protocol": protocol, "url": address, "modified": str(modified), "version": version}
        except SourceError as error:  # the other protocol may have it
            fault = fault if isinstance(error, NotFound) and fault else error
    assert fault is not None
    raise fault


def catalogue(transport: "Transport", service: str, title: str) -> dict[str, str]:
    """Tables whose title begins so, as the v3 catalogue lists them: title to identifier. Raises NoRows."""
    where = "the catalogue"
    url = f"{addresses(service)[V3]}/{CATALOGUE}?$format=json&$filter=" + quote(f"startswith(Title,'{title}')")
    found: dict[str, str] = {}
    for rows in pages(lambda _n, at: transport.get(at, where).document, url, where, transport.settings.pages):
        found |= {str(row["Title"]).strip(): str(row["Identifier"]).strip() for row in rows if row.get("Title")}
    found = {named: table for named, table in found.items() if named.startswith(title)}
    if not found:
        raise NoRows(where, f"tables titled '{title}…'", "none")
    return found


def fetch(download: "Download", queries: Iterable[Query]) -> None:
    """Everything that the queries ask: structure, code lists and data of each table. Raises SourceError."""
    for query in queries:
        structure = _structure(download, query.table)
        chosen = resolve(structure, query)
        for grain in query.grains:
            _data(download, structure, chosen, grain)


def fetch_whole(download: "Download", table: str) -> None:
    """Every row of a table without figures, and its list of areas. Raises SourceError."""
    v4 = download.stamps[table]["protocol"] == V4
    areas = _address(download.stamps[table], table, f"{REGION}Codes" if v4 else REGION)
    _follow(download, table, "codes", areas)
    url = _address(download.stamps[table], table, "Observations" if v4 else "TypedDataSet")
    _follow(download, table, "data", url)


def _structure(download: "Download", table: str) -> Structure:
    stamp, where = download.stamps[table], f"table {table}"
    if stamp["protocol"] == V4:
        dimensions = [row.get("Identifier") for row in _all(download, table, "Dimensions")]
        measures = codes_of(_all(download, table, "MeasureCodes"), "Identifier", where)
    else:
        properties = _all(download, table, "DataProperties")
        dimensions = [row.get("Key") for row in properties if row.get("Type") in DIMENSION_TYPES]
        measures = codes_of((row for row in properties if row.get("Type") == "Topic"), "Key", where)
    lists: dict[str, tuple[Code, ...]] = {}
    for name in map(str, dimensions):
        if stamp["protocol"] == V4:
            lists[name] = codes_of(_all(download, table, f"{name}Codes"), "Identifier", f"{where}, {name}")
        else:
            lists[name] = codes_of(_all(download, table, name), "Key", f"{where}, {name}")
    return Structure(table, stamp["protocol"], measures, lists)


def _all(download: "Download", table: str, name: str) -> list[dict[str, Any]]:
    """Every row of a code list or of the structure."""
    url = _address(download.stamps[table], table, name)
    return [row for rows in _pages(download, table, name, url) for row in rows]


def _data(download: "Download", structure: Structure, chosen: Resolved, grain: str) -> None:
    """The rows of one grain; years and months share a table and never a request."""
    stamp, table = download.stamps[structure.table], structure.table
    v4 = stamp["protocol"] == V4
    asked = "" if download.whole else quote(" and ".join(_conditions(structure, chosen, grain, download.since)), "(),'")
    url = _address(stamp, table, "Observations" if v4 else "TypedDataSet", asked)
    if not v4:
        url += "&$select=" + ",".join([*structure.dimensions, *chosen.measures])
    if download.whole and grain != chosen.query.grains[0]:
        return  # the first request brought everything
    _follow(download, table, f"data-{grain}", url)


def _conditions(structure: Structure, chosen: Resolved, grain: str, since: int | None) -> Iterator[str]:
    """What the rows must be, in the few functions that both protocols know. A condition that every code of the list
    meets is left out: it makes the service work for nothing."""
    v4 = structure.protocol == V4
    for name, codes in chosen.fixed.items():
        yield _any(f"{name} eq {_text(key)}" for key in codes)
    if v4:
        yield _any(f"Measure eq {_text(key)}" for key in chosen.measures)
    prefixes = chosen.query.regions
    if prefixes and not all(code.bare.startswith(prefixes) for code in structure.dimensions[REGION]):
        yield _any(f"startswith({REGION},{_text(start)})" for start in prefixes)
    yield f"contains({PERIOD},'{grain}')" if v4 else f"substringof('{grain}',{PERIOD})"
    first = max(chosen.query.first or 0, since or 0)
    if first:
        years = {code.bare[:4] for code in structure.dimensions[PERIOD] if period_of(code.bare)}
        wanted = sorted(year for year in years if int(year) >= first)
        if not wanted:
            raise NoRows(f"table {structure.table}", f"periods from {first}", f"{len(years)} earlier years")
        if len(wanted) < len(years):
            yield _any(f"startswith({PERIOD},'{year}')" for year in wanted)


def _any(some: Iterable[str]) -> str:
    parts = list(some)
    return parts[0] if len(parts) == 1 else "(" + " or ".join(parts) + ")"


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _address(stamp: dict[str, str], table: str, name: str, asked: str = "") -> str:
    """Address of a set, with a filter that is already quoted."""
    if stamp["protocol"] == V4:
        return f"{stamp['url']}/{table}/{name}" + (f"?$filter={asked}" if asked else "")
    return f"{stamp['url']}/{FEED}/{table}/{name}?$format=json" + (f"&$filter={asked}" if asked else "")


def _pages(download: "Download", table: str, name: str, url: str) -> Iterator[list[dict[str, Any]]]:
    return pages(
        lambda number, at: download.json(f"{table}/{name}-{number:04}.json", at),
        url,
        f"table {table}",
        download.transport.settings.pages,
    )


def _follow(download: "Download", table: str, name: str, url: str) -> None:
    """Fetch every page and hold none: they are read from disk."""
    keep_all(download, lambda number: f"{table}/{name}-{number:04}.json", url, f"table {table}")
