"""Verantwoording: where figures come from, what they mean, what contradicts, what is not known, how we count."""

from datetime import date

import streamlit as st

from dashboard import accounting, html, lens, queries
from dashboard.heading import heading
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


def begin(section: str, **values: str) -> None:
    heading(t(f"methods.{section}"), anchor=SECTIONS[section], below=[t(f"methods.{section}_lead", **values)])


def opened(parts: accounting.Opened) -> None:
    for title, table in parts:
        st.html(html.unfolding(title, table))


heading(t("methods.title"), 1, below=[t("methods.lead")])
st.markdown("\n".join(f"- [{t(f'methods.{section}')}](#{anchor})" for section, anchor in SECTIONS.items()))

sources, vintage = queries.all_sources(), day(date.fromisoformat(queries.shown().vintage))
begin("sources", count=n(len(sources)), figures=n(sources["figures"].sum()), vintage=vintage)
opened(accounting.sources())

begin("definitions")
opened(accounting.definitions(tuple(lens.narrowed(list(queries.all_indicators()["indicator_id"])))))

begin("series")
opened(accounting.series())

begin("breaks")
opened(accounting.breaks())

begin("conflicts")
opened(accounting.conflicts())

begin("gaps")
opened(accounting.gaps())

begin("method")
for rule in RULES:
    st.markdown(f"**{t(f'methods.rule_{rule}')}** {t(f'methods.told_{rule}')}")
for _title, table in accounting.states():
    st.html(table)

begin("licences")
for _title, table in accounting.licences():
    st.html(table)
st.markdown(t("methods.licence_code"))

begin("access")
