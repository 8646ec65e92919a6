"""What one takes away of a figure: a sentence, a link, a link to this vintage, a picture, a frame."""

from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import caveats, embedding, estimates, queries, quotes, scripts
from dashboard.address import link
from dashboard.charts import picture
from dashboard.charts.theme import Look
from dashboard.citing import in_sentence
from dashboard.language import day, language, look, t
from dashboard.texts import LANGUAGES
from dashboard.vintage import fixed_link


def share(key: str, drawn: picture.Drawn, rows: pd.DataFrame) -> None:
    """A button that opens; nothing behind it is made before it does."""
    box = st.popover(t("share.open"), icon=":material/share:", key=f"share-{key}", on_change="rerun")
    if not box.open:
        return
    with box:
        _quote(key, named(rows))
        _links(key)
        if drawn.parts:
            _pictures(key, drawn)


def _quote(key: str, rows: pd.DataFrame) -> None:
    found = quotes.quotable(rows)
    if found.empty:
        return
    st.markdown(f"**{t('share.sentence')}**")
    names = [quotes.label(row, language()) for _index, row in found.iterrows()]
    chosen = 0
    if len(names) > 1:
        chosen = st.selectbox(t("share.which"), range(len(names)), format_func=names.__getitem__, key=f"quote-{key}")
    row = found.iloc[chosen]
    about = queries.all_indicators().set_index("indicator_id")
    of = row.get("indicator_id", "estimated_victims")
    derived = caveats.of(found.iloc[[chosen]])
    needed = {
        one: " ".join([str(about.at[of, f"caveat_{one}"]), *(each.sentence(one) for each in derived)])
        for one in LANGUAGES
    }
    cite = {one: partial(in_sentence, spoken=one) for one in LANGUAGES}
    told = quotes.in_all(row, cite, needed, {one: fixed_link(key, one) for one in LANGUAGES})
    for one in sorted(LANGUAGES, key=lambda one: one != language()):
        st.caption(t(f"share.in_{one}"))
        with st.container(key=f"said-{one}-{key}"):
            st.code(told[one], language=None, wrap_lines=True)
    st.html(f"<script>{scripts.SAID}</script>", unsafe_allow_javascript=True)


def _links(key: str) -> None:
    embedded = link(more=[("embed", "true"), ("figure", key)])
    size = f'width="100%" height="{embedding.HEIGHT}"'
    frame = f'<iframe src="{embedded}" {size} style="border:0" loading="lazy"></iframe>'
    for name, words in (("link", link(anchor=key)), ("fixed", fixed_link(key)), ("embed", frame)):
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
                partial(_made, signed, look(), kind),
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
