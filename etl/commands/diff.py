"""Print what differs between two builds: figures and estimates added, revised and withdrawn, old beside new."""

import argparse
import sys
from contextlib import suppress
from pathlib import Path

import duckdb

from etl import commands, revisions, vintages
from etl.formats import to_csv, to_json
from etl.warehouse import OtherDictionary, WarehouseError, open_whole

HELP = "compare two builds"
WRITERS = {"csv": to_csv, "json": to_json}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", help="day of a build (YYYY-MM-DD) or name of its file")
    parser.add_argument("new", metavar="NEW", help="the same, of the build to compare it with")
    parser.add_argument("--format", choices=list(WRITERS), default="csv", help="(default: %(default)s)")
    commands.add_warehouse(parser)


def run(arguments: argparse.Namespace) -> int:
    kept = vintages.vintages(arguments.warehouse)
    files: list[Path] = []
    for name in (arguments.old, arguments.new):
        named = arguments.warehouse / f"{name.removesuffix('.duckdb')}.duckdb"
        file = kept.get(name, named)
        if file.parent != arguments.warehouse or not file.is_file():
            days = ", ".join(kept) or "none"
            print(f"error: no build '{name}' in {arguments.warehouse}; expected one of: {days}", file=sys.stderr)
            return 1
        files.append(file)
    try:
        for file in files:
            with suppress(OtherDictionary):  # its name says nothing to this version; its figures may still be read
                open_whole(file).close()
        found = revisions.between(*files)
    except WarehouseError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except duckdb.Error:
        print(f"error: {files[0].name} or {files[1].name} cannot be read", file=sys.stderr)
        return 1
    sys.stdout.write(WRITERS[arguments.format](found).decode())
    return 0
