"""What is done when the app starts, before and while the first visitor comes."""

import gc
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module

from dashboard.prompt import send_at_once

FIRST = ("dashboard.reported", "dashboard.coverage", "dashboard.chain")
"""What the first page is made of; with it comes most that the others are."""


@asynccontextmanager
async def started(_app: object) -> AsyncIterator[None]:
    """The `lifespan` of the app. Who comes first need not wait for what can be loaded while his browser starts."""
    send_at_once()
    gc.disable()
    threading.Thread(target=prepare, name="prepare", daemon=True).start()
    yield


def prepare() -> None:
    """Load the modules of the first page, and open the published build, every row of which is read and checked; where
    there is none, build the bundled snapshot.

    Python looks for garbage among all objects whenever many were made, which was an eighth of a start. So it does not
    while modules are loaded, and looks among what they hold never again.
    """
    try:
        for name in FIRST:
            import_module(name)
    finally:
        gc.freeze()
        gc.enable()
    from dashboard import queries

    with suppress(Exception):  # whoever comes tries again, and is told in a sentence
        if queries.published() is None:
            queries.build_bundled()
