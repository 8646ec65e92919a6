"""Reports made by the command line: one at a time, or every one in one run."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock
from report_reading import Made, made, region_ids

from etl.__main__ import main
from tests.conftest import shared_folder


@pytest.fixture(scope="session")
def report(warehouse_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Made]:
    """The report of one area in one language, made by the command line."""
    folder = tmp_path_factory.mktemp("report")

    def make(region_id: str, language: str = "nl") -> Made:
        asked = ["--region", region_id, "--out", str(folder), "--lang", language]
        assert main(["report", "--warehouse", str(warehouse_folder), *asked]) == 0
        return made(folder, region_id, language)

    return make


@pytest.fixture(scope="session")
def all_reports(warehouse_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the reports of every area in Dutch, made in one run of the command line; where tests run in several
    processes, the first that needs it makes it for all."""
    folder = shared_folder(tmp_path_factory) / "reports"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            made_in = tmp_path_factory.mktemp("reports")
            assert main(["report", "--warehouse", str(warehouse_folder), "--all", "--out", str(made_in)]) == 0
            made_in.rename(folder)
    return folder


@pytest.fixture(scope="session")
def every(warehouse: duckdb.DuckDBPyConnection, all_reports: Path) -> dict[str, Made]:
    """The report of every area in Dutch, by the area."""
    return {one: made(all_reports, one) for one in region_ids(warehouse)}
