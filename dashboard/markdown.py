"""Markdown as HTML, made here and kept: read by the browser it takes several times as long, at each click that changes
it."""

from collections.abc import Iterable, MutableMapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

_READER = MarkdownIt("commonmark", {"html": False}).disable("image")
"""What looks like HTML in a text is shown as it is written, and nothing is fetched from elsewhere."""


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
    return str(_READER.render("\n\n".join(told)))
