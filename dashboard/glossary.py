"""Terms that a text uses, so that every page can open them."""

import re
from collections.abc import Iterable
from html import escape

import pandas as pd

from dashboard.texts import sentences

ADDRESS = "begrippen"
SECTIONS = {"overview": ("chain",)}
"""Sections of texts that a page shows besides the one that bears its name."""
_ENDINGS = {"nl": "(?:en|e|n|s|’s)?", "en": "(?:s|es)?"}


def forms(term: str) -> list[str]:
    """Ways a term is written: 'melding; meldroute' is two; what stands in parentheses is a form of its own."""
    parts = re.split(r"[;/()]", term)
    return [part.strip() for part in parts if len(part.strip()) > 2]


def used(words: str, terms: pd.DataFrame, language: str) -> pd.DataFrame:
    """The rows of `terms` of which a form stands in `words`, as a word of its own and in any case of letters."""

    def stands(term: str) -> bool:
        return any(re.search(rf"\b{re.escape(form)}{_ENDINGS[language]}\b", words, re.I) for form in forms(term))

    found = terms[[stands(str(term)) for term in terms[f"term_{language}"]]]
    return found.sort_values(f"term_{language}", key=lambda column: column.str.lower())


def words_of(view: str, language: str) -> str:
    """Every sentence of a page."""
    shown = (view, *SECTIONS.get(view, ()))
    return " ".join(told for key, told in sentences(language).items() if key.partition(".")[0] in shown)


def listed(terms: pd.DataFrame, language: str, no: str) -> str:
    """Terms with their meaning as HTML; each leads to the page of terms. no: the words for what it is not."""
    return f'<dl class="facts">{"".join(_entries(terms, language, no))}</dl>'


def _entries(terms: pd.DataFrame, language: str, no: str) -> Iterable[str]:
    for row in terms.to_dict("records"):
        address = f"{ADDRESS}?term={row['term_id']}" + ("&lang=en" if language == "en" else "")
        told = f"{escape(row[f'definition_{language}'])} <em>{escape(no)}</em> {escape(row[f'not_{language}'])}"
        yield f'<dt><a href="{escape(address)}">{escape(row[f"term_{language}"])}</a></dt><dd>{told}</dd>'
