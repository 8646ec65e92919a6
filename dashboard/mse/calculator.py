"""The reader's own estimate: choose lists, method and threshold, or bring a table of one's own; stop it half-way."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from dashboard import queries
from dashboard.heading import heading
from dashboard.language import language, n, t
from dashboard.mse import outcome, words
from dashboard.mse.job import Job, Report
from dashboard.mse.study import published
from dashboard.section import section
from etl.mse import (
    METHODS,
    Histories,
    InputError,
    Method,
    Result,
    Settings,
    drop_lists,
    estimate_dark_number,
    histories_to_csv,
    parse_bytes,
)

SEED = 1234
REPLICATES = (500, 1000, 2000)
"""Of 200 a tail of 2.5% holds just the 5 that BCa needs, and any correction moves one of the two under it."""
THRESHOLDS = (0.001, 0.005, 0.01, 0.02, 0.05, 0.1)
MOST_BYTES = 1_000_000
PUBLISHED, OWN = "published", "own"
JOB, ASKED = "mse-job", "mse-asked"


@dataclass(frozen=True)
class Source:
    """A table to compute from: where it is from, its names, and what it is called in keys and names of files."""

    key: str
    histories: Histories
    names: Mapping[str, str]
    period: str = ""
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """What a computation was asked: to tell whether the choices above it are still the same."""

    source: Source
    settings: Settings
    replicates: int

    def same_as(self, other: "Asked") -> bool:
        return (
            self.source.histories.same_as(other.source.histories)
            and (self.settings, self.replicates) == (other.settings, other.replicates)
            and self.source.key == other.source.key
        )


@section
def calculator() -> None:
    """The interactive part of the page."""
    heading(t("mse.own_title"), anchor="zelf-rekenen", below=[t("mse.own_lead")])
    source = _choose_source()
    if source is None:
        return
    whole = len(source.histories.lists)
    source = _choose_lists(source)
    if source is None:
        return
    asked = _choose_method(source, whole)
    if st.button(t("mse.compute"), key="mse-compute", icon=":material/calculate:"):
        _start(asked)
    job: Job | None = st.session_state.get(JOB)
    if job is None:
        return
    if job.running:
        _watch()
        return
    _end(job, asked)


def _choose_source() -> Source | None:
    names = {kind: t(f"mse.table_{kind}") for kind in (PUBLISHED, OWN)}
    kind = st.segmented_control(
        t("mse.which_table"),
        list(names),
        key="mse-source",
        default=PUBLISHED,
        required=True,
        format_func=names.__getitem__,
    )
    return _published() if kind == PUBLISHED else _uploaded()


def _published() -> Source:
    dataset = str(queries.capture_datasets()["dataset"].iloc[0])
    study = published(dataset, language())
    return Source("keuze", study.histories, study.names, study.period, study.source_ids)


def _uploaded() -> Source | None:
    """The reader's table; None, with a sentence, when there is none that can be read."""
    st.markdown(t("mse.upload_form"))
    st.download_button(
        t("mse.template"),
        histories_to_csv(_published().histories),
        file_name="lijsten-voorbeeld.csv",
        mime="text/csv",
        key="mse-template",
        on_click="ignore",
        icon=":material/download:",
    )
    given = st.file_uploader(t("mse.upload"), type=["csv", "txt"], key="mse-upload", max_upload_size=1)
    st.caption(t("mse.upload_private"))
    if given is None:
        return None
    try:
        histories = parse_bytes(given.getvalue())
    except InputError as error:
        st.error(words.input_sentence(error, language()))
        return None
    source = Source("eigen", histories, {})
    small = int(((histories.counts > 0) & (histories.counts < 5)).sum())
    st.markdown(t("mse.upload_read", observed=n(histories.observed), lists=", ".join(histories.lists), small=small))
    return source


def _choose_lists(source: Source) -> Source | None:
    every = list(source.histories.lists)
    names = {one: words.list_name(one, source.names) for one in every}
    kept = st.multiselect(
        t("mse.lists"),
        every,
        default=every,
        key=f"mse-lists-{source.key}-{'-'.join(every)}",
        format_func=names.__getitem__,
        placeholder=t("mse.lists_placeholder"),
    )
    gone = [one for one in every if one not in kept]
    if len(kept) < 2:
        st.markdown(t("mse.too_few_lists"))
        return None
    table = drop_lists(source.histories, gone) if gone else source.histories
    if not table.counts.any():
        st.markdown(t("mse.nobody_left"))
        return None
    return Source(source.key, table, source.names, source.period, source.source_ids)


def _choose_method(source: Source, whole: int) -> Asked:
    """whole: lists of the table before any was left out, which settle what interactions are looked at."""
    methods = {method: t(f"mse.method_{method}") for method in METHODS}
    thresholds = {threshold: words.fraction(threshold, language()) for threshold in THRESHOLDS}
    counts = {replicates: n(replicates) for replicates in REPLICATES}
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        method: Method = st.selectbox(
            t("mse.method"),
            METHODS,
            index=METHODS.index("stepwise"),
            key="mse-method",
            format_func=methods.__getitem__,
            width=330,
        )
        threshold = None
        if method in ("stepwise", "aic"):
            usual = 0.02 if method == "stepwise" else 0.05
            threshold = st.selectbox(
                t("mse.threshold"),
                THRESHOLDS,
                index=THRESHOLDS.index(usual),
                key=f"mse-threshold-{method}",
                format_func=thresholds.__getitem__,
                width=170,
            )
        replicates = st.selectbox(
            t("mse.replicates"),
            REPLICATES,
            index=REPLICATES.index(1000),
            key="mse-replicates",
            format_func=counts.__getitem__,
            width=170,
        )
    settings = Settings(method, threshold).fixed_order(whole)
    told = [
        t(f"mse.explain_{method}"),
        t(f"mse.explain_replicates{'_bic' if method == 'bic' else ''}", top=settings.top),
    ]
    st.caption(" ".join([*told, t("mse.explain_seed", seed=SEED)]))
    return Asked(source, settings, replicates)


def _start(asked: Asked) -> None:
    before: Job | None = st.session_state.get(JOB)
    if before is not None:
        before.stop()

    def work(report: Report) -> Result:
        return estimate_dark_number(
            asked.source.histories, asked.settings, replicates=asked.replicates, seed=SEED, progress=report
        )

    st.session_state[ASKED] = asked
    st.session_state[JOB] = Job(work)
    st.session_state[JOB].wait(0.3)  # a short one is shown at once


@st.fragment(run_every=0.4)
def _watch() -> None:
    """How far the computation is, and a button to stop it; draws the page anew when it has ended."""
    job: Job | None = st.session_state.get(JOB)
    if job is None or not job.running:
        st.rerun()
    told = t(f"mse.stage_{job.stage}", done=n(job.done), total=n(job.total))
    st.progress(min(job.done / max(job.total, 1), 1.0), text=told)
    st.button(t("mse.stop"), key="mse-stop", on_click=job.stop, icon=":material/stop_circle:")


def _end(job: Job, asked: Asked) -> None:
    """What came of it: an estimate, the reason that there is none, or that it was stopped."""
    before: Asked = st.session_state[ASKED]
    if job.stopped:
        st.markdown(t("mse.stopped"))
    elif job.result is None:
        st.error(t("mse.failed"))
    else:
        if not before.same_as(asked):
            st.markdown(t("mse.older"))
        found = outcome.study_of(job.result, before.source.key, before.source)
        whole = before.source.histories.same_as(_published().histories)
        outcome.show_outcome(found, job.result, before.replicates, lists=not whole)
