"""Write the mensenhandelbeeld of an area, or of every area, as HTML and PDF."""

import argparse
import sys
from datetime import date

from etl import commands, warehouse
from etl.disk import write_all
from etl.report import LANGUAGES, Reporter, UnknownRegionError, choices, html, made
from etl.warehouse import WarehouseError

HELP = "write the local trafficking profile of an area as HTML and PDF"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    commands.add_warehouse(parser)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--region", metavar="ID", help="gm:GM0202, ar19:arnhem or ar11:AR03")
    which.add_argument("--all", action="store_true", help="every municipality and arrondissement")
    parser.add_argument("--out", type=commands.place, required=True, metavar="DIR", help="folder to write to")
    parser.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0], help="language (default: %(default)s)")


def run(arguments: argparse.Namespace) -> int:
    try:
        told = warehouse.published(arguments.warehouse)
        if told is None:
            raise WarehouseError("nothing is published; run 'python -m etl build'")
        connection = warehouse.open_whole(arguments.warehouse / told.file)
    except WarehouseError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    with connection:
        cursor = connection.cursor()
        reporter = Reporter(cursor, told, arguments.lang)
        wanted = [one.region_id for one in choices(cursor)] if arguments.all else [arguments.region]
        arguments.out.mkdir(parents=True, exist_ok=True)
        for region_id in wanted:
            commands.show_progress(region_id)
            try:
                document, printed = made(reporter, region_id, date.today())
            except UnknownRegionError as error:
                print(f"error: {error}", file=sys.stderr)
                return 1
            name = file_name(region_id, arguments.lang)
            write_all(
                {
                    arguments.out / f"{name}.html": html(document).encode(),
                    arguments.out / f"{name}.pdf": printed,
                }
            )
        commands.end_progress()
    print(f"{commands.counted(len(wanted), 'report')} written to {arguments.out}")
    return 0


def file_name(region_id: str, language: str) -> str:
    """mensenhandelbeeld-gm-GM0202-nl: a name for every file system."""
    return f"mensenhandelbeeld-{region_id.replace(':', '-')}-{language}"
