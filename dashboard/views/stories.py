"""Verhalen: three guided readings for who must write or speak about the figures."""

import streamlit as st

from dashboard import layers
from dashboard.address import kept
from dashboard.heading import heading
from dashboard.language import t
from dashboard.section import section
from dashboard.stories import STORIES

heading(t("stories.title"), 1)
st.html(f'<p class="lead">{t("stories.lead")}</p>')


@section
def story() -> None:
    told = kept(
        st.radio,
        t("stories.which"),
        list(STORIES),
        key="verhaal",
        default=next(iter(STORIES)),
        format_func=lambda one: t(f"stories.name_{one}"),
    )
    layers.switches()
    STORIES[told]()


story()
