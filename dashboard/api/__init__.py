"""Open data out: the HTTP API beside the pages, at /api/v1."""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Route

from dashboard.api import answers, data, extras, health
from dashboard.api.asked import PACKAGE_PARAMETERS, PLAIN_PARAMETERS
from dashboard.api.moment import Moment
from dashboard.api.problems import HANDLERS, Unforeseen
from dashboard.pages_first import AfterReaders
from dashboard.telemetry import Telemetry
from etl.datasets import datasets

EXPOSED = ["ETag", "Last-Modified", "Link", "X-Total-Count", "X-Vintage", "Content-Disposition"]


def application() -> Starlette:
    """Every route of the API; what goes wrong in it is a problem document."""
    files = [
        Route(f"/{name}.{kind}", data.endpoint(dataset, kind), name=f"{name}.{kind}")
        for name, dataset in datasets().items()
        for kind in data.FORMATS
    ]
    beside = {
        "package.zip": answers.endpoint(PACKAGE_PARAMETERS, extras.zip_file),
        "catalog.jsonld": answers.endpoint(PLAIN_PARAMETERS, extras.catalog_jsonld),
        "catalog.ttl": answers.endpoint(PLAIN_PARAMETERS, extras.catalog_ttl),
        "changes.atom": answers.endpoint(("lang",), extras.changes_atom, every=True),
        "openapi.json": answers.endpoint(PLAIN_PARAMETERS, extras.openapi, every=True),
        "docs": answers.endpoint(PLAIN_PARAMETERS, extras.docs),
        "health": health.health,
        "metrics": health.metrics,
    }
    files += [Route(f"/{name}", answer, name=name) for name, answer in beside.items()]
    front = Route("/", extras.front)
    everyone = Middleware(
        CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "HEAD"], allow_headers=["*"], expose_headers=EXPOSED
    )
    counted = Middleware(Telemetry, routes=frozenset(route.path.strip("/") for route in files))
    layers = [counted, everyone, Middleware(Unforeseen), Middleware(AfterReaders), Middleware(Moment)]
    return Starlette(routes=[*files, front], middleware=layers, exception_handlers=dict(HANDLERS))
