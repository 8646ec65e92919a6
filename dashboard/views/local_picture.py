"""Mensenhandelbeeld: what is known of one municipality or arrondissement, on the page and to take along."""

from datetime import date

import streamlit as st

from dashboard import blocks, lens, profile_figure, queries
from dashboard.address import kept, link
from dashboard.heading import heading
from dashboard.language import language, t
from dashboard.section import section
from etl import report

heading(t("local_picture.title"), 1)
st.html(f'<p class="lead">{t("local_picture.lead")}</p>')

names = blocks.areas()


def show(region_id: str) -> None:
    """The report about an area, as page and as files."""
    with st.spinner(t("local_picture.making")):
        today = date.today()
        document, printed = queries.local_report(region_id, language(), today)
    name = f"mensenhandelbeeld-{region_id.replace(':', '-')}-{language()}"
    with st.container(horizontal=True):
        st.download_button(
            t("local_picture.pdf"),
            printed,
            f"{name}.pdf",
            "application/pdf",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            t("local_picture.html"),
            lambda: report.html(document),
            f"{name}.html",
            "text/html",
            on_click="ignore",
            icon=":material/download:",
        )
    st.caption(t("local_picture.link", link=link()))

    heading(document.title, anchor=profile_figure.ANCHOR)
    st.caption(document.subtitle)
    for piece in blocks.pieces(region_id, today, lens.barrier()):
        if piece.picture:
            profile_figure.show(piece.told, piece.picture)
        else:
            st.html(piece.told)
    st.caption(document.foot)


@section
def chosen_area() -> None:
    chosen = kept(
        st.selectbox,
        t("local_picture.area"),
        list(names),
        key="gebied",
        default=None,
        format_func=names.__getitem__,
        placeholder=t("local_picture.choose"),
        index=None,
    )
    if chosen is None:
        st.info(t("local_picture.choose_first"))
    else:
        show(chosen)


chosen_area()
