"""The checks of a study as a table, and all its results as a file."""

from html import escape

import pandas as pd
import streamlit as st

from dashboard import html
from dashboard.heading import heading
from dashboard.language import language, n, t
from dashboard.mse import words
from dashboard.mse.study import Study, everything
from etl import formats


def all_results(study: Study) -> bytes:
    """All results of a study as CSV."""
    return formats.to_csv(everything(study, language()))


def download(key: str, written: bytes, label: str) -> None:
    """A button for all results of a study (`all_results`)."""
    st.download_button(
        label,
        written,
        file_name=f"mensenhandelmonitor-dark-number-{key}.csv",
        mime="text/csv",
        key=f"results-{key}",
        on_click="ignore",
        icon=":material/download:",
    )


def show_checks(study: Study, table: str) -> None:
    """Every check in its table (`checks_table`), under how many failed; then Chao's bound, which judges none."""
    failed = study.checks[~study.checks["passed"].astype(bool)]["check_id"].nunique()
    lead = "mse.checks_lead" if len(study.methods) > 1 else "mse.checks_lead_one"
    told = t(lead, failed=failed, count=study.checks["check_id"].nunique())
    heading(t("mse.checks_title"), 3, anchor=f"controles-{study.key}", below=[told])
    st.html(table)
    bound = study.run["chao_lower_bound"]
    if pd.notna(bound):
        st.caption(t("mse.chao", bound=n(bound)))


def checks_table(study: Study) -> str:
    """Every check, with its outcome for each method and what it means in plain words."""
    lang = language()
    wide = study.checks.sort_values("position").drop_duplicates("check_id")
    methods = [row for _i, row in study.methods.iterrows()]
    rows = []
    for check_id in wide["check_id"]:
        own = study.checks[study.checks["check_id"] == check_id].set_index("result_id")
        told = {t("mse.column_check"): t(f"mse.check_{check_id}")}
        cells = {
            str(method["result_id"]): words.check_cell(own.loc[method["result_id"]], lang)
            if method["result_id"] in own.index
            else "–"
            for method in methods
        }
        names = {str(method["result_id"]): t(f"mse.method_{method['method']}") for method in methods}
        if len(set(cells.values())) == 1:
            outcome = escape(next(iter(cells.values())))
        else:
            outcome = "<br>".join(f"{escape(names[one])}: {escape(cell)}" for one, cell in cells.items())
        told[t("mse.column_outcome")] = outcome
        told[t("mse.column_meaning")] = t(f"mse.means_{check_id}")
        rows.append(told)
    return html.table(pd.DataFrame(rows), t("mse.checks_caption"), ready=[t("mse.column_outcome")], stacked=True)
