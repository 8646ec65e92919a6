"""Data folders to spoil, and the command line as it is typed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from etl.build import build

PROJECT = Path(__file__).parents[2]
KEPT = ("observations-om.csv", "observations-korpsmonitor.csv")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the bundled data folder."""
    shutil.copytree(PROJECT / "data" / "facts", tmp_path / "data" / "facts")
    return tmp_path / "data"


@pytest.fixture(scope="session")
def _few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled facts with fewer figures and the municipalities of one year: a check takes a moment."""
    facts = tmp_path_factory.mktemp("few") / "facts"
    shutil.copytree(PROJECT / "data" / "facts", facts)
    for path in facts.glob("observations-*.csv"):
        if path.name not in KEPT:
            path.unlink()
    placements = facts / "placements.csv"
    lines = placements.read_text(encoding="utf-8").splitlines(keepends=True)
    placements.write_text("".join(x for x in lines if x.startswith(("year", "2026"))), encoding="utf-8")
    return facts.parent


@pytest.fixture
def few(_few: Path, tmp_path: Path) -> Path:
    """A data folder of one's own with few figures."""
    shutil.copytree(_few, tmp_path / "few")
    return tmp_path / "few"


@pytest.fixture(scope="session")
def published_folder(_few: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with few figures published in it, that failing builds must leave as it is."""
    folder = tmp_path_factory.mktemp("published")
    build(_few, folder, "2026-11-20")
    return folder


@pytest.fixture
def start(tmp_path: Path) -> Callable[..., subprocess.Popen[str]]:
    """`python -m etl` with arguments, begun as a process of its own in a folder of its own."""

    def begin(*arguments: object) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "etl", *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONIOENCODING": "utf-8"},
        )

    return begin


@pytest.fixture
def etl(start: Callable[..., subprocess.Popen[str]]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """`python -m etl` with arguments, run to its end: its exit status and what it said."""

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        process = start(*arguments)
        said, complained = process.communicate(timeout=60)
        return subprocess.CompletedProcess(process.args, process.returncode, said, complained)

    return run


@pytest.fixture
def contents() -> Callable[[Path], dict[str, str]]:
    """Every file in a folder with its checksum."""
    return lambda folder: {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
