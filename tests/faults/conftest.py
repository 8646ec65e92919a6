"""A small data folder with two builds of it, of which the second is published, here and as Parquet elsewhere."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl import publication
from etl.__main__ import main
from etl.build import build
from tests.faults.ground import FIRST, SECOND, THIRD, small
from tests.faults.older import EXTENSIONS, PACKAGES, Account, fetched
from tests.faults.places import Site
from tests.faults.reading import point_to


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


@pytest.fixture(scope="session")
def published_folder(two_builds: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both builds as Parquet, the second one published; not to be written to."""
    root = tmp_path_factory.mktemp("places")
    folder = shutil.copytree(two_builds[1], root / "warehouse")
    (first,) = folder.glob(f"{FIRST}-*.duckdb")
    second = json.loads((folder / "current.json").read_text(encoding="utf-8"))
    point_to(folder, file=first.name, vintage=FIRST)
    assert main(["publish", "--warehouse", str(folder), "--to", str(root / "figures")]) == 0
    point_to(folder, **second)
    assert main(["publish", "--warehouse", str(folder), "--to", str(root / "figures")]) == 0
    return root / "figures"


@pytest.fixture
def site(published_folder: Path, tmp_path: Path) -> Iterator[Site]:
    site = Site(shutil.copytree(published_folder, tmp_path / "figures"))
    yield site
    site.stop()


@pytest.fixture(scope="session")
def third_folder(
    two_builds: tuple[Path, Path], published_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    root = tmp_path_factory.mktemp("third")
    folder = shutil.copytree(two_builds[1], root / "warehouse")
    build(two_builds[0], folder, THIRD)
    to = shutil.copytree(published_folder, root / "figures")
    publication.write(folder, to, 731)
    return to


@pytest.fixture
def third(third_folder: Path, tmp_path: Path) -> Path:
    """The same folder after another publication."""
    return shutil.copytree(third_folder, tmp_path / "third")


@pytest.fixture(scope="session")
def older(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    """An account with the older DuckDB and its extensions installed."""
    root = tmp_path_factory.mktemp("older")
    account = Account(fetched(root / "packages", *PACKAGES), root)
    files = [next(account.packages.glob(f"duckdb_extension_{name}/**/*.duckdb_extension")) for name in EXTENSIONS]
    for file in files:
        account.ask(f"INSTALL '{file}'")
    yield account
    account.close()


@pytest.fixture(scope="session")
def builds(older: Account, two_builds: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A folder of builds a vintage, each with those before it; written by the older DuckDB."""
    root, found = tmp_path_factory.mktemp("builds"), {}
    for vintage in (FIRST, SECOND, THIRD):
        older.ask("build", two_builds[0], root / "warehouse", vintage=vintage)
        found[vintage] = shutil.copytree(root / "warehouse", root / vintage)
    return found


@pytest.fixture
def reader(older: Account, tmp_path: Path) -> Iterator[Account]:
    account = older.other(tmp_path / "home")
    yield account
    account.close()
