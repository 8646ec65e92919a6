"""The headings of a page, each with an anchor that a link can name."""

from html import escape

import streamlit as st


def heading(words: str, level: int = 2, anchor: str | None = None) -> None:
    """A heading as plain words. level: 1 for the title of the page. anchor: its name in a link, else made of the words.

    Not Streamlit's own heading element: the browser draws that anew at every click on the page, each for half a
    millisecond and more; one in Markdown only when its words change.
    """
    named = f' data-anchor="{escape(anchor)}"' if anchor else ""
    st.markdown(f"<h{level}{named}>{escape(words)}</h{level}>", unsafe_allow_html=True)
