"""Write the published build as a folder of Parquet, for a web server or an object store.

To an object store, copy the folder with its own tools, and current.json last.
"""

import argparse
import sys
from pathlib import Path

from etl import commands, publication, warehouse
from etl.build import keep_days

HELP = "put the published build into a folder of Parquet"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    commands.add_warehouse(parser)
    parser.add_argument("--to", type=Path, required=True, metavar="DIR", help="folder that is served")


def run(arguments: argparse.Namespace) -> int:
    try:
        told = publication.write(arguments.warehouse, arguments.to, keep_days())
    except (warehouse.WarehouseError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"published {publication.name_of(told)}")
    return 0
