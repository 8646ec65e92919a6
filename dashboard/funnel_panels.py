"""The panels of the signal funnel: own counts of a stage, and what is published that lies nearest to it."""

from collections.abc import Callable
from functools import partial

import altair as alt
import pandas as pd
import streamlit as st

from dashboard import html, layers, queries, tables
from dashboard.address import kept
from dashboard.chain import bearing_on, stage_breaks
from dashboard.charts.discs import rows_of_discs
from dashboard.charts.panels import panel
from dashboard.figure import Figure
from dashboard.figure import show as show_figure
from dashboard.language import language, look, n, t
from dashboard.lines import as_lines
from dashboard.panel import Panel
from etl import signal_funnel
from etl.rules import SMALL

PUBLISHED = {
    "signals": ["police_signals", "emm_signals", "nla_reports"],
    "reports": ["reported_victims", "new_victim_registrations"],
    "complaints": ["police_complaints"],
    "investigations": ["police_investigations"],
    "cases": ["om_registered_cases"],
}
"""Which published indicators lie nearest to a stage; they count other things in other areas."""
Draw = Callable[..., alt.LayerChart]
COLUMNS = ("indicator", "period", "series", "figure", "flags", "source")


def show(rows: pd.DataFrame) -> None:
    """A panel a stage for the own counts, and one beside it for what is published of the area chosen."""
    areas = queries.regions_with_figures([one for some in PUBLISHED.values() for one in some]).set_index("region_id")
    region = kept(
        st.selectbox,
        t("funnel.beside"),
        list(areas.index),
        key="naast",
        default="nl",
        format_func=lambda one: tables.area_text(str(areas.at[one, "name"]), str(areas.at[one, "type"]), language()),
    )
    own = signal_funnel.yearly(rows)
    published = queries.yearly_figures([one for some in PUBLISHED.values() for one in some], region)
    published = published[published["value"].notna()]
    ends = [*own["year"], *published["period"].astype("int64")]
    years = (min(ends), max(ends))
    layers.switches()
    breaks = stage_breaks(published, regional=region != "nl")
    area = () if region == "nl" else (region,)
    both = (layers.shown(breaks, years, area, always=one).reindex(columns=breaks.columns) for one in (False, True))
    marks, places = both
    room = max(rows_of_discs(bearing_on(some, places), years) for some in PUBLISHED.values())
    draw = partial(panel, look=look(), years=years, band=False, hatched=True, room=room)
    panels = []
    for stage in signal_funnel.STAGES:
        name = t(f"funnel.name_{stage}")
        beside = published[published["indicator_id"].isin(PUBLISHED[stage])]
        panels.append(_own_panel(own[own["stage"] == stage], name, bearing_on((), marks), draw))
        panels.append(_published_panel(beside, name, breaks, bearing_on(PUBLISHED[stage], marks), draw))
    show_figure(
        Figure(
            key="trechter-naast-gepubliceerd",
            title=t("funnel.figure"),
            subtitle=t("funnel.figure_subtitle"),
            panels=panels,
            rows=published,
            table=tables.observations(published, language(), COLUMNS),
            panel_width=530,
            notes=[t("funnel.not_one_cohort"), t("funnel.own_note"), t("funnel.published_note")],
            breaks=marks,
        )
    )
    cells = own.assign(told=[_told(row) for _index, row in own.iterrows()])
    wide = cells.pivot(index="year", columns="stage", values="told")[list(signal_funnel.STAGES)]
    table = wide.rename(columns=lambda one: t(f"funnel.name_{one}")).reset_index(names=t("funnel.name_year"))
    st.html(html.table(table.astype("str"), t("funnel.own_caption"), stacked=True))


def _told(row: pd.Series) -> str:
    """How much a sum is known to be: a number, a range, the least, fewer than five, or why there is none."""
    low, high = row["low"], row["high"]
    if pd.isna(low):
        return t("funnel.not_counted")
    if pd.isna(high):
        return t("funnel.at_least", number=n(low)) if low else t("funnel.not_told")
    if low == high:
        return n(low) + (f" ({t('flag.small')})" if low < SMALL else "")
    return t("flag.small") if (low, high) == (0, SMALL - 1) else t("funnel.range", low=n(low), high=n(high))


def _own_panel(own: pd.DataFrame, name: str, marks: pd.DataFrame, draw: Draw) -> Panel:
    """A sum that is not told in full stands at the least it can be, as an open point; with no least there is none."""
    label = t("funnel.own")
    told = [_told(row) for _index, row in own.iterrows()]
    exact = (own["low"] == own["high"]).fillna(False).astype(bool)
    value = own["low"].where(exact | (own["low"] > 0).fillna(False).astype(bool))
    gap = value.isna().cumsum().astype("str") + (own["year"].diff().fillna(1) != 1).cumsum().astype("str")
    drawn = pd.DataFrame(
        {
            "x": own["year"].astype("float64"),
            "value": value.astype("float64"),
            "low": float("nan"),
            "high": float("nan"),
            "label": label,
            "segment": label + gap,
            "open": ~exact | (value < SMALL).fillna(False).astype(bool),
            "told": [f"{year}: {one}" for year, one in zip(own["year"], told, strict=True)],
            "told_short": told,
        }
    )
    top = float(drawn["value"].max()) * 1.1 if drawn["value"].notna().any() else 1.0
    chart = draw(drawn, [label], top=top or 1.0, breaks=marks)
    return Panel(chart, f"{name}, {label}: " + "; ".join(drawn["told"]), f"{name}: {label}", [label])


def _published_panel(rows: pd.DataFrame, name: str, breaks: pd.DataFrame, marks: pd.DataFrame, draw: Draw) -> Panel:
    labels = rows[f"series_{language()}"]
    if rows["indicator_id"].nunique() > 1:
        labels = rows[f"indicator_{language()}"] + " · " + labels
    parts = []
    for indicator_id, some in rows.groupby("indicator_id", sort=False):
        parts.append(as_lines(some, bearing_on([str(indicator_id)], breaks), labels[some.index], language()))
    drawn = pd.concat(parts) if parts else as_lines(rows, breaks.head(0), labels, language())
    top = float(rows["value"].max()) * 1.1 if len(rows) else 1.0
    names = list(dict.fromkeys(labels))
    chart = draw(drawn, names, top=top, breaks=marks)
    told = "; ".join(drawn["label"] + " " + drawn["told"]) if len(drawn) else t("funnel.none_published")
    return Panel(chart, told, t("funnel.published", name=name), names or [t("funnel.none_published")])
