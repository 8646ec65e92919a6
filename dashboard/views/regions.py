"""Arrondissementen: figures per court district, of one edition at a time, with the national estimate beside them."""

from dataclasses import replace

import streamlit as st

from dashboard import changes, districts, estimates, layers, queries
from dashboard.address import kept
from dashboard.districts.scenario import nationalities
from dashboard.figure import show
from dashboard.language import language, t

EDITIONS = {"oud": "arrondissement19", "huidig": "arrondissement11"}
MONTHS_SHOWN = 5
"""Years of months that are shown at first."""
FIRST_SHOWN = ("ar19:arnhem", "ar19:groningen", "ar19:rotterdam", "ar11:AR03", "ar11:AR05", "ar11:AR08")

st.title(t("regions.title"))
st.html(f'<p class="lead">{t("regions.lead")}</p>')

edition = kept(
    st.segmented_control,
    t("regions.edition"),
    list(EDITIONS),
    key="indeling",
    default="oud",
    format_func=lambda one: t(f"regions.{one}"),
    required=True,
)
kind = EDITIONS[edition]
options = districts.choices(kind)
picked = kept(
    st.selectbox,
    t("regions.indicator"),
    options,
    key="cijfer",
    default=options[0],
    format_func=districts.choice_name,
)
choice = districts.choose(picked, kind)
measure = kept(
    st.segmented_control,
    t("regions.measure"),
    ["value", "rate"],
    key="maat",
    default="value",
    format_func=lambda one: t("regions.value" if one == "value" else f"regions.by_{choice.per_head}"),
    required=True,
)
choice = choice.of(measure)
if measure != "value" and choice.measure == "value":
    st.info(t("regions.no_rate"))

if kind == "arrondissement11" and not any(one.startswith("om_") and one.endswith("|total") for one in options):
    st.info(t("regions.not_published"))

missing = changes.not_loaded("politie-crime", "cbs-origin", "cbs-population", "cbs-regions", "pdok-boundaries")
if kind == "arrondissement11" and missing:
    st.info(missing)

names = choice.names
chosen = kept(
    st.multiselect,
    t("regions.areas", most=districts.MOST),
    list(names),
    key="gebieden",
    default=[one for one in FIRST_SHOWN if one in names],
    format_func=names.__getitem__,
    max_selections=districts.MOST,
    help=t("regions.pick_help"),
)
choice = replace(choice, chosen=tuple(chosen))
years = sorted(choice.yearly["period"].unique())
with_months = districts.month_years(choice)
by_month = False
since = with_months[0] if with_months else 0
if with_months:
    with st.container(horizontal=True, gap="medium"):
        per = kept(
            st.segmented_control,
            t("regions.lines_per"),
            ["year", "month"],
            key="lijnen",
            default="year",
            format_func=lambda one: t(f"regions.per_{one}"),
            required=True,
            width="content",
        )
        by_month = per == "month"
        if by_month and len(with_months) > 1:
            recent = with_months[-MONTHS_SHOWN:][0]
            since = kept(
                st.selectbox,
                t("regions.months_from"),
                with_months,
                key="vanaf",
                default=recent,
                format_func=str,
                width=160,
            )
layers.switches()

if len(years) > 1 or by_month:
    if not chosen:
        st.info(t("regions.choose"))
    elif by_month:
        show(districts.compared_by_month(choice, since))
    else:
        show(districts.compared(choice))
    scale = kept(
        st.segmented_control,
        t("regions.scale"),
        ["shared", "own"],
        key="schaal",
        default="shared",
        format_func=lambda one: t(f"regions.scale_{one}"),
        required=True,
    )
    shared = scale == "shared"
    show(districts.all_areas_by_month(choice, since, shared) if by_month else districts.all_areas(choice, shared))

if choice.events:
    together = "alle"
    period = kept(
        st.selectbox,
        t("regions.funnel_period"),
        [together, *years],
        key="trechterjaar",
        default=together,
        format_func=lambda one: t("regions.funnel_all") if one == together else one,
        width=260,
    )
    funnel = districts.funnel_figure(choice, None if period == together else period)
    if funnel is None:
        st.info(t("regions.funnel_unknown"))
    else:
        show(funnel)

if len(years) > 1:
    with st.container(horizontal=True, gap="medium"):
        first = kept(
            st.selectbox, t("regions.slope_from"), years[:-1], key="van", default=years[0], format_func=str, width=160
        )
        later = [one for one in years if one > first]
        last = kept(
            st.selectbox, t("regions.slope_to"), later, key="tot", default=years[-1], format_func=str, width=160
        )
    show(districts.slope_figure(choice, first, last))

year = years[-1]
if len(years) > 1:
    year = kept(st.select_slider, t("regions.year"), years, key="jaar", default=years[-1], format_func=str)
on_map = districts.real_map(choice, year, kind)
if on_map is not None:
    form = kept(
        st.segmented_control,
        t("regions.map_form"),
        ["boundaries", "tiles"],
        key="kaartvorm",
        default="boundaries",
        format_func=lambda one: t(f"regions.map_{one}"),
        required=True,
    )
    on_map = on_map if form == "boundaries" else None
show(on_map or districts.tile_map(choice, year, kind))

st.header(t("regions.beside"))
show(districts.national_rate())
if choice.events:
    show(districts.national(choice))
with st.expander(t("scenario.open"), key="scenario"):
    st.markdown(t("scenario.lead"))
    ranges = queries.national_estimated_rates().set_index("estimate_id", drop=False)
    named = {
        str(one): f"{period.replace('/', '–')} · {estimates.name(group, language())}"
        for one, period, group in zip(ranges.index, ranges["period"], ranges["comparable_group"], strict=True)
    }
    with st.container(horizontal=True, gap="medium"):
        estimate = kept(
            st.selectbox,
            t("scenario.estimate"),
            list(named),
            key="schatting",
            default=list(named)[-1],
            format_func=lambda one: named[one],
            width=320,
        )
        countries = nationalities(kind)
        nationality = countries[0] if countries else ""
        if len(countries) > 1:
            nationality = kept(
                st.selectbox,
                t("scenario.country"),
                countries,
                key="nationaliteit",
                default=countries[0],
                format_func=lambda one: t(f"value.nationality={one}"),
                width=320,
            )
    show(districts.scenarios(choice, kind, ranges.loc[estimate], nationality))
if kind == "arrondissement11":
    st.caption(t("regions.editions_note"))
