"""What stands beside the datasets: the package, the catalogue, the feed, the description and the page about it all."""

import json

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dashboard import queries
from dashboard.api import answers
from dashboard.api.asked import Asked
from dashboard.api.problems import Problem
from etl import package
from etl.selection import SelectionError


def zip_file(request: Request, asked: Asked) -> Response:
    """Rows with all that defends them; the same bytes for the same question of the same build."""
    try:
        found = queries.gathered(asked.build, asked.selection)
    except SelectionError:
        raise Problem("nothing-selected") from None
    content = package.zipped(found, asked.language, asked.address(request, lang=asked.language))
    return answers.file(request, asked, "zip", content, answers.speaking(asked, "package"))


def catalog_jsonld(request: Request, asked: Asked) -> Response:
    return _catalogue(request, asked, "jsonld")


def catalog_ttl(request: Request, asked: Asked) -> Response:
    return _catalogue(request, asked, "ttl")


def _catalogue(request: Request, asked: Asked, kind: str) -> Response:
    from dashboard.api.catalogue import graph  # rdflib takes a while to load

    made = graph(request, asked.build)
    if kind == "ttl":
        told = made.serialize(format="turtle")
    else:
        told = made.serialize(format="json-ld", auto_compact=True, indent=1)
    return answers.file(request, asked, kind, told.encode(), "mensenhandelmonitor-catalog")


def changes_atom(request: Request, asked: Asked) -> Response:
    from dashboard.api.feed import feed

    return answers.file(request, asked, "atom", feed(request, asked.language), "mensenhandelmonitor-changes")


def openapi(request: Request, asked: Asked) -> Response:
    from dashboard.api.openapi import document

    told = json.dumps(document(request, asked.build, asked.language), ensure_ascii=False, indent=1)
    return answers.file(request, asked, "json", told.encode(), "openapi")


def front(request: Request) -> Response:
    """From the address of the API itself to what explains it."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{request.scope['root_path']}/docs{query}")


def docs(request: Request, asked: Asked) -> Response:
    """The page for people."""
    from dashboard.api.docs import page

    return HTMLResponse(page(request, asked), headers=answers.headers(request, asked))
