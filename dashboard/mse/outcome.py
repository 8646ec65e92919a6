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
    st.code(command(result, replicates), language=None, wrap_lines=True)


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
    sizes = study.of_kind("near_model")["estimate"]
    if result.near_models is not None and result.near_models.sound == 1:
        parts.append(t("mse.outcome_only_model"))
    elif len(sizes) == 1:
        parts.append(t("mse.outcome_near_one", size=n(sizes.min())))
    elif len(sizes):
        parts.append(t("mse.outcome_near", count=len(sizes), low=n(sizes.min()), high=n(sizes.max())))
    return " ".join([*parts, *moved(study)])


def moved(study: Study) -> list[str]:
    """Between which totals the answer moves when a list is left out, two are merged, or the threshold is another."""
    parts = []
    for kind in ("list_left_out", "lists_merged", "threshold"):
        every = study.results[study.results["kind"] == kind]
        sizes, tried = every["estimate"].dropna(), every["threshold"]
        if every.empty:
            continue
        among = {} if kind != "threshold" else {"first": _threshold(tried.min()), "last": _threshold(tried.max())}
        if sizes.empty:
            parts.append(t(f"mse.outcome_none_{kind}"))
        elif len(sizes) == 1 < len(every):
            parts.append(t(f"mse.outcome_one_{kind}", size=n(sizes.min())))
        elif n(sizes.min()) == n(sizes.max()):
            parts.append(t(f"mse.outcome_same_{kind}", size=n(sizes.min()), **among))
        else:
            parts.append(t(f"mse.outcome_{kind}", low=n(sizes.min()), high=n(sizes.max()), **among))
        if 1 < len(sizes) < len(every):
            parts.append(t(f"mse.outcome_without_{kind}", count=len(every) - len(sizes), all=len(every)))
    return parts


def _threshold(value: float) -> str:
    return words.fraction(value, language())


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


def command(result: Result, replicates: int, tables: int = 0) -> str:
    """The command that computes the same. tables: simulated ones."""
    settings = result.settings
    threshold = "" if settings.used_threshold is None else f" --threshold {settings.used_threshold:g}"
    seed = result.bootstrap.seed if result.bootstrap else 1234
    usual = replace(settings, max_order=None).fixed_order(len(result.histories.lists))
    fewer = settings.max_order is not None and settings.max_order < (usual.max_order or 0)
    order = f" --max-order {settings.max_order}" if fewer else ""
    arguments = f"--method {settings.method}{threshold}{order} --bootstrap {replicates} --seed {seed}"
    arguments += f" --coverage {tables}" if tables else ""
    return t("mse.command_line", arguments=arguments)
