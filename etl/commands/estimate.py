"""`python -m etl estimate`: the dark number behind a table of capture histories."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from math import isfinite
from pathlib import Path

from etl import commands
from etl.mse import (
    METHODS,
    Histories,
    InputError,
    NoEstimateError,
    Settings,
    estimate_dark_number,
    estimate_tables,
    read_histories,
    read_tables,
    result_to_json,
    result_to_text,
)
from etl.mse.lattice import FloatArray

HELP = "estimate how many persons are on no list, from how the lists overlap"
OK, BAD_INPUT, NO_ESTIMATE = 0, 1, 4
BLOCK = 250


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = (
        "Columns of HISTORIES.csv: a 0/1 column for each of 2 to 10 lists, and 'count', the persons seen on "
        "exactly those lists. "
        "Exit status: 0 an estimate, 4 no estimate (the reason is printed), 1 bad input, 2 bad usage."
    )
    parser.add_argument(
        "histories", metavar="HISTORIES.csv", type=Path, help="capture histories (.csv or .csv.gz)"
    )
    parser.add_argument(
        "--method", choices=METHODS, default="stepwise", help="how to choose the model (%(default)s)"
    )
    parser.add_argument(
        "--threshold", type=_fraction, metavar="P",
        help="p-value below which a pair enters: stepwise (default 0.02) and aic (default 0.05)",
    )  # fmt: skip
    parser.add_argument(
        "--bootstrap",
        type=_non_negative,
        default=0,
        metavar="N",
        help="replicates, selection repeated in each (none)",
    )
    parser.add_argument(
        "--seed", type=_non_negative, default=1, metavar="S", help="of the bootstrap (%(default)s)"
    )
    parser.add_argument(
        "--max-order", type=_order, metavar="K",
        help="lists in the largest interaction bic considers (default: all up to 5 lists, from 6 lists 2)",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--tables", type=Path, metavar="FILE.csv[.gz]",
        help="a wide file: a column per capture history (0/1 digits in the order of the lists), a table per "
        "row; prints CSV row,estimate with the selection re-run on each row",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Run the command; returns the exit status."""
    path = args.histories
    settings = Settings(args.method, args.threshold, args.max_order)
    tables: FloatArray | None = None
    try:
        histories = read_histories(path)
        if args.tables is not None:
            path = args.tables
            tables = read_tables(path, histories.lists)
    except InputError as error:
        return _complain(f"{path}: {error}")
    except OSError as error:
        return _complain(f"{path}: cannot be read: {error.strerror or error}")
    if tables is not None:
        return _print_tables(histories, tables, settings)
    result = estimate_dark_number(
        histories, settings, replicates=args.bootstrap, seed=args.seed, progress=_show
    )
    commands.end_progress()
    print(json.dumps(result_to_json(result), ensure_ascii=False) if args.json else result_to_text(result))
    return OK if result.estimate is not None else NO_ESTIMATE


def _print_tables(histories: Histories, tables: FloatArray, settings: Settings) -> int:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["row", "estimate"])
    for begin in range(0, len(tables), BLOCK):
        try:
            found = estimate_tables(len(histories.lists), tables[begin : begin + BLOCK], settings)
        except NoEstimateError as error:  # too many models: no row can have an estimate
            print(f"no estimate: {error}", file=sys.stderr)
            return NO_ESTIMATE
        for row, estimate in enumerate(found, start=begin + 1):
            writer.writerow([row, repr(float(estimate)) if isfinite(estimate) else ""])
        _show("tables", min(begin + BLOCK, len(tables)), len(tables))
    commands.end_progress()
    return OK


def _show(stage: str, done: int, total: int) -> None:
    commands.show_progress(f"{stage} {done:,} / {total:,}")


def _complain(message: str) -> int:
    print(message, file=sys.stderr)
    return BAD_INPUT


def _fraction(text: str) -> float:
    value = float(text)
    if not 0.0 <= value <= 1.0:
        raise argparse.ArgumentTypeError(f"expected a number from 0 to 1, got {text}")
    return value


def _non_negative(text: str) -> int:
    value = int(text)
    if value < 0:
        raise argparse.ArgumentTypeError(f"expected 0 or more, got {text}")
    return value


def _order(text: str) -> int:
    value = int(text)
    if value < 2:
        raise argparse.ArgumentTypeError(f"expected 2 or more, got {text}")
    return value
