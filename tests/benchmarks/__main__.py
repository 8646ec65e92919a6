"""All benchmarks, one table: `python -m tests.benchmarks [NAME …] [--seconds N] [--full]`.

Loopback only, and bounded: each benchmark has an equal part of what is left of --seconds for its repetitions, and what
one has begun it ends. Sizes are reduced unless --full. No time passes or fails: machines differ.
"""

import argparse
import sys
import traceback
from importlib import import_module
from time import monotonic

from tests.benchmarks.table import Asked, Row, show

BENCHMARKS = {
    "start": "from the start of the process to the first chart",
    "click": "from a click to the last change on the page",
    "pages": "one run of each page on the server, and the share of it outside Streamlit",
    "build": "the bundled snapshot",
    "bench_refresh": "a refresh of the police table",
    "api": "requests a second",
    "growth": "build, page and API on ten and a hundred times the rows",
    "bench_mse": "the estimator",
}
"""Module and what it measures, in the order of the table."""


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description=__doc__,
        epilog="; ".join(f"{name}: {what}" for name, what in BENCHMARKS.items()),
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which of {', '.join(BENCHMARKS)} (default: all)")
    parser.add_argument("--seconds", type=float, default=900, help="bound of all together (default: 900)")
    parser.add_argument("--full", action="store_true", help="full sizes, which take longer")
    told = parser.parse_args(given)
    unknown = sorted(set(told.names) - set(BENCHMARKS))
    if unknown:
        parser.error(f"no benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
    return told


def main() -> int:
    asked = arguments()
    names = list(dict.fromkeys(asked.names)) or list(BENCHMARKS)
    ends = monotonic() + asked.seconds
    rows: list[Row] = []
    broken = []
    for number, name in enumerate(names):
        now = monotonic()
        part = Asked(asked.full, now + max(0.0, ends - now) / (len(names) - number))
        print(f"{name}: {BENCHMARKS[name]} …", file=sys.stderr, flush=True)
        try:
            rows.extend(import_module(f"tests.benchmarks.{name}").rows(part))
        except Exception:  # the others are still measured; the table must not look whole
            traceback.print_exc()
            broken.append(name)
    show(rows)
    if broken:
        print(f"not measured, see above: {', '.join(broken)}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
