"""What a reader's own computation gave: never one number alone, or the reason why there is none."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

import pandas as pd
import streamlit as st

from dashboard.figure import show
from dashboard.heading import heading
from dashboard.language import language, n, t
from dashboard.mse import answers, overlaps, words
from dashboard.mse.study import Study, computed
from dashboard.mse.tables import all_results, checks_table, download, show_checks
from etl.mse import Result


class Origin(Protocol):
    """What a study takes over from the table it was computed from."""

    @property
    def names(self) -> Mapping[str, str]: ...
    @property
    def period(self) -> str: ...
    @property
    def source_ids(self) -> tuple[str, ...]: ...


def study_of(result: Result, key: str, origin: Origin) -> Study:
    return computed(result, key, origin.names, origin.period, origin.source_ids)


def show_outcome(study: Study, result: Result, replicates: int, *, lists: bool) -> None:
    """Sentence, picture, checks, file, and the command that gives the same. lists: show their overlap too, where the
    page does not already."""
    heading(t("mse.outcome_title"), 3, anchor="uitkomst")
    if result.estimate is None:
        st.markdown(t("mse.no_estimate", reason=t(f"mse.reason_{result.reason_code}")))
    else:
        st.markdown(_sentence(study, result))
    if lists:
        show(overlaps.overlap_figure(study))
        st.html(overlaps.matrix_table(study))
        st.caption(t("mse.matrix_note"))
    if len(study.drawn()):
        show(answers.spread_figure(study))
    show_checks(study, checks_table(study))
    st.caption(t("mse.small_assumption"))
    download(study.key, all_results(study), t("mse.own_file"))
    st.markdown(t("mse.command"))
    st.code(_command(result, replicates), language=None, wrap_lines=True)


def _sentence(study: Study, result: Result) -> str:
    lang = language()
    assert result.estimate is not None
    found = study.interval(result.method)
    parts = [
        t(
            "mse.outcome",
            estimate=n(result.estimate),
            observed=n(result.histories.observed),
            interval=words.interval(found, lang),
            kind=t("mse.interval_none" if found is None else f"mse.interval_{found['interval']}"),
        )
    ]
    drawn = study.bootstrap(result.method)
    if drawn is not None:
        parts += _replicates(drawn)
    for kind, key in (("near_model", "mse.outcome_near"), ("list_left_out", "mse.outcome_dropped")):
        sizes = study.of_kind(kind)["estimate"]
        if kind == "near_model" and result.near_models is not None and result.near_models.sound == 1:
            parts.append(t("mse.outcome_only_model"))
        elif len(sizes) == 1:
            parts.append(t(f"{key}_one", size=n(sizes.min())))
        elif len(sizes):
            parts.append(t(key, count=len(sizes), low=n(sizes.min()), high=n(sizes.max())))
    return " ".join(parts)


def _replicates(drawn: pd.Series) -> list[str]:
    """What is to be said of replicates without a finite answer, and of an interval that was refused for them."""
    unbounded = int(drawn["unbounded"])
    other, parts = int(drawn["without_estimate"]) - unbounded, []
    if unbounded:
        parts.append(t("mse.outcome_unbounded", count=n(unbounded), replicates=n(drawn["replicates"])))
    if other:
        parts.append(t("mse.outcome_unanswered", count=n(other), replicates=n(drawn["replicates"])))
    if drawn["verdict"] != "healthy":
        parts.append(t("mse.outcome_refused", reason=t(f"mse.refused_{drawn['verdict']}")))
    return parts


def _command(result: Result, replicates: int) -> str:
    settings = result.settings
    threshold = "" if settings.used_threshold is None else f" --threshold {settings.used_threshold:g}"
    seed = result.bootstrap.seed if result.bootstrap else 1234
    usual = replace(settings, max_order=None).fixed_order(len(result.histories.lists))
    fewer = settings.max_order is not None and settings.max_order < (usual.max_order or 0)
    order = f" --max-order {settings.max_order}" if fewer else ""
    arguments = f"--method {settings.method}{threshold}{order} --bootstrap {replicates} --seed {seed}"
    return t("mse.command_line", arguments=arguments)
