"""What one takes away of a figure: a sentence, a link, a link to this vintage, a picture, a frame."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import caveats, embedding, estimates, queries, quotes, scripts
from dashboard.address import link
from dashboard.charts import picture
from dashboard.charts.theme import Look
from dashboard.citing import FEW, cited, in_sentence
from dashboard.language import day, language, look, t
from dashboard.texts import LANGUAGES, text
from dashboard.vintage import fixed_link

Shows = Callable[[str], tuple[str, str]]
"""Of a picture without figures, in a language: what it shows, as a sentence, and what it does not show."""


def share(
    key: str,
    drawn: Callable[[], picture.Drawn],
    rows: pd.DataFrame,
    shows: Shows | None = None,
    anchor: str | None = None,
) -> None:
    """A button that opens; nothing behind it is made before it does. anchor: where on the page the figure stands, when
    that is not called by its key."""
    box = st.popover(t("share.open"), icon=":material/share:", key=f"share-{key}", on_change="rerun")
    if not box.open:
        return
    place = anchor or key
    with box:
        if shows:
            st.markdown(f"**{t('share.sentence')}**")
            _said(key, shown(rows, shows, place))
        else:
            _quote(key, named(rows), place)
        _links(key, place)
        if (made := drawn()).parts:
            _pictures(key, made)


def _quote(key: str, rows: pd.DataFrame, place: str) -> None:
    found = quotes.quotable(rows)
    if found.empty:
        return
    st.markdown(f"**{t('share.sentence')}**")
    names = [quotes.label(row, language()) for _index, row in found.iterrows()]
    chosen = 0
    if len(names) > 1:
        chosen = st.selectbox(t("share.which"), range(len(names)), format_func=names.__getitem__, key=f"quote-{key}")
    _said(key, quoted(found.iloc[[chosen]], place))


def _said(key: str, told: Mapping[str, str]) -> None:
    """A sentence in each language, that of the page first."""
    for one in sorted(LANGUAGES, key=lambda one: one != language()):
        st.caption(t(f"share.in_{one}"))
        with st.container(key=f"said-{one}-{key}"):
            st.code(told[one], language=None, wrap_lines=True)
    st.html(f"<script>{scripts.SAID}</script>", unsafe_allow_javascript=True)


def quoted(rows: pd.DataFrame, place: str) -> dict[str, str]:
    """The sentence of one row, as `named` gives it, in each language. place: of its figure on the page."""
    row = rows.iloc[0]
    about = queries.all_indicators().set_index("indicator_id")
    of = row.get("indicator_id", "estimated_victims")
    derived = caveats.of(rows)
    needed = {
        one: " ".join([str(about.at[of, f"caveat_{one}"]), *(each.sentence(one) for each in derived)])
        for one in LANGUAGES
    }
    cite = {one: partial(in_sentence, spoken=one) for one in LANGUAGES}
    return quotes.in_all(row, cite, needed, {one: fixed_link(place, one) for one in LANGUAGES})


def shown(rows: pd.DataFrame, shows: Shows, place: str) -> dict[str, str]:
    """The sentence of a picture without figures in each language, with its first sources and how many more there are.
    rows: what is drawn. place: of the figure on the page."""
    ids = cited(rows)
    told = {}
    for one in LANGUAGES:
        what, caveat = shows(one)
        named = in_sentence(ids[:FEW], one)
        if len(ids) > FEW:
            named.append(text(one, "quote.more_sources", count=len(ids) - FEW))
        source, link = "; ".join(named), fixed_link(place, one)
        told[one] = text(one, "quote.shown", what=what, caveat=caveat, source=source, link=link)
    return told


def _links(key: str, place: str) -> None:
    embedded = link(more=[("embed", "true"), ("figure", key)])
    size = f'width="100%" height="{embedding.HEIGHT}"'
    frame = f'<iframe src="{embedded}" {size} style="border:0" loading="lazy"></iframe>'
    for name, words in (("link", link(anchor=place)), ("fixed", fixed_link(place)), ("embed", frame)):
        st.caption(t(f"share.{name}"))
        st.code(words, language=None, wrap_lines=True)


def _pictures(key: str, drawn: picture.Drawn) -> None:
    st.caption(t("share.picture"))
    told = queries.shown()
    signed = drawn.signed(
        t("share.signed", vintage=day(date.fromisoformat(told.vintage)), file=told.file.removesuffix(".duckdb"))
    )
    name = f"mensenhandelmonitor-{key}-{told.vintage}"
    with st.container(horizontal=True, key=f"pictures-{key}"):
        for kind, mime in (("png", "image/png"), ("svg", "image/svg+xml")):
            st.download_button(
                kind.upper(),
                partial(_made, signed, Look(language()) if drawn.printed else look(), kind),
                file_name=f"{name}.{kind}",
                mime=mime,
                key=f"{kind}-{key}",
                on_click="ignore",
                icon=":material/image:",
            )


def _made(drawn: picture.Drawn, of: Look, kind: str) -> bytes:
    told = picture.svg(drawn, of)
    return told.encode() if kind == "svg" else picture.png(told)


def named(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of figures with the names that a sentence needs, of shares and rates with the method of their estimate; rows
    of another shape as they are."""
    if not set(rows) >= quotes.FIGURE:
        if "estimate_id" not in rows:
            return rows
        made = queries.estimates().set_index("estimate_id")[["method", "interval_kind", "note_nl", "note_en"]]
        return rows.join(made, on="estimate_id")
    about = queries.all_indicators().set_index("indicator_id")
    titles = queries.series().set_index("series")
    line = rows["series"] if "series" in rows else rows["comparable_group"]
    told = rows.assign(series=line)
    for one in LANGUAGES:
        told[f"indicator_{one}"] = told["indicator_id"].map(about[f"name_{one}"])
        told[f"unit_{one}"] = told["indicator_id"].map(about[f"unit_{one}"])
        named = told["series"].map(titles[f"title_{one}"])
        told[f"series_{one}"] = named.fillna(told["series"].map(lambda group, one=one: estimates.name(str(group), one)))
    usual: dict[str, str | bool] = {
        **{"state": "value", "status": "unknown", "confidence": "confirmed"},
        "small_number": False,
    }
    for name, value in usual.items():
        told[name] = told[name].fillna(value) if name in told else value
    return told
