"""Pure functions whose results are kept: a second reader of a page asks for the charts that the first one had made.

Only for functions of their arguments alone: nothing of the session, the language or the build may enter otherwise.
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
MOST = 400
"""Results kept of all functions together, the last used ones."""

_KEPT: OrderedDict[bytes, object] = OrderedDict()
_LOCK = threading.Lock()


def once(function: Callable[P, R]) -> Callable[P, R]:
    """`function`, called once for the same arguments (by value, frames and all).

    A frame is given out as a copy on write; any other result is shared, and must be left as it is.
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def kept(*args: P.args, **kwargs: P.kwargs) -> R:
        key = hashlib.sha256(pickle.dumps((name, args, kwargs), protocol=5)).digest()
        with _LOCK:
            if key in _KEPT:
                _KEPT.move_to_end(key)
                return _given(_KEPT[key])  # type: ignore[return-value]
        made = function(*args, **kwargs)
        with _LOCK:
            _KEPT[key] = made
            if len(_KEPT) > MOST:
                _KEPT.popitem(last=False)
        return _given(made)  # type: ignore[return-value]

    return kept


def _given(made: object) -> object:
    return made.copy(deep=False) if isinstance(made, pd.DataFrame | pd.Series) else made
