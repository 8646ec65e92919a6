"""What is published at an address instead of in a folder: told apart without what it takes to read it."""

import re
from urllib.parse import urlsplit

from etl.warehouse import WarehouseError

_FILES = re.compile(r"(https?|s3|gs|file)://.+")
_SERVER = re.compile(r"(md|motherduck|quack):.+")


class PlaceError(WarehouseError):
    """What is published elsewhere cannot be reached or is not whole."""


def is_place(text: str) -> bool:
    """Whether a setting is an address, and not a folder of databases."""
    return _FILES.fullmatch(text) is not None or is_server(text)


def is_server(text: str) -> bool:
    """Whether an address is that of a DuckDB server or of MotherDuck, and not of files."""
    return _SERVER.fullmatch(text) is not None


def said(text: str, address: str) -> str:
    """The line of an error that says what went wrong, without the address: that may hold a password."""
    lines = text.strip().splitlines() or [""]
    line = re.sub(r"\S+://\S+", "(address)", lines[-1 if lines[0].startswith("Traceback") else 0])
    rest = address.partition(":")[2].strip("/")
    for part in (address, rest, urlsplit(f"//{rest}").hostname):
        line = line.replace(part, "(address)") if part else line
    return line
