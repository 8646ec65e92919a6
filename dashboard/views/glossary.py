"""Begrippen: every term with what it means, what it is not, its other language and its source."""

import streamlit as st

from dashboard import glossary, html
from dashboard.address import kept
from dashboard.heading import heading
from dashboard.language import language, t
from dashboard.section import section

LANG = language()
OTHER = glossary.OTHER[LANG]

heading(t("glossary.title"), 1)
st.html(f'<p class="lead">{t("glossary.lead")}</p>')

terms = glossary.sorted_terms()
names = dict(zip(terms.index, terms[f"term_{LANG}"], strict=True))


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
        row = terms.loc[chosen]
        with st.container(border=True, key="term-open"):
            heading(row[f"term_{LANG}"], 3, below=[row[f"definition_{LANG}"]])
            st.markdown(f"**{t('glossary.not')}:** {row[f'not_{LANG}']}")
            st.html(
                f"<p>{t('glossary.other')} <span lang='{OTHER}'>{html.escape(row[f'term_{OTHER}'])}</span>. "
                f"{t('glossary.source')}: {glossary.source(row)}.</p>"
            )


if terms.empty:
    st.info(t("frame.nothing_held"))
else:
    one_term()
    st.html(glossary.every_term())
