"""Bestuurlijke monitor: four municipalities in 2012, a scan of one's own, and the funnel of one's own counts."""

import streamlit as st

from dashboard import funnel_part, scan_part, status_part
from dashboard.address import kept
from dashboard.heading import heading
from dashboard.language import t
from dashboard.section import section

PARTS = {"stand-2012": status_part.show, "zelfscan": scan_part.show, "trechter": funnel_part.show}

heading(t("self_scan.title"), 1)
st.html(f'<p class="lead">{t("self_scan.lead")}</p>')


@section
def chosen_part() -> None:
    part = kept(
        st.segmented_control,
        t("self_scan.part"),
        list(PARTS),
        key="deel",
        default="stand-2012",
        format_func=lambda one: t(f"self_scan.part_{one}"),
        required=True,
    )
    PARTS[part]()


chosen_part()
