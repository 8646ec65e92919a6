"""What is published at an address instead of in a folder: told apart without what it takes to read it."""

import re

from etl.warehouse import WarehouseError

_ADDRESS = re.compile(r"((https?|s3|gs|file)://|(md|motherduck|quack):).+")


class PlaceError(WarehouseError):
    """What is published elsewhere cannot be reached or is not whole."""


def is_place(text: str) -> bool:
    """Whether a setting is an address, and not a folder of databases."""
    return _ADDRESS.fullmatch(text) is not None
