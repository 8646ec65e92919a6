"""The vintage that a page shows: the latest, or the one that a link fixed with `vintage=`."""

from datetime import date

import streamlit as st

from dashboard import queries
from dashboard.address import as_code, link
from dashboard.language import day, t
from dashboard.queries.database import FIXED
from etl.model import SCHEMA_VERSION


def fix() -> None:
    """Take the vintage of the address, keep it from page to page, and say so when it is not the latest.

    A name that is not kept, or that this version cannot show, is said to the reader and passed over.
    """
    asked = st.query_params.get(FIXED)
    if asked:
        build = queries.find_build(asked)
        if build is not None and queries.schema_of(build) == SCHEMA_VERSION:
            st.session_state[FIXED] = build.file.removesuffix(".duckdb")
        else:
            release()
            st.info(t("frame.unknown_vintage", value=as_code(asked)) if build is None else t("frame.old_vintage"))
    name = st.session_state.get(FIXED)
    if not name:
        return
    st.query_params[FIXED] = name
    told, latest = queries.shown(), queries.published()
    if latest is not None and told.file != latest.file:
        with st.container(key="vintage", horizontal=True, vertical_alignment="center"):
            st.info(t("frame.fixed", vintage=day(date.fromisoformat(told.vintage)), file=name))
            st.button(t("frame.latest"), on_click=release)


def as_of() -> date:
    """The day that a page speaks of: today, or that of the build its reader fixed. Raises WarehouseError when there is
    none."""
    return date.fromisoformat(queries.shown().vintage) if st.session_state.get(FIXED) else date.today()


def fixed_link(anchor: str = "", spoken: str | None = None) -> str:
    """The address of this page in the vintage that is shown; `anchor` is a figure of it, `spoken` the language in which
    it opens instead of that of the page."""
    more = [(FIXED, queries.shown().file.removesuffix(".duckdb"))]
    return link(more=more + ([("lang", spoken)] if spoken else []), anchor=anchor)


def release() -> None:
    """Show the latest vintage again."""
    st.session_state.pop(FIXED, None)
    st.query_params.pop(FIXED, None)
