"""Downloads: pick what was counted, where and when; see the rows, and take them with all that defends them."""

import streamlit as st

from dashboard import lens, queries, taking
from dashboard.address import kept, link
from dashboard.heading import heading
from dashboard.language import language, n, t
from dashboard.section import section
from dashboard.vintage import fixed_link
from etl import extract, formats, package
from etl.selection import Selection, SelectionError

FIRST_CHOSEN = ["om_registered_cases"]

heading(t("downloads.title"), 1, below=[t("downloads.lead")])


def choose() -> Selection | str:
    """Draw what can be chosen; the selection, or a sentence that says why there is none."""
    called = taking.indicators()
    options = lens.narrowed(list(called))
    indicators = kept(
        st.multiselect,
        t("downloads.indicators"),
        options,
        key="indicator",
        default=[one for one in FIRST_CHOSEN if one in options] or options[:1],
        format_func=called.__getitem__,
        placeholder=t("downloads.choose"),
    )
    areas = taking.areas(tuple(indicators))
    years = queries.years_with_figures(indicators)
    with st.container(horizontal=True):
        kinds = kept(
            st.multiselect,
            t("downloads.kinds"),
            list(dict.fromkeys(kind for _name, kind in areas.values())),
            key="kind",
            default=[],
            format_func=lambda one: t(f"downloads.kind_{one}"),
            placeholder=t("downloads.all_kinds"),
        )
        of_kind = [one for one, (_name, kind) in areas.items() if not kinds or kind in kinds]
        regions = kept(
            st.multiselect,
            t("downloads.regions"),
            of_kind,
            key="region",
            default=[],
            format_func=lambda one: areas[one][0],
            placeholder=t("downloads.all_regions"),
        )
        first_year = kept(
            st.selectbox, t("downloads.from"), years, key="from", default=None, placeholder=t("downloads.no_from")
        )
        last_year = kept(
            st.selectbox, t("downloads.to"), years, key="to", default=None, placeholder=t("downloads.no_to")
        )
    if first_year or last_year:
        st.caption(t("downloads.within"))
    if not indicators:
        return t("downloads.none_chosen")
    if first_year and last_year and first_year > last_year:
        return t("downloads.wrong_order", first=first_year, last=last_year)
    chosen = regions or (of_kind if kinds else [])
    try:
        selection = Selection(tuple(indicators), tuple(chosen), first_year, last_year)
        nothing = queries.extract_of(selection).rows.empty  # though there may be estimates
    except SelectionError:
        nothing = True
    return t("downloads.nothing") if nothing else selection


def show_files(selection: Selection) -> None:
    found, lang = queries.extract_of(selection), language()
    address = fixed_link()  # what is cited must stay what it was
    rows = found.rows
    name = f"mensenhandelmonitor-{found.vintage}"
    files = {
        "zip": (f"{name}-{lang}.zip", "application/zip", lambda: package.zipped(found, lang, address)),
        "csv": (f"{name}.csv", "text/csv", lambda: formats.to_csv(rows)),
        "parquet": (f"{name}.parquet", "application/vnd.apache.parquet", lambda: formats.to_parquet(rows)),
        "json": (f"{name}.json", "application/json", lambda: formats.to_json(rows)),
        "dictionary": ("dictionary.csv", "text/csv", lambda: formats.to_csv(extract.dictionary())),
        "sources": ("sources.csv", "text/csv", lambda: formats.to_csv(found.sources)),
        "breaks": ("breaks.csv", "text/csv", lambda: formats.to_csv(found.breaks)),
    }
    told = t("downloads.count", rows=n(len(rows)), sources=n(len(found.sources)), breaks=n(len(found.breaks)))
    heading(t("downloads.files"), anchor="bestanden", below=[told])
    with st.container(horizontal=True, key="files"):
        for kind, (file_name, mime, make) in files.items():
            st.download_button(
                t(f"downloads.file_{kind}"),
                make,
                file_name=file_name,
                mime=mime,
                key=f"file-{kind}",
                on_click="ignore",
                icon=":material/download:",
            )
    st.caption(t("downloads.zip_holds"))
    st.markdown(f"**{t('downloads.link')}**")
    st.code(link(), language=None, wrap_lines=True)
    box = st.expander(t("downloads.cite"), key="cite", on_change="rerun")
    if box.open:
        with box:
            words, bibtex = taking.citation(selection, address)
            st.code(words, language=None, wrap_lines=True)
            st.markdown(t("downloads.bibtex"))
            st.code(bibtex, language=None, wrap_lines=True)


def show_meaning(indicators: tuple[str, ...]) -> None:
    heading(t("downloads.meaning"), anchor="betekenis")
    st.html(taking.meaning(indicators))


@section
def chosen() -> None:
    selection = choose()
    if isinstance(selection, str):
        st.info(selection)
        return
    show_files(selection)
    show_meaning(selection.indicators)
    heading(t("downloads.rows"), anchor="rijen")
    st.html(taking.rows(selection))


chosen()
