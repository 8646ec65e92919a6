"""Reads every source and checks what came in; writes nothing."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from etl import sources
from etl.checks import check_all
from etl.findings import Findings
from etl.rules import Frames
from etl.sources import Inputs

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Part:
    """One line of the report: a source, its rows, the checks they passed, how long it took."""

    source: str
    rows: int
    checks: int
    seconds: float


def quiet(_step: str) -> None:
    """Tells nobody of the progress."""


def load(inputs: Inputs, progress: Progress = quiet) -> tuple[Frames, list[Part], Findings]:
    """Every source's rows by table, how long each took, and all that is wrong with them."""
    findings = Findings()
    parts: list[Part] = []
    pieces: dict[str, list[pd.DataFrame]] = {}
    for module in sources.discover():
        started, checked = time.perf_counter(), findings.checks
        for label, table, rows in module.run(inputs, findings):
            progress(label)
            pieces.setdefault(table, []).append(rows)
            parts.append(Part(label, len(rows), findings.checks - checked, time.perf_counter() - started))
            started, checked = time.perf_counter(), findings.checks
    frames = {table: _joined(some) for table, some in pieces.items()}
    started, checked = time.perf_counter(), findings.checks
    progress("checks across files")
    check_all(frames, findings)
    findings.failures.sort(key=lambda failure: (failure.file, failure.row))  # as a reader mends them
    parts.append(Part("checks across files", 0, findings.checks - checked, time.perf_counter() - started))
    return frames, parts, findings


def _joined(pieces: list[pd.DataFrame]) -> pd.DataFrame:
    """One frame of all; empty ones only count when there is nothing else, as they would blur the types."""
    return pd.concat([piece for piece in pieces if len(piece)] or pieces[:1], ignore_index=True)
