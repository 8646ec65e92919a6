"""Dark number: published estimates by comparable group, what part was in view, why they differ, what they rest on."""

import pandas as pd
import streamlit as st

from dashboard import estimates, numbers, published_estimates, queries
from dashboard.citing import citations
from dashboard.coverage import share_figure
from dashboard.figure import show
from dashboard.gaps import gaps_table
from dashboard.language import language, n, t
from dashboard.mse.sections import show_dark_number

GAPS = ("gap-09-mse-intervals", "gap-10-regional-estimate", "gap-18-mse-lists")
RESTS_ON = {
    "MSE": ["aleshin-guendel-2021", "silverman-2020"],
    "GSI": ["walkfree-2016", "walkfree-2018", "walkfree-2023"],
    "expert": ["olijve-2020"],
}
"""Methods in the order of the page, with the sources that tell of them."""

LANG = language()
found = published_estimates.placed()


def takeaway() -> str:
    """The newest estimate with a range that years of reports belong to, and what part of it was reported."""
    shares = queries.share_in_view()
    own = shares[shares["estimate_id"] == shares.iloc[-1]["estimate_id"]]
    newest = found.set_index("estimate_id").loc[own["estimate_id"].iloc[0]]
    parts = [
        t("dark.share", year=one["year"], low=n(one["share_low"] * 100), high=n(one["share_high"] * 100))
        for _index, one in own.iterrows()
    ]
    return t(
        "dark.takeaway",
        period=numbers.period(newest["period"], LANG),
        low=n(newest["low"]),
        high=n(newest["high"]),
        shares=f" {t('dark.and')} ".join(parts),
    )


st.title(t("dark.title"))
st.html(f'<p class="lead">{takeaway()}</p>')
st.markdown(t("dark.second"))
st.markdown(t("mse.pointer"))

show(published_estimates.with_range())
show(share_figure())
show(
    published_estimates.in_words(
        "no_range",
        "zonder-marge",
        ("estimate", "period", "what", "estimated", "method", "flags", "source"),
        breaks_of="modern_slavery_prevalence",
    )
)
show(
    published_estimates.in_words(
        "part", "groepen", ("estimate", "period", "what", "who", "estimated", "flags", "source")
    )
)

# ---- why they differ, what they rest on, what is not known

st.header(t("dark.differ"), anchor="verschillen")
st.markdown(t("dark.differ_lead"))
st.html(published_estimates.differences_table())
conflicts = queries.conflicts()
told = [conflicts[conflicts["indicator_id"].isin(estimates.TOTALS)]]
told += [queries.breaks(indicator_id, [], regional=False) for indicator_id in estimates.TOTALS]
for _index, one in pd.concat(told).iterrows():
    st.markdown(f"**{one[f'title_{LANG}']}.** {one[f'explanation_{LANG}']}")

unreliable = found[found["place"] == "unreliable"]
if len(unreliable):
    st.header(t("dark.unreliable"), anchor="onbetrouwbaar")
    st.markdown(t("dark.unreliable_lead"))
    for _index, one in unreliable.iterrows():
        st.markdown(f"- {one[f'note_{LANG}']} *{citations([one['source_id']])[0]}*")

st.header(t("dark.rests"), anchor="aannames")
st.markdown(t("dark.rests_lead"))
for method, source_ids in RESTS_ON.items():
    st.subheader(published_estimates.capital(t(f"method.{method}")), anchor=f"methode-{method.lower()}")
    st.markdown(t(f"method.{method}_what"))
    st.markdown(t(f"method.{method}_assumes"))
    st.caption(t("dark.more", sources="; ".join(citations(source_ids))))

st.header(t("dark.gaps"), anchor="niet-bekend")
st.html(gaps_table(GAPS, t("dark.gaps_table")))

# ---- the estimate recomputed from the public table of lists, and the reader's own

show_dark_number()
