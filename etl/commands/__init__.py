"""One module a command; options that several share."""

import argparse
import sys
from datetime import date
from pathlib import Path

DATA = Path("data")
WAREHOUSE = Path("data/warehouse")


def add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data", type=folder, default=DATA, metavar="DIR", help="folder with facts/ (default: %(default)s)"
    )


def add_warehouse(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--warehouse",
        type=place,
        default=WAREHOUSE,
        metavar="DIR",
        help="folder of built files (default: %(default)s)",
    )


def folder(text: str) -> Path:
    path = Path(text)
    if not (path / "facts").is_dir():
        raise argparse.ArgumentTypeError(f"expected a folder with a folder facts in it, got '{text}'")
    return path


def place(text: str) -> Path:
    """A folder of this machine, there or not."""
    from etl.elsewhere import is_place  # here: with it comes DuckDB, which not every command needs

    if not text.strip() or is_place(text):
        raise argparse.ArgumentTypeError(f"expected a folder, got {'an address' if text.strip() else 'nothing'}")
    return Path(text)


def day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected a day as YYYY-MM-DD, got '{text}'") from None


def year(text: str) -> int:
    if not (text.isdigit() and len(text) == 4):
        raise argparse.ArgumentTypeError(f"expected a year as YYYY, got '{text}'")
    return int(text)


def show_progress(step: str) -> None:
    """One line that rewrites itself on a terminal; nothing in a pipe."""
    if sys.stderr.isatty():
        print(f"\r\033[K{step}", end="", file=sys.stderr, flush=True)


def end_progress() -> None:
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)
