"""`python -m tests.fuzz [--times N] [--seconds S]`: random addresses against the app on the bundled snapshot."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from etl.build import build
from tests.fuzz.addresses import knock
from tests.load.serving import PROJECT, served


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--times", type=int, default=10_000, help="addresses (default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=1800, help="the most (default: %(default)s)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as root:
        build(PROJECT / "data", Path(root) / "warehouse", "2026-11-20")
        secret = {"MONITOR_SECRET": "SECRET-OF-THE-ENVIRONMENT"}
        with served(Path(root) / "warehouse", Path(root) / "log", secret) as app:
            started = time.monotonic()
            count = knock(app, asked.times, asked.seconds)
            wrong = len(count.wrong)
            print(f"{'door':<10}{'asked':>8}")
            for door, number in count.asked.items():
                print(f"{door:<10}{number:>8}")
            print(f"{wrong} ended in a trace, a secret or a 5xx; {time.monotonic() - started:.0f} seconds")
            print(*count.wrong, sep="\n")
    return 1 if count.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
