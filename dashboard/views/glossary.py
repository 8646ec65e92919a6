"""Begrippen: every term with what it means, what it is not, its other language and its source."""

import streamlit as st

from dashboard import glossary
from dashboard.address import kept
from dashboard.heading import heading
from dashboard.language import t
from dashboard.section import section

heading(t("glossary.title"), 1)
st.html(f'<p class="lead">{t("glossary.lead")}</p>')

names = glossary.names()


@section
def one_term() -> None:
    """The term that is chosen."""
    chosen = kept(
        st.selectbox,
        t("glossary.find"),
        list(names),
        key="term",
        default=None,
        format_func=names.__getitem__,
        placeholder=t("glossary.choose"),
        index=None,
    )
    if chosen:
        told = glossary.term(chosen)
        with st.container(border=True, key="term-open"):
            heading(names[chosen], 3, below=[told.meaning])
            st.markdown(f"**{t('glossary.not')}:** {told.no}")
            st.html(told.below)


if not names:
    st.info(t("frame.nothing_held"))
else:
    one_term()
    st.html(glossary.every_term())
