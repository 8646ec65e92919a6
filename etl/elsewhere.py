"""What is published at an address instead of in a folder: told apart without what it takes to read it."""

import re
from urllib.parse import urlsplit

from etl.no_warehouse import WarehouseError

_FILES = re.compile(r"(https?|s3|gs|file)://.+")
_SERVER = re.compile(r"(md|motherduck|quack):.+")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://.*|(md|motherduck|quack):.*", re.I)


class PlaceError(WarehouseError):
    """What is published elsewhere cannot be reached or is not whole."""


def is_place(text: str) -> bool:
    """Whether a setting is an address, and not a folder of databases."""
    return _FILES.fullmatch(text) is not None or is_server(text)


def names_folder(text: str) -> bool:
    """Whether a text can be the path of a folder: it has not the form of an address, of a kind that is read or not."""
    return _ADDRESS.fullmatch(text) is None


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
