"""Toegankelijkheid: the accessibility statement, in the form public bodies in the Netherlands use."""

from html import escape

import pandas as pd
import streamlit as st

from dashboard import html, settings
from dashboard.heading import heading
from dashboard.language import t

ISSUES = {
    "language": "https://github.com/streamlit/streamlit/issues/1353",
    "titles": None,
    "menu": None,
    "marks": "https://github.com/vega/vega-lite/issues/6603",
    "announce": None,
    "colours": None,
}
"""What does not comply yet, with where its maker works on it."""
CHECKED = ("axe", "keyboard", "narrow", "themes", "tables", "motion")
MEASURES = ("alt", "twin", "sign", "focus", "lang", "print")


def listed(section: str, names: tuple[str, ...]) -> None:
    st.markdown("\n".join(f"- {t(f'accessibility.{section}_{one}')}" for one in names))


heading(t("accessibility.title"), 1)
st.html(f'<p class="lead">{t("accessibility.lead")}</p>')

heading(t("accessibility.status"), anchor="status", below=[t("accessibility.status_text")])
facts = ("service", "norm", "method", "date", "register")
st.html(html.definitions([(t(f"accessibility.{one}_name"), t(f"accessibility.{one}_text")) for one in facts]))

heading(t("accessibility.checked"), anchor="onderzocht")
listed("checked", CHECKED)

heading(t("accessibility.open"), anchor="voldoet-niet", below=[t("accessibility.open_text")])
columns = ("criterion", "what", "effect", "instead", "plan")
rows = [
    [escape(t(f"accessibility.{name}_{column}")) for column in columns[:-1]]
    + [escape(t(f"accessibility.{name}_plan")) + (" " + html.link(t("accessibility.follow"), link) if link else "")]
    for name, link in ISSUES.items()
]
heads = [t(f"accessibility.column_{column}") for column in columns]
st.html(html.table(pd.DataFrame(rows, columns=heads), t("accessibility.open_table"), ready=heads, stacked=True))

heading(t("accessibility.measures"), anchor="maatregelen")
listed("measure", MEASURES)

heading(t("accessibility.report"), anchor="melden")
address = settings.contact()
st.markdown(t("accessibility.report_text"))
if address:
    st.markdown(t("accessibility.report_at", address=f"[{address}]({settings.contact_link()})"))
else:
    st.markdown(t("accessibility.report_nowhere"))
st.markdown(t("accessibility.complain"))
