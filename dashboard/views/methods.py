"""Verantwoording: where figures come from, what they mean, what contradicts, what is not known, how we count."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import html, lens, numbers, queries, tables
from dashboard.language import day, language, n, t
from etl.words import LICENCES

LANG = language()
SECTIONS = {
    "sources": "bronnen",
    "definitions": "definities",
    "series": "reeksen",
    "breaks": "breuken",
    "conflicts": "tegenstrijdig",
    "gaps": "niet-bekend",
    "method": "werkwijze",
    "licences": "licenties",
    "access": "toegankelijkheid",
}
"""Text key and anchor of each section; anchors stay Dutch, as addresses do."""
RULES = ("counted", "interval", "rate", "cut", "small", "share", "confidence")


def heading(section: str) -> None:
    st.header(t(f"methods.{section}"), anchor=SECTIONS[section])
    st.markdown(t(f"methods.{section}_lead"))


def opened(title: str, table: pd.DataFrame, **more: Any) -> None:
    with st.expander(title):
        st.html(html.table(table, title, stacked=True, **more))


def headed(columns: dict[str, object]) -> pd.DataFrame:
    """Columns under their headings; the keys are text keys of this page."""
    return pd.DataFrame({t(f"methods.{key}"): cells for key, cells in columns.items()}, dtype="str")


def year(value: float) -> str:
    return "" if pd.isna(value) else f"{value:.0f}"


def named(rows: pd.DataFrame, column: str) -> pd.Series:
    """A column in the language of the page; empty where there is none."""
    return rows[f"{column}_{LANG}"].fillna("")


def linked(titles: pd.Series, addresses: pd.Series) -> list[str]:
    return [html.link(str(title), address) for title, address in zip(titles, addresses, strict=True)]


st.title(t("methods.title"))
st.markdown(t("methods.lead"))
st.markdown("\n".join(f"- [{t(f'methods.{section}')}](#{anchor})" for section, anchor in SECTIONS.items()))

# ---- sources

sources = queries.all_sources()
published = queries.shown()
st.header(t("methods.sources"), anchor=SECTIONS["sources"])
vintage = day(date.fromisoformat(published.vintage))
st.markdown(t("methods.sources_lead", count=n(len(sources)), figures=n(sources["figures"].sum()), vintage=vintage))
for kind in ("primary", "secondary", "press"):
    rows = sources[sources["kind"] == kind]
    table = headed(
        {
            "producer": rows["producer"],
            "source_title": linked(rows["title"], rows["url"]),
            "year": [year(one) for one in rows["year"]],
            "figures": [n(one) for one in rows["figures"]],
            "licence": [t(f"methods.licence_{one}") for one in rows["licence"]],
            "source_id": rows["source_id"],
        }
    )
    told = t(f"methods.kind_{kind}", count=n(len(rows)))
    opened(told, table, ready=[t("methods.source_title")])

# ---- definitions

heading("definitions")
indicators = queries.all_indicators()
within = lens.narrowed(list(indicators["indicator_id"]))
for stage in tables.STAGES:
    rows = indicators[(indicators["chain_stage"] == stage) & indicators["indicator_id"].isin(within)]
    rows = rows.sort_values(f"name_{LANG}")
    if rows.empty:
        continue
    table = headed(
        {
            "indicator": named(rows, "name"),
            "definition": named(rows, "definition"),
            "unit": named(rows, "unit"),
            "region_meaning": named(rows, "region_meaning"),
            "caveat": named(rows, "caveat"),
            "figures": [n(one) for one in rows["figures"]],
        }
    )
    told = t("methods.stage", stage=t(f"methods.stage_{stage}"), count=n(len(rows)))
    opened(told, table)

# ---- series

heading("series")
rows = queries.series_used().sort_values(f"title_{LANG}")
names = indicators.set_index("indicator_id")[f"name_{LANG}"]
table = headed(
    {
        "series_name": named(rows, "title"),
        "series_note": named(rows, "note"),
        "series_of": [
            "; ".join(names[one] for one in some.split(";") if one) for some in rows["indicator_ids"].fillna("")
        ],
        "years": [
            "" if pd.isna(first) else "–".join(dict.fromkeys((year(first), year(last))))
            for first, last in zip(rows["first"], rows["last"], strict=True)
        ],
        "figures": [n(one) for one in rows["figures"]],
    }
)
told = t("methods.series_table", count=n(len(rows)))
opened(told, table)

# ---- breaks

heading("breaks")
rows = queries.all_breaks()
everything = pd.Series(t("methods.everything"), index=rows.index)
table = headed(
    {
        "break_title": named(rows, "title"),
        "date": [numbers.period(one, LANG) for one in rows["date"]],
        "break_kind": [t(f"kind.{one}") for one in rows["kind"]],
        "explanation": named(rows, "explanation")
        + rows["confirmed"].map({True: "", False: " " + t("figure.unconfirmed")}),
        "holds_for": rows[f"name_{LANG}"].fillna(everything)
        + rows[f"series_{LANG}"].map(lambda one: "" if pd.isna(one) else f" ({one})"),
        "line": rows["cuts"].map({True: t("methods.line_cut"), False: t("methods.line_marked")}),
        "source": linked(rows["producer"] + ", " + rows["source_title"], rows["source_url"]),
    }
)
told = t("methods.breaks_table", count=n(len(rows)))
opened(told, table, ready=[t("methods.source")])

# ---- what contradicts, what is not known

heading("conflicts")
rows = queries.conflicts()
order = indicators.set_index("indicator_id")["chain_stage"].map(tables.STAGES.index)
rows = rows.assign(stage=rows["indicator_id"].map(order)).sort_values(["stage", "conflict_id"])
table = headed(
    {
        "conflict": named(rows, "title"),
        "explanation": named(rows, "explanation"),
        "holds_for": named(rows, "name"),
    }
)
told = t("methods.conflicts_table", count=n(len(rows)))
opened(told, table)

heading("gaps")
rows = queries.gaps()
told = t("methods.gaps_table", count=n(len(rows)))
opened(told, headed({"gap": named(rows, "what"), "gap_where": named(rows, "where")}))

# ---- how we count

heading("method")
for rule in RULES:
    st.markdown(f"**{t(f'methods.rule_{rule}')}** {t(f'methods.told_{rule}')}")
states = ("value", "zero", "suppressed", "missing", "not_applicable")
table = headed(
    {
        "state": [t(f"methods.state_{one}") for one in states],
        "state_means": [t(f"methods.state_{one}_means") for one in states],
        "state_code": states,
    }
)
st.html(html.table(table, t("methods.states"), stacked=True))

# ---- licences, accessibility

heading("licences")
used = sources.groupby("licence").size()
kept_licences = [one for one in LICENCES if one in used]
table = headed(
    {
        "licence": [t(f"methods.licence_{one}") for one in kept_licences],
        "licence_asks": [LICENCES[one][LANG] for one in kept_licences],
        "licence_sources": [n(used[one]) for one in kept_licences],
    }
)
st.html(html.table(table, t("methods.licences_table"), stacked=True))
st.markdown(t("methods.licence_code"))

heading("access")
