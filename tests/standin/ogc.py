"""How the stand-in answers as an OGC API: features of a year, a few at a time."""

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from tests.standin.server import StandIn


def answer(stand_in: "StandIn", path: list[str], asked: dict[str, str], address: str) -> dict:
    """What is answered to a path. Raises KeyError for what is not there."""
    if path[:4] != ["cbs", "gebiedsindelingen", "ogc", "v1"] or path[4] != "collections":
        raise KeyError(path[0])
    name = path[5]
    features = stand_in.features[name]
    if len(path) == 6:
        years = sorted({one["properties"]["jrstatcode"][:4] for one in features})
        interval = [[f"{years[0]}-01-01T00:00:00Z", f"{years[-1]}-12-31T00:00:00Z"]] if years else []
        return {"id": name, "title": name, "extent": {"temporal": {"interval": interval}}}
    year = asked.get("datetime", "")[:4]
    holding = [one for one in features if not year or one["properties"]["jrstatcode"][:4] == year]
    skip, limit = int(asked.get("cursor", 0)), min(int(asked.get("limit", 10)), 6)
    links = [{"rel": "self", "href": f"http://{stand_in.host}{address}"}]
    if skip + limit < len(holding):
        kept = "&".join(f"{key}={quote(value)}" for key, value in asked.items() if key != "cursor")
        links.append(
            {"rel": "next", "href": f"http://{stand_in.host}{urlsplit(address).path}?{kept}&cursor={skip + limit}"}
        )
    return {"type": "FeatureCollection", "features": holding[skip : skip + limit], "links": links}
