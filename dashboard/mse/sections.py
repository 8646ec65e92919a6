"""The sections of the page Dark number that show what the public table of lists can and cannot carry."""

import streamlit as st

from dashboard import queries
from dashboard.citing import citations
from dashboard.drawn_once import drawn_once, told_once
from dashboard.figure import show
from dashboard.heading import heading
from dashboard.language import language, n, t
from dashboard.markdown import for_streamlit
from dashboard.mse import answers, official, overlaps, words
from dashboard.mse.calculator import calculator
from dashboard.mse.study import Study, published
from dashboard.mse.tables import all_results, checks_table, download, show_checks

OVERLAP, SPREAD = drawn_once(overlaps.overlap_figure), drawn_once(answers.spread_figure)
OFFICIAL, COVERAGE = drawn_once(official.official_figure), drawn_once(official.coverage_figure)
CHECKS, FILE = told_once(checks_table), told_once(all_results)
"""Kept here, where the study is the published one: what is drawn of a reader's own table is not."""
LITERATURE = ("bales-2015", "chan-2021", "silverman-2024", "cruyff-2017")
CRITICS = ("whitehead-2021", "binette-2022", "sharifi-far-2021", "aleshin-guendel-2021")


def show_dark_number() -> None:
    """All sections, for every table of lists in the warehouse."""
    held = queries.capture_datasets()
    if held.empty:
        heading(t("mse.title"), anchor="nagerekend", below=[t("mse.no_table")])
    for _index, about in held.iterrows():
        study = published(str(about["dataset"]), language())
        heading(t("mse.title"), anchor="nagerekend")
        st.html(f'<p class="lead">{takeaway(study)}</p>')
        st.markdown(t("mse.second"))
        told = f"{about[f'definition_{language()}']} {t('figure.source', sources='; '.join(_sources(study)))}"
        st.caption(for_streamlit([told]), unsafe_allow_html=True)
        show(OVERLAP(study))
        st.html(overlaps.matrix_table(study))
        st.caption(t("mse.matrix_note"))
        show(SPREAD(study))
        show_file(study)
        show(OFFICIAL(study))
        show(COVERAGE(study))
        show_assumption(study)
        show_checks(study, CHECKS(study))
    show_critics()
    calculator()


@told_once
def takeaway(study: Study) -> str:
    """From the lowest to the highest answer, beside what was observed."""
    lowest, highest = study.drawn()["estimate"].min(), study.drawn()["estimate"].max()
    return t(
        "mse.takeaway",
        observed=n(study.histories.observed),
        low=words.about(lowest, language()),
        high=words.about(highest, language()),
        period=study.period.replace("/", "–"),
    )


def _sources(study: Study) -> list[str]:
    return citations(list(study.source_ids))


def show_file(study: Study) -> None:
    """Every result in one file, also those that are not drawn."""
    other = study.results[study.results["kind"] == "list_left_out"]["estimate"].dropna()
    st.caption(
        t(
            "mse.file_holds",
            count=n(len(study.results)),
            low=n(other.min()),
            high=n(other.max()),
            version=study.run["method_version"],
            seed=study.run["seed"],
            replicates=n(study.run["replicates"]),
        )
    )
    download(study.key, FILE(study), t("mse.file"))


def show_assumption(study: Study) -> None:
    """What no data can test, and the list that meets the others least."""
    table = study.histories
    totals = table.list_totals
    alone = {name: int(table.counts[(1 << place) - 1]) for place, name in enumerate(table.lists)}
    apart = max(alone, key=lambda name: alone[name] / totals[name])
    told = t(
        "mse.assumption",
        list=words.list_name(apart, study.names),
        persons=n(totals[apart]),
        shared=n(totals[apart] - alone[apart]),
    )
    heading(t("mse.assumption_title"), 3, anchor="aanname", below=[told, t("mse.assumption_sign")])


def show_critics() -> None:
    """Who built the method, and who says it should not be used for this."""
    told = [t("mse.critics")]
    for title, ids in ((t("mse.critics_list"), CRITICS), (t("mse.literature_list"), LITERATURE)):
        told += [f"**{title}**", "\n".join(f"- {one}" for one in citations(list(ids)))]
    heading(t("mse.critics_title"), 3, anchor="kritiek", below=told)
