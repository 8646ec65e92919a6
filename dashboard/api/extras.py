"""What stands beside the datasets: the package, the catalogue, the feed, the description and the page about it all."""

import json

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dashboard import queries
from dashboard.api import answers
from dashboard.api.asked import understand
from dashboard.api.problems import Problem
from etl import package
from etl.datasets import datasets
from etl.selection import SelectionError

PLAIN_PARAMETERS = ("vintage", "lang")
PACKAGE_PARAMETERS = (*datasets()["observations"].filters, *PLAIN_PARAMETERS)


def zip_file(request: Request) -> Response:
    """Rows with all that defends them; the same bytes for the same question of the same build."""
    asked = understand(request, PACKAGE_PARAMETERS)
    same = answers.unchanged(request, asked)
    if same is not None:
        return same
    try:
        found = queries.gathered(asked.build, asked.selection)
    except SelectionError:
        raise Problem("nothing-selected") from None
    content = package.zipped(found, asked.language, asked.address(request, lang=asked.language))
    return answers.file(request, asked, "zip", content, answers.speaking(asked, "package"))


def catalog_jsonld(request: Request) -> Response:
    return _catalogue(request, "jsonld")


def catalog_ttl(request: Request) -> Response:
    return _catalogue(request, "ttl")


def _catalogue(request: Request, kind: str) -> Response:
    from dashboard.api.catalogue import graph  # rdflib takes a while to load

    asked = understand(request, PLAIN_PARAMETERS)
    same = answers.unchanged(request, asked)
    if same is not None:
        return same
    made = graph(request, asked.build)
    if kind == "ttl":
        told = made.serialize(format="turtle")
    else:
        told = made.serialize(format="json-ld", auto_compact=True, indent=1)
    return answers.file(request, asked, kind, told.encode(), "mensenhandelmonitor-catalog")


def changes_atom(request: Request) -> Response:
    from dashboard.api.feed import feed

    asked = understand(request, ("lang",))
    same = answers.unchanged(request, asked)
    if same is not None:
        return same
    return answers.file(request, asked, "atom", feed(request, asked.language), "mensenhandelmonitor-changes")


def openapi(request: Request) -> Response:
    from dashboard.api.openapi import document

    asked = understand(request, PLAIN_PARAMETERS)
    same = answers.unchanged(request, asked)
    if same is not None:
        return same
    told = json.dumps(document(request, asked.build, asked.language), ensure_ascii=False, indent=1)
    return answers.file(request, asked, "json", told.encode(), "openapi")


def docs(request: Request) -> Response:
    """The page for people."""
    from dashboard.api.docs import page

    asked = understand(request, PLAIN_PARAMETERS)
    same = answers.unchanged(request, asked)
    if same is not None:
        return same
    return HTMLResponse(page(request, asked), headers=answers.headers(request, asked))
