"""A small data folder, what must hold of a folder of builds, and processes that wait for a sign before they begin."""

import json
import os
import subprocess
import sys
from pathlib import Path

from etl.raw import Store
from etl.warehouse import open_whole, published
from tests.copies import copy_data
from tests.few_places import keep_few

PROJECT = Path(__file__).parents[2]
LOCK, POINTER = ".lock", "current.json"
FIRST, SECOND, THIRD = "2026-11-18", "2026-11-19", "2026-11-20"
"""Vintages of the builds of the tests."""
WAITING = (
    "import sys, etl.build, etl.refresh, etl.commands.build, etl.commands.refresh; from etl.__main__ import main;"
    " print('ready', flush=True); sys.stdin.readline(); sys.exit(main(sys.argv[1:]))"
)
"""The command line with everything loaded, held at its start: what is killed is the work and not the loading."""


def small(root: Path) -> Path:
    """A data folder in `root` with every declaration and few figures, on which a build takes a second."""
    facts = copy_data(root) / "facts"
    for path in facts.glob("observations-*.csv"):
        if path.name != "observations-om.csv":
            path.unlink()
    told = (facts / "region_links.csv").read_text(encoding="utf-8") + (facts / "events.csv").read_text(encoding="utf-8")
    named = {part for part in told.replace("\n", ",").split(",") if part.startswith("gm:")}
    keep_few(facts, named)
    return root


def waiting(*arguments: object, environment: dict[str, str] | None = None, **more: object) -> subprocess.Popen[str]:
    """`python -m etl` with arguments, loaded; it begins at `begin`."""
    process = subprocess.Popen(
        # -B: where files may not grow, Python would leave compiled modules cut off, and read them ever after
        [sys.executable, "-B", "-c", WAITING, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(PROJECT), **(environment or {})},
        **more,  # type: ignore[call-overload]
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def begin(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def whole(folder: Path) -> str | None:
    """The name of what is published, every row of it read; None when nothing is. Raises WarehouseError."""
    told = published(folder)
    if told is None:
        return None
    open_whole(folder / told.file).close()
    return told.file


def strays(folder: Path, ever: set[str]) -> list[str]:
    """What lies in a folder of builds beside its lock, its pointer and the builds that were ever published."""
    return sorted(path.name for path in folder.iterdir() if path.name not in {LOCK, POINTER, *ever})


def strays_of_raw(raw: Path) -> list[str]:
    """What lies in the folder of downloads beside its lock, and per source its pointer, attempt and what counts."""
    found = [path for path in raw.iterdir() if path.is_file() and path.name != LOCK]
    for source in (path for path in raw.iterdir() if path.is_dir()):
        counting = {layer.folder.name for layer in Store(raw, source.name).layers()}
        found += [path for path in source.iterdir() if path.name not in {POINTER, "attempt.json", *counting}]
    return sorted(str(path.relative_to(raw)) for path in found)


def pointer(folder: Path) -> dict[str, object]:
    return json.loads((folder / POINTER).read_text(encoding="utf-8"))
