"""How the stand-in answers as an OData v3 service: tables, codes, rows in pages or refused as too many."""

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from tests.standin.filters import to_sql
from tests.standin.tables import Table

if TYPE_CHECKING:
    from tests.standin.server import StandIn

REFUSAL = (
    "The given query is not allowed on this table. "
    "Please redefine your query so that it returns less than 10000 records."
)
SETS = ("TableInfos", "UntypedDataSet", "TypedDataSet", "DataProperties", "CategoryGroups")


def answer(
    stand_in: "StandIn", service: str, path: list[str], asked: dict[str, str], address: str
) -> dict | bytes | str:
    """What is answered to a path below a service. Raises KeyError for what is not there, BadFilter."""
    if path[0] == "ODataCatalog":
        return _catalogue(stand_in, service, asked)
    feed = path[0] == "ODataFeed"
    if path[:2] not in (["ODataFeed", "odata"], ["ODataApi", "odata"]):
        raise KeyError(path[0])
    table = stand_in.tables[service][path[2]]
    if "v3" not in table.protocols:
        raise KeyError(table.name)
    if len(path) == 3:
        names = [*SETS, *table.dimensions]
        return {
            "odata.metadata": "…",
            "value": [{"name": name, "url": f"http://{stand_in.host}{address}{name}"} for name in names],
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
    return _rows(stand_in, table, name, asked, address, feed)


def _rows(stand_in: "StandIn", table: Table, name: str, asked: dict[str, str], address: str, feed: bool) -> bytes | str:
    chosen = asked["$select"].split(",") if "$select" in asked else ["ID", *table.columns]
    where = to_sql(asked.get("$filter", ""), {"ID", *table.columns}, "v3")
    skip = int(asked.get("$skip", 0)) if feed else 0
    most = int(asked.get("$top", 10**12))
    limit = min(stand_in.page if feed else stand_in.limit + 1, most)
    text = """coalesce(lpad("{0}"::VARCHAR, 8, ' '), '       .') AS "{0}\""""
    topics = {topic[0] for topic in table.topics} if name == "UntypedDataSet" else set()
    columns = ", ".join(text.format(one) if one in topics else f'"{one}"' for one in chosen)
    rows = f'FROM (SELECT {columns} FROM "t_{table.name}" WHERE {where} ORDER BY ID LIMIT {limit + 1} OFFSET {skip})'
    found, count = stand_in.query(
        f"SELECT string_agg(to_json(r)::VARCHAR, ','), count(*) FROM ({rows} LIMIT {limit}) r"
    )[0]
    if not feed and count > stand_in.limit:
        return REFUSAL
    more = feed and count == limit and stand_in.query(f"SELECT count(*) {rows}")[0][0] > limit
    link = ""
    if more:
        kept = "&".join(f"{key}={quote(value)}" for key, value in asked.items() if key != "$skip")
        path = urlsplit(address).path
        link = f',"odata.nextLink":"http://{stand_in.host}{path}?{kept}&$skip={skip + limit}"'
    return f'{{"odata.metadata":"…","value":[{found or ""}]{link}}}'.encode()


def _catalogue(stand_in: "StandIn", service: str, asked: dict[str, str]) -> dict:
    start = asked.get("$filter", "startswith(Title,'')").split("'")[1]
    rows = [
        {"ID": at, "Identifier": table.name, "Title": table.title, "Modified": table.modified}
        for at, table in enumerate(stand_in.tables[service].values())
        if table.title.startswith(start)
    ]
    return {"odata.metadata": "…", "value": rows}
