"""A part of a page with choices of its own: a choice in it runs that part, and not the whole page again."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec

import streamlit as st

from dashboard import embedding, pages_first, queries, telemetry
from dashboard.language import t

Given = ParamSpec("Given")
_PAGE: ContextVar[str | None] = ContextVar("page", default=None)
"""Address of the page that is run, as a whole or a part of it; None before it begins."""
_ANEW: ContextVar[bool] = ContextVar("anew", default=False)
"""Whether a part of the page is run for a choice in it, and no chart of it was drawn yet."""
_WHOLE = "whole-page"
PAUSE = 0.02
"""Seconds: Streamlit sends what there is every ten milliseconds, and the browser gathers it for as long."""


def section(draw: Callable[Given, None]) -> Callable[Given, None]:
    """Draw as a part of its own. What stands outside it must not depend on a choice inside it.

    A part shows the build that its page shows. Where another one was published since, the page is run as a whole, so
    that it never shows figures of both. What goes wrong is a sentence in the language of the page.
    """

    @wraps(draw)
    def placed(*given: Given.args, **named: Given.kwargs) -> None:
        if embedding.asked() is not None:  # one figure alone is drawn elsewhere on the page, which a part cannot do
            draw(*given, **named)
            return
        page, problems = _PAGE.get() or "", []

        @wraps(draw)
        def part() -> None:
            if _PAGE.get() is not None:  # what is around it is run
                try:
                    draw(*given, **named)
                except Exception as error:  # Streamlit would show a reader the trace
                    problems.append(error)
                return
            again = _WHOLE in st.session_state or queries.overtaken()
            with pages_first.READERS.run(), running(page):
                if again:
                    st.rerun()
                token = _ANEW.set(True)
                try:
                    draw(*given, **named)
                finally:
                    _ANEW.reset(token)

        st.fragment(part)()
        if problems:
            raise problems[0]

    return placed


def drawn_first() -> None:
    """Called below each chart of a section with many: after a choice the browser draws the first before the others
    come. All at once, that one would show no sooner than the last."""
    if _ANEW.get():
        _ANEW.set(False)
        time.sleep(PAUSE)


def whole_page() -> None:
    """For a choice that holds outside its section, such as an area that is clicked in a chart: the run that follows is
    that of the whole page."""
    st.session_state[_WHOLE] = True


@contextmanager
def running(page: str) -> Iterator[None]:
    """Around a run of a page or of a part of it, counted and timed; whatever goes wrong in it, the reader gets a
    sentence in the language of the page. page: its address."""
    st.session_state.pop(_WHOLE, None)
    token = _PAGE.set(page)
    try:
        with telemetry.page_run(page):
            yield
    except Exception:
        logging.getLogger(__name__).exception("page %s", page)
        st.error(t("error.unforeseen"))
    finally:
        _PAGE.reset(token)
