"""Where figures come from: one file a source.

A source module opens with its declaration, `SOURCE`, and has `run(inputs, findings)`, which yields
`(label, table, rows)`: what the report of a build calls it, a table of the dictionary, and its rows as a frame or as
the path of a CSV. All of it is checked (`etl.yielded`). A live source (`Live`) also has `stamp(transport)` and
`fetch(download)`, which `refresh` calls; its rows exist once it was downloaded. A new source is one new file here;
nothing else changes.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from etl.raw import Layer


@dataclass(frozen=True)
class Source:
    """The name under which findings tell of a source. Who made its figures and on what terms stands in the rows of the
    table `source` that they name."""

    name: str


@dataclass(frozen=True)
class Live(Source):
    """A source that `refresh` downloads. Its name is the source of its figures and the file that failures name.

    producer, title, language, licence, url: as in its row of the table `source`. rhythm: in words, how often it renews.
    tables: at the service, as a reader finds them. month: in which it renews, 1 to 12; None where it does so every
    month. day: of that month, from which it is expected. rolls_up: whether municipal figures are added up to court
    districts and police units. whole: whether the published areas make up the national figure exactly (residents do;
    crimes may have no known place).
    """

    producer: str
    title: str
    language: str
    licence: str
    url: str
    rhythm: str
    tables: tuple[str, ...] = ()
    month: int | None = None
    day: int = 1
    rolls_up: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Inputs:
    """Where a source finds what it reads: the bundled facts below `data`, and what was downloaded.

    today: the day of a build as YYYY-MM-DD, by the clock unless given; no figure is of a later one.
    layers, attempts: of a source, instead of those that count now; a refresh tries a download so before it counts.
    """

    data: Path
    layers: dict[str, list["Layer"]] = field(default_factory=dict, hash=False)
    attempts: dict[str, dict[str, Any]] = field(default_factory=dict, hash=False)
    today: str = field(default_factory=lambda: date.today().isoformat())

    @property
    def facts(self) -> Path:
        return self.data / "facts"

    @property
    def raw(self) -> Path:
        return self.data / "raw"

    def files(self) -> list[Path]:
        """What lies in facts/, in order of name; hidden files and texts about the facts do not count."""
        return sorted(
            path
            for path in self.facts.iterdir()
            if not path.name.startswith((".", "~")) and path.suffix.lower() not in (".md", ".txt")
        )

    def downloaded(self, source: str) -> list["Layer"]:
        """The layers of a live source, oldest first; none before its first refresh. Raises DamagedRaw."""
        if source in self.layers:
            return self.layers[source]
        if not (self.raw / source).is_dir():
            return []
        from etl.raw import Store

        return Store(self.raw, source).layers()


def discover() -> Iterator[ModuleType]:
    """Every source module, in order of name."""
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda info: info.name):
        yield importlib.import_module(f"{__name__}.{module.name}")


def live() -> dict[str, ModuleType]:
    """The modules of live sources by the name of their source."""
    return {module.SOURCE.name: module for module in discover() if isinstance(module.SOURCE, Live)}
