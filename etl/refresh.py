"""Download live sources, try what came, and publish a new build of what passed.

A source that fails keeps the figures it had: its download never counts. Nothing is published that was not checked
together with everything else.
"""

import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from types import ModuleType

from filelock import FileLock

from etl import clock, sources, state
from etl.build import Report, assemble, last_built, ready
from etl.download import Download
from etl.faults import Busy, DamagedRaw, SourceError, Unreachable
from etl.findings import Failure, InputError
from etl.load import Part, Progress, load, quiet
from etl.raw import Layer, Stamps, Store
from etl.rules import Frames
from etl.settings import whole_tables
from etl.sources import Inputs
from etl.transport import Settings, Transport

FRESH, UNCHANGED, FAILED = "fresh", "unchanged", "failed"


@dataclass(frozen=True)
class Result:
    """What became of one source: FRESH, UNCHANGED (the service has nothing newer) or FAILED, and why."""

    source: str
    status: str
    requests: int = 0
    bytes: int = 0
    seconds: float = 0.0
    fault: str = ""
    message: str = ""
    layers: tuple[Layer, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """Results of the sources that were asked, and the build; None when nothing was published."""

    results: list[Result]
    report: Report | None

    @property
    def status(self) -> int:
        """Exit status: 0 all fresh, 3 some failed and the rest is published, 1 nothing is published."""
        if self.report is None:
            return 1
        return 3 if any(one.status == FAILED for one in self.results) else 0


def refresh(
    data: Path,
    folder: Path,
    names: Iterable[str] = (),
    since: int | None = None,
    settings: Settings | None = None,
    progress: Progress = quiet,
) -> Outcome:
    """Refresh the named sources, or all, from year `since`, and publish. Another refresh of this folder is waited for.

    Raises InputError when the bundled facts themselves fail, and all else that `build` does; what was downloaded then
    does not count, and what was published stays.
    """
    ready(folder)  # before anything is downloaded
    clock.today(last_built(folder))
    modules = sources.live()
    asked = list(dict.fromkeys(names)) or list(modules)
    transport, whole = Transport(settings), whole_tables()
    inputs = Inputs(data)
    inputs.raw.mkdir(parents=True, exist_ok=True)
    with FileLock(inputs.raw / ".lock"):
        with ThreadPoolExecutor(transport.settings.at_once) as pool:
            jobs = [pool.submit(_download, inputs, modules[name], transport, since, whole, progress) for name in asked]
            try:
                results = [job.result() for job in jobs]
            except BaseException:
                transport.stop()
                pool.shutdown(cancel_futures=True)
                raise
        results, frames, parts, tried = _try(inputs, results, progress)
        for one in results:
            state.remember(inputs.raw / one.source, state.came_to(one.fault, one.message))
        report: Report | None = None
        if any(one.status != FAILED for one in results):
            report = _publish(tried, results, frames, parts, folder, progress)
        for name in asked:
            Store(inputs.raw, name).sweep()
        return Outcome(results, report)


def _download(
    inputs: Inputs, module: ModuleType, transport: Transport, since: int | None, whole: bool, progress: Progress
) -> Result:
    """Fetch one source, unless the service has nothing newer than what we hold."""
    source, started = module.SOURCE, time.perf_counter()
    store = Store(inputs.raw, source.name)
    download: Download | None = None
    try:
        progress(f"{source.name}: asking for its version")
        stamps, plan, held = module.stamp(transport), _plan(module), _held(store)
        if _covers(held, stamps, plan, since):
            return Result(source.name, UNCHANGED, seconds=time.perf_counter() - started, layers=tuple(held))
        download = Download(store, transport, stamps, since, whole, plan)
        progress(f"{source.name}: downloading")
        module.fetch(download)
        layers = store.with_layer(download.finish()) if held else [download.finish()]
        status, fault = FRESH, None
    except SourceError as error:
        layers, status, fault = [], FAILED, error
        if download and not isinstance(error, Busy | Unreachable):  # what came is wrong; else it is taken up later
            download.discard()
    return Result(
        source.name,
        status,
        download.requests if download else 0,
        download.bytes if download else 0,
        time.perf_counter() - started,
        fault.name if fault else "",
        str(fault) if fault else "",
        tuple(layers),
    )


def _plan(module: ModuleType) -> str:
    """Changes when what we ask for changes, so that an unchanged table is asked again."""
    return sha256(repr(getattr(module, "LINES", "")).encode()).hexdigest()[:12]


def _held(store: Store) -> list[Layer]:
    """What we have of a source, whole; nothing where a file is not what it was, so that it is fetched anew."""
    try:
        layers = store.layers()
        for layer in layers:
            layer.verify()
    except DamagedRaw:
        return []
    return layers


def _covers(held: list[Layer], stamps: Stamps, plan: str, since: int | None) -> bool:
    if not held or held[-1].stamps != stamps or held[-1].manifest["plan"] != plan:
        return False
    return held[-1].since is None or (since is not None and held[-1].since <= since)


def _try(inputs: Inputs, results: list[Result], progress: Progress) -> tuple[list[Result], Frames, list[Part], Inputs]:
    """Load everything with what came; a source that fails a check falls back on what it had. Raises InputError."""
    while True:
        tried = replace(
            inputs,
            layers={one.source: list(one.layers) for one in results if one.status == FRESH},
            attempts={one.source: state.came_to(one.fault, one.message) for one in results},
        )
        frames, parts, findings = load(tried, progress)
        if not findings.failures:
            return results, frames, parts, tried
        new = [one.source for one in results if one.status == FRESH]
        blamed = [failure for failure in findings.failures if failure.file != state.STATES]
        if not new or not blamed:
            raise InputError(findings.failures)
        named = [failure for failure in blamed if failure.file in new]
        guilty = named[0] if named else replace(blamed[0], file=new[-1])  # else try without one of them
        results = [_fallen(one, guilty) if one.source == guilty.file else one for one in results]


def _fallen(one: Result, failure: Failure) -> Result:
    fault = failure.column if failure.column[:1].isupper() else "CheckFailed"
    return replace(one, status=FAILED, fault=fault, message=str(failure), layers=())


def _publish(
    tried: Inputs, results: list[Result], frames: Frames, parts: list[Part], folder: Path, progress: Progress
) -> Report:
    """Let the downloads count and publish; when publishing fails they do not count after all."""
    before: dict[str, list[Layer]] = {}
    for one in results:
        if one.status == FRESH:
            store = Store(tried.raw, one.source)
            before[one.source] = _held(store)
            store.adopt(list(one.layers))
    try:
        return assemble(tried, frames, parts, folder, progress=progress)
    except BaseException:
        for name, layers in before.items():
            Store(tried.raw, name).adopt(layers)
        raise
