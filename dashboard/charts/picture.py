"""A figure as one picture that can stand by itself: title, key, charts, caveats and source in one SVG.

Made by vl-convert in this process: no browser and no network.
"""

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

import altair as alt

from dashboard.charts.keys import HEIGHT, WIDTH, drawings
from dashboard.charts.theme import FONT, Look

WIDE = 1000
"""Of the picture, in pixels; a PNG has twice as many."""
MARGIN, GAP = 20, 16
NARROWEST = 0.52
"""Mean width of a letter as a part of its height (Liberation Sans; a little wide, so that lines never run out)."""


@dataclass(frozen=True)
class Part:
    """One chart of the picture, with its own title and key when there are several; or one that is SVG already."""

    chart: alt.LayerChart | str
    title: str = ""
    lines: Sequence[str] = ()
    about: str = ""
    note: str = ""


@dataclass(frozen=True)
class Drawn:
    """What stands in the picture: words, charts, and the names of the key."""

    title: str
    subtitle: str
    parts: Sequence[Part]
    notes: Sequence[str]
    source: str
    lines: Sequence[str] = ()
    estimates: Sequence[str] = ()
    dotted: bool = False
    panel_width: int = WIDE
    printed: bool = False
    """Whether it is drawn for paper: in colours of its own, that need light ground in both themes."""

    def signed(self, words: str) -> "Drawn":
        """With whose picture it is and of which vintage after its source."""
        return replace(self, source=f"{self.source} {words}")


class _Page:
    """An SVG that grows downwards."""

    def __init__(self, look: Look) -> None:
        self.look, self.drawn, self.y = look, list[str](), float(MARGIN)

    def text(
        self, words: str, size: int, *, bold: bool = False, muted: bool = False, x: float = MARGIN, wide: float = 0
    ) -> None:
        """A paragraph, wrapped to `wide` pixels."""
        room = int((wide or WIDE - 2 * MARGIN) / (size * NARROWEST * (1.06 if bold else 1)))
        colour = self.look.palette.muted if muted else self.look.palette.ink
        weight = ' font-weight="700"' if bold else ""
        for line in textwrap.wrap(words, room, break_long_words=True):
            self.y += size * 1.4
            place = f'x="{x:.1f}" y="{self.y - size * 0.35:.1f}" font-size="{size}" fill="{colour}"{weight}'
            self.drawn.append(f"<text {place}>{escape(line)}</text>")

    def key(self, names: list[tuple[str, str]], x: float = MARGIN, wide: float = WIDE - 2 * MARGIN) -> None:
        """Drawings with their names, as many on a line as fit."""
        if not names:
            return
        at, self.y, deep = x, self.y + 20, 1
        for drawing, label in names:
            told = textwrap.wrap(label, int((wide - WIDTH - 8) / (13 * NARROWEST)))
            needs = WIDTH + 8 + max(map(len, told)) * 13 * NARROWEST + 22
            if at > x and at + needs > x + wide:
                at, self.y, deep = x, self.y + 18 * deep + 2, 1
            deep = max(deep, len(told))
            self.drawn.append(f'<g transform="translate({at:.1f} {self.y - HEIGHT:.1f})">{drawing}</g>')
            for line, words in enumerate(told):
                place = f'x="{at + WIDTH + 8:.1f}" y="{self.y - 2 + 18 * line:.1f}" font-size="13"'
                self.drawn.append(f'<text {place} fill="{self.look.palette.ink}">{escape(words)}</text>')
            at += needs
        self.y += 18 * (deep - 1) + 4

    def chart(self, drawing: str, number: int, x: float, y: float) -> float:
        """A drawn chart at a place; gives its height. Names inside it get a number: two charts use the same ones."""
        told = re.search(r'<svg[^>]*?height="([\d.]+)"', drawing)
        assert told is not None
        own = re.sub(r'(id="|url\(#|href="#)', rf"\g<1>c{number}-", drawing[drawing.index("<svg") :])
        self.drawn.append(own.replace("<svg ", f'<svg x="{x:.1f}" y="{y:.1f}" ', 1))
        return float(told[1])

    def whole(self, name: str) -> str:
        size = f'width="{WIDE}" height="{self.y + MARGIN:.0f}" viewBox="0 0 {WIDE} {self.y + MARGIN:.0f}"'
        paper = f'<rect width="100%" height="100%" fill="{self.look.palette.paper}"/>'
        font = f'font-family="{escape(FONT)}"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {font}><title>{escape(name)}</title>'
        return f"{head}{paper}{''.join(self.drawn)}</svg>"


def svg(drawn: Drawn, look: Look) -> str:
    """The whole picture; charts of `panel_width` pixels stand beside each other, as many as fit."""
    page = _Page(look)
    page.text(drawn.title, 22, bold=True)
    page.text(drawn.subtitle, 14, muted=True)
    page.key(drawings(drawn.lines, look, drawn.estimates, drawn.dotted))
    room = WIDE - 2 * MARGIN
    many = len(drawn.parts)
    columns = 1 if many == 1 else max(1, min(many, (room + GAP) // (drawn.panel_width + GAP)))
    wide = (room - GAP * (columns - 1)) / columns
    for start in range(0, many, columns):
        _row(page, drawn.parts[start : start + columns], start, wide, look)
    page.y += 8
    for note in drawn.notes:
        page.text(note, 13)
    page.y += 6
    page.text(drawn.source, 12, muted=True)
    return page.whole(drawn.title)


def _row(page: _Page, parts: Sequence[Part], start: int, wide: float, look: Look) -> None:
    """Charts beside each other: titles end on one line, keys follow under each."""
    top = page.y + 8
    bottoms = []
    for number, part in enumerate(parts, start=start):
        x, page.y = MARGIN + (number - start) * (wide + GAP), top
        if part.title:
            page.text(part.title, 13, bold=True, x=x, wide=wide)
        page.text(part.about, 12, muted=True, x=x, wide=wide)
        bottoms.append(page.y)
    under = max(bottoms)
    bottoms = []
    for number, part in enumerate(parts, start=start):
        x = MARGIN + (number - start) * (wide + GAP)
        page.y = under + page.chart(_drawn(part.chart, wide), number, x, under)
        page.key(drawings(part.lines, look), x, wide)
        page.text(part.note, 12, muted=True, x=x, wide=wide)
        bottoms.append(page.y)
    page.y = max(bottoms)


def _drawn(chart: alt.LayerChart | str, wide: float) -> str:
    """One chart as SVG, with its axes and labels within `wide` pixels."""
    if isinstance(chart, str):
        return _scaled(chart, wide)
    import vl_convert

    told = chart.to_dict()
    told["width"] = round(wide)
    told["autosize"] = {"type": "fit-x", "contains": "padding"}
    return str(vl_convert.vegalite_to_svg(told))


def _scaled(drawing: str, wide: float) -> str:
    """A drawing with a width, a height and a viewBox, as wide as is asked."""
    size = re.search(r'<svg[^>]*? width="([\d.]+)" height="([\d.]+)"', drawing)
    assert size is not None
    high = float(size[2]) * wide / float(size[1])
    return drawing.replace(f' width="{size[1]}" height="{size[2]}"', f' width="{wide:.0f}" height="{high:.1f}"', 1)


def png(drawing: str) -> bytes:
    """The picture as pixels, two for one: sharp in print."""
    import vl_convert

    return bytes(vl_convert.svg_to_png(drawing, scale=2))
