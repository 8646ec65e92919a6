"""Arrondissementen: figures per court district, of one edition at a time, with the national estimate beside them."""

import streamlit as st

from dashboard import districts, queries
from dashboard.address import kept
from dashboard.figure import show
from dashboard.language import t

EDITIONS = {"oud": "arrondissement19", "huidig": "arrondissement11"}
MOST = 6
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
    rows = rows[rows["series"] == series]
if measure == "rate" and rows["rate"].isna().all():
    st.info(t("regions.no_rate"))
    measure = "value"
choice = districts.Choice(rows, about, measure, dotted=approximate)

if kind == "arrondissement11" and not any(one.startswith("om_") and one.endswith("|total") for one in options):
    st.info(t("regions.not_published"))

if choice.years[0] < choice.years[1]:
    names: dict[str, str] = dict(
        rows[["region_id", "region"]].drop_duplicates().sort_values("region").itertuples(index=False)
    )
    chosen = kept(
        st.multiselect,
        t("regions.areas", most=MOST),
        list(names),
        key="gebieden",
        default=[one for one in FIRST_SHOWN if one in names],
        format_func=lambda one: str(names[one]),
        max_selections=MOST,
    )
    if chosen:
        show(districts.compared(choice, [names[one] for one in chosen]))
    else:
        st.info(t("regions.choose"))
    show(districts.all_areas(choice))

years = sorted(choice.yearly["period"].unique())
year = years[-1]
if len(years) > 1:
    year = kept(st.select_slider, t("regions.year"), years, key="jaar", default=years[-1], format_func=str)
show(districts.tile_map(choice, year, kind, notes=[] if len(years) > 1 else choice.notes()))

st.header(t("regions.beside"))
show(districts.national_rate())
if about["number_kind"] == "event_count":
    show(districts.national(choice))
if kind == "arrondissement11":
    st.caption(t("regions.editions_note"))
