"""Overzicht: what is registered beside what is estimated, the chain side by side, and what changed when."""

import streamlit as st

from dashboard import layers, queries
from dashboard.address import kept
from dashboard.chain import STAGES, chain_figure, chain_years
from dashboard.coverage import either, estimated, nothing_in_view, share_figure
from dashboard.figure import show
from dashboard.heading import heading
from dashboard.language import n, t
from dashboard.reported import newest_reported, reported_figure, series_in_order, series_named
from dashboard.section import drawn_first, section
from etl.signs import VICTIM_SERIES

heading(t("overview.title"), 1)

shares, unseen = queries.share_in_view(), nothing_in_view()
newest, latest = newest_reported(), None
if unseen is None:
    latest = shares.iloc[-1]
    told = t(
        "overview.takeaway",
        year=latest["year"],
        reported=either(latest["reported_low"], latest["reported_high"]),
        low=n(latest["estimate_low"]),
        high=n(latest["estimate_high"]),
        share=f"{n(latest['share_low'] * 100)} {t('overview.to')} {n(latest['share_high'] * 100)}",
    )
    st.html(f'<p class="lead">{told}</p>')
second = [t("overview.fewer")]
if newest is not None and (latest is None or newest["period"] != latest["year"]):
    if latest is not None and not estimated(int(newest["period"])):
        second.insert(0, t("overview.no_estimate"))
    second.insert(0, t("overview.second", year=newest["period"], reported=n(newest["value"])))
st.markdown(" ".join(second))
if unseen:
    st.info(unseen)


@section
def reported_series() -> None:
    """The publications that are chosen, beside the estimates."""
    order = series_in_order()
    picked = kept(
        st.pills,
        t("overview.series"),
        order,
        key="series",
        default=list(VICTIM_SERIES),
        selection_mode="multi",
        format_func=series_named().__getitem__,
    )
    if not picked:
        st.caption(t("overview.nothing_chosen"))
    show(reported_figure([one for one in order if one in (picked or VICTIM_SERIES)]))


@section
def figures() -> None:
    layers.switches()
    reported_series()
    drawn_first()
    if unseen is None:
        show(share_figure())
    show(chain_figure(chain_years(STAGES)))


figures()
