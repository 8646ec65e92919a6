"""A small data folder with two builds of it, of which the second is published."""

import shutil
from pathlib import Path

import pytest

from etl.build import build
from tests.faults.ground import small

FIRST, SECOND = "2026-11-18", "2026-11-19"


@pytest.fixture(scope="session")
def two_builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The data folder and the folder of builds; neither is to be written to."""
    root = tmp_path_factory.mktemp("small")
    data = small(root / "data")
    build(data, root / "warehouse", FIRST)
    build(data, root / "warehouse", SECOND)
    return data, root / "warehouse"


@pytest.fixture
def data(two_builds: tuple[Path, Path]) -> Path:
    return two_builds[0]


@pytest.fixture
def folder(two_builds: tuple[Path, Path], tmp_path: Path) -> Path:
    """A folder of one's own with both builds."""
    return shutil.copytree(two_builds[1], tmp_path / "warehouse")
