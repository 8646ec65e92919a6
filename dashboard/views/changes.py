"""Wat is er veranderd: figures and estimates old beside new, and the state of every source that can be downloaded."""

import streamlit as st

from dashboard import changes, html, queries
from dashboard.heading import heading
from dashboard.language import n, t
from etl import formats

MOST = 300
"""Rows of the table on the page; the CSV holds all."""

heading(t("changes.title"), 1)
st.html(f'<p class="lead">{t("changes.lead")}</p>')

heading(t("changes.figures"), anchor="cijfers")
rows = queries.revised()
if rows.empty:
    st.info(t("changes.nothing"))
else:
    st.markdown(changes.compared(rows))
    st.html(html.table(changes.by_indicator(rows), t("changes.by_indicator"), stacked=True))
    other = rows[rows["change"] != "added"]
    if other.empty:
        st.markdown(t("changes.no_detail"))
    else:
        detail = html.table(changes.before_and_after(other.head(MOST)), t("changes.detail"), stacked=True, long=True)
        st.html(html.unfolding(t("changes.detail_count", count=n(len(other))), detail, opened=True))
        if len(other) > MOST:
            st.caption(t("changes.limited", most=n(MOST), count=n(len(other))))
    st.download_button(
        t("changes.csv"),
        formats.to_csv(rows),
        file_name="mensenhandelmonitor-veranderingen.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )

heading(t("changes.sources"), anchor="bronnen", below=[t("changes.sources_lead")])
states = queries.source_states()
absent = states[states["status"] == "not_loaded"]
if len(absent):
    names = "; ".join(t(f"loads.{one}") for one in absent["name"])
    st.info(t("changes.not_loaded", names=names, sources=" ".join(absent["name"])))
st.html(changes.states())
