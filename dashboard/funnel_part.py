"""The signal funnel of the administrative monitor: check a file of one's own, draw it beside what is published."""

import re
from datetime import date

import pandas as pd
import streamlit as st

from dashboard import html, queries, tables
from dashboard.address import kept
from dashboard.charts.panels import panel
from dashboard.figure import Figure, Panel
from dashboard.figure import show as show_figure
from dashboard.language import language, look, n, t
from dashboard.lines import as_lines
from etl import signal_funnel
from etl.rules import SMALL
from etl.signal_funnel import Wrong

PUBLISHED = {
    "signals": ["police_signals", "emm_signals", "nla_reports"],
    "reports": ["reported_victims", "new_victim_registrations"],
    "complaints": ["police_complaints"],
    "investigations": ["police_investigations"],
    "cases": ["om_registered_cases"],
}
"""Which published indicators lie nearest to a stage; they count other things in other areas."""
COLUMNS = ("indicator", "period", "series", "figure", "flags", "source")
SHOWN = 20
"""Errors told at once."""


def show() -> None:
    st.header(t("funnel.title"), anchor="trechter")
    st.markdown(t("funnel.lead"))
    st.caption(t("funnel.privacy"))
    st.download_button(
        t("funnel.template"),
        signal_funnel.template(language(), date.today().year - 1),
        t("funnel.template_file"),
        "text/csv",
        on_click="ignore",
        icon=":material/download:",
        key="funnel-template",
    )
    uploaded = st.file_uploader(t("funnel.upload"), type=["csv", "txt"], key="funnel-upload")
    if uploaded is None:
        return
    rows, wrong = signal_funnel.read(uploaded.getvalue(), date.today().year)
    if wrong:
        _refused(wrong)
        return
    st.success(t("funnel.read", rows=n(len(rows)), first=rows["year"].min(), last=rows["year"].max()))
    _table(rows)
    _drawn(rows)
    _taken(rows)


def _refused(wrong: list[Wrong]) -> None:
    st.error(t("funnel.refused", count=n(len(wrong))))
    table = pd.DataFrame(
        {
            t("funnel.row"): [n(one.row) for one in wrong[:SHOWN]],
            t("funnel.column"): [_column(one.column) for one in wrong[:SHOWN]],
            t("funnel.expected"): [_expected(one) for one in wrong[:SHOWN]],
            t("funnel.got"): [_got(one) for one in wrong[:SHOWN]],
        },
        dtype="str",
    )
    st.html(html.table(table, t("funnel.errors", count=n(len(wrong))), stacked=True))


def _column(name: str) -> str:
    words = {english: dutch for dutch, english in signal_funnel.DUTCH.items()}
    return words.get(name, name) if language() == "nl" else name


def _expected(one: Wrong) -> str:
    return t(
        f"funnel.expected_{one.expected}",
        columns=", ".join(map(_column, signal_funnel.COLUMNS)),
        forms=", ".join(map(_column, signal_funnel.FORMS)),
        reporters=", ".join(map(_column, signal_funnel.REPORTERS)),
        first=signal_funnel.FIRST_YEAR,
        last=date.today().year,
        rows=n(signal_funnel.MOST_ROWS),
    )


def _got(one: Wrong) -> str:
    """What stood there: the cell, or for a file as a whole what kind of thing it is, in the reader's language."""
    if one.expected == "encoding":
        letter = re.search(r"letter '(.)'", one.got)
        return t("funnel.got_letter", letter=letter[1]) if letter else t("funnel.got_binary")
    if one.expected == "row":
        cells = re.match(r"(\d+) \(", one.got)
        return t("funnel.got_cells", count=cells[1]) if cells else t("funnel.got_quote")
    if one.expected == "file":
        return t("funnel.got_empty")
    return one.got or t("funnel.nothing")


def _cell(row: pd.Series, stage: str) -> str:
    if row[f"{stage}_hidden"]:
        return t("flag.small")
    if pd.isna(row[stage]):
        return t("funnel.not_counted")
    return n(row[stage]) + (f" ({t('flag.small')})" if row[stage] < SMALL else "")


def _table(rows: pd.DataFrame) -> None:
    told = pd.DataFrame(
        {
            t("funnel.name_year"): rows["year"].astype("str"),
            t("funnel.name_form"): rows["form"].map(_column),
            t("funnel.name_reporter"): rows["reporter"].map(_column),
            **{
                t(f"funnel.name_{stage}"): [_cell(row, stage) for _index, row in rows.iterrows()]
                for stage in signal_funnel.STAGES
            },
        },
        dtype="str",
    )
    with st.expander(t("funnel.rows", rows=n(len(rows))), expanded=len(rows) <= SHOWN):
        st.html(html.table(told, t("funnel.rows", rows=n(len(rows))), stacked=True))
    st.caption(t("funnel.small_note"))


def _drawn(rows: pd.DataFrame) -> None:
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
    panels = []
    for stage in signal_funnel.STAGES:
        name = t(f"funnel.name_{stage}")
        panels.append(_own_panel(own[own["stage"] == stage], name, years))
        panels.append(
            _published_panel(published[published["indicator_id"].isin(PUBLISHED[stage])], name, years, region)
        )
    show_figure(
        Figure(
            key="trechter-naast-gepubliceerd",
            title=t("funnel.figure"),
            subtitle=t("funnel.figure_subtitle"),
            panels=panels,
            rows=published,
            table=tables.observations(published, language(), COLUMNS),
            panel_width=530,
            notes=[t("funnel.not_one_cohort"), t("funnel.published_note")],
        )
    )
    cells = own.assign(told=[_told(row) for _index, row in own.iterrows()])
    wide = cells.pivot(index="year", columns="stage", values="told")[list(signal_funnel.STAGES)]
    table = wide.rename(columns=lambda one: t(f"funnel.name_{one}")).reset_index(names=t("funnel.name_year"))
    st.html(html.table(table.astype("str"), t("funnel.own_caption"), stacked=True))


def _told(row: pd.Series) -> str:
    if pd.isna(row["value"]):
        return t("flag.small") if row["hidden"] else t("funnel.not_counted")
    small = f" ({t('flag.small')})" if row["value"] < SMALL else ""
    return (t("funnel.at_least", number=n(row["value"])) if row["at_least"] else n(row["value"])) + small


def _own_panel(own: pd.DataFrame, name: str, years: tuple[int, int]) -> Panel:
    label = t("funnel.own")
    told = [_told(row) for _index, row in own.iterrows()]
    gap = own["value"].isna().cumsum().astype("str") + (own["year"].diff().fillna(1) != 1).cumsum().astype("str")
    drawn = pd.DataFrame(
        {
            "x": own["year"].astype("float64"),
            "value": own["value"].astype("float64"),
            "low": float("nan"),
            "high": float("nan"),
            "label": label,
            "segment": label + gap,
            "open": own["at_least"] | (own["value"] < SMALL).fillna(False).astype(bool),
            "told": [f"{year}: {one}" for year, one in zip(own["year"], told, strict=True)],
            "told_short": told,
        }
    )
    top = float(drawn["value"].max()) * 1.2 if drawn["value"].notna().any() else 1.0
    chart = panel(drawn, [label], look(), years=years, top=top or 1.0, band=False, hatched=True)
    return Panel(chart, f"{name}, {label}: " + "; ".join(drawn["told"]), f"{name}: {label}", [label])


def _published_panel(rows: pd.DataFrame, name: str, years: tuple[int, int], region: str) -> Panel:
    labels = rows[f"series_{language()}"]
    if rows["indicator_id"].nunique() > 1:
        labels = rows[f"indicator_{language()}"] + " · " + labels
    parts = []
    for indicator_id, some in rows.groupby("indicator_id", sort=False):
        breaks = queries.breaks(str(indicator_id), sorted(some["series"].unique()), regional=region != "nl")
        parts.append(as_lines(some, breaks, labels[some.index], language()))
    drawn = pd.concat(parts) if parts else as_lines(rows, queries.breaks("*", [], regional=False), labels, language())
    top = float(rows["value"].max()) * 1.2 if len(rows) else 1.0
    names = list(dict.fromkeys(labels))
    chart = panel(drawn, names, look(), years=years, top=top, band=False, hatched=True)
    told = "; ".join(drawn["label"] + " " + drawn["told"]) if len(drawn) else t("funnel.none_published")
    return Panel(chart, told, t("funnel.published", name=name), names or [t("funnel.none_published")])


def _taken(rows: pd.DataFrame) -> None:
    with st.container(horizontal=True):
        for hide, key in ((False, "export"), (True, "export_hidden")):
            st.download_button(
                t(f"funnel.{key}"),
                signal_funnel.written(rows, language(), hide),
                t("funnel.file") if not hide else t("funnel.file_hidden"),
                "text/csv",
                on_click="ignore",
                icon=":material/download:",
                key=f"funnel-{key}",
            )
