"""Migratie: who registers from Poland, Bulgaria and Romania; origin and nationals by arrondissement. No risk."""

from dataclasses import replace

import streamlit as st

from dashboard import changes, districts, layers, migrants, numbers, queries
from dashboard.address import bound, kept
from dashboard.citing import citations
from dashboard.figure import show
from dashboard.heading import heading
from dashboard.language import n, t
from dashboard.markdown import for_streamlit
from dashboard.section import section

ORIGINS = ["BG", "PL", "RO"]
"""In alphabetical order, in Dutch and in English."""
PRESENT = "arrondissement11"

heading(t("migration.title"), 1)

year, newest = migrants.newest_whole_year(ORIGINS)
counts = {origin.lower(): n(newest[origin]) for origin in ORIGINS}
st.html(f'<p class="lead">{t("migration.takeaway", year=year, **counts)}</p>')
st.markdown(t("migration.no_risk"))
unregistered = t("migration.unregistered", source=citations(["cbs-brp-2016"])[0])
st.markdown(for_streamlit([unregistered]), unsafe_allow_html=True)


@section
def immigration() -> None:
    """Who registered, of the origins and in the years that are chosen."""
    first, last = queries.immigration_years()
    with (
        bound("migration-years", default=(first, last)),
        st.container(horizontal=True, gap="medium", vertical_alignment="top"),
    ):
        picked = kept(
            st.pills,
            t("migration.origins"),
            ORIGINS,
            key="origin",
            default=ORIGINS,
            selection_mode="multi",
            format_func=lambda one: t(f"migration.country_{one}"),
            width="content",
        )
        per = kept(
            st.segmented_control,
            t("migration.per"),
            ["year", "month"],
            key="per",
            default="year",
            format_func=lambda one: t(f"migration.per_{one}"),
            required=True,
            width="content",
        )
        years = st.slider(
            t("migration.years"), first, last, (first, last), key="migration-years", bind="query-params", width=340
        )
        years = min(years), max(years)  # a link may name them the other way round
    if not picked:
        st.caption(t("migration.nothing_chosen"))
    chosen = [one for one in ORIGINS if one in (picked or ORIGINS)]
    by_year = per == "year"
    if queries.immigration(chosen, years, by_year).empty:
        st.info(t("migration.no_full_year"))
        return
    show(migrants.immigration_figure(tuple(chosen), years, by_year))


@section
def origins() -> None:
    """Residents of one origin in every arrondissement over the years; nothing before they were downloaded."""
    keys = {one.rpartition("=")[2]: one for one in districts.choices(PRESENT) if one.startswith("residents_by_origin|")}
    if not keys:
        return
    names = {code: t(f"value.origin={code}") for code in keys}
    by_name = sorted(names, key=lambda code: names[code])
    with st.container(horizontal=True, gap="medium"):
        code = kept(
            st.selectbox,
            t("migration.origin"),
            by_name,
            key="herkomst",
            default=by_name[0],
            format_func=lambda one: names[one],
            width=260,
        )
        measure = kept(
            st.segmented_control,
            t("regions.measure"),
            ["rate", "value"],
            key="herkomstmaat",
            default="rate",
            format_func=lambda one: t("regions.value" if one == "value" else "regions.by_per_1000"),
            required=True,
            width="content",
        )
    choice = districts.choose(keys[code], PRESENT).of(measure)
    if measure != "value" and choice.measure == "value":
        st.info(t("regions.no_rate"))
    figure = replace(
        districts.all_areas(choice, shared=True, choosing=None),
        key="herkomst",
        title=t("migration.origin_title", origin=names[code], years=numbers.years(*choice.years)),
        subtitle=t("migration.origin_subtitle", unit=choice.unit),
        notes=[*choice.meaning(), t("migration.origin_note")],
    )
    show(figure)


@section
def figures() -> None:
    layers.switches()
    immigration()
    missing = changes.not_loaded("cbs-origin", "cbs-population", "cbs-regions")
    if missing:
        st.info(missing)
    origins()
    for figure, none in ((migrants.hungarians(), "no_nationals"), (migrants.nationalities(), "no_nationalities")):
        if figure is None:
            st.info(t(f"migration.{none}"))
        else:
            show(figure)


figures()
