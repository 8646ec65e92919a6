"""The language of the page and what follows from it, for the page that is being drawn."""

from datetime import date

import streamlit as st

from dashboard import numbers
from dashboard.charts.theme import Look
from dashboard.texts import DEFAULT_LANGUAGE, LANGUAGES, text


def language() -> str:
    """nl or en: the switch on the page once it is drawn, before that the address."""
    chosen = st.session_state["lang"] if "lang" in st.session_state else st.query_params.get("lang")
    return chosen if chosen in LANGUAGES else DEFAULT_LANGUAGE


def t(key: str, **values: object) -> str:
    """A sentence of the user interface in the language of the page."""
    return text(language(), key, **values)


def look() -> Look:
    return Look(language(), dark=st.context.theme.type == "dark")


def n(value: float, decimals: int = 0) -> str:
    return numbers.number(value, language(), decimals)


def day(value: date) -> str:
    return numbers.day(value, language())
