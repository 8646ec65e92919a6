"""What the HTTP side adds to Streamlit's own pages."""

import re
from functools import cache
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import not_found, preloading, scripts
from dashboard.security import page_policy
from dashboard.texts import DEFAULT_LANGUAGE, LANGUAGES

_STREAMLIT_LANG = b'<html lang="en"'
_HEAD_ENDS = b"</head>"
_BASE = f"<script>{scripts.BASE}</script>".encode()
_HTML_FILES = ("media/", "component/", "_stcore/bidi-components/")
"""Where Streamlit serves HTML that is no page: what readers download, what components are made of."""
_OF_OTHER_BYTES = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"if-range", b"range")
"""What a browser says of the bytes it has or takes; the page is not sent as Streamlit has it."""
_NO_GZIP = re.compile(r"\bgzip\s*;\s*q\s*=\s*0(\.0*)?\s*(,|$)", re.I)
API = "/api/v1"


@cache
def _api() -> ASGIApp:
    from dashboard.api import application

    return application()


async def open_data(scope: Scope, receive: Receive, send: Send) -> None:
    """The HTTP API, for all that is asked below the folder of API: what is beside it is answered there as well. It is
    loaded at the first request, so that Streamlit is there before what caches with it."""
    app = await run_in_threadpool(_api)
    root = scope["root_path"] + API.removeprefix("/api")
    path = scope["path"] if scope["path"] != root else f"{root}/"
    await app({**scope, "root_path": root, "path": path}, receive, send)


class AsAccepted:
    """Takes away the encodings of a request that refuses gzip: what compresses looks for that word alone, and `q=0`
    says that it is not acceptable (RFC 9110, 12.4.2)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _NO_GZIP.search(Headers(scope=scope).get("accept-encoding", "")):
            kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
            scope = {**scope, "headers": kept}
        await self.app(scope, receive, send)


class HtmlPages:
    """Makes Streamlit's page ours, and says of what is no page that it is none: Streamlit sends the same page, with
    status 200, to every address that is nothing else.

    `<html lang>` follows `?lang=`, as Streamlit always writes "en" and speech would sound wrong; the page itself
    follows a switch of language without a new request (see main.py). The same head tells the browser where the server
    is and what will be needed, and the answer what the page may run.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (
            scope["type"] != "http"
            or scope["path"].startswith("/api/")
            or not_found.below(scope["path"]).startswith(_HTML_FILES)
        ):
            await self.app(scope, receive, send)
            return
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [DEFAULT_LANGUAGE])[0]
        language = asked if asked in LANGUAGES else DEFAULT_LANGUAGE
        if not_found.is_page(scope["path"]):
            await self._page(scope, receive, send, language)
        else:
            await self._beside(scope, receive, send, language)

    async def _page(self, scope: Scope, receive: Receive, send: Send, language: str) -> None:
        # else Streamlit would compress it before it comes back here, or answer 304 for another language
        kept = [(name, value) for name, value in scope["headers"] if name not in _OF_OTHER_BYTES]
        start: Message | None = None
        body = b""

        async def hold(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            if message["type"] != "http.response.body" or start is None:
                await send(message)
                return
            body += message.get("body", b"")
            if message.get("more_body", False):
                return
            page = body.replace(_STREAMLIT_LANG, f'<html lang="{language}"'.encode(), 1)
            page = page.replace(_HEAD_ENDS, preloading.links() + _BASE + _HEAD_ENDS, 1)
            headers = MutableHeaders(raw=start["headers"])
            if page != body:  # no refusal
                headers["content-security-policy"] = page_policy(scope, page)
            headers["content-length"] = str(len(page))
            await send(start)
            await send({"type": "http.response.body", "body": page})

        method = "GET" if scope["method"] == "HEAD" else scope["method"]  # the page tells what the head must be
        await self.app({**scope, "method": method, "headers": kept}, receive, hold)

    async def _beside(self, scope: Scope, receive: Receive, send: Send, language: str) -> None:
        """Files and answers of Streamlit's own are sent as they are."""
        replaced = False

        async def look(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start":
                kind = Headers(raw=message["headers"]).get("content-type", "")
                replaced = message["status"] in (200, 206) and kind.startswith("text/html")
            if not replaced:
                await send(message)

        await self.app(scope, receive, look)
        if replaced:
            told = not_found.page(scope["path"], language)
            await HTMLResponse(told, 404, {"Cache-Control": "no-store"})(scope, receive, send)
