"""Headers that tell a browser what our pages never do, so that it refuses when they seem to.

A page runs scripts of this server and the inline ones that are ours, by checksum: what stands in data or in an address
runs nowhere. Two things Streamlit needs are allowed to it: 'unsafe-eval' (Vega compiles the expressions of a chart)
and inline styles (its components write them).
"""

import base64
import hashlib
import re
from functools import lru_cache
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import scripts

_INLINE = re.compile(rb"<script>(.*?)</script>", re.S)
_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?|\[[0-9A-Fa-f:]+\](:\d{1,5})?")
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
NOTHING = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
"""For answers that are no page of the app: data, and the page about the API, which runs nothing."""


class SecurityHeaders:
    """Gives every answer EVERYWHERE, and a Content-Security-Policy: that of a page, or NOTHING."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                for name, value in EVERYWHERE.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", f"{NOTHING}; frame-ancestors 'none'")
                if "frame-ancestors *" not in headers["Content-Security-Policy"]:
                    headers.setdefault("X-Frame-Options", "SAMEORIGIN")
            await send(message)

        await self.app(scope, receive, add)


def page_policy(scope: Scope, page: bytes) -> str:
    """The Content-Security-Policy of a page as it is sent; any site may frame it when one figure of it is asked for."""
    host = Headers(scope=scope).get("host", "")
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""  # not every browser takes these for 'self'
    ancestors = "*" if _one_figure(scope) else "'self'"
    return (
        f"default-src 'self'; script-src 'self' 'unsafe-eval' {_checksums(page)}; style-src 'self' 'unsafe-inline';"
        f" img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'{sockets}; worker-src 'self' blob:;"
        f" media-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self';"
        f" frame-ancestors {ancestors}"
    )


def _one_figure(scope: Scope) -> bool:
    """Whether the page will show a figure alone, without navigation: as dashboard/embedding.py reads the address."""
    asked = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    embedded = "true" in [one.lower() for one in asked.get("embed", [])]
    return embedded and asked.get("figure", [""])[-1] != ""  # Streamlit too reads the last one of several


@lru_cache(maxsize=8)
def _checksums(page: bytes) -> str:
    """Of the inline scripts in a page, and of those that the app adds to it."""
    inline = [*_INLINE.findall(page), *(one.encode() for one in scripts.inline())]
    return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(one).digest()).decode()}'" for one in inline)
