"""The pictures of a figure, one or small ones beside each other, each with its title, its key and its notes."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Literal
from urllib.parse import quote

import altair as alt
import streamlit as st

from dashboard import section
from dashboard.charts.keys import HEIGHT, WIDTH, drawings
from dashboard.charts.picking import PICKED
from dashboard.charts.spec import spec
from dashboard.drawn_once import drawn_once
from dashboard.language import look

TITLE, LETTER = 22, 7
"""Height of a title within a drawing and mean width of its letters, in pixels."""
PHONE = 320
"""Width that every screen has, in pixels: a wider panel must be able to shrink, which its box lets it do."""
Pick = Callable[[list[str]], None]
"""What follows a click: it is called with the areas that were clicked."""


@dataclass(frozen=True)
class Panel:
    """One picture with what it shows in words; several panels of a figure wrap to the width of the screen.

    `about` is what must be known before reading it, `note` what must be known about it after.
    """

    chart: alt.LayerChart
    alt: str
    title: str = ""
    lines: Sequence[str] = ()
    about: str = ""
    note: str = ""
    chosen: bool = False


def show(
    panels: Sequence[Panel], title: str, key: str, width: int, level: int, pick: Pick | None, *, heavy: bool = False
) -> None:
    """The pictures of a figure. title: of the figure. key: of the figure. width: of each of several panels, in pixels.
    level: of the title of the figure. heavy: each takes the browser long."""
    if len(panels) == 1:
        with st.container(key=f"pick-chart-{key}") if pick else nullcontext():
            _chart(panels[0], title, f"chart-{key}", pick)
        return
    # few elements for each panel: where a page has many, they are what the browser is busy with
    bare = width < PHONE and not any(
        one.about or one.note or one.lines or len(one.title) * LETTER > width or "title" in spec(one.chart, one.alt)
        for one in panels
    )
    with st.container(horizontal=True, gap="small", key=f"panels-{key}"):
        for index, one in enumerate(panels):
            own = f"chart-{key}-{index}"
            if bare:
                _chart(one, one.title, own, pick, width)
            else:
                with st.container(width=width, gap="xxsmall"):
                    st.html(_above(one, level + 1))
                    _chart(one, one.title, own, pick)
                    if below := _below(one):
                        st.html(below)
            if heavy:
                section.drawn_first()


def _above(panel: Panel, level: int) -> str:
    about = f'<p class="panel about">{escape(panel.about)}</p>' if panel.about else ""
    return f'<h{level} class="panel">{escape(panel.title)}</h{level}>{about}'


def _below(panel: Panel) -> str:
    note = f'<p class="panel">{escape(panel.note)}</p>' if panel.note else ""
    return (key_of(panel.lines) if panel.lines else "") + note


def _chart(panel: Panel, title: str, key: str, pick: Pick | None, width: int | None = None) -> None:
    """Draw a panel. width: in pixels, of one that has its title within the drawing; else the chart is as wide as what
    it stands in."""
    drawn = spec(panel.chart, panel.alt)
    size: int | Literal["stretch"] = width or "stretch"
    if width:
        told = {"text": ("✓ " if panel.chosen else "") + title, "aria": False, "limit": width}
        height = drawn.get("height")  # else by row, to which a title is added without being asked
        drawn = {**drawn, "title": told} | ({"height": height + TITLE} if isinstance(height, int) else {})
    if pick is None:
        st.vega_lite_chart(drawn, theme=None, width=size, alt=title, key=key)
        return
    # a chart keeps what was clicked in it and is silent when that is clicked again: after each click it is a new one
    times = st.session_state.setdefault(f"clicks in {key}", 0)
    current = f"{key}-{times}"
    follow = partial(_clicked, key, current, pick)
    # the browser keeps a chart whose drawing is the same
    fresh = {**drawn, "usermeta": {"clicks": times}}
    st.vega_lite_chart(fresh, theme=None, width=size, alt=title, key=current, on_select=follow)


def _clicked(key: str, current: str, pick: Pick) -> None:
    clicked = [str(point["region_id"]) for point in st.session_state[current].selection.get(PICKED, [])]
    st.session_state[f"clicks in {key}"] += 1
    pick(clicked)
    section.whole_page()


@drawn_once
def key_of(lines: Sequence[str], estimates: Sequence[str] = (), dotted: bool = False) -> str:
    """The key of a chart: line, dash and shape of each name; it stays where names in the chart have no room."""
    parts = [_swatch(drawing, label) for drawing, label in drawings(lines, look(), estimates, dotted)]
    return f'<div class="keys">{"".join(parts)}</div>'


def _swatch(drawing: str, label: str) -> str:
    # an image, because inline SVG does not survive the cleaning of st.html
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">{drawing}</svg>'
    return f'<span class="key"><img alt="" src="data:image/svg+xml,{quote(picture)}"/>{escape(label)}</span>'
