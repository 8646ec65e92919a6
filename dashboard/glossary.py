"""Terms that a text uses, so that every page can open them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

import pandas as pd

from dashboard import html, queries
from dashboard.citing import place_of, title_of
from dashboard.drawn_once import told_once
from dashboard.language import language, n, t
from dashboard.texts import sentences

ADDRESS = "begrippen"
OTHER = {"nl": "en", "en": "nl"}
SECTIONS = {"overview": ("chain",)}
"""Sections of texts that a page shows besides the one that bears its name."""
_ENDINGS = {"nl": "(?:en|e|n|s|’s)?", "en": "(?:s|es)?"}


def forms(term: str) -> list[str]:
    """Ways a term is written: 'melding; meldroute' is two, 'Openbaar Ministerie (OM)' as well; what stands in
    parentheses amid a term may be left out: 'other exploitation', 'other non-sexual exploitation'."""
    found = []
    for part in re.split(r"[;/]", term):
        if last := re.fullmatch(r"(.*?)\((.*)\)\s*", part):
            found += [last[1], *last[2].split(",")]
        else:
            found += dict.fromkeys([re.sub(r"\s*\(.*?\)", "", part), re.sub(r"[()]", "", part)])
    return [one.strip() for one in found if len(one.strip()) > 2]


def used(words: str, terms: pd.DataFrame, spoken: str) -> pd.DataFrame:
    """The rows of `terms` of which a form stands in `words`, as a word of its own and in any case of letters."""

    def stands(term: str) -> bool:
        return any(re.search(rf"\b{re.escape(form)}{_ENDINGS[spoken]}\b", words, re.I) for form in forms(term))

    found = terms[terms[f"term_{spoken}"].map(lambda term: stands(str(term))).astype("bool")]
    return found.sort_values(f"term_{spoken}", key=lambda column: column.str.lower())


@told_once
def on_page(view: str) -> tuple[int, str]:
    """How many terms a page uses, and these with their meaning as HTML."""
    terms = used(words_of(view, language()), queries.terms(), language())
    return len(terms), listed(terms, language(), t("glossary.not") + ":")


@told_once
def every_term() -> str:
    """All terms as one table, in alphabetical order."""
    terms, own, other = sorted_terms(), language(), OTHER[language()]
    cells = {
        t("glossary.term"): terms[f"term_{own}"],
        t("glossary.meaning"): terms[f"definition_{own}"],
        t("glossary.not"): terms[f"not_{own}"],
        t("glossary.in_other"): terms[f"term_{other}"],
        t("glossary.source"): [source(row) for _index, row in terms.iterrows()],
    }
    return html.table(
        pd.DataFrame(cells, dtype="str"),
        t("glossary.table", count=n(len(terms))),
        ready=[t("glossary.source")],
        languages={t("glossary.in_other"): other},
        stacked=True,
    )


@told_once
def sorted_terms() -> pd.DataFrame:
    """Every term by its identifier, in the alphabetical order of the language of the page."""
    terms = queries.terms().set_index("term_id")
    return terms.sort_values(f"term_{language()}", key=lambda words: words.str.lower())


@told_once
def names() -> dict[str, str]:
    """term_id to term, in that order."""
    terms = sorted_terms()
    return dict(zip(terms.index, terms[f"term_{language()}"], strict=True))


@dataclass(frozen=True)
class Term:
    """What a term means and what it does not, in words; below: its other language and its source, as HTML."""

    meaning: str
    no: str
    below: str


@told_once
def term(term_id: str) -> Term:
    """One of them."""
    row, other = sorted_terms().T[term_id], OTHER[language()]
    below = (
        f"<p>{t('glossary.other')} <span lang='{other}'>{html.escape(row[f'term_{other}'])}</span>. "
        f"{t('glossary.source')}: {source(row)}.</p>"
    )
    return Term(row[f"definition_{language()}"], row[f"not_{language()}"], below)


def source(row: pd.Series) -> str:
    """Where a term comes from, as HTML."""
    if pd.isna(row["source_id"]):
        return t("glossary.own")
    place = f" ({place_of(row['locator'])})" if pd.notna(row["locator"]) else ""
    title = title_of(row["source_title"], row["source_language"])
    return html.link(f"{row['producer']}, {title}", row["source_url"]) + html.link(place, None)


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
