"""What a caller did that cannot be answered, as an RFC 9457 problem document in the language asked for."""

import json
import logging
from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import queries
from dashboard.texts import DEFAULT_LANGUAGE, LANGUAGES, text
from etl.warehouse import WarehouseError

_LOG = logging.getLogger(__name__)
TYPES = {
    "unknown-parameter": 400,
    "unknown-value": 400,
    "repeated-parameter": 400,
    "wrong-order": 400,
    "too-many-rows": 400,
    "nothing-selected": 404,
    "not-found": 404,
    "method-not-allowed": 405,
    "no-warehouse": 503,
    "failure": 500,
}
"""Every kind of problem and its HTTP status; each is explained at /api/v1/docs#<kind>."""


class Problem(Exception):  # noqa: N818 - RFC 9457 calls it a problem
    """A request that is not answered; `kind` is one of TYPES, `allowed` all that could have been given."""

    def __init__(
        self, kind: str, parameter: str = "", value: str = "", allowed: list[str] | None = None, **told: object
    ) -> None:
        super().__init__(kind)
        self.kind, self.parameter, self.value = kind, parameter, value
        self.allowed, self.told = allowed, told


def language_of(request: Request) -> str:
    """nl or en, as asked; what is asked wrongly is a problem of its own, told in Dutch."""
    asked = request.query_params.get("lang")
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE


def document(request: Request, problem: Problem) -> Response:
    """The problem as application/problem+json."""
    language = language_of(request)
    named = {"parameter": problem.parameter, "value": problem.value[:200], **problem.told}
    told: dict[str, object] = {
        "type": f"{request.scope.get('root_path', '')}/docs#{problem.kind}",
        "title": text(language, f"problem.{problem.kind}_title"),
        "status": TYPES[problem.kind],
        "detail": text(language, f"problem.{problem.kind}", **named),
        "instance": request.url.path,
    }
    if problem.parameter:
        told |= {"parameter": problem.parameter, "value": problem.value[:200]}
    if problem.allowed is not None:
        told["allowed"] = problem.allowed
    return Response(
        json.dumps(told, ensure_ascii=False, indent=1),
        TYPES[problem.kind],
        {"Content-Language": language, "Cache-Control": "no-store"},
        "application/problem+json",
    )


async def on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return document(request, error)


async def on_http(request: Request, error: Exception) -> Response:
    """Addresses and methods that do not exist."""
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        answer = document(request, Problem("method-not-allowed"))
        answer.headers["Allow"] = "GET, HEAD"
        return answer
    return document(request, Problem("not-found", address=request.url.path[:200]))


async def on_warehouse(request: Request, error: Exception) -> Response:
    assert isinstance(error, WarehouseError)
    return document(request, Problem("no-warehouse"))


async def on_spoiled(request: Request, _error: Exception) -> Response:
    """The file was whole when it was opened; the next request finds another that is."""
    served = queries.published()
    queries.forget(queries.file_of(served) if served else None)
    return document(request, Problem("no-warehouse"))


HANDLERS: dict[type[Exception], Callable[[Request, Exception], Awaitable[Response]]] = {
    Problem: on_problem,
    HTTPException: on_http,
    WarehouseError: on_warehouse,
    **dict.fromkeys(queries.SPOILED, on_spoiled),
}


class Unforeseen:
    """Makes any other error a problem too, and logs its cause. A layer and no handler: Starlette runs the handler of
    every error outside all layers, where the answer would lack the headers that let another site read it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def tell(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, tell)
        except Exception:
            if begun:  # too late for another answer: the server breaks this one off
                raise
            _LOG.exception("answer")
            await document(Request(scope), Problem("failure"))(scope, receive, send)
