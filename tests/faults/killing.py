"""`kill -9` at random moments of a build or a refresh, and what must hold after each."""

import os
import random
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from etl.build import build
from etl.refresh import refresh
from etl.transport import Settings
from tests.faults.ground import begin, small, strays, strays_of_raw, waiting, whole
from tests.standin import synthetic
from tests.standin.server import StandIn

SOURCE = "politie-crime"
QUICK = Settings(connect=5, read=10, whole=30, attempts=3, wait=0.01, longest=0.5)
SEED = 20261121


@dataclass
class Count:
    """Kills by where they fell, and every sentence that did not hold after one."""

    tried: int = 0
    fell: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def kill_builds(root: Path, times: int, seconds: float) -> Count:
    """Kill builds at moments spread over the time that a whole one takes; after each, the next must succeed."""
    data, folder = small(root / "data"), root / "warehouse"
    ever = {build(data, folder, "2020-01-01").published.file}
    started = time.monotonic()

    def arguments(at: int) -> list[object]:
        return ["build", "--data", data, "--warehouse", folder, "--vintage", f"{2021 + at // 300}-{_day(at)}"]

    def mend(at: int) -> str:
        return build(data, folder, f"2020-{_day(at)}").published.file

    return _kill(lambda at: waiting(*arguments(at)), mend, folder, ever, times, started + seconds, lambda: [])


def kill_refreshes(root: Path, times: int, seconds: float) -> Count:
    """The same for refreshes, whose source has another version each time."""
    data, folder = small(root / "data"), root / "warehouse"
    standin = StandIn(synthetic.services(synthetic.World(version=1)), synthetic.features(), page=300)
    before = dict(os.environ)
    os.environ |= standin.environment | {"REFRESH_WAIT": "0.01"}
    try:
        first = refresh(data, folder, [SOURCE], None, QUICK).report
        assert first is not None
        started = time.monotonic()

        def start(at: int) -> subprocess.Popen[str]:
            standin.serve(synthetic.services(synthetic.World(version=2 - at % 2)))
            return waiting("refresh", SOURCE, "--data", data, "--warehouse", folder)

        def mend(_at: int) -> str:
            outcome = refresh(data, folder, [SOURCE], None, QUICK)
            assert outcome.status == 0, outcome.results
            assert outcome.report is not None
            return outcome.report.published.file

        ever = {first.published.file}
        return _kill(start, mend, folder, ever, times, started + seconds, lambda: strays_of_raw(data / "raw"))
    finally:
        standin.stop()
        os.environ.clear()
        os.environ.update(before)


def _kill(
    start: Callable[[int], subprocess.Popen[str]],
    mend: Callable[[int], str],
    folder: Path,
    ever: set[str],
    times: int,
    until: float,
    more_strays: Callable[[], list[str]],
) -> Count:
    count, chance = Count(), random.Random(SEED)
    length = _length(start(0), folder, ever)
    ever.add(mend(0))
    for at in range(1, times + 1):
        if time.monotonic() > until:
            break
        process, old = start(at), whole(folder)
        begin(process)
        time.sleep(chance.uniform(0, length))
        process.kill()
        process.communicate()
        count.tried += 1
        count.fell[_where(process.returncode, folder, old)] += 1
        try:
            name = whole(folder)
            assert name is not None, "nothing is published any more"
            ever.add(name)
            ever.add(mend(at))
            assert whole(folder) is not None
            left = strays(folder, ever) + more_strays()
            assert not left, f"left behind: {left}"
        except Exception as error:
            count.wrong.append(f"kill {at}: {error!r}")
    return count


def _length(process: subprocess.Popen[str], folder: Path, ever: set[str]) -> float:
    """Seconds that it takes when nobody kills it."""
    started = time.monotonic()
    begin(process)
    _said, complained = process.communicate()
    assert process.returncode == 0, complained
    name = whole(folder)
    assert name is not None
    ever.add(name)
    return time.monotonic() - started


def _where(status: int, folder: Path, old: str | None) -> str:
    if status == 0:
        return "after the end"
    if (folder / ".building-current.json").exists():
        return "while publishing"
    if list(folder.glob(".building-*")):
        return "while writing"
    return "before writing" if whole(folder) == old else "after publishing"


def _day(at: int) -> str:
    return f"{1 + at % 12:02}-{1 + at // 12 % 25:02}"
