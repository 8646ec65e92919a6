"""How the stand-in answers as an OData v4 service: one observation a row, in pages."""

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from tests.standin.filters import to_sql
from tests.standin.tables import Table

if TYPE_CHECKING:
    from tests.standin.server import StandIn


def answer(stand_in: "StandIn", path: list[str], asked: dict[str, str], address: str) -> dict | bytes:
    """What is answered to a path. Raises KeyError for what is not there, BadFilter."""
    table = stand_in.tables["cbs"][path[0]]
    if "v4" not in table.protocols:
        raise KeyError(table.name)
    name = path[1]
    if name == "Properties":
        told = {"Identifier": table.name, "Title": table.title, "Modified": table.modified + "+02:00"}
        return told | {"Version": table.version, "License": "CC BY 4.0", "ObservationCount": len(table.rows)}
    if name == "Dimensions":
        return {
            "value": [{"Identifier": one, "Title": one, "Kind": about.kind} for one, about in table.dimensions.items()]
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
    return _observations(stand_in, table, asked, address)


def _observations(stand_in: "StandIn", table: Table, asked: dict[str, str], address: str) -> bytes:
    bare = ", ".join(f'trim("{one}") AS "{one}"' for one in table.dimensions)
    value = "NULL::BIGINT AS Value, {0} AS StringValue" if table.texts else "{0} AS Value, NULL::VARCHAR AS StringValue"
    parts = [
        f"SELECT ID * {len(table.topics)} + {at} AS Id, '{measure}' AS Measure, "
        f"CASE WHEN \"{column}\" IS NULL THEN 'Impossible' ELSE 'None' END AS ValueAttribute, "
        f'{value.format(chr(34) + column + chr(34))}, {bare} FROM "t_{table.name}"'
        for at, (column, _title, measure) in enumerate(table.topics)
    ]
    where = to_sql(asked.get("$filter", ""), {"Measure", *table.dimensions}, "v4")
    skip = int(asked.get("$skiptoken", 0))
    rows = f"FROM ({' UNION ALL '.join(parts)}) WHERE {where} ORDER BY Id LIMIT {stand_in.page4 + 1} OFFSET {skip}"
    page = f"SELECT * FROM (SELECT * {rows}) LIMIT {stand_in.page4}"
    found, count = stand_in.query(f"SELECT string_agg(to_json(r)::VARCHAR, ','), count(*) FROM ({page}) r")[0]
    link = ""
    if count == stand_in.page4 and stand_in.query(f"SELECT count(*) FROM (SELECT * {rows})")[0][0] > count:
        kept = "&".join(f"{key}={quote(value)}" for key, value in asked.items() if key != "$skiptoken")
        path = urlsplit(address).path
        link = f',"@odata.nextLink":"http://{stand_in.host}{path}?{kept}&$skiptoken={skip + count}"'
    return f'{{"@odata.context":"…","value":[{found or ""}]{link}}}'.encode()
