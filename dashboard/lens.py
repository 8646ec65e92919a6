"""The lens of the five barriers: one choice that narrows several pages and stands in their address."""

from typing import Any

import streamlit as st

from dashboard import queries
from dashboard.address import kept
from dashboard.drawn_once import told_once
from dashboard.language import language, t

ADDRESS = "barrier"


def barrier(**more: Any) -> str | None:
    """Draw the choice of a barrier; its identifier, or None for all."""
    names = _names()
    chosen = kept(
        st.pills,
        t("lens.label"),
        list(names),
        key=ADDRESS,
        default=None,
        format_func=names.__getitem__,
        **more,
    )
    if chosen is None:
        return None
    st.caption(t("lens.own"))
    return str(chosen)


@told_once
def _names() -> dict[str, str]:
    """barrier_id to name."""
    about = queries.barriers()
    return dict(zip(about["barrier_id"], about[f"name_{language()}"], strict=True))


def narrowed(indicator_ids: list[str]) -> list[str]:
    """Draw the choice of a barrier and give the indicators that belong to it, in their order; all without a choice.

    Where a barrier has none, all of them as well, and a sentence that says so.
    """
    chosen = barrier()
    if chosen is None:
        return indicator_ids
    belonging = set(queries.barrier_indicators(chosen))
    found = [one for one in indicator_ids if one in belonging]
    if not found:
        st.info(t("lens.none"))
    return found or indicator_ids
