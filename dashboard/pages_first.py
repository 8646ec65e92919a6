"""While a page is made for a reader the API waits a moment: both share one interpreter, and a reader sits and waits."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from starlette.types import ASGIApp, Message, Receive, Scope, Send

PATIENCE = 0.1
"""Seconds that an answer waits while a page is made; then one is let through, and the next as long after it."""
LONGEST = 1.0
"""Seconds that an answer waits at most: a crowd of readers must not shut out the API."""
STIR = 0.03
"""Seconds after a message from or to a reader in which another is likely: a run is about to begin, or is being sent."""
LOOK = 0.01
"""Seconds from one look to the next, whether it is quiet."""


class _Readers:
    """What readers make the process do. Runs are in threads of their own, messages in that of the event loop."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._runs, self._stirred, self._let_through = 0, 0.0, 0.0

    @contextmanager
    def run(self) -> Iterator[None]:
        """Around one run of a page."""
        with self._lock:
            self._runs += 1
        try:
            yield
        finally:
            with self._lock:
                self._runs -= 1

    def stir(self) -> None:
        """A reader comes, asks or is told something."""
        self._stirred = monotonic()

    @property
    def quiet(self) -> bool:
        return not self._runs and monotonic() - self._stirred > STIR

    def let_through(self, waited: float) -> bool:
        """Whether an answer that waited so long goes before a reader: together they would take his run half the
        interpreter, however short each is. Asked in the event loop alone."""
        now = monotonic()
        if waited < LONGEST and (waited < PATIENCE or now - self._let_through < PATIENCE):
            return False
        self._let_through = now
        return True


READERS = _Readers()


class SeeReaders:
    """Notices readers by the messages of their connections."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return

        async def hear() -> Message:
            message = await receive()
            READERS.stir()
            return message

        async def tell(message: Message) -> None:
            READERS.stir()
            await send(message)

        await self.app(scope, hear, tell)


class AfterReaders:
    """Lets a request through once readers are quiet, or in its turn."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = monotonic()
        while not READERS.quiet and not READERS.let_through(monotonic() - begun):
            await asyncio.sleep(LOOK)
        await self.app(scope, receive, send)
