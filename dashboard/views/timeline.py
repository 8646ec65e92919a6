"""Tijdlijn: laws, programmes, court maps and local events, beside the breaks in the figures that go with them."""

import streamlit as st

from dashboard import happenings
from dashboard.address import kept
from dashboard.figure import show
from dashboard.heading import heading
from dashboard.language import t
from dashboard.section import section

FIRST_SHOWN = ["law", "programme", "organisation", "court_map", "publication", "break"]

heading(t("timeline.title"), 1)
st.html(f'<p class="lead">{t("timeline.lead")}</p>')


@section
def chosen() -> None:
    """What happened, of the kinds and in the area that are chosen."""
    held, areas = happenings.kinds(), happenings.areas()
    picked = kept(
        st.pills,
        t("timeline.kinds"),
        held,
        key="soort",
        default=[one for one in FIRST_SHOWN if one in held],
        selection_mode="multi",
        format_func=lambda one: t(f"timeline.kind_{one}"),
    )
    area = kept(
        st.selectbox,
        t("timeline.area"),
        list(areas),
        key="gebied",
        default=None,
        format_func=areas.__getitem__,
        placeholder=t("timeline.every_area"),
        index=None,
    )
    show(happenings.happenings(tuple(picked or held), area))


chosen()
