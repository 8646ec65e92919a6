"""Pages without a browser: the same scripts, run in this process on the bundled snapshot."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.pages import HOME

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


@pytest.fixture(scope="session")
def open_page() -> Open:
    """Runs a page: open_page("regions", lang="en", maat="rate"); what follows the name stands in the address. The boxes
    of tables and of the calculation example are open: what is in them is made only then."""

    def run(view: str, *, theme: str = "light", **address: str | list[str]) -> AppTest:
        opened: set[str] = set()
        while True:
            page = AppTest.from_file(str(PROJECT / "dashboard" / "main.py"), default_timeout=120)
            page.context = {"theme": theme, "url": "http://127.0.0.1/"}
            for key, value in address.items():
                page.query_params[key] = value
            for key in opened:
                page.session_state[key] = True
            page.run()
            if view != HOME:
                page.switch_page(f"views/{view}.py").run()
            folded = {one for one in map(_key, page._tree) if one == "scenario" or one.startswith("table-")}
            if folded <= opened:
                return page
            opened |= folded

    return run


def _key(node: object) -> str:
    return str(getattr(node, "key", None) or "")


@pytest.fixture(scope="session")
def page(open_page: Open) -> Callable[[str, str], AppTest]:
    """A page as it opens in a language, run once for all tests that only look: Dutch in light, English in dark."""
    return cache(lambda view, language: open_page(view, lang=language, theme={"nl": "light", "en": "dark"}[language]))
