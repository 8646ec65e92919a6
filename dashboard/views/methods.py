"""Verantwoording: where figures come from, what they mean, what contradicts, what is not known, how we count."""

from datetime import date

import streamlit as st

from dashboard import accounting, lens, queries
from dashboard.language import day, n, t

SECTIONS = {
    "sources": "bronnen",
    "definitions": "definities",
    "series": "reeksen",
    "breaks": "breuken",
    "conflicts": "tegenstrijdig",
    "gaps": "niet-bekend",
    "method": "werkwijze",
    "licences": "licenties",
    "access": "toegankelijkheid",
}
"""Text key and anchor of each section; anchors stay Dutch, as addresses do."""
RULES = ("counted", "interval", "rate", "cut", "small", "share", "confidence")


def heading(section: str, **values: str) -> None:
    st.header(t(f"methods.{section}"), anchor=SECTIONS[section])
    st.markdown(t(f"methods.{section}_lead", **values))


def opened(parts: accounting.Opened) -> None:
    for title, table in parts:
        with st.expander(title):
            st.html(table)


st.title(t("methods.title"))
st.markdown(t("methods.lead"))
st.markdown("\n".join(f"- [{t(f'methods.{section}')}](#{anchor})" for section, anchor in SECTIONS.items()))

sources, vintage = queries.all_sources(), day(date.fromisoformat(queries.shown().vintage))
heading("sources", count=n(len(sources)), figures=n(sources["figures"].sum()), vintage=vintage)
opened(accounting.sources())

heading("definitions")
opened(accounting.definitions(tuple(lens.narrowed(list(queries.all_indicators()["indicator_id"])))))

heading("series")
opened(accounting.series())

heading("breaks")
opened(accounting.breaks())

heading("conflicts")
opened(accounting.conflicts())

heading("gaps")
opened(accounting.gaps())

heading("method")
for rule in RULES:
    st.markdown(f"**{t(f'methods.rule_{rule}')}** {t(f'methods.told_{rule}')}")
for _title, table in accounting.states():
    st.html(table)

heading("licences")
for _title, table in accounting.licences():
    st.html(table)
st.markdown(t("methods.licence_code"))

heading("access")
