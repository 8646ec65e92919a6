"""Write an extract of the published warehouse: figures and estimates, their meaning, sources and breaks."""

import argparse
import sys

import duckdb

from etl import commands, extract, package, publication, warehouse
from etl.gathered import gather
from etl.selection import Selection, SelectionError
from etl.words import README

HELP = "write an extract as CSV, Parquet or JSON"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    commands.add_warehouse(parser)
    parser.add_argument("--out", type=commands.place, required=True, metavar="DIR", help="folder to write to")
    parser.add_argument("--format", choices=extract.FORMATS, default="csv", help="of the rows (default: %(default)s)")
    parser.add_argument(
        "--lang", choices=tuple(README), default=next(iter(README)), help="of README.md (default: %(default)s)"
    )
    parser.add_argument("--indicator", action="append", default=[], metavar="X", help="only this one; may be repeated")
    parser.add_argument("--region", action="append", default=[], metavar="X", help="only this one; may be repeated")
    parser.add_argument("--from", dest="first", type=commands.year, metavar="Y", help="periods that begin in or after")
    parser.add_argument("--to", dest="last", type=commands.year, metavar="Y", help="periods that end in or before")


def run(arguments: argparse.Namespace) -> int:
    selection = Selection(tuple(arguments.indicator), tuple(arguments.region), arguments.first, arguments.last)
    try:
        with publication.whole(arguments.warehouse) as (told, connection):
            found = gather(connection, selection, publication.name_of(told))
        written = package.write(arguments.out, found, arguments.format, arguments.lang)
    except duckdb.Error as error:
        print(
            f"error: {arguments.warehouse} cannot be read ({error}); run 'python -m etl build'",
            file=sys.stderr,
        )
        return 1
    except (warehouse.WarehouseError, SelectionError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(*written, sep="\n")
    return 0
