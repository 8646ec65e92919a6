"""The signal funnel of the administrative monitor: a file of one's own, checked, drawn and given back."""

import re
from datetime import date

import pandas as pd
import streamlit as st

from dashboard import funnel_panels, html
from dashboard.heading import heading
from dashboard.language import language, n, t
from etl import signal_funnel
from etl.rules import SMALL
from etl.signal_funnel import Wrong

SHOWN = 20
"""Errors told at once."""


def show() -> None:
    heading(t("funnel.title"), anchor="trechter", below=[t("funnel.lead")])
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
    first, last = rows["year"].min(), rows["year"].max()
    st.success(t("funnel.read_one_year" if first == last else "funnel.read", rows=n(len(rows)), first=first, last=last))
    _table(rows)
    funnel_panels.show(rows)
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
        least=n(one.least),
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
    if row[f"{stage}_withheld"]:
        return t("funnel.withheld")
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
    words = t("funnel.rows", rows=n(len(rows)))
    st.html(html.unfolding(words, html.table(told, words, stacked=True), opened=len(rows) <= SHOWN))
    st.caption(t("funnel.small_note"))


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
    st.caption(t("funnel.sharing_note"))
