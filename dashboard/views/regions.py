"""Arrondissementen: figures per court district, of one edition at a time, with the national estimate beside them."""

import streamlit as st

from dashboard import changes, districts, estimates, layers, queries
from dashboard.address import kept
from dashboard.districts.scenario import nationalities
from dashboard.figure import show
from dashboard.language import language, t

EDITIONS = {"oud": "arrondissement19", "huidig": "arrondissement11"}
FIRST_SHOWN = ("ar19:arnhem", "ar19:groningen", "ar19:rotterdam", "ar11:AR03", "ar11:AR05", "ar11:AR08")

st.title(t("regions.title"))
st.html(f'<p class="lead">{t("regions.lead")}</p>')

with st.container(horizontal=True, vertical_alignment="bottom"):
    edition = kept(
        st.segmented_control,
        t("regions.edition"),
        list(EDITIONS),
        key="indeling",
        default="oud",
        format_func=lambda one: t(f"regions.{one}"),
        required=True,
    )
    measure = kept(
        st.segmented_control,
        t("regions.measure"),
        ["value", "rate"],
        key="maat",
        default="value",
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

indicator_id, series, breakdown = picked.split("|")
about = queries.indicator(indicator_id)
approximate = breakdown == "benadering"
if approximate:
    rows = districts.approximation(about, series)
else:
    rows = queries.figures([indicator_id], kind, breakdown)
    rows = rows[(rows["series"] == series) & (rows["period"].str.len() != 7)]  # a month never stands among years
rows = districts.scattered(rows)
if measure == "rate" and rows["rate"].isna().all():
    st.info(t("regions.no_rate"))
    measure = "value"
choice = districts.Choice(rows, about, measure, dotted=approximate)

if kind == "arrondissement11" and not any(one.startswith("om_") and one.endswith("|total") for one in options):
    st.info(t("regions.not_published"))

missing = changes.to_load("politie-crime", "cbs-origin", "cbs-population", "cbs-regions")
if kind == "arrondissement11" and missing:
    st.info(t("changes.missing_regions", sources=missing))

chosen = kept(
    st.multiselect,
    t("regions.areas", most=districts.MOST),
    list(choice.names),
    key="gebieden",
    default=[one for one in FIRST_SHOWN if one in choice.names],
    format_func=lambda one: choice.names[one],
    max_selections=districts.MOST,
    help=t("regions.pick_help"),
)
choice = districts.Choice(rows, about, measure, tuple(chosen), dotted=approximate)
years = sorted(choice.yearly["period"].unique())
layers.switches()

if len(years) > 1:
    if chosen:
        show(districts.compared(choice))
    else:
        st.info(t("regions.choose"))
    scale = kept(
        st.segmented_control,
        t("regions.scale"),
        ["shared", "own"],
        key="schaal",
        default="shared",
        format_func=lambda one: t(f"regions.scale_{one}"),
        required=True,
    )
    show(districts.all_areas(choice, scale == "shared"))

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
show(districts.tile_map(choice, year, kind))

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
