"""`python -m etl estimate`: the dark number behind a table of capture histories."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from math import inf, isfinite
from pathlib import Path
from typing import TypeVar

from etl import commands
from etl.mse import (
    METHODS,
    Coverage,
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
    simulate_coverage,
)
from etl.mse.lattice import FloatArray
from etl.mse.methods import DEFAULT_THRESHOLD

HELP = "estimate how many persons are on no list, from how the lists overlap"
OK, BAD_INPUT, BAD_USAGE, NO_ESTIMATE = 0, 1, 2, 4
BLOCK = 250
Number = TypeVar("Number", int, float)
MOST_SIMULATIONS, MOST_DRAWN = 1000, 1_000_000  # half an hour for six lists


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.description = (
        "Columns of HISTORIES.csv: a 0/1 column for each of 2 to 10 lists, and 'count', the persons seen on "
        "exactly those lists. "
        "Exit status: 0 an estimate, 4 no estimate (the reason is printed), 1 bad input, 2 bad usage."
    )
    parser.add_argument("histories", metavar="HISTORIES.csv", type=Path, help="capture histories (.csv or .csv.gz)")
    parser.add_argument("--method", choices=METHODS, default="stepwise", help="how to choose the model (%(default)s)")
    parser.add_argument(
        "--threshold", type=_fraction, metavar="P",
        help="p-value below which a pair enters: stepwise (default 0.02) and aic (default 0.05)",
    )  # fmt: skip
    parser.add_argument(
        "--bootstrap",
        type=_non_negative,
        default=0,
        metavar="N",
        help="replicates, selection repeated in each (none); BCa needs 500 or more",
    )
    parser.add_argument(
        "--coverage", type=_simulations, default=0, metavar="N",
        help="also draw N tables (2 to 1000) from the chosen model and count how often the 95%% interval holds its "
        "size: Wald, and with --bootstrap also percentile and BCa (N times the replicates at most 1,000,000)",
    )  # fmt: skip
    parser.add_argument("--seed", type=_non_negative, default=1, metavar="S", help="of the bootstrap (%(default)s)")
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
    if wrong := _without_use(args):
        print(f"error: {wrong}", file=sys.stderr)
        return BAD_USAGE
    path = args.histories
    if args.coverage * args.bootstrap > MOST_DRAWN:
        asked = f"{args.coverage:,} times {args.bootstrap:,}"
        print(f"error: --coverage: expected at most {MOST_DRAWN:,} replicates in all, got {asked}", file=sys.stderr)
        return BAD_USAGE
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
    result = estimate_dark_number(histories, settings, replicates=args.bootstrap, seed=args.seed, progress=_show)
    simulated = _simulate(histories, settings, args) if args.coverage and result.estimate is not None else ()
    commands.end_progress()
    if args.json:
        print(json.dumps(result_to_json(result, simulated), ensure_ascii=False))
    else:
        print(result_to_text(result, simulated))
    return OK if result.estimate is not None else NO_ESTIMATE


def _without_use(args: argparse.Namespace) -> str:
    """What was asked and would not be done, which nobody should find out from the answer; empty when there is none."""
    given = {"--json": args.json, "--bootstrap": args.bootstrap, "--coverage": args.coverage}
    if args.tables is not None and any(given.values()):
        return f"--tables: expected without {', '.join(name for name, value in given.items() if value)}"
    if args.threshold is not None and args.method not in DEFAULT_THRESHOLD:
        return f"--threshold: expected with --method {' or '.join(DEFAULT_THRESHOLD)}, got '{args.method}'"
    return ""


def _simulate(histories: Histories, settings: Settings, args: argparse.Namespace) -> tuple[Coverage, ...]:
    return simulate_coverage(
        histories,
        settings,
        intervals=("wald", "percentile", "bca") if args.bootstrap else ("wald",),
        simulations=args.coverage,
        replicates=args.bootstrap,
        seed=args.seed,
        progress=lambda done, total: _show("coverage", done, total),
    )


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
    print(f"error: {message}", file=sys.stderr)
    return BAD_INPUT


def _fraction(text: str) -> float:
    return _within(float, text, 0, 1, "a number from 0 to 1")


def _non_negative(text: str) -> int:
    return _within(int, text, 0, inf, "a whole number, 0 or more")


def _simulations(text: str) -> int:
    return _within(int, text, 2, MOST_SIMULATIONS, f"a whole number from 2 to {MOST_SIMULATIONS}")


def _order(text: str) -> int:
    return _within(int, text, 2, inf, "a whole number, 2 or more")


def _within(kind: type[Number], text: str, least: float, most: float, expected: str) -> Number:
    """A number between two others, both included. Without a sentence of our own argparse names the function."""
    try:
        value = kind(text)
    except ValueError:
        value = None
    if value is None or not least <= value <= most:
        raise argparse.ArgumentTypeError(f"expected {expected}, got '{text}'")
    return value
