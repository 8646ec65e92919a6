"""Build a new warehouse from the sources, verify it and publish it; the old one stays beside it."""

import argparse
import sys
from dataclasses import asdict

import pandas as pd

from etl import commands
from etl.build import build
from etl.findings import InputError
from etl.verify import VerificationError
from etl.warehouse import WarehouseError

HELP = "build, verify and publish a warehouse"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    commands.add_data(parser)
    commands.add_warehouse(parser)
    parser.add_argument(
        "--vintage",
        type=commands.day,
        metavar="YYYY-MM-DD",
        help="day the build is named after (default: today)",
    )
    parser.add_argument(
        "--keep-computed",
        action="store_true",
        help="write the results of the estimator to DIR/computed, so that a first build need not compute them",
    )


def run(arguments: argparse.Namespace) -> int:
    try:
        report = build(
            arguments.data, arguments.warehouse, arguments.vintage, commands.show_progress, arguments.keep_computed
        )
    except InputError as error:
        commands.end_progress()
        print(*error.failures, sep="\n", file=sys.stderr)
        print(f"error: {commands.counted(len(error.failures), 'failure')}; nothing was published", file=sys.stderr)
        return 1
    except VerificationError as error:
        commands.end_progress()
        print(f"error: the written warehouse did not verify: {error}; nothing was published", file=sys.stderr)
        return 1
    except WarehouseError as error:
        commands.end_progress()
        print(f"error: {error}; nothing was published", file=sys.stderr)
        return 1
    commands.end_progress()
    print(f"published {report.published.file}")
    table = pd.DataFrame([asdict(part) for part in report.parts])
    print(table.to_string(index=False, formatters={"seconds": "{:.2f}".format}))
    return 0
