"""Features of an OGC API (PDOK): GeoJSON collections, paged by links with rel next."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from etl import settings
from etl.faults import MissingColumn, NoRows, PagingLoop, TooMuch
from etl.pages import following

if TYPE_CHECKING:
    from etl.download import Download
    from etl.transport import Transport


def address(collection: str) -> str:
    """Where a collection of CBS areas answers. The environment may name another address."""
    root = (settings.told("PDOK_URL") or "https://api.pdok.nl").rstrip("/")
    return f"{root}/cbs/gebiedsindelingen/ogc/v1/collections/{collection}"


def stamp(transport: "Transport", collection: str) -> dict[str, str]:
    """What the service says of a collection: the moments it covers, which change with each edition. Raises
    SourceError."""
    where = f"collection {collection}"
    told = transport.get(f"{address(collection)}?f=json", where).document
    if not isinstance(told, dict) or told.get("id") != collection:
        raise MissingColumn(where, "a description with its id", "another document")
    covered = (told.get("extent") or {}).get("temporal") or {}
    return {"modified": "", "version": str(covered.get("interval", ""))}


def features(download: "Download", collection: str, moment: str) -> Iterator[dict[str, Any]]:
    """Every feature that holds at a moment (RFC 3339). Raises SourceError."""
    where = f"collection {collection}"
    url = f"{address(collection)}/items?f=json&limit=100&datetime={quote(moment)}"
    seen: set[str] = set()
    ceiling = download.transport.settings.pages
    for number in range(1, ceiling + 1):
        seen.add(url)
        document = download.json(f"{collection}/{moment[:4]}-{number:04}.json", url)
        yield from of(document, where)
        link = next((one.get("href") for one in document.get("links", []) if one.get("rel") == "next"), None)
        if not link:
            return
        url = following(url, link, where)
        if url in seen:
            raise PagingLoop(where, "a next link that leads on", f"page {number + 1} again")
    raise TooMuch(where, f"{ceiling} pages at most", "more")


def of(document: Any, where: str) -> list[dict[str, Any]]:
    """The features of one document. Raises NoRows where it has no list of them."""
    found = document.get("features") if isinstance(document, dict) else None
    if not isinstance(found, list):
        raise NoRows(where, "a list of features", "none")
    return found
