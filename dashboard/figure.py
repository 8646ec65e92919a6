"""How every figure is shown: what is counted, key, chart with its text for who cannot see it, source, breaks,
the same rows as a table and as CSV."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import cached_property, partial
from html import escape
from typing import Any
from urllib.parse import quote

import altair as alt
import pandas as pd
import streamlit as st

from dashboard import caveats, embedding, html
from dashboard.charts.keys import HEIGHT, WIDTH, drawings
from dashboard.charts.picking import PICKED
from dashboard.charts.picture import WIDE, Drawn, Part
from dashboard.charts.spec import spec
from dashboard.citing import citations, plain_text, source_line
from dashboard.language import language, look, t
from dashboard.once import once
from dashboard.sharing import share
from etl import formats

_TO_CSV = once(formats.to_csv)
LONG = 40
"""Rows of a table above which it scrolls in a box of its own."""
Pick = Callable[[list[str]], None]


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


@dataclass(frozen=True)
class Figure:
    """One chart, or several small ones, with all that must stand beside it.

    `rows` are exactly the rows drawn; they are the CSV. `table` holds the same rows as text. `lines` and `estimates`
    name what the key shows. `panel_width` is in pixels: as many panels stand beside each other as fit. Without panels
    the table stands in their place. `pick` is called with the areas that are clicked. `level` is
    that of the title: 3 where the figure stands under a heading of its own.
    """

    key: str
    title: str
    subtitle: str
    panels: Sequence[Panel]
    rows: pd.DataFrame
    table: pd.DataFrame
    lines: Sequence[str] = ()
    estimates: Sequence[str] = ()
    panel_width: int = 166
    dotted: bool = False
    notes: Sequence[str] = field(default_factory=tuple)
    breaks: pd.DataFrame | None = None
    breaks_open: bool = False
    pick: Pick | None = None
    level: int = 2

    @cached_property
    def caveats(self) -> list[str]:
        """What must be said of the rows."""
        return caveats.sentences(self.rows)

    @cached_property
    def broken(self) -> list[str]:
        """What is said of each break, in Markdown."""
        return [] if self.breaks is None else [_break(one) for one in self.breaks.to_dict("records")]

    @cached_property
    def sources(self) -> str:
        return source_line(self.rows)

    @cached_property
    def readable(self) -> str:
        """The table as HTML: Streamlit's own takes the browser longer than all charts of a page."""
        return html.table(self.table, self.title, stacked=True, long=len(self.table) > LONG)

    @cached_property
    def csv(self) -> bytes:
        return formats.to_csv(self.rows)

    @cached_property
    def drawn(self) -> Drawn:
        """The figure as a picture holds it, with its caveats."""
        return Drawn(
            self.title,
            self.subtitle,
            [Part(one.chart, one.title, one.lines, one.about, one.note) for one in self.panels],
            [*self.caveats, *self.notes, *_numbered(self.breaks)],
            plain_text(self.sources),
            self.lines,
            self.estimates,
            self.dotted,
            self.panel_width if len(self.panels) > 1 else WIDE,
        )


def show(figure: Figure, level: int | None = None) -> None:
    """Draw a figure on the page, in reading order; where one figure is asked for alone, that one and no more. level:
    of its title, instead of its own."""
    level = level or figure.level
    only = embedding.asked()
    if only is None:
        _draw(figure, level)
    elif only == figure.key:
        with embedding.stage() or st.container():
            _draw(figure, level)
            embedding.foot(figure.key)
        st.stop()


def _draw(figure: Figure, level: int) -> None:
    with st.container(key=f"figure-{figure.key}"):
        heading = st.header if level == 2 else st.subheader
        heading(figure.title, anchor=figure.key)
        st.caption(figure.subtitle)
        if figure.lines or figure.estimates:
            st.html(_key(figure.lines, figure.estimates, figure.dotted))
        if figure.panels:
            _panels(figure, level)
        else:
            st.html(figure.readable)
        caveats.show(figure.caveats)
        for note in figure.notes:
            st.caption(note)
        st.caption(figure.sources)
        if figure.broken:
            _breaks(figure.broken, figure.breaks_open)
        if figure.panels:
            with st.expander(t("figure.table", rows=len(figure.table)), key=f"table-{figure.key}"):
                caveats.show(figure.caveats)
                st.html(figure.readable)
                csv_button(figure.key, figure.csv)
        else:
            csv_button(figure.key, figure.csv)
        if embedding.asked() is None:
            share(figure.key, figure.drawn, figure.rows)


def _numbered(breaks: pd.DataFrame | None) -> list[str]:
    """What the numbered rules of a chart mean, in one line."""
    if breaks is None or breaks.empty:
        return []
    told = [f"{one['number']}. {one[f'title_{language()}']} ({one['date']})" for _index, one in breaks.iterrows()]
    return [t("share.numbered", breaks="; ".join(told))]


def _panels(figure: Figure, level: int) -> None:
    if len(figure.panels) == 1:
        key = f"chart-{figure.key}"
        with st.container(key=f"pick-{key}") if figure.pick else nullcontext():
            _chart(figure.panels[0], figure.title, key, figure.pick)
        return
    # few elements for each panel: where a page has many, they are what the browser is busy with
    with st.container(horizontal=True, gap="small", key=f"panels-{figure.key}"):
        for index, one in enumerate(figure.panels):
            key = f"chart-{figure.key}-{index}"
            with st.container(width=figure.panel_width, gap="xxsmall", key=f"pick-{key}" if figure.pick else None):
                st.html(_above(one, level + 1))
                _chart(one, one.title, key, figure.pick)
                if below := _below(one):
                    st.html(below)


def _above(panel: Panel, level: int) -> str:
    mark = " chosen" if panel.chosen else ""
    about = f'<p class="panel about">{escape(panel.about)}</p>' if panel.about else ""
    return f'<h{level} class="panel{mark}">{escape(panel.title)}</h{level}>{about}'


def _below(panel: Panel) -> str:
    note = f'<p class="panel">{escape(panel.note)}</p>' if panel.note else ""
    return (_key(panel.lines) if panel.lines else "") + note


def _chart(panel: Panel, title: str, key: str, pick: Pick | None) -> None:
    if pick is None:
        st.vega_lite_chart(spec(panel.chart, panel.alt), theme=None, width="stretch", alt=title, key=key)
        return
    # a chart keeps what was clicked in it and is silent when that is clicked again: after each click it is a new one
    times = st.session_state.setdefault(f"clicks in {key}", 0)
    current = f"{key}-{times}"
    follow = partial(_clicked, key, current, pick)
    # the browser keeps a chart whose drawing is the same
    fresh = {**spec(panel.chart, panel.alt), "usermeta": {"clicks": times}}
    st.vega_lite_chart(fresh, theme=None, width="stretch", alt=title, key=current, on_select=follow)


def _clicked(key: str, current: str, pick: Pick) -> None:
    clicked = [str(point["region_id"]) for point in st.session_state[current].selection.get(PICKED, [])]
    st.session_state[f"clicks in {key}"] += 1
    pick(clicked)


def csv(key: str, rows: pd.DataFrame) -> None:
    """The rows as CSV."""
    csv_button(key, _TO_CSV(rows))


def csv_button(key: str, written: bytes) -> None:
    """The rows as CSV, where they are written already."""
    st.download_button(
        t("figure.csv"),
        written,
        file_name=f"mensenhandelmonitor-{key}.csv",
        mime="text/csv",
        key=f"csv-{key}",
        on_click="ignore",
        icon=":material/download:",
    )


def _key(lines: Sequence[str], estimates: Sequence[str] = (), dotted: bool = False) -> str:
    """The key of a chart: line, dash and shape of each name; it stays where names in the chart have no room."""
    parts = [_swatch(drawing, label) for drawing, label in drawings(lines, look(), estimates, dotted)]
    return f'<div class="keys">{"".join(parts)}</div>'


def _swatch(drawing: str, label: str) -> str:
    # an image, because inline SVG does not survive the cleaning of st.html
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">{drawing}</svg>'
    return f'<span class="key"><img alt="" src="data:image/svg+xml,{quote(picture)}"/>{escape(label)}</span>'


def _breaks(broken: Sequence[str], opened: bool) -> None:
    with st.expander(t("figure.breaks", count=len(broken)), expanded=opened):
        for told in broken:
            st.markdown(told)


def _break(one: Mapping[Hashable, Any]) -> str:
    told = one[f"explanation_{language()}"]
    doubt = "" if one["confirmed"] else " " + t("figure.unconfirmed")
    cut = t("figure.cuts") if one["cuts"] else t("figure.marks")
    title = f"**{one['number']}. {one[f'title_{language()}']}** ({one['date']}; {t('kind.' + one['kind'])})."
    return f"{title} {told}{doubt} {cut} *{citations([one['source_id']])[0]}*"
