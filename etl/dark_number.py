"""What the estimator makes of every table of lists, for the warehouse: computed once, then carried over.

A build takes over what is published, or kept beside the facts, when table, settings and version of the method are the
same; the numbers are those it would compute.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import duckdb
import pandas as pd
from threadpoolctl import threadpool_limits

from etl import computed, mse, warehouse
from etl.facts import DTYPES
from etl.model import tables
from etl.mse.checks import check_spread
from etl.mse.rows import Rows, join_rows, near_rows, result_rows, run_row

Frames = dict[str, pd.DataFrame]
TABLES = ("mse_run", "mse_result", "mse_interval", "mse_check")
SEED, REPLICATES = 1234, 1000
SETTINGS = tuple(mse.Settings(method) for method in mse.METHODS)
"""As the command and the calculator have them: the same question gets one answer."""
VARIED = mse.Settings("stepwise")
"""The method on which lists are merged and the threshold moved."""
DIGITS = 10
"""Significant digits that are kept: more depend on the machine."""


def compute(facts: Frames, data: Path, folder: Path, progress: Callable[[str], None]) -> Frames:
    """The tables mse_* for every table of lists in the facts.

    data: where results may be kept beside the facts; folder: where the published warehouse is.
    """
    parts = []
    for dataset in sorted(facts["capture_dataset"]["dataset"]):
        histories = histories_of(facts["capture_list"], facts["capture_history"], dataset)
        mark = fingerprint(histories)
        kept = published(folder, dataset, mark) or beside_facts(data, dataset, mark)
        parts.append(kept or estimate(dataset, histories, progress))
    if not parts:
        return {table: _typed(table, pd.DataFrame()) for table in TABLES}
    return {table: pd.concat([part[table] for part in parts], ignore_index=True) for table in TABLES}


def histories_of(lists: pd.DataFrame, histories: pd.DataFrame, dataset: str) -> mse.Histories:
    """The capture histories of one table from the rows of capture_list and capture_history."""
    names = lists[lists["dataset"] == dataset].sort_values("position")["list"]
    rows = histories[histories["dataset"] == dataset]
    digits = [[int(digit) for digit in history] for history in rows["history"]]
    return mse.make_histories(list(names), digits, [int(persons) for persons in rows["persons"]])


def fingerprint(histories: mse.Histories) -> str:
    """A checksum of all that decides what is stored: table, version, settings, and the columns stored."""
    told = {
        "lists": histories.lists,
        "counts": histories.counts.tolist(),
        "version": mse.METHOD_VERSION,
        "settings": [asdict(settings) for settings in (*SETTINGS, VARIED)],
        "drawn": [SEED, REPLICATES, DIGITS],
        "columns": {table: tables()[table].columns for table in TABLES},
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def published(folder: Path, dataset: str, mark: str) -> Frames | None:
    """What the published warehouse holds under this fingerprint; None when it holds none, or cannot be read."""
    try:
        told = warehouse.published(folder)
        if told is None:
            return None
        with warehouse.open_read_only(folder / told.file) as connection:
            found = {
                table: connection.execute(f"SELECT * FROM {table} WHERE dataset = ? ORDER BY ALL", [dataset]).df()
                for table in TABLES
            }
    except (warehouse.WarehouseError, duckdb.Error):  # whatever it is, this build replaces it
        return None
    return _if_made_of(found, mark)


def beside_facts(data: Path, dataset: str, mark: str) -> Frames | None:
    """What is kept beside the facts under this fingerprint; None when nothing is, or it cannot be read."""
    found = computed.read(data, TABLES, dataset)
    return _if_made_of(found, mark) if found else None


def _if_made_of(found: Frames, mark: str) -> Frames | None:
    if list(found["mse_run"]["fingerprint"]) != [mark]:
        return None
    return {table: _typed(table, rows) for table, rows in found.items()}


@threadpool_limits.wrap(limits=1, user_api="blas")  # the tables are small: more threads only wait for each other
def estimate(dataset: str, histories: mse.Histories, progress: Callable[[str], None]) -> Frames:
    """Every method with its intervals and checks, the models near the best, and what other choices give."""
    progress(f"dark number {dataset}: models")
    scored = mse.score_histories(histories, VARIED)
    near = mse.find_near_models_or_none(histories, VARIED, scored)
    parts = [near_rows(near, histories.observed)]
    for settings in SETTINGS:
        progress(f"dark number {dataset}: {settings.method}")
        result = mse.estimate_dark_number(
            histories, settings, replicates=REPLICATES, seed=SEED, sensitivity=False, scored=scored
        )
        dropped = mse.vary_lists(histories, settings)
        checks = (*result.checks, *check_spread(near, dropped))
        result = replace(result, checks=checks, leave_one_list_out=dropped, near_models=near)
        if settings == VARIED:
            merged, moved = mse.vary_merges(histories, settings), mse.vary_threshold(histories, settings)
            result = replace(result, merged_lists=merged, other_thresholds=moved)
        parts.append(result_rows(result))
    run = {**run_row(result), "replicates": REPLICATES, "seed": SEED, "fingerprint": fingerprint(histories)}
    return to_frames(dataset, {**join_rows(parts), "mse_run": [run]})


def frames_of(result: mse.Result, dataset: str) -> Frames:
    """One result as the tables of a build: what a reader had computed is shown as what is stored."""
    rows = join_rows([result_rows(result), near_rows(result.near_models, result.histories.observed)])
    return to_frames(dataset, {**rows, "mse_run": [run_row(result)]})


def to_frames(dataset: str, rows: Rows) -> Frames:
    """Rows as typed frames of the tables in `rows`, their numbers cut to what no machine disputes."""
    named = {table: [{"dataset": dataset, **row} for row in some] for table, some in rows.items()}
    return {table: _typed(table, pd.DataFrame(some, dtype="object")) for table, some in named.items()}


def _typed(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    columns = {}
    for field in tables()[table].fields:
        cells = rows[field.name] if field.name in rows else pd.Series([None] * len(rows), dtype="object")
        if field.type == "number":
            cells = pd.Series([_cut(cell) for cell in cells], dtype="float64")
        columns[field.name] = pd.Series(list(cells), dtype=DTYPES.get(field.type, "str"))
    return pd.DataFrame(columns).sort_values(list(tables()[table].key), ignore_index=True)


def _cut(cell: object) -> float:
    return float(f"{float(cell):.{DIGITS}g}") if isinstance(cell, (int, float)) and cell == cell else float("nan")
