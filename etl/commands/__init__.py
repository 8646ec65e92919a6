"""One module a command; options that several share."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from etl import periods, settings
from etl.elsewhere import is_place, names_folder

DATA = Path("data")
WAREHOUSE = Path("data/warehouse")


def add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data",
        type=_or_setting(folder, "MONITOR_DATA"),
        default=settings.told("MONITOR_DATA") or DATA,
        metavar="DIR",
        help="folder with facts/ (default: %(default)s)",
    )


def add_warehouse(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--warehouse",
        type=_or_setting(place, "MONITOR_WAREHOUSE"),
        default=_warehouse(),
        metavar="DIR",
        help="folder of built files (default: %(default)s)",
    )


def _warehouse() -> str | Path:
    """The folder that the app reads as well. Where the app reads an address, there is none: builds are made in a folder
    and published at the address afterwards."""
    told, data = settings.told("MONITOR_WAREHOUSE"), settings.told("MONITOR_DATA")
    if told and not is_place(told):
        return told
    return Path(data) / WAREHOUSE.name if data else WAREHOUSE


def _or_setting(check: Callable[[str], Path], name: str) -> Callable[[str], Path]:
    """As `check`, which a setting is put to as well where the option is not given; then its name is told."""

    def checked(text: str) -> Path:
        try:
            return check(text)
        except argparse.ArgumentTypeError as error:
            raise argparse.ArgumentTypeError(f"{error} in {name}" if text == settings.told(name) else error) from None

    return checked


def folder(text: str) -> Path:
    path = Path(text)
    if not (path / "facts").is_dir():
        raise argparse.ArgumentTypeError(f"expected a folder with a folder facts in it, got '{text}'")
    return path


def place(text: str) -> Path:
    """A folder of this machine, there or not."""
    if not text.strip() or not names_folder(text):
        raise argparse.ArgumentTypeError(f"expected a folder, got {'an address' if text.strip() else 'nothing'}")
    return Path(text)


def day(text: str) -> str:
    if not periods.is_day(text):
        raise argparse.ArgumentTypeError(f"expected a day as YYYY-MM-DD, got '{text}'")
    return text


def year(text: str) -> int:
    try:
        return periods.year(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def counted(count: int, name: str) -> str:
    """1 failure, 2 failures."""
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


def show_progress(step: str) -> None:
    """One line that rewrites itself on a terminal; nothing in a pipe."""
    if sys.stderr.isatty():
        print(f"\r\033[K{step}", end="", file=sys.stderr, flush=True)


def end_progress() -> None:
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)
