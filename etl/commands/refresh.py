"""Download live open data (all sources, or those named), check it, and publish a new build.

Exit status: 0 all fresh; 3 some failed, the rest was published and the failed ones keep the figures they had;
1 nothing was published.
"""

import argparse
import sys

import pandas as pd

from etl import commands, sources
from etl.findings import InputError
from etl.refresh import FAILED, refresh
from etl.transport import Settings
from etl.verify import VerificationError
from etl.warehouse import WarehouseError

HELP = "download live open data and publish a new build"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "source", nargs="*", metavar="SOURCE", help="one of " + ", ".join(sources.live()) + " (default: all)"
    )
    parser.add_argument("--since", type=commands.year, metavar="YYYY", help="only from this year; older figures stay")
    commands.add_data(parser)
    commands.add_warehouse(parser)


def run(arguments: argparse.Namespace) -> int:
    unknown = sorted(set(arguments.source) - set(sources.live()))
    if unknown:
        print(f"error: unknown source '{unknown[0]}'; expected one of {', '.join(sources.live())}", file=sys.stderr)
        return 1
    try:
        settings = Settings.from_environment()
        outcome = refresh(
            arguments.data, arguments.warehouse, arguments.source, arguments.since, settings, commands.show_progress
        )
    except InputError as error:
        commands.end_progress()
        print(*error.failures, sep="\n", file=sys.stderr)
        print(f"error: {commands.counted(len(error.failures), 'failure')}; nothing was published", file=sys.stderr)
        return 1
    except (VerificationError, WarehouseError, ValueError) as error:
        commands.end_progress()
        print(f"error: {error}; nothing was published", file=sys.stderr)
        return 1
    commands.end_progress()
    columns = ["source", "status", "requests", "bytes", "seconds"]
    table = pd.DataFrame([{name: getattr(one, name) for name in columns} for one in outcome.results])
    print(table.to_string(index=False, formatters={"seconds": "{:.2f}".format}))
    for one in outcome.results:
        if one.status == FAILED:
            print(f"error: {one.source}: {one.fault}: {one.message}", file=sys.stderr)
    if outcome.report:
        print(f"published {outcome.report.published.file}")
    else:
        print("error: nothing was published", file=sys.stderr)
    return outcome.status
