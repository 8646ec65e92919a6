"""Functions whose results are kept: a second reader of a page asks for the charts that the first one had made.

Only for functions of their arguments alone, and of what `Kept` is told of the reader: nothing else of the session, the
language or the build may enter.
"""

import hashlib
import io
import pickle
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import is_dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

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
            key = _key((name, self._of_reader(), args, kwargs))
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
            if key in self._kept:  # after a failure two may have tried again: all get the first
                return _own(self._kept[key])  # type: ignore[return-value]
            self._kept[key] = made
            for part, known in _parts(key, made).items():
                _KEYS.setdefault(part, known)  # a figure may hold the very rows of what it was made of
            if len(self._kept) > self._most:
                for part, known in _parts(*self._kept.popitem(last=False)).items():
                    if _KEYS.get(part) == known:
                        del _KEYS[part]
        return _own(made)  # type: ignore[return-value]


_KEYS: dict[int, tuple[bytes, str]] = {}
"""Of results that are kept and shared, and of the frames in them: what they were kept under, by identity. Such an
argument need not be read to be known."""


def _parts(key: bytes, made: object) -> dict[int, tuple[bytes, str]]:
    """What `_KEYS` holds of a result: nothing of a frame, of which each caller gets one of his own."""
    if not is_dataclass(made):
        return {}
    frames = {name: part for name, part in vars(made).items() if isinstance(part, pd.DataFrame | pd.Series)}
    return {id(made): (key, "")} | {id(part): (key, name) for name, part in frames.items()}


class _Pickler(pickle.Pickler):
    def reducer_override(self, one: object) -> Any:
        known = _KEYS.get(id(one))
        return NotImplemented if known is None else (tuple, (known,))


def _key(asked: object) -> bytes:
    """A checksum of what was asked, by value."""
    told = io.BytesIO()
    _Pickler(told, protocol=5).dump(asked)
    return hashlib.sha256(told.getbuffer()).digest()


def _own(made: object) -> object:
    return made.copy(deep=False) if isinstance(made, pd.DataFrame | pd.Series) else made


once = Kept(500)
"""For functions of their arguments alone, such as charts."""
