"""A computation beside the page: it goes on while the page is drawn, tells how far it is, and can be stopped."""

import logging
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

Found = TypeVar("Found")
Report = Callable[[str, int, int], None]
STAGES = (
    "waiting",
    "starting",
    "near_models",
    "bootstrap",
    "dropped_lists",
    "merged_lists",
    "thresholds",
    "simulation",
)
"""Of computations, in order: the first two their own, the last that of simulated tables, the others those of the
estimator."""
AT_ONCE = threading.BoundedSemaphore(2)
"""Computations of all readers together; another waits its turn."""


FORGOTTEN = 120.0
"""Seconds after which a computation that nobody looks at ends: its page was closed."""


class StoppedError(Exception):
    """Raised inside the computation by who stops it."""


class Job(Generic[Found]):
    """One computation in a thread of its own.

    stage (one of STAGES), done and total tell how far it is; result is there when it ended well, error when it did
    not.
    """

    def __init__(self, work: Callable[[Report], Found]) -> None:
        self.stage, self.done, self.total = STAGES[0], 0, 1
        self.result: Found | None = None
        self.error: Exception | None = None
        self._stop = threading.Event()
        self._seen = time.monotonic()
        self._thread = threading.Thread(target=self._run, args=[work], daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether it goes on; asking tells it that somebody is looking."""
        self._seen = time.monotonic()
        return self._thread.is_alive()

    @property
    def stopped(self) -> bool:
        """Whether a reader stopped it before it ended."""
        return isinstance(self.error, StoppedError)

    def stop(self) -> None:
        """Ask it to end; it does so at its next report."""
        self._stop.set()

    def wait(self, seconds: float) -> None:
        """Until it ends, at most so long."""
        self._thread.join(seconds)

    def _report(self, stage: str, done: int, total: int) -> None:
        self.stage, self.done, self.total = stage, done, total
        if self._stop.is_set() or time.monotonic() - self._seen > FORGOTTEN:
            raise StoppedError

    def _run(self, work: Callable[[Report], Found]) -> None:
        try:
            while not AT_ONCE.acquire(timeout=0.2):
                if self._stop.is_set():
                    raise StoppedError
            try:
                self._report(STAGES[1], 0, 1)
                self.result = work(self._report)
            finally:
                AT_ONCE.release()
        except StoppedError as error:
            self.error = error
        except Exception as error:  # whatever it is, the page must tell it and not wait for ever
            logging.getLogger(__name__).exception("dark-number")
            self.error = error
