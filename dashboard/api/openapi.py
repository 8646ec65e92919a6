"""The description of the API that programs read (OpenAPI 3.1), made from the declarations it runs on."""

from typing import Any

from starlette.requests import Request

from dashboard import queries
from dashboard.api import answers, problems
from dashboard.api.asked import (
    MOST,
    PACKAGE_PARAMETERS,
    PLAIN_PARAMETERS,
    base,
    name_of,
    parameters,
)
from dashboard.api.data import FORMATS
from dashboard.texts import LANGUAGES, text
from etl.datapackage import TYPES
from etl.dataset import Dataset
from etl.datasets import datasets
from etl.model import Field
from etl.periods import FIRST_YEAR, LAST_YEAR
from etl.selection import LISTS
from etl.warehouse import Published

BINARY = ("parquet", "xlsx", "zip")
DOCUMENTS = {"jsonld": "catalog", "ttl": "catalog", "atom": "changes"}


def document(request: Request, build: Published, language: str) -> dict[str, Any]:
    """The whole API, with the values that each filter may have in this build."""
    paths: dict[str, Any] = {}
    for name, dataset in datasets().items():
        for kind in FORMATS:
            paths[f"/{name}.{kind}"] = {"get": _dataset(dataset, kind, language)}
    paths["/package.zip"] = {"get": _operation("package", PACKAGE_PARAMETERS, "zip", language, more=("404",))}
    for kind, name in DOCUMENTS.items():
        shape = {"type": "object"} if kind == "jsonld" else None
        names = ("lang",) if kind == "atom" else PLAIN_PARAMETERS
        paths[f"/{name}.{kind}"] = {"get": _operation(f"{name}-{kind}", names, kind, language, shape)}
    paths["/openapi.json"] = {"get": _operation("openapi", PLAIN_PARAMETERS, "json", language, {"type": "object"})}
    page = _operation("docs", PLAIN_PARAMETERS, "json", language)
    page["responses"]["200"]["content"] = {"text/html": {"schema": {"type": "string"}}}
    paths["/docs"] = {"get": page}
    paths["/health"] = {"get": _state("health", "application/json", {"type": "object"}, language)}
    paths["/metrics"] = {"get": _state("metrics", "text/plain", {"type": "string"}, language)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": text(language, "catalogue.api"),
            "summary": text(language, "catalogue.api_description"),
            "description": text(language, "frame.caveat"),
            "version": "1",
            "license": {"name": text(language, "catalogue.licence"), "url": f"{_root(request)}/docs#licences"},
        },
        "servers": [{"url": _root(request)}],
        "externalDocs": {"url": f"{_root(request)}/docs"},
        "paths": paths,
        "components": {
            "parameters": _parameters(build, language),
            "schemas": {
                "problem": _problem(),
                **{name: _rows(dataset, language) for name, dataset in datasets().items()},
            },
            "responses": {str(status): _refusal(status, language) for status in sorted(set(problems.TYPES.values()))},
        },
    }


def _root(request: Request) -> str:
    return f"{base(request)}{request.scope['root_path']}"


def _dataset(dataset: Dataset, kind: str, language: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{dataset.name}"} if kind == "json" else None
    told = _operation(f"{dataset.name}-{kind}", parameters(dataset, kind), kind, language, schema)
    told["summary"] = dataset.nl if language == "nl" else dataset.en
    told["tags"] = [dataset.name]
    told["responses"]["200"]["headers"] |= {
        "X-Total-Count": {"description": text(language, "api.header_total"), "schema": {"type": "integer"}},
        "Link": {"description": text(language, "api.header_link"), "schema": {"type": "string"}},
    }
    return told


def _operation(
    name: str,
    names: tuple[str, ...],
    kind: str,
    language: str,
    schema: dict[str, Any] | None = None,
    more: tuple[str, ...] = (),
) -> dict[str, Any]:
    shape = schema or ({"type": "string", "format": "binary"} if kind in BINARY else {"type": "string"})
    media = answers.TYPES[kind].partition(";")[0]
    headers = {
        one: {"schema": {"type": "string"}} for one in ("ETag", "Last-Modified", "X-Vintage", "Content-Disposition")
    }
    return {
        "operationId": name,
        "summary": text(language, f"api.{name}") if name in _SAID else name,
        "parameters": [{"$ref": f"#/components/parameters/{one}"} for one in names],
        "responses": {
            "200": {
                "description": text(language, "api.answer_200"),
                "headers": headers,
                "content": {media: {"schema": shape}},
            },
            "304": {"description": text(language, "api.answer_304")},
            **{one: {"$ref": f"#/components/responses/{one}"} for one in ("400", *more, "405", "500", "503")},
        },
    }


def _state(name: str, media: str, schema: dict[str, Any], language: str) -> dict[str, Any]:
    """What the server says of itself: nothing of it is kept, and there are no figures to choose."""
    told = {"description": text(language, f"api.{name}"), "content": {media: {"schema": schema}}}
    unavailable = {"503": told} if name == "health" else {}
    refused = {one: {"$ref": f"#/components/responses/{one}"} for one in ("405", "500")}
    return {
        "operationId": name,
        "summary": text(language, f"api.{name}"),
        "responses": {"200": told, **unavailable, **refused},
    }


_SAID = ("package", "catalog-jsonld", "catalog-ttl", "changes-atom", "docs")


def _parameters(build: Published, language: str) -> dict[str, Any]:
    builds = queries.ready_builds()
    vintages = list(dict.fromkeys(one for some in builds for one in (some.vintage, name_of(some))))
    shapes: dict[str, dict[str, Any]] = {
        name: {"type": "array", "items": {"type": "string", "enum": queries.allowed(build, name)}} for name in LISTS
    }
    shapes |= {
        "from": {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
        "to": {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
        "vintage": {"type": "string", "enum": vintages},
        "lang": {"type": "string", "enum": list(LANGUAGES)},
        "limit": {"type": "integer", "minimum": 1, "maximum": MOST},
        "offset": {"type": "integer", "minimum": 0, "maximum": MOST},
        "dialect": {"type": "string", "enum": ["nl"]},
    }
    return {
        name: {
            "name": name,
            "in": "query",
            "required": False,
            "description": text(language, f"api.{name}"),
            "schema": shape,
            **({"style": "form", "explode": True} if name in LISTS else {}),
        }
        for name, shape in shapes.items()
    }


def _rows(dataset: Dataset, language: str) -> dict[str, Any]:
    return {
        "type": "array",
        "items": {
            "type": "object",
            "additionalProperties": False,
            "properties": {field.name: _cell(field, language) for field in dataset.fields},
        },
    }


def _cell(field: Field, language: str) -> dict[str, Any]:
    kind = TYPES[field.type]
    told: dict[str, Any] = {"description": field.nl if language == "nl" else field.en}
    told["type"] = ({"date": "string"}.get(kind, kind), *(() if field.required else ("null",)))
    if kind == "date":
        told["format"] = "date"
    if field.allowed:
        told["enum"] = [*field.allowed, *(() if field.required else (None,))]
    return told


def _problem() -> dict[str, Any]:
    texts = ("type", "title", "detail", "instance", "parameter", "value")
    return {
        "type": "object",
        "description": "RFC 9457",
        "required": ["type", "title", "status", "detail", "instance"],
        "additionalProperties": False,
        "properties": {
            **{name: {"type": "string"} for name in texts},
            "status": {"type": "integer"},
            "allowed": {"type": "array", "items": {"type": "string"}},
        },
    }


def _refusal(status: int, language: str) -> dict[str, Any]:
    named = [kind for kind, one in problems.TYPES.items() if one == status]
    return {
        "description": "; ".join(text(language, f"problem.{kind}_title") for kind in named),
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/problem"}}},
    }
