"""Data folders to spoil, and the command line as it is typed."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.build import build
from tests.copies import copy_data

PROJECT = Path(__file__).parents[2]
KEPT = ("observations-om.csv", "observations-korpsmonitor.csv", "observations-population.csv")
SYNTHETIC_LISTS = {
    "capture_datasets.csv": "dataset,title_nl,title_en,region_id,period,persons,definition_nl,definition_en,"
    "source_id,collected_source_id\nsynthetic,Verzonnen,Made up,nl,2010,214,Verzonnen,Made up,tno-2018-systeemanalyse,"
    "tno-2018-systeemanalyse\n",
    "capture_lists.csv": "dataset,position,list,name_nl,name_en,persons,source_id\n"
    "synthetic,1,A,Lijst A,List A,98,tno-2018-systeemanalyse\n"
    "synthetic,2,B,Lijst B,List B,95,tno-2018-systeemanalyse\n"
    "synthetic,3,C,Lijst C,List C,59,tno-2018-systeemanalyse\n",
    "capture_histories.csv": "dataset,history,persons,source_id\n"
    + "".join(
        f"synthetic,{history},{persons},tno-2018-systeemanalyse\n"
        for history, persons in {"100": 71, "010": 60, "001": 45, "110": 24, "101": 3, "011": 11}.items()
    ),
}
"""A made-up table of three lists, on which a dark number takes a moment."""


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    """No command reads or writes where another test, or who runs the tests, has the app read."""
    for name in ("MONITOR_DATA", "MONITOR_WAREHOUSE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the bundled data folder."""
    return copy_data(tmp_path / "data")


@pytest.fixture(scope="session")
def few_facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled facts with fewer figures and the municipalities of one year: a check takes a moment."""
    facts = copy_data(tmp_path_factory.mktemp("few")) / "facts"
    for path in facts.glob("observations-*.csv"):
        if path.name not in KEPT:
            path.unlink()
    for name, text in SYNTHETIC_LISTS.items():
        (facts / name).write_text(text, encoding="utf-8")
    placements = facts / "placements.csv"
    lines = placements.read_text(encoding="utf-8").splitlines(keepends=True)
    placements.write_text("".join(x for x in lines if x.startswith(("year", "2026"))), encoding="utf-8")
    return facts.parent


@pytest.fixture
def few(few_facts: Path, tmp_path: Path) -> Path:
    """A data folder of one's own with few figures."""
    shutil.copytree(few_facts, tmp_path / "few")
    return tmp_path / "few"


@pytest.fixture(scope="session")
def published_folder(few_facts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with few figures published in it, that failing builds must leave as it is."""
    folder = tmp_path_factory.mktemp("published")
    build(few_facts, folder, "2026-11-20")
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


@dataclass(frozen=True)
class Refusal:
    """What check and build said of spoiled facts, and whether the build left what was published."""

    checked: int
    by_check: list[str]
    built: int
    by_build: list[str]
    untouched: bool


@pytest.fixture(scope="session")
def refuse(published_folder: Path) -> Callable[[Path], Refusal]:
    """Runs check and build on spoiled facts; what either says on the wrong stream is an error."""

    def run(data: Path) -> Refusal:
        before = _contents(published_folder)
        checked, by_check, nothing = _main("check", "--data", str(data))
        built, empty, by_build = _main("build", "--data", str(data), "--warehouse", str(published_folder))
        assert (nothing, empty) == ([], [])
        return Refusal(checked, by_check, built, by_build, _contents(published_folder) == before)

    return run


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., subprocess.CompletedProcess[str]]:
    """As `etl`, but in this process, which is quicker: where the words matter and not the process."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        said, complained = io.StringIO(), io.StringIO()
        with redirect_stdout(said), redirect_stderr(complained):
            try:
                status = main([str(one) for one in arguments])
            except SystemExit as end:
                status = int(str(end.code))
        return subprocess.CompletedProcess(arguments, status, said.getvalue(), complained.getvalue())

    return run


def _main(*arguments: str) -> tuple[int, list[str], list[str]]:
    """Exit status, standard output and standard error of the command line, in this process."""
    said, complained = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(complained):
        status = main(list(arguments))
    return status, said.getvalue().splitlines(), complained.getvalue().splitlines()


@pytest.fixture
def contents() -> Callable[[Path], dict[str, str]]:
    """Every file in a folder with its checksum."""
    return _contents


def _contents(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.is_file()}


@pytest.fixture
def pointed(published_folder, tmp_path) -> Path:
    """A folder of one's own in which something is published."""
    return shutil.copytree(published_folder, tmp_path / "warehouse")


@pytest.fixture
def left_over() -> Callable[[Path], list[str]]:
    """Names in a folder of builds that only a build at work has."""
    return lambda folder: [path.name for path in folder.iterdir() if path.name.startswith(".building-")]
