"""Downloads: pick what was counted, where and when; see the rows, and take them with all that defends them."""

import pandas as pd
import streamlit as st

from dashboard import html, lens, queries, tables
from dashboard.address import kept, link
from dashboard.language import language, n, t
from etl import extract, formats, package
from etl.selection import Selection, SelectionError

FIRST_CHOSEN = ["om_registered_cases"]
SHOWN = 200
"""Rows on the page; the files hold all of them."""
OPEN = 2
"""With more indicators than this their definitions start closed."""

st.title(t("downloads.title"))
st.markdown(t("downloads.lead"))

# ---- what, where, when

about = queries.indicators().set_index("indicator_id")
about["order"] = about["chain_stage"].map(tables.STAGES.index)
about = about.sort_values(["order", f"name_{language()}"])
options = lens.narrowed(list(about.index))
indicators = kept(
    st.multiselect,
    t("downloads.indicators"),
    options,
    key="indicator",
    default=[one for one in FIRST_CHOSEN if one in options] or options[:1],
    format_func=lambda one: str(about.loc[one, f"name_{language()}"]),
    placeholder=t("downloads.choose"),
)
areas = queries.regions_with_figures(indicators).set_index("region_id")
names, types = areas["name"].to_dict(), areas["type"].to_dict()
years = queries.years_with_figures(indicators)
left, right = st.columns(2)
with left:
    kinds = kept(
        st.multiselect,
        t("downloads.kinds"),
        list(dict.fromkeys(areas["type"])),
        key="kind",
        default=[],
        format_func=lambda one: t(f"downloads.kind_{one}"),
        placeholder=t("downloads.all_kinds"),
    )
of_kind = areas[areas["type"].isin(kinds)] if kinds else areas
with right:
    regions = kept(
        st.multiselect,
        t("downloads.regions"),
        list(of_kind.index),
        key="region",
        default=[],
        format_func=lambda one: tables.area_text(names[one], types[one], language()),
        placeholder=t("downloads.all_regions"),
    )
left, right = st.columns(2)
with left:
    first_year = kept(
        st.selectbox, t("downloads.from"), years, key="from", default=None, placeholder=t("downloads.no_from")
    )
with right:
    last_year = kept(st.selectbox, t("downloads.to"), years, key="to", default=None, placeholder=t("downloads.no_to"))
if first_year or last_year:
    st.caption(t("downloads.within"))


def picked() -> package.Extract | str:
    """The extract that was chosen, or a sentence that says why there is none."""
    if not indicators:
        return t("downloads.none_chosen")
    if first_year and last_year and first_year > last_year:
        return t("downloads.wrong_order", first=first_year, last=last_year)
    chosen = regions or (list(of_kind.index) if kinds else [])
    try:
        return queries.extract_of(Selection(tuple(indicators), tuple(chosen), first_year, last_year))
    except SelectionError:
        return t("downloads.nothing")


def show_files(found: package.Extract) -> None:
    rows, address, lang = found.rows, link(), language()
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
    st.header(t("downloads.files"), anchor="bestanden")
    st.markdown(t("downloads.count", rows=n(len(rows)), sources=n(len(found.sources)), breaks=n(len(found.breaks))))
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
    st.code(address, language=None, wrap_lines=True)
    with st.expander(t("downloads.cite")):
        st.code(package.citation(found, lang, address), language=None, wrap_lines=True)
        st.markdown(t("downloads.bibtex"))
        st.code(package.bibtex(found, lang, address), language=None, wrap_lines=True)


def show_meaning() -> None:
    st.header(t("downloads.meaning"), anchor="betekenis")
    for indicator_id in indicators:
        one = about.loc[indicator_id]
        with st.expander(one[f"name_{language()}"], expanded=len(indicators) <= OPEN):
            told = [(t(f"downloads.{part}"), one[f"{part}_{language()}"]) for part in tables.DEFINITION]
            st.html(html.definitions(told))


def show_rows(rows: pd.DataFrame) -> None:
    st.header(t("downloads.rows"), anchor="rijen")
    title = queries.series().set_index("series")[f"title_{language()}"]
    ordered = rows.assign(
        **{f"series_{language()}": rows["series"].map(title)},
        of_area=rows["region_type"] != "land",
        pooled=rows["period"].str.contains("/"),
    ).sort_values(["indicator_id", "of_area", "region", "region_id", "series", "breakdown", "pooled", "period_start"])
    shown = ordered.head(SHOWN)
    columns = ["indicator", "area", "period", "figure", "rate", "breakdown", "series", "flags", "source"]
    if len(indicators) == 1:
        columns.remove("indicator")
    if shown["rate"].isna().all():
        columns.remove("rate")
    told = tables.observations(shown, language(), tuple(columns))
    st.html(html.table(told, t("downloads.caption", shown=n(len(shown)), rows=n(len(rows))), long=True))


result = picked()
if isinstance(result, str):
    st.info(result)
else:
    show_files(result)
    show_meaning()
    show_rows(result.rows)
