"""Functions whose results are kept: a second reader of a page asks for the charts that the first one had made.

Only for functions of their arguments alone, and of what `Kept` is told of the reader: nothing else of the session, the
language or the build may enter.
"""

import hashlib
import pickle
import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import pandas as pd

P = ParamSpec("P")
R = TypeVar("R")


class Kept:
    """A decorator: the function is called once for the same arguments (by value, frames and all).

    most: results kept of all functions together, the last used ones. of_reader: what else the results depend on, asked
    at each call. Who asks for what another is making waits for it. A frame is given out as a copy on write; any other
    result is shared, and must be left as it is.
    """

    def __init__(self, most: int, of_reader: Callable[[], object] = lambda: None) -> None:
        self._most, self._of_reader = most, of_reader
        self._kept: OrderedDict[bytes, object] = OrderedDict()
        self._making: dict[bytes, threading.Lock] = {}
        self._lock = threading.Lock()

    def __call__(self, function: Callable[P, R]) -> Callable[P, R]:
        name = f"{function.__module__}.{function.__qualname__}"

        @wraps(function)
        def kept(*args: P.args, **kwargs: P.kwargs) -> R:
            told = pickle.dumps((name, self._of_reader(), args, kwargs), protocol=5)
            key = hashlib.sha256(told).digest()
            with self._lock:
                making = None if key in self._kept else self._making.setdefault(key, threading.Lock())
            if making is None:
                return self._given(key, lambda: function(*args, **kwargs))
            with making:
                try:
                    return self._given(key, lambda: function(*args, **kwargs))
                finally:
                    with self._lock:
                        self._making.pop(key, None)

        return kept

    def _given(self, key: bytes, make: Callable[[], R]) -> R:
        """What is kept under a key, made where it is not there."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return _own(self._kept[key])  # type: ignore[return-value]
        made = make()
        with self._lock:
            self._kept[key] = made
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return _own(made)  # type: ignore[return-value]


def _own(made: object) -> object:
    return made.copy(deep=False) if isinstance(made, pd.DataFrame | pd.Series) else made


once = Kept(500)
"""For functions of their arguments alone, such as charts."""
