"""Write a CSV to fill in with new figures; put it in data/facts/, then run check and build."""

import argparse
import sys
from pathlib import Path

from etl import commands
from etl.load import load
from etl.extract import to_csv
from etl.sources import Inputs
from etl.template import template

HELP = "write a CSV to fill in with new figures"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    commands.add_data(parser)
    parser.add_argument("indicator", help="what is counted, as in indicators.csv (om_registered_cases)")
    parser.add_argument("--year", type=commands.year, required=True, help="year of the figures")
    parser.add_argument(
        "--series", default="", help="line of publication, as in series.csv; else left to fill in"
    )
    parser.add_argument("--source", default="", help="source, as in sources.csv; else left to fill in")
    parser.add_argument(
        "--out",
        metavar="FILE",
        help="where to write; - is standard output (default: INDICATOR-YEAR.csv here)",
    )


def run(arguments: argparse.Namespace) -> int:
    frames, _parts, _findings = load(Inputs(arguments.data), commands.show_progress)
    commands.end_progress()
    known = sorted(frames["indicator"]["indicator_id"])
    if arguments.indicator not in known:
        print(
            f"error: unknown indicator '{arguments.indicator}'; expected one of {', '.join(known)}",
            file=sys.stderr,
        )
        return 1
    rows = template(frames, arguments.indicator, arguments.year, arguments.series, arguments.source)
    if arguments.out == "-":
        sys.stdout.write(to_csv(rows).decode())
        return 0
    path = Path(arguments.out or f"{arguments.indicator}-{arguments.year}.csv")
    if path.exists():
        print(f"error: {path} exists already; it was left as it is", file=sys.stderr)
        return 1
    path.write_bytes(to_csv(rows))
    print(path)
    return 0
