"""The areas that reports are about, and the blocks of one as parts of a page: the words and pictures of the file."""

from base64 import b64encode
from html import escape

import pandas as pd

from dashboard import html, queries, tables
from dashboard.drawn_once import told_once
from dashboard.heading import written
from dashboard.language import language
from dashboard.once import Kept
from etl.report.blocks import Heading, Items, Picture, Table, Text


@told_once
def areas() -> dict[str, str]:
    """region_id to name, with its kind, of every area there is a report for."""
    found = queries.report_areas()
    cells = zip(found["region_id"], found["name"], found["kind"], strict=True)
    return {area: tables.area_text(str(name), str(kind), language()) for area, name, kind in cells}


def words(block: Heading | Text | Items) -> str:
    """A block of words as Markdown that allows HTML, none of which is in the words."""
    if isinstance(block, Heading):
        return written(block.text, 3)
    if isinstance(block, Text):
        return escape(block.text, quote=False)
    mark = [f"{place}." if block.numbered else "-" for place in range(1, len(block.items) + 1)]
    return "\n".join(f"{one} {escape(item, quote=False)}" for one, item in zip(mark, block.items, strict=True))


@Kept(200)
def table(block: Table, heading: str) -> str:
    """A table whose headings of groups stand in a column of their own. heading: the name of that column."""
    frame = pd.DataFrame(block.rows, columns=block.head, dtype="str")
    if block.groups:
        frame.insert(0, heading, block.groups)
    return html.table(frame, block.caption, stacked=True)


def picture(block: Picture) -> str:
    """A figure on the colour of paper, in both themes, as it is printed."""
    source = b64encode(block.svg.encode()).decode()
    return (
        f'<figure class="sheet" tabindex="0"><img alt="{escape(block.alt)}" src="data:image/svg+xml;base64,{source}"/>'
        f"<figcaption>{escape(block.caption)}</figcaption></figure>"
    )
