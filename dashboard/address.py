"""Choices that a link holds by code and not by label, so that it means the same in both languages.

Streamlit's own binding writes the label of an option into the address: a link made on the Dutch page would lose its
choice on the English one. Numbers and switches have no label, and bind well.
"""

import re
from collections.abc import Callable, Sequence
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
        for unknown in sorted(set(asked) - {str(option) for option in options} - {""}):
            sentence = "frame.unknown_among_known" if known else "frame.unknown_filter"
            st.info(t(sentence, filter=key, value=as_code(unknown)))
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
