"""The areas that reports are about, and the blocks of one as parts of a page: the words and pictures of the file."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape

import pandas as pd
from jinja2.utils import urlize

from dashboard import html, queries, tables
from dashboard.drawn_once import told_once
from dashboard.language import language, t
from etl.report.blocks import Block, Cited, Heading, Items, Picture, Table, Text


@told_once
def areas() -> dict[str, str]:
    """region_id to name, with its kind, of every area there is a report for."""
    found = queries.report_areas()
    cells = zip(found["region_id"], found["name"], found["kind"], strict=True)
    return {area: tables.area_text(str(name), str(kind), language()) for area, name, kind in cells}


@dataclass(frozen=True)
class Piece:
    """Blocks as HTML, and the picture that they end with."""

    told: str
    picture: Picture | None


@told_once
def pieces(region_id: str, day: date, barrier: str | None) -> list[Piece]:
    """The report about an area, made on a day, in pieces. barrier: the one that its table of barriers tells."""
    found, _printed = queries.local_report(region_id, language(), day)
    every = list(found.blocks)
    if barrier is not None:
        row = list(queries.barriers()["barrier_id"]).index(barrier)
        at, whole = next((at, one) for at, one in enumerate(every) if isinstance(one, Table) and one.key == "barriers")
        every[at] = replace(whole, rows=[whole.rows[row]])
    line = t("local_picture.line")
    return [Piece(html_of(part, line), part[-1] if isinstance(part[-1], Picture) else None) for part in parts(every)]


def html_of(blocks: Sequence[Block], column: str) -> str:
    """Blocks as one piece of HTML: a report is one element of a page, not thirty. column: the name of the column in
    which the headings of groups of a table stand."""
    return f'<div class="report">{"".join(_html(one, column) for one in blocks)}</div>'


def _html(block: Block, column: str) -> str:
    if isinstance(block, Heading):
        return f"<h3>{escape(block.text)}</h3>"
    if isinstance(block, Text):
        return f"<p>{escape(block.text)}</p>"
    if isinstance(block, Items):
        tag = "ol" if block.numbered else "ul"
        return f"<{tag}>{''.join(f'<li>{_item(one)}</li>' for one in block.items)}</{tag}>"
    return _picture(block) if isinstance(block, Picture) else table(block, column)


def _item(item: str | Cited) -> str:
    if isinstance(item, Cited):
        title = f'<span lang="{escape(item.language)}">{escape(item.title)}</span>'
        return escape(item.before) + title + _item(item.after)
    return str(urlize(item, target="_blank", rel="noopener"))  # which escapes as well


def parts(blocks: Sequence[Block]) -> list[Sequence[Block]]:
    """Blocks in pieces that each end with a picture or the last block: under a picture stand its rows."""
    ends = [at for at, one in enumerate(blocks, 1) if isinstance(one, Picture) or at == len(blocks)]
    return [blocks[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def table(block: Table, column: str, *, long: bool = False) -> str:
    """A table whose headings of groups stand in a column of their own. long: it scrolls in its box."""
    frame = pd.DataFrame(block.rows, columns=block.head, dtype="str")
    if block.groups:
        frame.insert(0, column, block.groups)
    return html.table(frame, block.caption, stacked=True, long=long)


def _picture(block: Picture) -> str:
    """A figure on the colour of paper, in both themes, as it is printed."""
    source = b64encode(block.svg.encode()).decode()
    return (
        f'<figure class="sheet" tabindex="0"><img alt="{escape(block.alt)}" src="data:image/svg+xml;base64,{source}"/>'
        f"<figcaption>{escape(block.caption)}</figcaption></figure>"
    )
