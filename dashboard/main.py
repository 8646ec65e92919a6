"""Navigation, and the frame round every page: language, what the figures are, vintage."""

import logging
from datetime import date
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard import embedding, glossary, html, pages_first, queries, scripts, section, settings, vintage
from dashboard.address import kept
from dashboard.language import day, language, t
from dashboard.pages import HOME, PAGES, SECTIONS
from dashboard.texts import DEFAULT_LANGUAGE, LANGUAGES
from etl.clock import ClockError
from etl.elsewhere import PlaceError
from etl.findings import InputError
from etl.verify import VerificationError
from etl.warehouse import OtherDictionary, WarehouseError

HERE = Path(__file__).parent


def main() -> None:
    pages = {
        view: st.Page(HERE / "views" / f"{view}.py", title=t(f"nav.{view}"), url_path=address, default=view == HOME)
        for view, address in PAGES.items()
    }
    menu = {t(f"menu.{name}") if name else "": [pages[view] for view in part] for name, part in SECTIONS.items()}
    page = st.navigation(menu, position="top" if embedding.asked() is None else "hidden")
    # an icon of our own: the browser would ask another host for one of Streamlit's
    st.set_page_config(page_title=f"{page.title} · {t('frame.name')}", page_icon=str(HERE / "icon.svg"), layout="wide")
    st.html(HERE / "style.css")
    if embedding.asked() is None:
        header()
    # a switch of language makes no new request, so the page itself must tell assistive technology its language
    st.html(f"<script>{scripts.drawn(language())}</script>", unsafe_allow_javascript=True)
    if not ready():
        st.stop()
    queries.pin()
    vintage.fix()
    if embedding.asked() is not None:
        embedding.alone(lambda: run(page))
        return
    run(page)
    footer(next(view for view, one in pages.items() if one == page))


def run(page: StreamlitPage) -> None:
    """The page itself."""
    with section.running(page.url_path or "/"):
        page.run()


def header() -> None:
    """The name, the one caveat that holds everywhere, and the switch of language."""
    with st.container(key="frame-header", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<p class="caveat"><b>{t("frame.name")}</b> {t("frame.caveat")}</p>')
        kept(
            st.segmented_control,
            t("frame.language"),
            LANGUAGES,
            key="lang",
            default=DEFAULT_LANGUAGE,
            format_func=lambda one: {"nl": "Nederlands", "en": "English"}[one],
            required=True,
            label_visibility="collapsed",
        )


def ready() -> bool:
    """Whether there is a warehouse; builds the bundled snapshot when nothing is published yet."""
    try:
        if queries.published() is not None:
            if not queries.pointed():
                sentence = "error.place_fallback" if settings.place() else "error.fallback"
                st.warning(t(sentence, vintage=day(date.fromisoformat(queries.shown().vintage))))
            return True
        with st.status(t("frame.building"), expanded=True) as status:
            step = st.empty()
            queries.build_bundled(lambda part: step.write(part) and None)
            status.update(label=t("frame.built"), state="complete", expanded=False)
        return True
    except InputError as error:
        st.error(t("error.input", count=len(error.failures)))
        st.code("\n".join(map(str, error.failures[:20])), language=None)
    except OtherDictionary:
        st.error(t("error.dictionary"))
    except PlaceError:
        st.error(t("error.place"))
    except WarehouseError:
        st.error(t("error.warehouse"))
    except ClockError:
        st.error(t("error.clock"))
    except VerificationError:
        logging.getLogger(__name__).exception("build")
        st.error(t("error.unverified"))
    except OSError:
        logging.getLogger(__name__).exception("build")
        st.error(t("error.folder"))
    return False


def footer(view: str) -> None:
    """The terms of the page, to open where they are met; then what the figures are of."""
    told = queries.shown()
    st.divider()
    count, terms = glossary.on_page(view) if view != "glossary" else (0, "")
    if count:
        st.html(html.unfolding(t("frame.terms", count=count), terms))
    st.caption(
        t(
            "frame.footer",
            vintage=day(date.fromisoformat(told.vintage)),
            file=told.file.removesuffix(".duckdb"),
        )
    )


with pages_first.READERS.run():
    main()
