"""One arrondissement from signal to conviction: what is published there, and where the chain breaks off."""

from dataclasses import replace

import streamlit as st

from dashboard import districts, queries, tables
from dashboard.address import kept
from dashboard.districts.choice import Choice
from dashboard.drawn_once import drawn_once, told_once
from dashboard.figure import Figure
from dashboard.gaps import gaps_table
from dashboard.language import language, n, t
from dashboard.stories.steps import show_under, step
from etl import counts

INDICATOR, SERIES = "om_registered_cases", "om-data-2012"
FIRST_SHOWN = "ar19:arnhem"
GAPS = ("gap-03-reports-police-unit", "gap-04-om-office", "gap-06-outcomes", "gap-16-korpsmonitor")
POLICE = ("signal", "report", "complaint", "investigation")


def tell() -> None:
    areas = names()
    area = kept(
        st.selectbox,
        t("stories.district"),
        list(areas),
        key="gebied",
        default=FIRST_SHOWN,
        format_func=areas.__getitem__,
        width=320,
    )
    name = areas[area]
    step("one_police", 1, name=name)
    show_under(local_figure(area, name))
    choice = choice_of(area)
    step("one_cases", 2, name=name, **cases_of(area))
    show_under(districts.compared(choice))
    step("one_size", 3, name=name)
    funnel = districts.funnel_figure(choice, None)
    if funnel is not None:
        show_under(funnel)
    step("one_after", 4, name=name)
    st.html(gaps_table(GAPS, t("stories.one_gaps")))


@told_once
def names() -> dict[str, str]:
    """region_id to name of the areas that can be chosen."""
    areas = queries.areas_with_local_figures()
    return dict(zip(areas["region_id"], map(str, areas["name"]), strict=True))


@told_once
def choice_of(area: str) -> Choice:
    """The cases at the OM, of this area alone."""
    return replace(districts.choose(f"{INDICATOR}|{SERIES}|total", "arrondissement19"), chosen=(area,))


@told_once
def cases_of(area: str) -> dict[str, str]:
    """The first and the last year of an area with their counts, and whether more than chance lies between them, in
    words."""
    years = choice_of(area).yearly
    own = years[(years["region_id"] == area) & years["value"].notna()].sort_values("period")
    first, last = own.iloc[0], own.iloc[-1]
    change = counts.change(int(first["value"]), int(last["value"]), float(first["unrest"]))
    certain = change is not None and change.beyond_chance
    return {
        "first": first["period"],
        "first_value": n(first["value"]),
        "last": last["period"],
        "last_value": n(last["value"]),
        "verdict": "" if change is None else t("stories.one_change" if certain else "stories.one_no_change"),
    }


@drawn_once
def local_figure(area: str, name: str) -> Figure:
    """Every figure of the police and the municipality, as a table: too few for a line."""
    rows = queries.local_figures(area)
    rows = rows[rows["chain_stage"].isin(POLICE)]
    return Figure(
        key="lokaal",
        title=t("stories.local_title", name=name),
        subtitle=t("stories.local_subtitle"),
        panels=(),
        rows=rows,
        table=tables.observations(
            rows, language(), ("indicator", "area", "period", "breakdown", "figure", "flags", "source")
        ),
    )
