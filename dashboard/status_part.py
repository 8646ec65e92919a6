"""The matrix of 2012 as the administrative monitor shows it."""

import pandas as pd
import streamlit as st

from dashboard import html, queries
from dashboard.citing import citations, place_of
from dashboard.drawn_once import told_once
from dashboard.figure import csv
from dashboard.heading import heading
from dashboard.language import language, t
from dashboard.scan import SIGNS


def show() -> None:
    rows = queries.municipal_statuses()
    heading(t("self_scan.status_title"), anchor="stand-2012", below=[t("self_scan.status_lead")])
    if rows.empty:
        st.info(t("frame.nothing_held"))
        return
    key = signs(("yes", "partly", "regional", "no", "not_stated"))
    about = [t("self_scan.status_note"), t("figure.source", sources="; ".join(citations(["nr-2012-gemeenten"])))]
    box = html.unfolding(t("self_scan.status_sources", count=len(rows)), sources())
    st.html(html.around(html.told([key]), matrix(), box, html.told(about)))
    csv("stand-2012", rows)


@told_once
def matrix() -> str:
    """A row an aspect, a column a municipality in alphabetical order; sign and words in each cell."""
    rows = queries.municipal_statuses()
    told = rows["level"].map(SIGNS) + " " + rows[f"value_{language()}"]
    wide = rows.assign(told=told).pivot(index="status_id", columns="region", values="told")
    names = rows.drop_duplicates("status_id").set_index("status_id")[f"status_{language()}"]
    wide = wide.loc[names.index]
    wide.insert(0, t("self_scan.aspect"), names)
    return html.table(wide.reset_index(drop=True), t("self_scan.status_caption"), stacked=True)


@told_once
def sources() -> str:
    """What the report says of each cell, and where."""
    rows, place = queries.municipal_statuses(), t("self_scan.place")
    lines = [f", {t('self_scan.line', line=f'{one:.0f}')}" if pd.notna(one) else "" for one in rows["text_line"]]
    cells = {
        t("self_scan.aspect"): rows[f"status_{language()}"],
        t("self_scan.municipality"): rows["region"],
        t("self_scan.says"): rows[f"value_{language()}"],
        t("self_scan.note"): rows[f"note_{language()}"].fillna(""),
        place: [html.link(one, None) for one in rows["section"].map(place_of) + pd.Series(lines, index=rows.index)],
    }
    caption = t("self_scan.status_sources", count=len(rows))
    return html.table(pd.DataFrame(cells, dtype="str"), caption, ready=[place], stacked=True)


def signs(levels: tuple[str, ...]) -> str:
    """The key of the signs."""
    return " · ".join(f"{SIGNS[one]} {t('self_scan.level_' + one)}" for one in levels)
