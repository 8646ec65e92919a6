"""Dark number: published estimates by comparable group, what part was in view, why they differ, what they rest on."""

import streamlit as st

from dashboard import published_estimates
from dashboard.citing import citations
from dashboard.coverage import nothing_in_view, share_figure
from dashboard.figure import show
from dashboard.gaps import gaps_table
from dashboard.heading import heading
from dashboard.language import t
from dashboard.markdown import for_streamlit
from dashboard.mse.sections import show_dark_number

GAPS = ("gap-09-mse-intervals", "gap-10-regional-estimate", "gap-18-mse-lists")
RESTS_ON = {
    "MSE": ["aleshin-guendel-2021", "silverman-2020"],
    "GSI": ["walkfree-2016", "walkfree-2018", "walkfree-2023"],
    "expert": ["olijve-2020"],
}
"""Methods in the order of the page, with the sources that tell of them."""

IN_WORDS = {
    "no_range": (
        "zonder-marge",
        ("estimate", "period", "what", "estimated", "method", "flags", "source"),
        "modern_slavery_prevalence",
    ),
    "part": (
        "groepen",
        ("estimate", "period", "what", "who", "estimated", "margin", "method", "flags", "source"),
        "",
    ),
    "observed": ("waargenomen", ("estimate", "period", "observed", "flags", "source"), ""),
}
"""What has no range to draw, by its place: key of the figure, columns, and the indicator whose breaks are told."""

heading(t("dark.title"), 1)
st.html(f'<p class="lead">{published_estimates.takeaway()}</p>')
st.markdown("\n\n".join([t("dark.second"), t("mse.pointer")]))

held = set(published_estimates.placed()["place"])
if "drawn" in held:
    show(published_estimates.with_range())
if nothing_in_view() is None:
    show(share_figure())
for place, (key, columns, breaks_of) in IN_WORDS.items():
    if place in held:
        show(published_estimates.in_words(place, key, columns, breaks_of))

# ---- why they differ, what they rest on, what is not known

if held & {"drawn", "no_range"}:
    heading(t("dark.differ"), anchor="verschillen", below=[t("dark.differ_lead")])
    st.html(published_estimates.differences_table())
    st.markdown("\n\n".join(published_estimates.contradictions()))

unreliable = published_estimates.unreliable()
if unreliable:
    listed = "\n".join(f"- {one}" for one in unreliable)
    heading(t("dark.unreliable"), anchor="onbetrouwbaar", below=[t("dark.unreliable_lead"), listed])

heading(t("dark.rests"), anchor="aannames", below=[t("dark.rests_lead")])
for method, source_ids in RESTS_ON.items():
    name = published_estimates.capital(t(f"method.{method}"))
    told = [t(f"method.{method}_what"), t(f"method.{method}_assumes")]
    heading(name, 3, anchor=f"methode-{method.lower()}", below=told)
    st.caption(for_streamlit([t("dark.more", sources="; ".join(citations(source_ids)))]), unsafe_allow_html=True)

heading(t("dark.gaps"), anchor="niet-bekend")
st.html(gaps_table(GAPS, t("dark.gaps_table")))

# ---- the estimate recomputed from the public table of lists, and the reader's own

show_dark_number()
