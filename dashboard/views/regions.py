"""Arrondissementen: figures per court district, of one edition at a time, with the national estimate beside them."""

from dataclasses import replace

import streamlit as st

from dashboard import changes, districts, layers, queries
from dashboard.address import kept, tell_unknown
from dashboard.districts import parts
from dashboard.figure import show
from dashboard.heading import heading
from dashboard.language import t
from dashboard.section import drawn_first, section

EDITIONS = {"oud": "arrondissement19", "huidig": "arrondissement11"}
MEASURES = ["value", "rate"]
MONTHS_SHOWN = 5
"""Years of months that are shown at first."""
LOADED = ("politie-crime", "cbs-origin", "cbs-population", "cbs-regions", "pdok-boundaries")
"""Sources of figures of the present division that a refresh brings."""
FIRST_SHOWN = ("ar19:arnhem", "ar19:groningen", "ar19:rotterdam", "ar11:AR03", "ar11:AR05", "ar11:AR08")

heading(t("regions.title"), 1)
st.html(f'<p class="lead">{t("regions.lead")}</p>')


@section
def figures() -> None:
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
    if choice.of("rate").measure == "value":  # the number is all there is: nothing to choose
        asked = st.query_params.get_all("maat")
        if "rate" in asked:
            st.info(t("regions.no_rate"))
        tell_unknown("maat", set(asked) - set(MEASURES))
    else:
        measure = kept(
            st.segmented_control,
            t("regions.measure"),
            MEASURES,
            key="maat",
            default="value",
            format_func=lambda one: t("regions.value" if one == "value" else f"regions.by_{choice.per_head}"),
            required=True,
        )
        choice = choice.of(measure)

    if kind == "arrondissement11" and not any(one.startswith("om_") and one.endswith("|total") for one in options):
        st.info(t("regions.not_published"))

    if kind == "arrondissement11" and (missing := changes.not_loaded(*LOADED)):
        st.info(missing)
    elif missing := changes.not_loaded(*LOADED, sentence="regions.missing_present"):
        st.caption(missing)

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
        placeholder=t("regions.choose"),
    )
    if districts.one_too_many():
        st.toast(t("regions.most", most=districts.MOST), duration="long")  # seen wherever on the page the click was
    choice = replace(choice, chosen=tuple(chosen))
    years = sorted(choice.yearly["period"].unique())
    with_months = districts.month_years(choice)
    since = None
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
            if per == "month":
                since = with_months[-MONTHS_SHOWN:][0]
            if since is not None and len(with_months) > 1:
                since = kept(
                    st.selectbox,
                    t("regions.months_from"),
                    with_months,
                    key="vanaf",
                    default=since,
                    format_func=str,
                    width=160,
                )
    layers.switches()

    if len(years) > 1 or since is not None:
        if not chosen:
            st.info(t("regions.choose"))
        elif since is None:
            show(districts.compared(choice))
        else:
            show(districts.compared_by_month(choice, since))
        drawn_first()
        parts.every_area(choice, since)
    if choice.events:
        parts.funnel(choice, years)
    if len(years) > 1:
        parts.two_years(choice, years)
    parts.one_year(choice, years, kind)

    heading(t("regions.beside"))
    estimated = not queries.national_estimated_rates().empty
    if estimated:
        show(districts.national_rate())
    else:
        st.info(t("overview.none_national"))
    if choice.events:
        show(districts.national(choice))
    if estimated:
        parts.scenario(choice, kind)
    if kind == "arrondissement11":
        st.caption(t("regions.editions_note"))


figures()
