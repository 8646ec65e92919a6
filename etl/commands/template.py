"""Write a CSV to fill in with new figures; put it in data/facts/, then run check and build."""

import argparse
import sys
from pathlib import Path

from etl import commands
from etl.disk import write_all
from etl.formats import to_csv
from etl.load import load
from etl.model import key_of, tables
from etl.sources import Inputs
from etl.template import template

HELP = "write a CSV to fill in with new figures"
NEEDED = {"indicators.csv", "regions.csv", "series.csv", "sources.csv"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    commands.add_data(parser)
    parser.add_argument("indicator", help="what is counted, as in indicators.csv (om_registered_cases)")
    parser.add_argument("--year", type=commands.year, required=True, help="year of the figures")
    parser.add_argument("--series", default="", help="line of publication, as in series.csv; else left to fill in")
    parser.add_argument("--source", default="", help="source, as in sources.csv; else left to fill in")
    parser.add_argument(
        "--out",
        metavar="FILE",
        help="where to write; - is standard output (default: INDICATOR-YEAR.csv here)",
    )


def run(arguments: argparse.Namespace) -> int:
    frames, _parts, findings = load(Inputs(arguments.data), commands.show_progress)
    commands.end_progress()
    broken = {failure.file for failure in findings.failures} & NEEDED
    if broken:
        print(
            f"error: {', '.join(sorted(broken))} cannot be used yet; run 'python -m etl check'",
            file=sys.stderr,
        )
        return 1
    known = sorted(frames["indicator"]["indicator_id"])
    if arguments.indicator not in known:
        print(
            f"error: unknown indicator '{arguments.indicator}'; expected one of {', '.join(known)}",
            file=sys.stderr,
        )
        return 1
    stage = frames["indicator"].set_index("indicator_id").at[arguments.indicator, "chain_stage"]
    if stage == "estimate":
        print(
            f"error: '{arguments.indicator}' is estimated, not counted; add a line to estimates.csv",
            file=sys.stderr,
        )
        return 1
    rows = template(frames, arguments.indicator, arguments.year, arguments.series, arguments.source)
    if rows.empty:
        print(
            f"error: series '{arguments.series}' already holds every figure of {arguments.year}",
            file=sys.stderr,
        )
        return 1
    if arguments.out == "-":
        sys.stdout.write(to_csv(rows).decode())
    else:
        path = Path(arguments.out or f"{arguments.indicator}-{arguments.year}.csv")
        if path.exists():
            return _refuse(f"{path} exists already; it was left as it is")
        write_all({path: to_csv(rows)})
        print(path)
    for table, asked in (("series", arguments.series), ("source", arguments.source)):
        if asked and asked not in set(frames[table][key_of(table)]):
            file = tables()[table].file
            print(f"note: '{asked}' is not in {file} yet; add a line there before the build", file=sys.stderr)
    return 0


def _refuse(why: str) -> int:
    print(f"error: {why}", file=sys.stderr)
    return 1
