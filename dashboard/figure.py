"""How every figure is shown: what is counted, key, chart with its text for who cannot see it, source, breaks,
the same rows as a table and as CSV."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote

import altair as alt
import pandas as pd
import streamlit as st

from dashboard import html, queries
from dashboard.charts.theme import APPROXIMATION, DASHES, SHAPES
from dashboard.language import language, look, t
from etl import formats

_SHAPES = {
    "circle": '<circle cx="15" cy="6" r="3.6"/>',
    "square": '<rect x="11.5" y="2.5" width="7" height="7"/>',
    "diamond": '<path d="M15 1.5l4.5 4.5-4.5 4.5-4.5-4.5z"/>',
    "triangle-up": '<path d="M15 2l4.5 8h-9z"/>',
    "triangle-down": '<path d="M15 10l4.5-8h-9z"/>',
    "cross": '<path d="M13 1.5h4v2.5h2.5v4h-2.5v2.5h-4v-2.5h-2.5v-4h2.5z"/>',
}


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


@dataclass(frozen=True)
class Figure:
    """One chart, or several small ones, with all that must stand beside it.

    `rows` are exactly the rows drawn; they are the CSV. `table` holds the same rows as text. `lines` and `estimates`
    name what the key shows. `panel_width` is in pixels: as many panels stand beside each other as fit. Without panels
    the table stands in their place.
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


def show(figure: Figure) -> None:
    """Draw a figure on the page, in reading order."""
    with st.container(key=f"figure-{figure.key}"):
        st.header(figure.title, anchor=figure.key)
        st.caption(figure.subtitle)
        if figure.lines or figure.estimates:
            st.html(_key(figure.lines, figure.estimates, figure.dotted))
        if figure.panels:
            _panels(figure)
        else:
            st.html(html.table(figure.table, figure.title, stacked=True))
        for note in figure.notes:
            st.caption(note)
        st.caption(source_line(figure.rows))
        if figure.breaks is not None and len(figure.breaks):
            _breaks(figure.breaks, figure.breaks_open)
        if figure.panels:
            table_and_csv(figure.key, figure.table, figure.rows)
        else:
            csv(figure.key, figure.rows)


def _panels(figure: Figure) -> None:
    if len(figure.panels) == 1:
        (one,) = figure.panels
        st.altair_chart(one.chart, theme=None, width="stretch", alt=one.alt, key=f"chart-{figure.key}")
        return
    with st.container(horizontal=True, gap="small", key=f"panels-{figure.key}"):
        for index, one in enumerate(figure.panels):
            with st.container(width=figure.panel_width, gap="xxsmall"):
                st.html(f'<h3 class="panel">{escape(one.title)}</h3>')
                if one.about:
                    st.html(f'<p class="panel about">{escape(one.about)}</p>')
                st.altair_chart(one.chart, theme=None, width="stretch", alt=one.alt, key=f"chart-{figure.key}-{index}")
                if one.lines:
                    st.html(_key(one.lines))
                if one.note:
                    st.html(f'<p class="panel">{escape(one.note)}</p>')


def table_and_csv(key: str, table: pd.DataFrame, rows: pd.DataFrame) -> None:
    """The rows as a readable table that opens, and as CSV."""
    with st.expander(t("figure.table", rows=len(table)), key=f"table-{key}"):
        st.table(table, hide_index=True, border="horizontal")
        csv(key, rows)


def csv(key: str, rows: pd.DataFrame) -> None:
    """The rows as CSV."""
    st.download_button(
        t("figure.csv"),
        formats.to_csv(rows),
        file_name=f"mensenhandelmonitor-{key}.csv",
        mime="text/csv",
        key=f"csv-{key}",
        on_click="ignore",
        icon=":material/download:",
    )


def source_line(rows: pd.DataFrame) -> str:
    """Producer, title and year of every source of the rows, and the licence where it is an open one."""
    columns = [column for column in ("source_id", "population_source_id", "reported_source_ids") if column in rows]
    cited = {one for column in columns for cell in rows[column].dropna() for one in str(cell).split(";")}
    told = citations(sorted(cited))
    shown, hidden = told[:4], len(told) - 4
    tail = t("figure.more_sources", count=hidden) if hidden > 0 else ""
    return t("figure.source", sources="; ".join(shown)) + tail


def citations(source_ids: list[str]) -> list[str]:
    """Each source as one reads it under a figure, in Markdown, ordered by producer."""
    return [_cite(source) for _index, source in queries.sources(source_ids).iterrows()]


def _cite(source: pd.Series) -> str:
    year = "" if pd.isna(source["year"]) else f" ({source['year']:.0f})"
    licence = f", {source['licence']}" if source["licence"].startswith("CC") else ""
    title = source["title"].replace("[", "(").replace("]", ")")
    linked = f"[{title}]({source['url']})" if isinstance(source["url"], str) and source["url"] else title
    return f"{source['producer']}, {linked}{year}{licence}"


def _key(lines: Sequence[str], estimates: Sequence[str] = (), dotted: bool = False) -> str:
    """The key of a chart: line, dash and shape of each name; it stays where names in the chart have no room."""
    palette = look().palette
    parts = []
    for index, label in enumerate(lines):
        dash = " ".join(map(str, APPROXIMATION if dotted else DASHES[index % len(DASHES)]))
        colour = palette.registered[index % len(palette.registered)]
        line = f'<line x1="0" y1="6" x2="30" y2="6" stroke-width="2.2" stroke-dasharray="{dash}"/>'
        parts.append(
            _swatch(
                f'<g fill="{colour}" stroke="{colour}">{line}{_SHAPES[SHAPES[index % len(SHAPES)]]}</g>',
                label,
            )
        )
    box = f'fill="{palette.band}" fill-opacity=".16" stroke="{palette.estimated}" stroke-dasharray="5 3"'
    parts += [_swatch(f'<rect x="1" y="1" width="28" height="10" {box}/>', label) for label in estimates]
    return f'<div class="keys">{"".join(parts)}</div>'


def _swatch(drawing: str, label: str) -> str:
    # an image, because inline SVG does not survive the cleaning of st.html
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="12">{drawing}</svg>'
    return f'<span class="key"><img alt="" src="data:image/svg+xml,{quote(picture)}"/>{escape(label)}</span>'


def _breaks(breaks: pd.DataFrame, opened: bool) -> None:
    with st.expander(t("figure.breaks", count=len(breaks)), expanded=opened):
        for _index, one in breaks.iterrows():
            told = one[f"explanation_{language()}"]
            doubt = "" if one["confirmed"] else " " + t("figure.unconfirmed")
            cut = t("figure.cuts") if one["cuts"] else t("figure.marks")
            source = queries.sources([one["source_id"]]).iloc[0]
            title = f"**{one['number']}. {one[f'title_{language()}']}** ({one['date']}; {t('kind.' + one['kind'])})."
            st.markdown(f"{title} {told}{doubt} {cut} *{_cite(source)}*")
