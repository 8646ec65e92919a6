"""Parts of the page Arrondissementen with choices of their own, each of what is chosen above them."""

import pandas as pd
import streamlit as st

from dashboard import estimates, queries
from dashboard.address import bound, kept
from dashboard.districts.choice import Choice
from dashboard.districts.funnel import funnel_figure
from dashboard.districts.lines import all_areas
from dashboard.districts.map import real_map, tile_map
from dashboard.districts.months import all_areas_by_month
from dashboard.districts.scenario import nationalities, scenarios
from dashboard.districts.slope import slope_figure
from dashboard.drawn_once import told_once
from dashboard.figure import show
from dashboard.language import language, t
from dashboard.section import section


@section
def every_area(choice: Choice, since: int | None) -> None:
    """All areas beside each other, per year, or per month since a year."""
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
    show(all_areas(choice, shared) if since is None else all_areas_by_month(choice, since, shared))


@section
def funnel(choice: Choice, years: list[str]) -> None:
    """Cases beside what one may expect by chance, of all years together or of one."""
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
    figure = funnel_figure(choice, None if period == together else period)
    if figure is None:
        st.info(t("regions.funnel_unknown"))
    else:
        show(figure)


@section
def two_years(choice: Choice, years: list[str]) -> None:
    """Each area in two of the years."""
    with st.container(horizontal=True, gap="medium"):
        first = kept(
            st.selectbox, t("regions.slope_from"), years[:-1], key="van", default=years[0], format_func=str, width=160
        )
        later = [one for one in years if one > first]
        last = kept(
            st.selectbox, t("regions.slope_to"), later, key="tot", default=years[-1], format_func=str, width=160
        )
    show(slope_figure(choice, first, last))


@section
def one_year(choice: Choice, years: list[str], kind: str) -> None:
    """Each area in its place, in one of the years."""
    year = years[-1]
    if len(years) > 1:
        year = kept(st.select_slider, t("regions.year"), years, key="jaar", default=years[-1], format_func=str)
    on_map = real_map(choice, year, kind)
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
    show(on_map or tile_map(choice, year, kind))


@told_once
def _national() -> dict[str, str]:
    """estimate_id to period and name of the national estimates with a range."""
    ranges = queries.national_estimated_rates()
    cells = zip(ranges["estimate_id"], ranges["period"], ranges["comparable_group"], strict=True)
    return {one: f"{period.replace('/', '–')} · {estimates.name(group, language())}" for one, period, group in cells}


@told_once
def _range(estimate_id: str) -> pd.Series:
    """One of them."""
    return queries.national_estimated_rates().set_index("estimate_id", drop=False).T[estimate_id]


@section
def scenario(choice: Choice, kind: str) -> None:
    """What each area would have if the national rate held everywhere: arithmetic, which says so. Made when its box is
    opened."""
    with bound("scenario", default=False):
        box = st.expander(t("scenario.open"), key="scenario", bind="query-params")
    if not box.open:
        return
    with box:
        st.markdown(t("scenario.lead"))
        named = _national()
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
        show(scenarios(choice, kind, _range(estimate), nationality))
