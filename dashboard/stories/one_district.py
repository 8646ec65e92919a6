"""One arrondissement from signal to conviction: what is published there, and where the chain breaks off."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import districts, queries, tables
from dashboard.address import kept
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
    areas = queries.areas_with_local_figures().set_index("region_id")["name"]
    area = kept(
        st.selectbox,
        t("stories.district"),
        list(areas.index),
        key="gebied",
        default=FIRST_SHOWN,
        format_func=lambda one: str(areas[one]),
        width=320,
    )
    name = str(areas[area])
    local = queries.local_figures(area)
    step("one_police", 1, name=name)
    show_under(local_figure(local[local["chain_stage"].isin(POLICE)], name))
    choice = replace(districts.choose(f"{INDICATOR}|{SERIES}|total", "arrondissement19"), chosen=(area,))
    own = choice.yearly[(choice.yearly["region_id"] == area) & choice.yearly["value"].notna()].sort_values("period")
    first, last = own.iloc[0], own.iloc[-1]
    change = counts.change(int(first["value"]), int(last["value"]), float(first["unrest"]))
    certain = change is not None and change.beyond_chance
    verdict = "" if change is None else t("stories.one_change" if certain else "stories.one_no_change")
    step(
        "one_cases",
        2,
        name=name,
        first=first["period"],
        first_value=n(first["value"]),
        last=last["period"],
        last_value=n(last["value"]),
        verdict=verdict,
    )
    show_under(districts.compared(choice))
    step("one_size", 3, name=name)
    funnel = districts.funnel_figure(choice, None)
    if funnel is not None:
        show_under(funnel)
    step("one_after", 4, name=name)
    st.html(gaps_table(GAPS, t("stories.one_gaps")))


def local_figure(rows: pd.DataFrame, name: str) -> Figure:
    """Every figure of the police and the municipality, as a table: too few for a line."""
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
