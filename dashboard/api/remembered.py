"""Answers of a moment ago, for the crowd that asks the same: a build never changes, so its answers do not either."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable

ROWS = 20_000
"""Answers of more rows are made piece by piece while they are sent, and not held."""
LARGEST, MOST = 16_000_000, 64_000_000
"""Bytes of one answer, and of all that are held."""


class Remembered:
    """The last asked answers by what was asked, no more than MOST bytes of them. Made once, also for many at a time."""

    def __init__(self) -> None:
        self._held: OrderedDict[tuple[str, ...], bytes] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()
        self._making = threading.Lock()

    def answer(self, asked: tuple[str, ...], make: Callable[[], bytes | Iterable[bytes]]) -> bytes:
        """What `make` gives, whole. Raises what it raises."""
        held = self._find(asked)
        if held is not None:
            return held
        with self._making:
            held = self._find(asked)
            if held is not None:
                return held
            made = make()
            whole = made if isinstance(made, bytes) else b"".join(made)
        if len(whole) <= LARGEST:
            with self._lock:
                self._held[asked] = whole
                self._size += len(whole)
                while self._size > MOST:
                    self._size -= len(self._held.popitem(last=False)[1])
        return whole

    def _find(self, asked: tuple[str, ...]) -> bytes | None:
        with self._lock:
            if asked in self._held:
                self._held.move_to_end(asked)
            return self._held.get(asked)
