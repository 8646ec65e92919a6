"""A figure of a local profile on its page: as the file has it, with its rows and what one takes away of it."""

from functools import partial

import streamlit as st

from dashboard import blocks, embedding, html
from dashboard.charts.picture import Drawn, Part
from dashboard.citing import all_in_words, cited, source_line, source_list
from dashboard.figure import LONG, table_box
from dashboard.heading import heading
from dashboard.language import t
from dashboard.markdown import paragraphs
from dashboard.section import section
from dashboard.sharing import share
from etl import formats
from etl.report.blocks import Picture

ANCHOR = "beeld"
"""Where on the page a link to a figure leads: to the profile, of which it is a part."""


def show(told: str, picture: Picture) -> None:
    """told: what ends with the picture, as HTML (blocks.pieces)."""
    embedding.placed(f"beeld-{picture.key}", partial(_draw, told, picture))


def _draw(told: str, picture: Picture, alone: bool) -> None:
    with st.container(key=f"figure-beeld-{picture.key}"):
        if alone:  # whose it is and its source come first, as a frame is often lower than the figure
            ids = cited(picture.rows)
            heading(picture.table.caption)
            embedding.signed(ANCHOR)
            st.html(html.around(html.told([source_line(ids)])))
            st.html(blocks.html_of([picture], ""))
            if every := source_list(ids):
                st.html(html.unfolding(t("figure.all_sources", count=len(every)), paragraphs(every)))
        else:
            st.html(told)
        _to_take(picture)


@section
def _to_take(picture: Picture) -> None:
    """The rows, to read and as CSV, and what one takes away. Opening either runs nothing else of the page."""
    key, count = f"beeld-{picture.key}", len(picture.table.rows)

    def readable() -> str:
        return blocks.table(picture.table, "", long=count > LONG)

    table_box(key, count, readable, lambda: formats.to_csv(picture.rows))
    if embedding.asked() is None:
        share(key, partial(drawn, picture), picture.rows, anchor=ANCHOR)


def drawn(picture: Picture) -> Drawn:
    """The figure as a picture that stands by itself."""
    title = picture.table.caption
    caption = picture.caption.removeprefix(title).strip()
    return Drawn(title, "", [Part(picture.svg)], [caption], all_in_words(cited(picture.rows)), printed=True)
