"""What a report is made of, before it is HTML or PDF: both are drawn from the same blocks, word for word."""

from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 2


@dataclass(frozen=True)
class Text:
    text: str
    kind: str = "plain"  # or lead, note


@dataclass(frozen=True)
class Cited:
    """A source whose title is in another language than the document."""

    before: str
    title: str
    language: str
    after: str


@dataclass(frozen=True)
class Items:
    items: list[str] | list[str | Cited]
    numbered: bool = False


@dataclass(frozen=True)
class Table:
    """Cells as people read them. key: what the table holds, for who looks it up in the HTML.

    numbers: columns that are right-aligned. wide: columns that share what room is left. groups: a heading a row; rows
    that follow each other under the same heading stand together. Empty: no headings.
    """

    key: str
    caption: str
    head: list[str]
    rows: list[list[str]]
    numbers: list[int] = field(default_factory=list)
    wide: list[int] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Picture:
    """A figure as SVG, with its text for who does not see it, and the rows that are drawn: to read (`table`), and as
    they are held (`rows`).

    key: what the figure shows, as part of a name.
    """

    key: str
    svg: str
    alt: str
    caption: str
    table: Table
    rows: pd.DataFrame = field(compare=False)


Block = Heading | Text | Items | Table | Picture


@dataclass(frozen=True)
class Document:
    language: str
    title: str
    subtitle: str
    description: str
    foot: str
    as_table: str
    blocks: list[Block]
