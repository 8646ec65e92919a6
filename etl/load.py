"""Reads every source and checks what came in; writes nothing."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from etl import rollup, sources, state, yielded
from etl.checks import check_all
from etl.facts import frame_of
from etl.faults import SourceError
from etl.findings import FILE, Findings
from etl.model import tables
from etl.rules import Frames
from etl.sources import Inputs, Live

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
    findings = Findings(today=inputs.today)
    parts: list[Part] = []
    bundled: dict[str, list[pd.DataFrame]] = {}
    downloaded: dict[str, list[pd.DataFrame]] = {}
    for module in sources.discover():
        pieces = downloaded if isinstance(module.SOURCE, Live) else bundled
        started, checked = time.perf_counter(), findings.checks
        try:
            for piece in module.run(inputs, findings):
                told = yielded.checked(piece, module.SOURCE.name, findings)
                if told is None:
                    continue
                label, table, rows = told
                progress(label)
                pieces.setdefault(table, []).append(rows)
                parts.append(Part(label, len(rows), findings.checks - checked, time.perf_counter() - started))
                started, checked = time.perf_counter(), findings.checks
        except SourceError as error:
            findings.fail(module.SOURCE.name, 1, error.name, error.expected, f"{error.got} ({error.where})")
    frames = {name: _empty(name) for name, table in tables().items() if not table.file and table.given}
    frames |= {table: _joined(some) for table, some in bundled.items()}
    if downloaded:
        started = time.perf_counter()
        notes = _add(frames, downloaded)
        parts.append(Part("sums of municipalities", 0, 0, time.perf_counter() - started))
    else:
        notes = {}
    frames["source_state"] = state.states(inputs, _counted(downloaded), notes)
    started, checked = time.perf_counter(), findings.checks
    progress("checks across files")
    check_all(frames, findings)
    findings.failures.sort(key=lambda failure: (failure.file, failure.row))  # as a reader mends them
    parts.append(Part("checks across files", 0, findings.checks - checked, time.perf_counter() - started))
    return frames, parts, findings


def _joined(pieces: list[pd.DataFrame]) -> pd.DataFrame:
    """One frame of all; empty ones only count when there is nothing else, as they would blur the types."""
    return pd.concat([piece for piece in pieces if len(piece)] or pieces[:1], ignore_index=True)


def _empty(table: str) -> pd.DataFrame:
    return frame_of([], "", tables()[table])


def _counted(downloaded: dict[str, list[pd.DataFrame]]) -> dict[str, int]:
    """Rows of figures, places and shapes a source brought; a source that brought anything is there."""
    counts: dict[str, int] = {}
    for table, pieces in downloaded.items():
        for piece in pieces:
            for name in piece[FILE].unique():
                more = len(piece) if table in ("observation", "division", "boundary") else 0
                counts[name] = counts.get(name, 0) + more
    return counts


def _add(frames: Frames, downloaded: dict[str, list[pd.DataFrame]]) -> dict[str, dict[str, str]]:
    """Put what was downloaded beside the bundled facts, with its sums. What the facts declare (an indicator, an
    area) stays as they say it; a figure that was downloaded takes the place of the same one in the facts. Returns why
    sums could not be made, by source and language."""
    for table in ("source", "indicator", "series", "region", "division", "boundary"):
        if table in downloaded:
            both = _joined([frames[table], *downloaded[table]])
            frames[table] = both.drop_duplicates(list(tables()[table].key), ignore_index=True)
    places = rollup.placed(frames["division"], frames["placement"])
    rolling = {name for name, module in sources.live().items() if module.SOURCE.rolls_up}
    new, notes = [], {}
    for rows in filter(len, downloaded.get("observation", [])):  # every row may have been left out
        name = rows[FILE].iloc[0]
        if name in rolling:
            rolled = rollup.roll_up(rows, places)
            new += [rolled.rows, rolled.sums]
            notes[name] = rolled.notes
        else:
            new.append(rows)
    if new:
        both = _joined([*(one.assign(_live=True) for one in new), frames["observation"].assign(_live=False)])
        key = [column for column in tables()["observation"].key if column in both]
        again = both.duplicated(key) & ~both["_live"]
        frames["observation"] = both[~again].drop(columns="_live").reset_index(drop=True)
    return notes
