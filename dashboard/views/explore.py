"""Werkbank: SQL over the warehouse, with what every table and column means beside it."""

from html import escape

import pandas as pd
import streamlit as st

from dashboard import html, queries
from dashboard.address import link
from dashboard.charts.free import free, numeric
from dashboard.charts.spec import spec
from dashboard.heading import heading
from dashboard.language import language, look, n, t
from dashboard.queries.workbench import LONGEST, ROWS, SECONDS
from dashboard.section import section
from etl import formats
from etl.model import Field, tables
from etl.views import wide_fields

EXAMPLES = {
    "cases": """SELECT region, period, value, count_low, count_high, break_ids
FROM observation_wide
WHERE indicator_id = 'om_registered_cases' AND region_type = 'arrondissement19'
  AND length(period) = 4
ORDER BY region, period""",
    "estimates": """SELECT period, comparable_group, low, high, interval_kind, method, source_id
FROM estimate
WHERE indicator_id = 'estimated_victims' AND breakdown = 'total'
ORDER BY period""",
    "sources": """SELECT s.producer, s.title, s.licence, count(*) AS figures
FROM observation JOIN source s USING (source_id)
GROUP BY ALL ORDER BY figures DESC""",
    "immigration": """SELECT year(period_start) AS year, sum(value) AS persons
FROM observation_wide
WHERE indicator_id = 'immigration' AND origin = 'RO' AND series = 'cbs-85484ned'
GROUP BY year HAVING count(*) = 12 ORDER BY year""",
}
SHOWN = 200
"""Rows in the table on the page; the CSV holds all."""
DATABASE_SPEAKS = ("syntax", "unknown", "failed", "forbidden")
"""Refusals at which the words of the database help."""


def pick(name: str) -> None:
    st.session_state["sql"] = EXAMPLES[name]


heading(t("explore.title"), 1, below=[t("explore.lead")])
st.info(t("explore.caveat"))


def counted(what: str, count: int) -> str:
    """1 row, 13 columns; what: row or column."""
    return t(f"explore.count_{what}" + ("" if count == 1 else "s"), count=n(count))


def show(found: queries.Result) -> None:
    rows = found.rows
    size = {"rows": counted("row", len(rows)), "columns": counted("column", rows.shape[1])}
    st.markdown(t("explore.cut" if found.cut else "explore.rows", **size))
    way = st.segmented_control(
        t("explore.way"),
        ["table", "chart"],
        default="table",
        required=True,
        format_func=lambda one: t(f"explore.way_{one}"),
        key="way",
        label_visibility="collapsed",
    )
    st.download_button(
        t("explore.csv"),
        lambda: formats.to_csv(rows),
        file_name="mensenhandelmonitor-werkbank.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )
    if way == "table":
        text = pd.DataFrame(formats.plain(rows.head(SHOWN)), index=list(rows.columns)).T.astype("object")
        st.html(html.table(text, t("explore.caption", shown=n(min(SHOWN, len(rows))), rows=counted("row", len(rows)))))
    else:
        chart(rows)


def chart(rows: pd.DataFrame) -> None:
    numbers = numeric(rows)
    if rows.empty or not numbers:
        st.info(t("explore.no_numbers"))
        return
    names = [str(one) for one in rows.columns]
    if {"low", "high"} <= set(names):
        st.info(t("explore.ranges"))
        return
    with st.container(horizontal=True):
        y = st.selectbox(t("explore.y"), numbers, index=len(numbers) - 1)
        x = st.selectbox(t("explore.x"), names, index=0)
        kind = st.selectbox(t("explore.kind"), ["bar", "line"], format_func=lambda one: t(f"explore.kind_{one}"))
    st.vega_lite_chart(
        spec(free(rows, x, y, kind, look()), t("explore.alt", x=x, y=y, rows=counted("row", len(rows)))),
        theme=None,
        width="stretch",
        alt=t("explore.way_chart"),
    )
    st.caption(t("explore.own_chart"))


@section
def workbench() -> None:
    """A question, by example or one's own, and its answer."""
    with st.container(horizontal=True, key="examples"):
        for example in EXAMPLES:
            st.button(t(f"explore.example_{example}"), on_click=pick, args=(example,), key=f"example-{example}")
    sql = st.text_area(
        t("explore.sql"),
        value=EXAMPLES["cases"],
        height=220,
        max_chars=LONGEST,
        key="sql",
        bind="query-params",
        persist_state="session",
        help=t("explore.help", seconds=SECONDS, rows=n(ROWS)),
    )
    st.button(t("explore.run"), key="run", icon=":material/play_arrow:")
    try:
        with st.spinner(t("explore.running")):
            result = queries.run_sql(sql or "")
    except queries.QueryError as error:
        st.error(t(f"explore.refused_{error.kind}", seconds=SECONDS, detail=error.detail, most=n(LONGEST)))
        if error.kind in DATABASE_SPEAKS and error.detail:
            st.code(error.detail, language=None, wrap_lines=True)
    else:
        show(result)
        st.caption(t("explore.link"))
        st.code(link(more=[("sql", sql or "")]), language=None, wrap_lines=True)


def fields() -> None:
    """What every table and column means."""
    heading(t("explore.tables"))
    columns_of: dict[str, tuple[str, tuple[Field, ...]]] = {
        "observation_wide": (t("explore.wide"), tuple(wide_fields()))
    }
    columns_of |= {name: (one.nl if language() == "nl" else one.en, one.fields) for name, one in tables().items()}
    boxes = []
    for name, (about, columns) in columns_of.items():
        told = [(one.name, one.nl if language() == "nl" else one.en) for one in columns]
        boxes.append(html.unfolding(name, f"<p>{escape(about)}</p>{html.definitions(told)}"))
    st.html('<div class="code-names">' + "".join(boxes) + "</div>")


writing, meaning = st.columns([3, 2], gap="large")
with writing:
    workbench()
with meaning:
    fields()
