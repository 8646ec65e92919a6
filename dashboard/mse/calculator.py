"""The reader's own estimate: choose lists, method and threshold, or bring a table of one's own; stop it half-way."""

import streamlit as st

from dashboard.heading import heading
from dashboard.language import n, t
from dashboard.mse import outcome, simulation
from dashboard.mse.choosing import SEED, Asked, choose_lists, choose_method, choose_source, published_table
from dashboard.mse.job import Job, Report
from dashboard.section import section
from etl.mse import Result, estimate_dark_number

JOB, ASKED = "mse-job", "mse-asked"
SIMULATION, TABLES = "mse-simulation", "mse-tables"
"""Of the tables that are simulated for the estimate of JOB."""


@section
def calculator() -> None:
    """The interactive part of the page."""
    heading(t("mse.own_title"), anchor="zelf-rekenen", below=[t("mse.own_lead")])
    source = choose_source()
    if source is None:
        return
    whole = len(source.histories.lists)
    source = choose_lists(source)
    if source is None:
        return
    asked = choose_method(source, whole)
    if st.button(t("mse.compute"), key="mse-compute", icon=":material/calculate:"):
        _start(asked)
    job: Job[Result] | None = st.session_state.get(JOB)
    if job is None:
        return
    if job.running:
        _watch(JOB)
        return
    _end(job, asked)


def _start(asked: Asked) -> None:
    for before in (st.session_state.get(JOB), st.session_state.pop(SIMULATION, None)):
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
def _watch(key: str) -> None:
    """How far the computation under a key of the session is, and a button to stop it; draws the page anew when it has
    ended."""
    job: Job[object] | None = st.session_state.get(key)
    if job is None or not job.running:
        st.rerun()
    told = t(f"mse.stage_{job.stage}", done=n(job.done), total=n(job.total))
    st.progress(min(job.done / max(job.total, 1), 1.0), text=told)
    st.button(t("mse.stop"), key=f"{key}-stop", on_click=job.stop, icon=":material/stop_circle:")


def _end(job: Job[Result], asked: Asked) -> None:
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
        public = published_table()
        whole = public is not None and before.source.histories.same_as(public.histories)
        outcome.show_outcome(found, job.result, before.replicates, lists=not whole)
        if job.result.estimate is not None:
            _simulate(before, job.result)


def _simulate(asked: Asked, result: Result) -> None:
    """Below an estimate: whether its interval keeps its promise, when the reader wants to know."""
    tables = simulation.choose_tables(result, asked.replicates)
    if tables is None:
        return
    if st.button(t("mse.simulate"), key="mse-simulate", icon=":material/repeat:"):
        before: Job[simulation.Simulated] | None = st.session_state.get(SIMULATION)
        if before is not None:
            before.stop()
        st.session_state[SIMULATION], st.session_state[TABLES] = simulation.simulating(asked, tables), tables
        st.session_state[SIMULATION].wait(0.3)
    job: Job[simulation.Simulated] | None = st.session_state.get(SIMULATION)
    if job is None:
        return
    if job.running:
        _watch(SIMULATION)
    elif job.stopped:
        st.markdown(t("mse.stopped"))
    elif job.result is None:
        st.error(t("mse.failed"))
    else:
        simulation.show_simulated(job.result, result, asked.replicates, st.session_state[TABLES])
