"""Every sentence of the user interface, by key and language; nl.toml and en.toml hold the same keys."""

import tomllib
from functools import cache
from pathlib import Path

from etl import breakdowns, methods

LANGUAGES = ("nl", "en")
DEFAULT_LANGUAGE = "nl"


@cache
def sentences(language: str) -> dict[str, str]:
    """Key to sentence; a key is `section.name`. The sections `value` and `method` hold the values of breakdowns and the
    methods of estimates as well."""
    told = tomllib.loads(Path(__file__).with_name(f"{language}.toml").read_text(encoding="utf-8"))
    own = {f"{section}.{name}": text for section, entries in told.items() for name, text in entries.items()}
    shared = {"value": breakdowns.words(language), "method": methods.words(language)}
    return {**{f"{section}.{name}": text for section, some in shared.items() for name, text in some.items()}, **own}


def text(language: str, key: str, **values: object) -> str:
    """The sentence with its `{values}` filled in. Raises KeyError for a key or a value that is not there."""
    sentence = sentences(language)[key]
    return sentence.format_map(values) if values else sentence
