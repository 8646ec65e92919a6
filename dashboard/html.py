"""Tables and links as plain HTML: real headers, a caption, and a language for each column that is not the page's."""

import json
from collections.abc import Iterable, Mapping, Sequence
from html import escape

import pandas as pd

from dashboard import markdown


def link(words: str, address: object) -> str:
    """A link, or only its words where there is no address. words: some may have the mark of their language
    (markdown.spoken)."""
    told = markdown.marked(escape(words))
    if not isinstance(address, str) or not address.startswith(("https://", "http://")):
        return told
    return f'<a href="{escape(address)}" target="_blank" rel="noopener">{told}</a>'


def table(
    frame: pd.DataFrame,
    caption: str,
    *,
    ready: Iterable[str] = (),
    languages: Mapping[str, str] | None = None,
    stacked: bool = False,
    long: bool = False,
) -> str:
    """All rows of a frame of text, the first column as the header of its row.

    ready: columns that hold HTML already. languages: column to the language its words are in. A table that is too wide
    scrolls within its own box, which the keyboard reaches; with `stacked` each row becomes a block on a narrow screen.
    A `long` one also scrolls down in its box, under its heads.

    A cell is as bare as it can be: the browser cleans every element and attribute before it shows them.
    """
    spoken = languages or {}
    names = [str(name) for name in frame.columns]
    # roles in so many words: a table whose rows are shown as blocks is no longer a table to a screen reader
    heads = "".join(f'<th scope="col" role="columnheader">{escape(name)}</th>' for name in names)
    rows = []
    for cells in frame.itertuples(index=False):
        shown = []
        for position, (name, cell) in enumerate(zip(names, cells, strict=True)):
            words = "" if pd.isna(cell) else str(cell)
            tag, kind = ("th", 'scope="row" role="rowheader"') if position == 0 else ("td", 'role="cell"')
            lang = f' lang="{spoken[name]}"' if name in spoken else ""
            inner = escape(words)
            if name in ready:  # one box beside its label where rows are blocks
                inner = f"<span>{words}</span>" if words and position else words
            shown.append(f"<{tag} {kind}{lang}>{inner}</{tag}>")
        rows.append(f'<tr role="row">{"".join(shown)}</tr>')
    labels = f' style="{escape(_labels(names))}"' if stacked else ""
    return (
        f'<div class="scroll{" long" if long else ""}" role="region" tabindex="0" aria-label="{escape(caption)}">'
        f'<table role="table" class="facts{" stacked" if stacked else ""}"{labels}><caption>{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{"".join(rows)}</tbody></table></div>'
    )


def _labels(names: Sequence[str]) -> str:
    """The heads as variables of CSS, for style.css to set beside each cell where rows are blocks: --head-2 and on. A
    string of CSS is written as one of JSON is, for what stands in a head."""
    told = (json.dumps(name, ensure_ascii=False) for name in names)
    return ";".join(f"--head-{at}:{name}" for at, name in enumerate(told, 1) if at > 1)


def unfolding(words: str, body: str, *, opened: bool = False) -> str:
    """A box that opens by itself: for what is made with the page anyway, where Streamlit's own box costs the browser as
    much at every click as ten paragraphs. body: HTML."""
    return f'<details class="fold"{" open" if opened else ""}><summary>{escape(words)}</summary>{body}</details>'


def told(paragraphs: Iterable[str]) -> str:
    """Small print: paragraphs of Markdown."""
    return f'<div class="told">{markdown.paragraphs(paragraphs)}</div>'


def around(*parts: str) -> str:
    """Pieces of HTML below each other, as if each were an element of the page."""
    return f'<div class="around">{"".join(parts)}</div>'


def definitions(pairs: Sequence[tuple[str, str]]) -> str:
    """Names with what they mean."""
    return (
        '<dl class="facts">'
        + "".join(f"<dt>{escape(name)}</dt><dd>{escape(told)}</dd>" for name, told in pairs)
        + "</dl>"
    )
