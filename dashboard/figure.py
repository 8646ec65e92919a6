"""How every figure is shown: what is counted, key, chart with its text for who cannot see it, source, breaks,
the same rows as a table and as CSV."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

import pandas as pd
import streamlit as st

from dashboard import broken, caveats, embedding, html, panel
from dashboard.address import bound
from dashboard.charts.picture import WIDE, Drawn, Part
from dashboard.citing import all_in_words, cited, source_line, source_list
from dashboard.heading import heading
from dashboard.language import n, t
from dashboard.markdown import paragraphs
from dashboard.once import once
from dashboard.panel import Panel, Pick
from dashboard.section import section
from dashboard.sharing import Shows, share
from etl import formats

_TO_CSV = once(formats.to_csv)
LONG = 40
"""Rows of a table above which it scrolls in a box of its own."""


@dataclass(frozen=True)
class Figure:
    """One chart, or several small ones, with all that must stand beside it.

    `rows` are exactly the rows drawn; they are the CSV. `table` holds the same rows as text. `lines` and `estimates`
    name what the key shows. `panel_width` is in pixels: as many panels stand beside each other as fit. Without panels
    the table stands in their place. `pick` is called with the areas that are clicked. `level` is
    that of the title: 3 where the figure stands under a heading of its own. `heavy`: each panel takes the browser long,
    as one of hundreds of points does, so that the first is drawn before the others come. `breaks` that stand in a chart
    have its `number`; without that column they are told only. `counted`: the figures that are drawn as rows of the wide
    view, for what is said of them, where `rows` have another shape. `joined`: figures of one series that follow each
    other are drawn as a line. `per_head`: figures by inhabitants are drawn or stand in the table, so that the source of
    inhabitants is one of the figure. `shows`: what the panels show and do not show, where they hold no figures that a
    sentence can be made of. `open_table`: the rows stand below the panels, as without them these say too little.
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
    pick: Pick | None = None
    level: int = 2
    heavy: bool = False
    counted: pd.DataFrame | None = None
    joined: bool = True
    per_head: bool = False
    shows: Shows | None = None
    open_table: bool = False

    @cached_property
    def caveats(self) -> list[str]:
        """What must be said of the rows."""
        return caveats.sentences(self.rows if self.counted is None else self.counted)

    @cached_property
    def above(self) -> str:
        """What is counted, how an area is chosen, and the key, as HTML."""
        key = panel.key_of(self.lines, self.estimates, self.dotted) if self.lines or self.estimates else ""
        return html.around(html.told([self.subtitle + (" " + t("figure.pick") if self.pick else "")]), key)

    @cached_property
    def below(self) -> str:
        """Caveats, notes, sources and breaks as HTML: one element, as each is something that the browser is busy with
        at every click."""
        return self.told_below([*self.notes, source_line(self.sources)])

    def told_below(self, told: Sequence[str]) -> str:
        """What stands below the panels, with what is told in small print, in Markdown."""
        drawn = self.counted if self.counted is not None else self.rows
        breaks = [] if self.breaks is None else broken.told(self.breaks, drawn if self.panels and self.joined else None)
        numbered = "breaks" if self.breaks is not None and "number" in self.breaks else "breaks_told"
        boxes = [
            html.unfolding(t(f"figure.{name}", count=len(lines)), paragraphs(lines))
            for name, lines in (("all_sources", source_list(self.sources)), (numbered, breaks))
            if lines
        ]
        return html.around(caveats.listed(self.caveats), html.told(told), *boxes)

    @cached_property
    def sources(self) -> list[str]:
        """source_id of each, in the order in which they are named."""
        return cited(self.rows, per_head=self.per_head)

    @cached_property
    def readable(self) -> str:
        """The table as HTML: Streamlit's own takes the browser longer than all charts of a page."""
        return html.table(self.table, self.title, stacked=True, long=len(self.table) > LONG and not self.open_table)

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
            [*self.caveats, *self.notes, *broken.in_one_line(self.breaks)],
            all_in_words(self.sources),
            self.lines,
            self.estimates,
            self.dotted,
            self.panel_width if len(self.panels) > 1 else WIDE,
        )


def show(figure: Figure, level: int | None = None) -> None:
    """Draw a figure on the page, in reading order; where one figure is asked for alone, that one and no more. level:
    of its title, instead of its own."""
    embedding.placed(figure.key, partial(_draw, figure, level or figure.level))


def _draw(figure: Figure, level: int, alone: bool) -> None:
    """alone: in a frame of another site, often lower than the figure, so that whose it is and its source come first."""
    with st.container(key=f"figure-{figure.key}"):
        heading(figure.title, level, figure.key)
        st.html(figure.above)
        if alone:
            embedding.signed(figure.key)
            st.html(html.around(html.told([source_line(figure.sources)])))
        if figure.panels:
            panel.show(
                figure.panels, figure.title, figure.key, figure.panel_width, level, figure.pick, heavy=figure.heavy
            )
        else:
            st.html(figure.readable)
        st.html(figure.told_below(figure.notes) if alone else figure.below)
        if figure.panels and figure.open_table:
            st.html(figure.readable)
        _to_take(figure)


@section
def _to_take(figure: Figure) -> None:
    """The rows, and what one takes away of the figure. Opening either runs nothing else of the page."""
    if figure.panels and not figure.open_table:
        _table(figure)
    else:
        csv_button(figure.key, figure.csv)
    if embedding.asked() is None:
        share(figure.key, lambda: figure.drawn, figure.rows, figure.shows)


def _table(figure: Figure) -> None:
    """The rows to read, made when their box is opened: hundreds of cells that nobody sees keep the browser busy at each
    click, and longest where they are other ones."""

    def readable() -> str:
        return html.around(caveats.listed(figure.caveats), figure.readable)

    table_box(figure.key, len(figure.table), readable, lambda: figure.csv)


def table_box(key: str, rows: int, readable: Callable[[], str], csv: Callable[[], bytes]) -> None:
    """A box with rows to read and as CSV. readable: makes their table in HTML. csv: writes them."""
    told = t("figure.table_one") if rows == 1 else t("figure.table", rows=n(rows))
    with bound(f"table-{key}", default=False):
        box = st.expander(told, key=f"table-{key}", bind="query-params")
    if box.open:
        with box:
            st.html(readable())
            csv_button(key, csv())


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
