"""The headings of a page, each with an anchor that a link can name."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from dashboard.markdown import for_streamlit


def heading(words: str, level: int = 2, anchor: str | None = None, *, below: Iterable[str] = ()) -> None:
    """A heading as plain words, and the paragraphs below it in Markdown, free of HTML. level: 1 for the title of the
    page. anchor: its name in a link, else made of the words.

    Not Streamlit's own heading element: the browser draws that anew at every click on the page, each for half a
    millisecond and more; one in Markdown only when its words change. Paragraphs of one element with it, as the browser
    goes over every element at each click.
    """
    named = f' data-anchor="{escape(anchor)}"' if anchor else ""
    head = f"<h{level}{named}>{escape(words)}</h{level}>"
    told = for_streamlit(below)
    st.markdown(f"{head}\n\n{told}" if told else head, unsafe_allow_html=True)
