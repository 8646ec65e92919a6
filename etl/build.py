"""From facts to a published warehouse: load every source, check, compute, write beside, verify, publish."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd

from etl import derive, sources, verify, warehouse
from etl.checks import check_all
from etl.findings import Findings, InputError
from etl.model import SCHEMA_VERSION
from etl.sources import Inputs
from etl.warehouse import Published

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Part:
    """One line of the report: where rows came from, how many, how many checks they passed, how long it took."""

    source: str
    rows: int
    checks: int
    seconds: float


@dataclass(frozen=True)
class Report:
    parts: list[Part]
    published: Published


def load(inputs: Inputs, progress: Progress = lambda _: None) -> tuple[dict[str, pd.DataFrame], list[Part], Findings]:
    """Every source's rows by table, how long each took, and all that is wrong with them. Writes nothing."""
    findings, parts, pieces = Findings(), [], {}
    for module in sources.discover():
        started, checked = time.perf_counter(), findings.checks
        for label, table, rows in module.run(inputs, findings):
            progress(label)
            pieces.setdefault(table, []).append(rows)
            parts.append(Part(label, len(rows), findings.checks - checked, time.perf_counter() - started))
            started, checked = time.perf_counter(), findings.checks
    frames = {
        table: pd.concat([one for one in some if len(one)] or some, ignore_index=True) for table, some in pieces.items()
    }
    started, checked = time.perf_counter(), findings.checks
    progress("checks across files")
    check_all(frames, findings)
    parts.append(Part("checks across files", 0, findings.checks - checked, time.perf_counter() - started))
    return frames, parts, findings


def compute(frames: dict[str, pd.DataFrame], vintage: str, inputs: str) -> dict[str, pd.DataFrame]:
    """The tables of the warehouse: checked facts plus all that the dictionary calls computed."""
    observed = derive.observations(frames["observation"], frames["indicator"], vintage)
    return {
        **frames,
        "observation": observed,
        "break": derive.breaks(frames["break"]),
        "estimate": derive.with_bounds(frames["estimate"], "period", "period_start", "period_end"),
        "count_statistic": derive.count_statistics(observed, frames["indicator"]),
        "vintage": pd.DataFrame([{"vintage": vintage, "schema": SCHEMA_VERSION, "inputs": inputs}]),
    }


def build(
    data: Path, folder: Path, vintage: str | None = None, progress: Progress = lambda _: None
) -> Report:
    """Build and publish a warehouse from the sources below `data`.

    vintage: day of the build as YYYY-MM-DD, today unless given. The same inputs and vintage give the same contents.
    Raises InputError when a check fails, VerificationError when the written file is not what it should be; what was
    published stays as it was.
    """
    day = date.fromisoformat(vintage).isoformat() if vintage else date.today().isoformat()
    inputs = Inputs(data)
    frames, parts, findings = load(inputs, progress)
    if findings.failures:
        raise InputError(findings.failures)
    started = time.perf_counter()
    progress("writing")
    with warehouse.building(folder) as unnamed:
        made = compute(frames, day, fingerprint(inputs.facts))
        warehouse.write(unnamed, made)
        progress("verifying")
        contents, checks = verify.verify(unnamed, {name: len(rows) for name, rows in made.items()})
        told = warehouse.publish(unnamed, folder, day, contents, datetime.now(UTC).isoformat(timespec="seconds"))
    parts.append(Part("warehouse", sum(map(len, made.values())), checks, time.perf_counter() - started))
    return Report(parts, told)


def fingerprint(facts: Path) -> str:
    """A checksum of the names and bytes of the facts."""
    told = hashlib.sha256()
    for path in sorted(facts.glob("*.csv")):
        told.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return told.hexdigest()
