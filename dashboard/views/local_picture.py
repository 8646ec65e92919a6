"""Mensenhandelbeeld: what is known of one municipality or arrondissement, on the page and to take along."""

from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard import blocks, lens, profile_figure, queries
from dashboard.address import kept, link
from dashboard.heading import heading
from dashboard.language import language, t
from dashboard.section import section
from etl import report
from etl.report.blocks import Picture, Table

heading(t("local_picture.title"), 1)
st.html(f'<p class="lead">{t("local_picture.lead")}</p>')

names = blocks.areas()


def show(region_id: str) -> None:
    """The report about an area, as page and as files."""
    with st.spinner(t("local_picture.making")):
        document, printed = queries.local_report(region_id, language(), date.today())
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
    at, narrowed = next(
        (place, one) for place, one in enumerate(document.blocks) if isinstance(one, Table) and one.key == "barriers"
    )
    line = t("local_picture.line")
    barrier = lens.barrier()
    if barrier is not None:
        row = list(queries.barriers()["barrier_id"]).index(barrier)
        narrowed = replace(narrowed, rows=[narrowed.rows[row]])
    for part in blocks.parts([*document.blocks[:at], narrowed, *document.blocks[at + 1 :]]):
        if isinstance(part[-1], Picture):
            profile_figure.show(part, part[-1], line)
        else:
            st.html(blocks.html_of(part, line))
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
