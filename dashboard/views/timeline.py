"""Tijdlijn: laws, programmes, court maps and local events, beside the breaks in the figures that go with them."""

import pandas as pd
import streamlit as st

from dashboard import html, numbers, queries, tables
from dashboard.address import kept
from dashboard.charts import timeline
from dashboard.figure import csv
from dashboard.language import language, look, n, t
from etl.model import tables as dictionary
from etl.periods import bounds

LANG = language()
EVENTS = list(dictionary()["event"].field("kind").allowed)
FIRST_SHOWN = ["law", "programme", "organisation", "court_map", "publication", "break"]

st.title(t("timeline.title"))
st.html(f'<p class="lead">{t("timeline.lead")}</p>')

found = queries.happenings()
days = [bounds(one) for one in found["date"]]
years = (min(one[0].year for one in days if one), max(one[1].year for one in days if one))
found["lane_id"] = found["kind"].where(found["what"] == "event", "break")
held = [one for one in [*EVENTS, "break"] if one in set(found["lane_id"])]
picked = kept(
    st.pills,
    t("timeline.kinds"),
    held,
    key="soort",
    default=[one for one in FIRST_SHOWN if one in held],
    selection_mode="multi",
    format_func=lambda one: t(f"timeline.kind_{one}"),
)
local = found.dropna(subset=["region_id"]).drop_duplicates("region_id").set_index("region_id").sort_values("region")
local = local[local["region_type"] != "land"]
area = kept(
    st.selectbox,
    t("timeline.area"),
    list(local.index),
    key="gebied",
    default=None,
    format_func=lambda one: tables.area_text(str(local.at[one, "region"]), str(local.at[one, "region_type"]), LANG),
    placeholder=t("timeline.every_area"),
    index=None,
)
rows = found[found["lane_id"].isin(picked or held)]
if area:
    rows = found[found["region_id"] == area]
rows = rows.assign(
    lane=[t(f"timeline.kind_{one}") for one in rows["lane_id"]],
    when=[numbers.period(one, LANG) for one in rows["date"]],
)
lanes = [t(f"timeline.kind_{one}") for one in held if one in set(rows["lane_id"])]


def about(row: pd.Series) -> str:
    """The break that goes with an event, or what a break does."""
    if row["what"] == "break":
        return str(row[f"explanation_{LANG}"])
    if pd.notna(row["break_id"]):
        return t("timeline.with_break", title=row[f"break_title_{LANG}"])
    return ""


def where(row: pd.Series) -> str:
    if pd.isna(row["region_id"]):
        return t("timeline.figures")
    return tables.area_text(row["region"], row["region_type"], LANG)


table = pd.DataFrame(
    {
        t("timeline.when"): rows["when"],
        t("timeline.what"): rows[f"title_{LANG}"],
        t("timeline.kind"): rows["lane"],
        t("timeline.where"): [where(row) for _index, row in rows.iterrows()],
        t("timeline.figures_too"): [about(row) for _index, row in rows.iterrows()],
        t("timeline.source"): rows["producer"],
    },
    dtype="str",
)
told = "; ".join(f"{when}: {title}" for when, title in zip(rows["when"], rows[f"title_{LANG}"], strict=True))
titles = {"event": t("timeline.an_event"), "break": t("timeline.a_break")}
st.caption(t("timeline.subtitle"))
st.altair_chart(timeline.timeline(rows, lanes, look(), years, titles), theme=None, width="stretch", alt=told)
st.caption(t("timeline.note"))
st.html(html.table(table, t("timeline.caption", count=n(len(rows))), stacked=True))
csv("tijdlijn", rows.drop(columns=["lane_id", "lane", "when"]))
