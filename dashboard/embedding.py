"""One figure alone: `?embed=true&figure=KEY` shows the figure of a page for another site to frame."""

from collections.abc import Callable
from contextvars import ContextVar
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import queries
from dashboard.address import link, tell_unknown
from dashboard.language import day, t
from dashboard.texts import LANGUAGES

HEIGHT = 1100
"""Of a frame, in pixels: what most figures take with their caveats, at any width."""
_STAGE: ContextVar[DeltaGenerator | None] = ContextVar("stage", default=None)


def asked() -> str | None:
    """The key of the figure to show alone; None for a whole page."""
    return (st.query_params.get("figure") or None) if st.context.is_embedded else None


def alone(run: Callable[[], None]) -> None:
    """Run a page for one of its figures: the rest is not drawn where anyone sees it, and ends with that figure."""
    stage = st.container(key="alone")
    _STAGE.set(stage)
    with stage:  # on a whole page the switch of language says so
        tell_unknown("lang", set(st.query_params.get_all("lang")) - set(LANGUAGES))
    with st.container(key="rest"):
        run()
    with stage:  # a figure ends the script, so this page has none of that name
        st.info(t("share.no_figure"))
        st.markdown(f"[{t('share.to_page')}]({link()})")


def stage() -> DeltaGenerator | None:
    """Where the one figure is drawn; None on a whole page."""
    return _STAGE.get() if asked() else None


def placed(key: str, draw: Callable[[bool], None]) -> None:
    """Draw a figure on its page; where one figure is asked for alone, that one and no more. draw: is told whether the
    figure stands alone."""
    only = asked()
    if only is None:
        draw(False)
    elif only == key:
        with stage() or st.container():
            draw(True)
        st.stop()


def signed(key: str) -> None:
    """With the figure alone: whose it is, of when, and where all of it stands."""
    told = queries.shown()
    address = link(anchor=key)
    st.caption(t("share.embedded", link=address, vintage=day(date.fromisoformat(told.vintage))))
