"""Filters that live in the address, by code.

Streamlit can bind a widget to the address itself, but it writes the label a reader sees: a link made on the English
page would not work on the Dutch one. Here the address holds codes, the same in every language.
"""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from dashboard.language import t


def seed(key: str, options: Sequence[str], default: str) -> None:
    """Give a widget its first value from the address; a value that does not exist is said, not swallowed."""
    if st.session_state.get(key) in options:
        return
    asked = st.query_params.get(key)
    st.session_state[key] = asked if asked in options else default
    if asked is not None and asked not in options:
        st.info(t("frame.unknown_filter", filter=key, value=asked[:60]))


def one(
    widget: Callable[..., Any],
    label: str,
    options: Sequence[str],
    *,
    key: str,
    default: str,
    words: Callable[[str], str],
    **more: Any,
) -> str:
    """Choose one: `widget` is st.selectbox, st.segmented_control, st.select_slider or the like.

    options: codes, as they stand in the address; words: what the reader sees for a code.
    """
    seed(key, options, default)
    chosen = widget(label, options, format_func=words, key=key, persist_state="session", **more)
    _write(key, chosen, default)
    return str(chosen)


def many(
    widget: Callable[..., Any],
    label: str,
    options: Sequence[str],
    *,
    key: str,
    default: Sequence[str],
    words: Callable[[str], str],
    **more: Any,
) -> list[str]:
    """Choose several; the address holds their codes with commas. What does not exist is said and left out."""
    if key not in st.session_state:
        asked = [one for one in st.query_params.get(key, "").split(",") if one]
        st.session_state[key] = [one for one in asked if one in options] or list(default)
        for unknown in [one for one in asked if one not in options]:
            st.info(t("frame.unknown_filter", filter=key, value=unknown[:60]))
    else:
        st.session_state[key] = [one for one in st.session_state[key] if one in options]
    chosen = widget(label, options, format_func=words, key=key, persist_state="session", **more)
    _write(key, ",".join(chosen), ",".join(default))
    return list(chosen)


def _write(key: str, value: str, default: str) -> None:
    if value == default:
        st.query_params.pop(key, None)
    elif st.query_params.get(key) != value:
        st.query_params[key] = value
