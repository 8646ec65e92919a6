"""All faults at length, as one table: `python -m tests.faults [--times N] [--seconds S]`. Loopback only.

Exit status 1 when something did not hold; what, is told below the table.
"""

import argparse
import contextlib
import io
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.faults.killing import Count, kill_builds, kill_refreshes

OTHERS = {
    "disk fills up, folder not writable, clock set back": "test_disk.py",
    "spoiled database, pointer or dictionary, while pages and API are read": "test_serving.py",
    "killed between naming and pointing; readers during publication": "test_killed.py",
    "what is published elsewhere spoiled, cut, slow or gone": "test_places.py",
    "the app that reads it, meanwhile and after a restart": "test_places_served.py",
}


class Outcomes:
    """Counts what a run of tests did."""

    def __init__(self) -> None:
        self.passed, self.failed = 0, []  # type: ignore[var-annotated]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)
        elif report.when == "call" and report.passed:
            self.passed += 1


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--times", type=int, default=200, help="kills of each kind (default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=900, help="the most for each kind (default: %(default)s)")
    asked = parser.parse_args()
    print(f"{'fault':<72}{'tried':>7}{'held':>7}{'seconds':>9}", flush=True)
    wrong: list[str] = []
    for title, kill in (("kill -9 of a build", kill_builds), ("kill -9 of a refresh", kill_refreshes)):
        started = time.monotonic()
        with tempfile.TemporaryDirectory() as root:
            count: Count = kill(Path(root), asked.times, asked.seconds)
        held = count.tried - len(count.wrong)
        print(f"{title:<72}{count.tried:>7}{held:>7}{time.monotonic() - started:>9.0f}", flush=True)
        for where, fell in sorted(count.fell.items()):
            print(f"  {where:<70}{fell:>7}", flush=True)
        wrong += count.wrong
    for title, file in OTHERS.items():
        started, outcomes = time.monotonic(), Outcomes()
        names = ["-k", "not random_moments"] if file == "test_killed.py" else []
        with contextlib.redirect_stdout(io.StringIO()):
            pytest.main([str(Path(__file__).parent / file), "-q", "--no-header", *names], [outcomes])
        tried = outcomes.passed + len(outcomes.failed)
        print(f"{title:<72}{tried:>7}{outcomes.passed:>7}{time.monotonic() - started:>9.0f}", flush=True)
        wrong += outcomes.failed
    print(*wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
