"""The lens of the five barriers: one choice that narrows several pages and stands in their address."""

from typing import Any

import streamlit as st

from dashboard import queries
from dashboard.address import kept
from dashboard.language import language, t

ADDRESS = "barrier"


def barrier(**more: Any) -> str | None:
    """Draw the choice of a barrier; its identifier, or None for all."""
    about = queries.barriers().set_index("barrier_id")
    chosen = kept(
        st.pills,
        t("lens.label"),
        list(about.index),
        key=ADDRESS,
        default=None,
        format_func=lambda one: str(about.at[one, f"name_{language()}"]),
        help=t("lens.help"),
        **more,
    )
    return None if chosen is None else str(chosen)
