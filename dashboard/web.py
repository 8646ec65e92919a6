"""What the HTTP side adds to Streamlit's own pages."""

from functools import cache
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import not_found, scripts
from dashboard.security import page_policy
from dashboard.texts import DEFAULT_LANGUAGE, LANGUAGES

_STREAMLIT_LANG = b'<html lang="en"'
_HEAD_ENDS = b"</head>"
_STREAMLIT_PAGE = b'<div id="root">'
"""Streamlit sends the same page to every address that is nothing else."""
_BASE = f"<script>{scripts.BASE}</script>".encode()
API = "/api/v1"


@cache
def _api() -> ASGIApp:
    from dashboard.api import application

    return application()


async def open_data(scope: Scope, receive: Receive, send: Send) -> None:
    """The HTTP API. It is loaded at the first request, so that Streamlit is there before what caches with it."""
    app = await run_in_threadpool(_api)
    await app(scope, receive, send)


class HtmlLanguage:
    """Names the language of the page in `<html lang>`: Streamlit always writes "en", and speech would sound wrong.

    Follows `?lang=`. The page itself follows a switch of language without a new request (see main.py). The same head
    tells the browser where the server is, and the answer what the page may run. What is no page is said to be none.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (
            scope["type"] != "http"
            or scope["path"].startswith("/api/")
            or "text/html" not in Headers(scope=scope).get("accept", "")
        ):
            await self.app(scope, receive, send)
            return
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [DEFAULT_LANGUAGE])[0]
        language = asked if asked in LANGUAGES else DEFAULT_LANGUAGE
        # Streamlit would compress the page before it comes back here, and answer 304 for another language
        kept = [
            (k, v) for k, v in scope["headers"] if k not in (b"accept-encoding", b"if-none-match", b"if-modified-since")
        ]
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
            headers, page = MutableHeaders(raw=start["headers"]), body
            if _STREAMLIT_PAGE not in body:
                pass  # a file that a reader downloads, or a refusal
            elif not_found.is_page(scope["path"]):
                page = page.replace(_STREAMLIT_LANG, f'<html lang="{language}"'.encode(), 1)
                page = page.replace(_HEAD_ENDS, _BASE + _HEAD_ENDS, 1)
                headers["content-security-policy"] = page_policy(scope, page)
            else:
                start["status"], page = 404, not_found.page(scope["path"], language)
                headers["cache-control"] = "no-store"
            headers["content-length"] = str(len(page))
            await send(start)
            await send({"type": "http.response.body", "body": page})

        method = "GET" if scope["method"] == "HEAD" else scope["method"]  # the page tells what the head must be
        await self.app({**scope, "method": method, "headers": kept}, receive, hold)
