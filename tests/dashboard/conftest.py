"""Pages without a browser: the same scripts, run in this process on the bundled snapshot."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from elements import run_page
from streamlit.testing.v1 import AppTest

from etl.rules import Frames
from tests.changed_facts import build_changed

PROJECT = Path(__file__).parents[2]

Open = Callable[..., AppTest]


@pytest.fixture(scope="session", autouse=True)
def bundled(warehouse_folder: Path) -> Iterator[None]:
    """The app reads the bundled snapshot."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("MONITOR_WAREHOUSE", str(warehouse_folder))
        yield
        st.cache_resource.clear()


@pytest.fixture(scope="session")
def project() -> Path:
    return PROJECT


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Lets the app read from, and build from, other folders; what it remembers of them is forgotten afterwards."""

    def from_folders(warehouse: Path, data: Path | None = None) -> None:
        monkeypatch.setenv("MONITOR_WAREHOUSE", str(warehouse))
        if data:
            monkeypatch.setenv("MONITOR_DATA", str(data))
        st.cache_data.clear()

    yield from_folders
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def changed_facts(tmp_path: Path, reading: Callable[..., None]) -> Callable[[Callable[[Frames], None]], None]:
    """Lets the app read a build of the bundled facts with some of them changed (tests/changed_facts.py)."""

    def run(change: Callable[[Frames], None]) -> None:
        build_changed(tmp_path / "changed", change)
        reading(tmp_path / "changed")

    return run


@pytest.fixture(scope="session")
def open_page() -> Open:
    """Runs a page: open_page("regions", lang="en", maat="rate"); what follows the name stands in the address."""

    def run(view: str, *, theme: str = "light", **address: str | list[str]) -> AppTest:
        return run_page(view, address, theme)

    return run


@pytest.fixture(scope="session")
def page(open_page: Open) -> Callable[[str, str], AppTest]:
    """A page as it opens in a language, run once for all tests that only look: Dutch in light, English in dark."""
    return cache(lambda view, language: open_page(view, lang=language, theme={"nl": "light", "en": "dark"}[language]))
