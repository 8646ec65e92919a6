"""What many ask in the same second is answered from memory, without a thread and without asking what is published."""

from collections import OrderedDict
from time import monotonic

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SECONDS = 1.0
"""For so long an answer is given again; what is published is looked up every few seconds anyway."""
MOST, LARGEST = 32, 2_000_000
"""Answers held, and bytes of one: mostly the very bytes that dashboard/api/remembered.py holds."""
_OWN = ("if-none-match", "if-modified-since", "range")
"""Headers of a request that its answer may depend on."""
_Held = tuple[float, Message, Message]


class Moment:
    """Gives again whole answers with status 200 to the same GET at the same address; none that says `no-store`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._held: OrderedDict[tuple[object, ...], _Held] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        if scope.get("method") != "GET" or any(name in headers for name in _OWN):
            await self.app(scope, receive, send)
            return
        key = scope["scheme"], headers.get("host"), scope.get("root_path"), scope["path"], scope["query_string"]
        held = self._held.get(key)
        if held and held[0] > monotonic():
            await send({**held[1], "headers": list(held[1]["headers"])})  # who sends it on changes what he is given
            await send({**held[2]})
            return
        start: Message = {}

        async def keep(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = {**message, "headers": list(message["headers"])}
            elif message["type"] == "http.response.body" and not message.get("more_body"):
                self._keep(key, start, {**message})
                start = {}
            else:
                start = {}  # it comes in pieces
            await send(message)

        await self.app(scope, receive, keep)

    def _keep(self, key: tuple[object, ...], start: Message, body: Message) -> None:
        if not start or start["status"] != 200 or len(body.get("body", b"")) > LARGEST:
            return
        if "no-store" in Headers(raw=start["headers"]).get("cache-control", ""):
            return
        now = monotonic()
        self._held[key] = now + SECONDS, start, body
        self._held.move_to_end(key)  # so the first is the oldest
        while len(self._held) > MOST or next(iter(self._held.values()))[0] <= now:
            self._held.popitem(last=False)
