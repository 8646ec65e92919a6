"""Terms that a text uses, so that every page can open them."""

import re
from collections.abc import Iterable
from html import escape

import pandas as pd

from dashboard import queries
from dashboard.drawn_once import drawn_once
from dashboard.language import language, t
from dashboard.texts import sentences

ADDRESS = "begrippen"
SECTIONS = {"overview": ("chain",)}
"""Sections of texts that a page shows besides the one that bears its name."""
_ENDINGS = {"nl": "(?:en|e|n|s|’s)?", "en": "(?:s|es)?"}


def forms(term: str) -> list[str]:
    """Ways a term is written: 'melding; meldroute' is two; what stands in parentheses is a form of its own."""
    parts = re.split(r"[;/()]", term)
    return [part.strip() for part in parts if len(part.strip()) > 2]


def used(words: str, terms: pd.DataFrame, spoken: str) -> pd.DataFrame:
    """The rows of `terms` of which a form stands in `words`, as a word of its own and in any case of letters."""

    def stands(term: str) -> bool:
        return any(re.search(rf"\b{re.escape(form)}{_ENDINGS[spoken]}\b", words, re.I) for form in forms(term))

    found = terms[[stands(str(term)) for term in terms[f"term_{spoken}"]]]
    return found.sort_values(f"term_{spoken}", key=lambda column: column.str.lower())


@drawn_once
def on_page(view: str) -> tuple[int, str]:
    """How many terms a page uses, and these with their meaning as HTML."""
    terms = used(words_of(view, language()), queries.terms(), language())
    return len(terms), listed(terms, language(), t("glossary.not"))


def words_of(view: str, spoken: str) -> str:
    """Every sentence of a page."""
    shown = (view, *SECTIONS.get(view, ()))
    return " ".join(told for key, told in sentences(spoken).items() if key.partition(".")[0] in shown)


def listed(terms: pd.DataFrame, spoken: str, no: str) -> str:
    """Terms with their meaning as HTML; each leads to the page of terms. no: the words for what it is not."""
    return f'<dl class="facts">{"".join(_entries(terms, spoken, no))}</dl>'


def _entries(terms: pd.DataFrame, spoken: str, no: str) -> Iterable[str]:
    for row in terms.to_dict("records"):
        address = f"{ADDRESS}?term={row['term_id']}" + ("&lang=en" if spoken == "en" else "")
        told = f"{escape(row[f'definition_{spoken}'])} <em>{escape(no)}</em> {escape(row[f'not_{spoken}'])}"
        yield f'<dt><a href="{escape(address)}">{escape(row[f"term_{spoken}"])}</a></dt><dd>{told}</dd>'
