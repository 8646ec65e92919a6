"""Overzicht: what is registered beside what is estimated, the chain side by side, and what changed when."""

import streamlit as st

from dashboard import layers, queries
from dashboard.address import kept
from dashboard.chain import chain_figure
from dashboard.coverage import share_figure
from dashboard.figure import show
from dashboard.heading import heading
from dashboard.language import language, n, t
from dashboard.reported import YEARS, reported_figure, series_in_order, yearly_reported
from dashboard.section import drawn_first, section
from etl.signs import VICTIM_SERIES

heading(t("overview.title"), 1)

shares = queries.share_in_view()
latest = shares.iloc[-1]
reported = yearly_reported()
newest = reported[reported["series"] == "nr-current"].iloc[-1]
st.html(
    '<p class="lead">'
    + t(
        "overview.takeaway",
        year=latest["year"],
        reported=f"{n(latest['reported_low'])} {t('overview.or')} {n(latest['reported_high'])}",
        low=n(latest["estimate_low"]),
        high=n(latest["estimate_high"]),
        share=f"{n(latest['share_low'] * 100)} {t('overview.to')} {n(latest['share_high'] * 100)}",
    )
    + "</p>"
)
st.markdown(t("overview.second", year=newest["period"], reported=n(newest["value"])))


@section
def reported_series() -> None:
    """The publications that are chosen, beside the estimates."""
    names = queries.series().set_index("series")[f"title_{language()}"]
    order = series_in_order()
    picked = kept(
        st.pills,
        t("overview.series"),
        order,
        key="series",
        default=list(VICTIM_SERIES),
        selection_mode="multi",
        format_func=lambda one: str(names[one]),
    )
    if not picked:
        st.caption(t("overview.nothing_chosen"))
    show(reported_figure([one for one in order if one in (picked or VICTIM_SERIES)]))


@section
def figures() -> None:
    layers.switches()
    reported_series()
    drawn_first()
    show(share_figure())
    show(chain_figure(YEARS))


figures()
