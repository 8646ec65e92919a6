"""What a report says, read back from its HTML and its PDF without the code that made them."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pypdfium2

NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})*(?:,\d+)?")
GROUP, WITHOUT_NUMBER = 1, {"niet gepubliceerd": "missing", "onderdrukt door de bron": "suppressed"}


@dataclass
class Page(HTMLParser):
    """Visible words, tables by key (heading rows as a list of one cell), languages and addresses of one HTML file."""

    words: list[str] = field(default_factory=list)
    tables: dict[str, list[list[str]]] = field(default_factory=dict)
    loads: list[str] = field(default_factory=list)
    language: str = ""
    _key: str = ""
    _cell: list[str] | None = None
    _hidden: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag, attrs):
        about = dict(attrs)
        if tag == "html":
            self.language = about["lang"]
        if tag in ("script", "link", "img", "iframe", "image"):
            self.loads.append(str(about.get("src") or about.get("href") or tag))
        if tag == "table":
            self._key = about["data-key"]
            assert self._key not in self.tables
            self.tables[self._key] = []
        elif tag == "tr":
            self.tables[self._key].append([])
        elif tag in ("td", "th"):
            self._cell = []
        self._hidden = self._hidden or tag == "style"

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self._cell is not None:
            self.tables[self._key][-1].append("".join(self._cell).strip())
            self._cell = None
        if tag == "style":
            self._hidden = False

    def handle_data(self, data):
        if self._hidden:
            return
        self.words.append(data)
        if self._cell is not None:
            self._cell.append(data)


@dataclass(frozen=True)
class Made:
    """One report as it lies on disk: its page, and the letters of its PDF without the spaces between them."""

    name: str
    page: Page
    pages: int
    letters: str


def squeezed(text: str) -> str:
    """Letters and signs alone: a PDF breaks lines and words where it pleases."""
    return re.sub(r"[\s\u00ad\u200b\ufffe-]+", "", text)


def read(folder: Path, name: str) -> Made:
    page = Page()
    page.feed((folder / f"{name}.html").read_text(encoding="utf-8"))
    printed = pypdfium2.PdfDocument(folder / f"{name}.pdf")
    letters = squeezed("".join(one.get_textpage().get_text_range() for one in printed))
    return Made(name, page, len(printed), letters)


def figures(table: list[list[str]]) -> list[tuple[str, list[str]]]:
    """Rows of a table of figures with the heading they stand under."""
    found, heading = [], ""
    for cells in table[1:]:
        if len(cells) == GROUP:
            heading = cells[0]
        else:
            found.append((heading, cells))
    return found


def value(text: str) -> float | None:
    """1.106 -> 1106; 6,2 -> 6.2; None where there is no plain number."""
    bare = text.removesuffix("%")
    return float(bare.replace(".", "").replace(",", ".")) if NUMBER.fullmatch(bare) else None


def region_ids(warehouse: duckdb.DuckDBPyConnection) -> list[str]:
    """Every municipality of now and every arrondissement."""
    rows = warehouse.cursor().execute(
        """SELECT DISTINCT region_id FROM placement WHERE year = 2026 UNION ALL
           SELECT region_id FROM region WHERE type IN ('arrondissement19', 'arrondissement11') ORDER BY 1"""
    )
    return [row[0] for row in rows.fetchall()]


def made(folder: Path, region_id: str, language: str = "nl") -> Made:
    """The report of an area as it lies in a folder."""
    return read(folder, f"mensenhandelbeeld-{region_id.replace(':', '-')}-{language}")
