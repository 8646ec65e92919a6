"""Markdown as HTML, made here and kept: read by the browser it takes several times as long, at each click that changes
it. Words in another language than the page have the mark that Pandoc gives them: `[words]{lang=en}`."""

import re
from collections.abc import Iterable, MutableMapping, Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

_READER = MarkdownIt("commonmark", {"html": False}).disable("image")
"""What looks like HTML in a text is shown as it is written, and nothing is fetched from elsewhere."""


_MARK = re.compile(r"\[([^\[\]]*)\]\{lang=([a-z]{2})\}")


def spoken(words: str, tongue: str, page: str) -> str:
    """Words with the mark of their language, where that is not the one of the page; square brackets become round."""
    words = words.replace("[", "(").replace("]", ")")
    return words if tongue == page else f"[{words}]{{lang={tongue}}}"


def marked(html: str) -> str:
    """HTML in which a mark of a language is an element that screen readers heed."""
    return _MARK.sub(r'<span lang="\2">\1</span>', html)


def _outside(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, _env: MutableMapping[str, Any]
) -> str:
    """A link to elsewhere leaves the page open, as Streamlit's own do."""
    if str(tokens[at].attrGet("href")).startswith("http"):
        tokens[at].attrSet("target", "_blank")
        tokens[at].attrSet("rel", "noopener")
    return self.renderToken(tokens, at, options, _env)


_READER.add_render_rule("link_open", _outside)


def paragraphs(told: Iterable[str]) -> str:
    """Paragraphs of Markdown as HTML."""
    return marked(str(_READER.render("\n\n".join(told))))


def for_streamlit(told: Iterable[str]) -> str:
    """Paragraphs of Markdown for Streamlit to read with HTML allowed: they have none but that of the marks."""
    return "\n\n".join(marked(escape(one, quote=False)) for one in told)
