"""Write the published build to where other machines read it: a folder of Parquet for a web server or an object store,
or the database of a DuckDB server (quack:HOST) or of MotherDuck (md:DATABASE).

To an object store, copy the folder with its own tools, and current.json last.
"""

import argparse
import sys
from pathlib import Path

from etl import commands, publication, warehouse
from etl.build import keep_days
from etl.elsewhere import is_server, names_folder

HELP = "put the published build where other machines read it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    commands.add_warehouse(parser)
    parser.add_argument(
        "--to", type=_where, required=True, metavar="WHERE", help="folder that is served, quack:HOST or md:DATABASE"
    )


def run(arguments: argparse.Namespace) -> int:
    try:
        told = _write(arguments.warehouse, arguments.to)
    except (warehouse.WarehouseError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"published {publication.name_of(told)}")
    return 0


def _where(text: str) -> str:
    if not text.strip():  # as a path it would be the folder one is in
        raise argparse.ArgumentTypeError("expected a folder, quack:HOST or md:DATABASE, got nothing")
    return text


def _write(source: Path, to: str) -> warehouse.Published:
    if is_server(to):
        from etl import served

        return served.write(source, to, keep_days())
    if not names_folder(to):
        raise ValueError("files are written to a folder only; copy that to where it is served")
    return publication.write(source, Path(to), keep_days())
