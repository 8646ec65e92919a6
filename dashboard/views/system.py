"""Systeemmodel: choose a variable or a measure and see what it works on, by which path, and in which loops it lies."""

import streamlit as st

from dashboard import html, system_drawn, system_known, system_paths, system_tables
from dashboard.address import bound
from dashboard.citing import citations
from dashboard.figure import show
from dashboard.heading import heading
from dashboard.language import n, t
from dashboard.markdown import for_streamlit
from dashboard.section import drawn_first, section
from dashboard.system_choice import Choice, choose
from etl import system

LENGTH = 6
"""Steps of the longest path that is looked for at first."""

heading(t("system.title"), 1)

model = system_paths.model()
st.html(f'<p class="lead">{t("system.lead", variables=n(len(model.variables)), links=n(len(model.links)))}</p>')
st.markdown(t("system.no_numbers"))


@section
def chosen() -> None:
    choice = choose()
    if choice is None:
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        show(system_drawn.on_the_map(choice))
    with right:
        system_known.about(choice)
    drawn_first()
    near = system_drawn.near(choice)
    if near.panels:
        show(near)
    else:
        heading(near.title, anchor=near.key)
    paths(choice)
    far(choice)


def paths(choice: Choice) -> None:
    """Its causes, and its effects by the number of steps."""
    if choice.causes:
        told = t("system.causes", count=n(len(choice.causes)))
        st.html(html.unfolding(told, system_tables.causes(choice)))
    for depth in range(1, choice.steps + 1):
        count, table = system_tables.effects(choice, depth)
        told = t(f"system.effects_{depth}", count=n(count))
        st.html(html.unfolding(told, table, opened=depth == 1 and count > 0))


@section
def far(choice: Choice) -> None:
    """By which paths it reaches the key indicators, and the loops it lies in."""
    with bound("lengte", default=LENGTH):
        limit = st.slider(t("system.limit"), 2, 8, LENGTH, key="lengte", bind="query-params")
    heading(t("system.on_key"), anchor="kernindicatoren")
    for indicator in system.KEY_INDICATORS:
        if indicator != choice.chosen:
            st.html(html.unfolding(*system_tables.to_indicator(choice, indicator, limit)))
    st.caption(t("system.paths_not_weighed"))

    # a measure has no link to it, so that it lies in no loop and is under no pressure itself
    every, all_loops = system_paths.loops_table(limit)
    through, own_loops = system_paths.loops_table(limit, frozenset({choice.chosen, *choice.acts_on}))
    lead = "system.loops_lead_one" if through == 1 else "system.loops_lead"
    told = t(lead, count=n(every), limit=n(limit), through=n(through))
    heading(t("system.loops"), anchor="lussen", below=[told])
    if through:
        st.html(own_loops)
    st.html(html.unfolding(t("system.all_loops", count=n(every)), all_loops))


chosen()

# ---- side effects, and what the text leaves open

heading(t("system.side"), anchor="neveneffecten", below=[t("system.side_lead")])
st.html(system_paths.side_table())

unsigned, open_links = system_paths.open_table()
heading(t("system.left_open"), anchor="open", below=[t("system.open_lead", count=n(unsigned))])
st.html(html.unfolding(t("system.open_table", count=n(unsigned)), open_links))
source = t("figure.source", sources="; ".join(citations(["tno-2018-systeemanalyse"])))
st.caption(for_streamlit([source]), unsafe_allow_html=True)
