"""From facts to a published warehouse: load every source, check, compute, write beside, verify, publish."""

import hashlib
import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from etl import (
    clock,
    computed,
    dark_number,
    derive,
    disk,
    publication,
    revisions,
    settings,
    sources,
    verify,
    vintages,
    warehouse,
    writing,
)
from etl.findings import InputError
from etl.load import Part, Progress, load, quiet
from etl.model import SCHEMA_VERSION
from etl.no_warehouse import SettingError
from etl.rules import Frames
from etl.sources import Inputs
from etl.verify import VerificationError
from etl.warehouse import Published


@dataclass(frozen=True)
class Report:
    parts: list[Part]
    published: Published


def compute(frames: Frames, vintage: str, inputs: str, earlier: list[Path] | None = None) -> Frames:
    """The tables of the warehouse: checked facts plus all that the dictionary calls computed. `earlier` are the
    builds that revisions are told against, newest first."""
    observed = derive.observations(frames["observation"], frames["indicator"], vintage)
    return {
        **frames,
        "observation": observed,
        "break": derive.breaks(frames["break"]),
        "blind_spot": derive.with_bounds(frames["blind_spot"], "date", "starts", "ends"),
        "event": derive.with_bounds(frames["event"], "date", "starts", "ends"),
        "estimate": derive.with_bounds(frames["estimate"], "period", "period_start", "period_end"),
        "count_statistic": derive.count_statistics(observed, frames["indicator"]),
        "revision": revisions.since(earlier or [], observed, frames["estimate"], vintage),
        "vintage": pd.DataFrame([{"vintage": vintage, "schema": SCHEMA_VERSION, "inputs": inputs}]),
    }


def build(
    data: Path, folder: Path, vintage: str | None = None, progress: Progress = quiet, keep_computed: bool = False
) -> Report:
    """Build and publish a warehouse from the sources below `data`.

    vintage: day of the build as YYYY-MM-DD, today unless given. The same inputs and vintage give the same
    contents. keep_computed: write what took seconds to compute beside the facts. Raises InputError when a check
    fails, VerificationError when the written file is not what it should be, OSError when it cannot be written,
    ClockError when the clock was set back, OtherFolder when `folder` is none of builds, SettingError when a
    setting is wrong; what was published stays as it was.
    """
    ready(folder)
    today = vintage or clock.today(last_built(folder))
    inputs = Inputs(data, today=max(today, date.today().isoformat()))
    frames, parts, findings = load(inputs, progress)
    if findings.failures:
        raise InputError(findings.failures)
    return assemble(inputs, frames, parts, folder, vintage, progress, keep_computed)


def assemble(
    inputs: Inputs,
    frames: Frames,
    parts: list[Part],
    folder: Path,
    vintage: str | None = None,
    progress: Progress = quiet,
    keep_computed: bool = False,
) -> Report:
    """Write, verify and publish what `load` brought without failures. Raises what `build` does, save InputError.

    Empties `frames` once they are written, so that verifying has their memory.
    """
    days = ready(folder)
    day = date.fromisoformat(vintage).isoformat() if vintage else clock.today(last_built(folder))
    with warehouse.building(folder) as unnamed, ThreadPoolExecutor(1) as beside:
        empty = beside.submit(writing.create, unnamed)
        started = time.perf_counter()
        numbers = dark_number.compute(frames, inputs.data, folder, progress)
        if keep_computed:
            computed.write(inputs.data, numbers)
        parts.append(Part("dark number", sum(map(len, numbers.values())), 0, time.perf_counter() - started))
        started = time.perf_counter()
        progress("writing")
        made = compute(frames, day, fingerprint(inputs), vintages.before(folder, day)) | numbers
        pa.default_memory_pool().release_unused()  # what was needed to load and check; writing has use for it
        try:
            empty.result()
            writing.fill(unnamed, made)
        except duckdb.Error as error:
            answer = disk.answer(str(error))
            if answer or isinstance(error, duckdb.IOException):  # a full disk: fatal or failed, by when it was full
                raise OSError(f"the warehouse cannot be written ({answer or 'no space left, as a rule'})") from error
            raise VerificationError(str(error)) from error
        sizes = {name: len(rows) for name, rows in made.items()}
        made.clear()
        frames.clear()
        pa.default_memory_pool().release_unused()
        progress("verifying")
        contents, checks = verify.verify(unnamed, sizes)
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        told = warehouse.publish(unnamed, folder, day, contents, moment)
        with suppress(OSError):  # it is published all the same; the next build tries again
            vintages.retire(folder, told, days)
    parts.append(Part("warehouse", sum(sizes.values()), checks, time.perf_counter() - started))
    return Report(parts, told)


def ready(folder: Path) -> int:
    """How many days builds are kept, once it is sure that `folder` can have builds. Raises OtherFolder where it holds
    something else, whose pointer a build would replace, and SettingError."""
    if publication.of_parquet(folder):
        raise warehouse.OtherFolder(f"expected a folder of built files, got '{folder}', which was published to")
    return keep_days()


def last_built(folder: Path) -> str | None:
    """The moment of the last publication; None when there is none, or one that this build replaces anyway."""
    try:
        told = warehouse.published(folder)
        return datetime.fromisoformat(told.built).isoformat() if told else None
    except (warehouse.WarehouseError, ValueError):
        return None


def keep_days() -> int:
    """How long builds are kept (MONITOR_KEEP_DAYS; two years unless set). Raises SettingError."""
    text = settings.told("MONITOR_KEEP_DAYS") or "731"
    if not re.fullmatch("[0-9]{1,6}", text):
        raise SettingError(f"expected a number of days (at most 999999) in MONITOR_KEEP_DAYS, got '{text}'")
    return int(text)


def fingerprint(inputs: Inputs) -> str:
    """A checksum of the names and bytes of the facts, and of the manifests of what was downloaded."""
    told = hashlib.sha256()
    for path in inputs.files():
        raw = path.read_bytes()
        told.update(path.name.encode() + b"\0" + str(len(raw)).encode() + b"\0" + raw)
    for name in sources.live():
        for layer in inputs.downloaded(name):
            told.update(name.encode() + b"\0" + json.dumps(layer.manifest, sort_keys=True).encode() + b"\0")
    return told.hexdigest()
