"""Whether the interval of a reader's own estimate keeps its promise, simulated where the reader asks for it."""

from math import ceil

import pandas as pd
import streamlit as st

from dashboard import html
from dashboard.address import kept
from dashboard.heading import heading
from dashboard.language import language, n, t
from dashboard.mse import words
from dashboard.mse.choosing import SEED, Asked
from dashboard.mse.job import Job, Report
from dashboard.mse.outcome import command
from etl.mse import Coverage, Result, simulate_coverage
from etl.mse.coverage import Interval

Simulated = tuple[Coverage, ...]
INTERVALS: tuple[Interval, ...] = ("wald", "percentile", "bca")
TABLES = (50, 100, 200)
LONGEST = 300.0
"""Seconds after which no other table is begun: as long as a reader may be asked to wait."""
FEWEST = 20
"""Tables under which the share says next to nothing: 19 of 20 is 75 to 100 of 100."""


def choose_tables(result: Result, replicates: int) -> int | None:
    """How many tables to simulate, with how long that takes by what the estimate itself took; None, with a sentence and
    the command, where it would take too long here."""
    assert result.estimate is not None
    told = t("mse.simulated_lead", truth=n(result.estimate))
    heading(t("mse.simulated_title"), 3, anchor="nagebootst", below=[told])
    within = int(LONGEST / max(result.seconds_of_choice, 1e-6))
    if within < FEWEST:
        st.markdown(t("mse.simulated_too_long", minutes=n(LONGEST / 60), fewest=FEWEST))
        st.code(command(result, replicates, TABLES[0]), language=None, wrap_lines=True)
        return None
    tables: int = kept(
        st.selectbox, t("mse.simulated_tables"), TABLES, key="nagebootst", default=TABLES[1], format_func=n, width=170
    )
    st.caption(how_long(tables, result.seconds_of_choice))
    return tables


def how_long(tables: int, seconds: float) -> str:
    """seconds: those of one table. Told in tens of seconds, in minutes from two on, always upwards."""
    whole, minutes = tables * seconds, n(LONGEST / 60)
    if whole > LONGEST:
        return t("mse.simulated_cut", minutes=minutes, count=n(int(LONGEST / seconds)))
    if whole <= 10:
        time = t("mse.simulated_ten_seconds")
    elif whole <= 110:
        time = t("mse.simulated_seconds", count=ceil(whole / 10) * 10)
    else:
        time = t("mse.simulated_minutes", count=ceil(whole / 60))
    return t("mse.simulated_takes", time=time, minutes=minutes)


def simulating(asked: Asked, tables: int) -> Job[Simulated]:
    """Begin to simulate from the model that was chosen for what was asked."""

    def work(report: Report) -> Simulated:
        return simulate_coverage(
            asked.source.histories,
            asked.settings,
            intervals=INTERVALS,
            simulations=tables,
            replicates=asked.replicates,
            seed=SEED,
            seconds=LONGEST,
            progress=lambda done, total: report("simulation", done, total),
        )

    return Job(work)


def show_simulated(found: Simulated, result: Result, replicates: int, tables: int) -> None:
    """How often each interval holds the truth, with limits of that share, and the command that gives the same. tables:
    how many were asked for."""
    done = found[0].simulations
    if done < tables:
        st.markdown(t("mse.simulated_short", done=n(done), tables=n(tables), minutes=n(LONGEST / 60)))
    st.html(html.table(_rows(found), t("mse.simulated_caption", done=n(done), truth=n(found[0].truth)), stacked=True))
    ratio = found[0].median_ratio
    told = [] if ratio is None else [t("mse.simulated_middle", share=f"{n(ratio * 100)}%")]
    st.caption(" ".join([*told, t("mse.simulated_note", seed=SEED)]))
    st.code(command(result, replicates, done), language=None, wrap_lines=True)


def _rows(found: Simulated) -> pd.DataFrame:
    rows = []
    for one in found:
        limits = one.limits()
        share = "–" if limits is None else t("mse.simulated_held", held=n(one.held), given=n(one.given))
        between = "–" if limits is None else words.percentages(*limits, language())
        refused = n(one.without_interval)
        rows.append([t(f"mse.interval_{one.interval}"), share, between, refused])
    names = ("kind", "simulated_share", "simulated_between", "simulated_refused")
    return pd.DataFrame(rows, columns=[t(f"mse.column_{name}") for name in names])
