"""Begrippen: every term with what it means, what it is not, its other language and its source."""

import pandas as pd
import streamlit as st

from dashboard import html, queries
from dashboard.address import kept
from dashboard.language import language, n, t

LANG = language()
OTHER = {"nl": "en", "en": "nl"}[LANG]

st.title(t("glossary.title"))
st.html(f'<p class="lead">{t("glossary.lead")}</p>')

terms = queries.terms().set_index("term_id")
terms = terms.sort_values(f"term_{LANG}", key=lambda words: words.str.lower())


def source(row: pd.Series) -> str:
    """Where a term comes from, as HTML."""
    if pd.isna(row["source_id"]):
        return t("glossary.own")
    place = f" ({row['locator']})" if pd.notna(row["locator"]) else ""
    return html.link(f"{row['producer']}, {row['source_title']}", row["source_url"]) + html.escape(place)


chosen = kept(
    st.selectbox,
    t("glossary.find"),
    list(terms.index),
    key="term",
    default=None,
    format_func=lambda one: str(terms.loc[one, f"term_{LANG}"]),
    placeholder=t("glossary.choose"),
    index=None,
)
if chosen:
    row = terms.loc[chosen]
    with st.container(border=True, key="term-open"):
        st.subheader(row[f"term_{LANG}"], anchor=False)
        st.markdown(row[f"definition_{LANG}"])
        st.markdown(f"**{t('glossary.not')}** {row[f'not_{LANG}']}")
        st.html(
            f"<p>{t('glossary.other')} <span lang='{OTHER}'>{html.escape(row[f'term_{OTHER}'])}</span>. "
            f"{t('glossary.source')}: {source(row)}.</p>"
        )

table = pd.DataFrame(
    {
        t("glossary.term"): terms[f"term_{LANG}"],
        t("glossary.meaning"): terms[f"definition_{LANG}"],
        t("glossary.not"): terms[f"not_{LANG}"],
        t("glossary.in_other"): terms[f"term_{OTHER}"],
        t("glossary.source"): [source(row) for _index, row in terms.iterrows()],
    },
    dtype="str",
)
st.html(
    html.table(
        table,
        t("glossary.table", count=n(len(terms))),
        ready=[t("glossary.source")],
        languages={t("glossary.in_other"): OTHER},
        stacked=True,
    )
)
