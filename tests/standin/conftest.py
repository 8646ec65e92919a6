"""A stand-in for each test, a small data folder, and the monitor pointed at both."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from etl.refresh import Outcome, refresh
from etl.transport import Settings
from tests.copies import copy_data
from tests.dashboard.elements import run_page
from tests.few_places import keep_few
from tests.standin import synthetic
from tests.standin.reading import figures
from tests.standin.server import StandIn

QUICK = Settings(connect=2, read=0.5, whole=5, attempts=3, wait=0.001, longest=0.5)
IMPATIENT = Settings(connect=2, read=0.4, whole=2, attempts=3, wait=0.001, longest=0.2)
SOURCES = ("politie-crime", "cbs-population", "cbs-regions")
WORLDS = {1: synthetic.World((2026,), 1, 1), 2: synthetic.World((2026,), 1, 2)}
KEPT = ("observations-om.csv",)
Open = Callable[..., AppTest]


@pytest.fixture(scope="session")
def small_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled declarations with few figures and a few old municipalities."""
    facts = copy_data(tmp_path_factory.mktemp("small")) / "facts"
    for path in facts.glob("observations-*.csv"):
        if path.name not in KEPT:
            path.unlink()
    links = (facts / "region_links.csv").read_text(encoding="utf-8")
    named = {part for part in links.replace("\n", ",").split(",") if part.startswith("gm:")}
    keep_few(facts, named)
    for name in ("terms", "conflicts", "gaps", "events", "breaks", "estimates"):  # one row tells the same as all
        path = facts / f"{name}.csv"
        header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text(header + next(row for row in rows if "gm:" not in row), encoding="utf-8")
    return facts.parent


@pytest.fixture
def data(small_data: Path, tmp_path: Path) -> Path:
    """A data folder of one's own."""
    return shutil.copytree(small_data, tmp_path / "data")


@pytest.fixture(scope="session")
def _server() -> Iterator[StandIn]:
    server = StandIn(synthetic.services(), synthetic.features(), page=300)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def everything(_server: StandIn, small_data: Path, tmp_path_factory: pytest.TempPathFactory) -> "Everything":
    """All sources refreshed once from the first version; not to be written to."""
    root = tmp_path_factory.mktemp("everything")
    shutil.copytree(small_data, root / "data")
    _server.faults, _server.asked, _server.agents, _server.most, _server.page = [], [], set(), 0, 300
    _server.serve(synthetic.services())
    with pytest.MonkeyPatch.context() as patch:
        for name, value in _server.environment.items():
            patch.setenv(name, value)
        outcome = refresh(root / "data", root / "warehouse", settings=QUICK)
    return Everything(root / "data", root / "warehouse", outcome, _server.most, frozenset(_server.agents))


@dataclass(frozen=True)
class Everything:
    """A data folder and warehouse with every source in it, and how the stand-in was asked."""

    data: Path
    warehouse: Path
    outcome: Outcome
    most_at_once: int
    agents: frozenset[str]


@pytest.fixture
def standin(_server: StandIn, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """The stand-in with the first version of its tables and no faults; the monitor is pointed at it."""
    _server.faults, _server.asked, _server.agents, _server.most, _server.page = [], [], set(), 0, 300
    _server.serve(synthetic.services())
    for name, value in _server.environment.items():
        monkeypatch.setenv(name, value)
    yield _server
    _server.faults = []


@pytest.fixture
def warehouse_dir(tmp_path: Path) -> Path:
    return tmp_path / "warehouse"


@pytest.fixture
def refreshed(data: Path, warehouse_dir: Path, standin: StandIn) -> Callable[..., Outcome]:
    """Refresh from the stand-in with hardly any pause between attempts."""

    def run(*names: str, since: int | None = None, settings: Settings = QUICK) -> Outcome:
        assert standin.environment  # the monitor is pointed at it
        return refresh(data, warehouse_dir, names, since, settings)

    return run


@pytest.fixture(scope="session")
def versions(
    _server: StandIn, small_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[int, tuple[Path, dict[str, set[tuple]]]]:
    """Folders in which the first and the second version of SOURCES are published, with what each source then says."""
    made = {}
    _server.faults, _server.page = [], 60
    with pytest.MonkeyPatch.context() as patch:
        for name, address in _server.environment.items():
            patch.setenv(name, address)
        for version, world in WORLDS.items():
            _server.serve(synthetic.services(world))
            root = tmp_path_factory.mktemp(f"version{version}")
            shutil.copytree(small_data, root / "data")
            assert refresh(root / "data", root / "warehouse", SOURCES, None, IMPATIENT).status == 0
            made[version] = root, {name: figures(root / "warehouse", name) for name in SOURCES}
    return made


@pytest.fixture
def first_version(
    versions: dict[int, tuple[Path, dict[str, set[tuple]]]], standin: StandIn, tmp_path: Path
) -> tuple[Path, Callable[..., Outcome]]:
    """A folder of one's own in which the first version is published, while the service has the second; and a refresh
    of it."""
    shutil.copytree(versions[1][0] / "data", tmp_path / "data")
    shutil.copytree(versions[1][0] / "warehouse", tmp_path / "warehouse")
    standin.page = 60
    standin.serve(synthetic.services(WORLDS[2]))
    return tmp_path / "warehouse", lambda *names: refresh(
        tmp_path / "data", tmp_path / "warehouse", names, None, IMPATIENT
    )


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Opens a page of the app on a warehouse, with a choice in its address."""

    def run(warehouse: Path, view: str, **address: str) -> AppTest:
        monkeypatch.setenv("MONITOR_WAREHOUSE", str(warehouse))
        st.cache_data.clear()
        page = run_page(view, address)
        assert not page.exception
        return page

    yield run
    st.cache_resource.clear()
    st.cache_data.clear()


@pytest.fixture
def held(everything: Everything, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A warehouse with every source in it, read by the dashboard."""
    monkeypatch.setenv("MONITOR_WAREHOUSE", str(everything.warehouse))
    st.cache_data.clear()
    yield everything.warehouse
    st.cache_resource.clear()
    st.cache_data.clear()
