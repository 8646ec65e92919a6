"""Choices that a link holds by code and not by label, so that it means the same in both languages.

Streamlit's own binding writes the label of an option into the address: a link made on the Dutch page would lose its
choice on the English one. Numbers and switches have no label, and bind well; Streamlit passes over a value that it
cannot read without a word, which `bound` says.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dashboard.language import t


def kept(widget: Callable[..., Any], label: str, options: Sequence[Any], *, key: str, default: Any, **more: Any) -> Any:
    """Draw `widget` (st.pills, st.multiselect, st.selectbox, …) and keep its choice in the address under `key`.

    default: a list for a widget of several choices, one option or None for a widget of one. A code in the address
    that is not an option is said to the reader and passed over; the default itself is not written. A choice that is
    no longer an option (another filter took it away) falls back to the default; a choice outlives a visit to another
    page.
    """
    written = f"address of {key}"
    asked = st.query_params.get_all(key)
    if key not in st.session_state or (asked and asked != st.session_state.get(written)):
        known = [option for option in options if str(option) in asked]
        tell_unknown(key, set(asked) - {str(option) for option in options}, others=bool(known))
        if isinstance(default, list):
            st.session_state[key] = known if known or asked == [""] else default
        else:
            st.session_state[key] = known[0] if known else default
    elif isinstance(default, list):
        still = [one for one in st.session_state[key] if one in options]
        st.session_state[key] = still or (default if st.session_state[key] else [])
    elif st.session_state[key] not in options:
        st.session_state[key] = default
    chosen = widget(label, options, key=key, persist_state="session", **more)
    if chosen == default:
        st.query_params.pop(key, None)
        st.session_state[written] = []
    else:
        codes = [str(one) for one in (chosen if isinstance(chosen, list) else [chosen]) if one is not None]
        st.session_state[written] = codes or [""]
        st.query_params[key] = codes or [""]
    return chosen


@contextmanager
def bound(key: str, default: Any) -> Iterator[None]:
    """Around a widget that Streamlit itself binds to the address (`bind="query-params"`): a switch, a number, a pair of
    numbers, or a box that is open or not.

    A value in the address that the widget does not take is said to the reader, below the widget. default: what the
    widget shows without an address; a pair is one value.
    """
    asked = [] if key in st.session_state else [one for one in st.query_params.get_all(key) if one]
    yield
    values = [", ".join(asked)] if asked and isinstance(default, tuple) else asked
    shown = st.session_state[key]
    unknown = {one for one in values if not _reads(one, shown)}
    if shown == default or len(unknown) < len(values):
        tell_unknown(key, unknown, others=shown != default)
    else:  # of a number between two that exist, Streamlit takes the one below it
        tell_unknown(key, unknown, shown=_text(shown))


def _text(value: Any) -> str:
    """A value of a bound widget as an address names it, the two of a pair with a comma between."""
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value).lower()


def _reads(asked: str, shown: Any) -> bool:
    if isinstance(shown, bool):
        return asked.lower() == _text(shown)
    try:
        return [float(one) for one in asked.split(",")] == [float(one) for one in _text(shown).split(",")]
    except ValueError:
        return False


def tell_unknown(key: str, values: Iterable[str], *, others: bool = False, shown: str = "") -> None:
    """Say of each of the values that the address names for `key`, and that do not exist, that they are passed over.
    others: whether the address names more for it, which is shown. shown: what is shown, where it is neither that nor
    the usual choice."""
    sentence = "frame.unknown_among_known" if others else "frame.unknown_nearest" if shown else "frame.unknown_filter"
    for unknown in sorted(set(values) - {""}):
        st.info(t(sentence, filter=key, value=as_code(unknown), shown=shown))


def out_of_sight(*keys: str) -> None:
    """Take choices that are not drawn now out of the address; `kept` makes them again where they are drawn again."""
    for key in keys:
        st.query_params.pop(key, None)


def link(more: Sequence[tuple[str, str]] = (), anchor: str = "") -> str:
    """The address of this page with all that is chosen on it, and more; `anchor` is a figure of it."""
    left = {"figure", *(key for key, _value in more)}
    kept_ones = [key for key in st.query_params if key not in left]
    parts = [*more, *((key, one) for key in kept_ones for one in st.query_params.get_all(key))]
    place = f"#{anchor}" if anchor else ""
    return (st.context.url or "") + ("?" + urlencode(parts) if parts else "") + place


def as_code(value: str) -> str:
    """What a link says is a stranger's text: as code none of it becomes markup, link or image."""
    shown = " ".join(value.split())[:60]
    fence = "`" * (1 + max(map(len, re.findall("`+", shown)), default=0))
    return f"{fence} {shown} {fence}"
