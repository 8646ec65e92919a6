"""What the environment may say otherwise, for the app and the command line alike. An empty text says nothing."""

import os
from pathlib import Path

from etl.elsewhere import names_folder
from etl.no_warehouse import SettingError


def told(name: str) -> str:
    """What a variable says; empty where it is not set."""
    return os.environ.get(name, "").strip()


def folder(name: str, otherwise: Path) -> Path:
    """The folder that a variable names. Raises SettingError for what looks like an address."""
    text = told(name)
    if not text:
        return otherwise
    if not names_folder(text):  # an address may hold a password: no more of it than its kind
        raise SettingError(f"expected a folder in {name}, got an address ({text.partition(':')[0]}:…)")
    return Path(text)


def whole_tables() -> bool:
    """Whether whole tables are downloaded, for a service that refuses our filter (REFRESH_FILTER is no). Raises
    ValueError for another word than yes and no."""
    text = told("REFRESH_FILTER") or "yes"
    if text.lower() not in ("yes", "no"):
        raise ValueError(f"expected yes or no in REFRESH_FILTER, got '{text}'")
    return text.lower() == "no"
