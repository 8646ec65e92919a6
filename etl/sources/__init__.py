"""Where figures come from: one file a source.

A source module opens with its declaration, `SOURCE`, and has `run(inputs, findings)`, which loads what it
needs and returns rows per table. A new source is one new file here; nothing else changes.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType


@dataclass(frozen=True)
class Source:
    """What a source is, told before what is done with it."""

    name: str
    producer: str
    title: str
    licence: str
    url: str
    rhythm: str


@dataclass(frozen=True)
class Inputs:
    """Where a source finds what it reads: the bundled facts below `data`."""

    data: Path

    @property
    def facts(self) -> Path:
        return self.data / "facts"

    def files(self) -> list[Path]:
        """What lies in facts/, in order of name; hidden files and texts about the facts do not count."""
        return sorted(
            path
            for path in self.facts.iterdir()
            if not path.name.startswith((".", "~")) and path.suffix.lower() not in (".md", ".txt")
        )


def discover() -> Iterator[ModuleType]:
    """Every source module, in order of name."""
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda info: info.name):
        yield importlib.import_module(f"{__name__}.{module.name}")
