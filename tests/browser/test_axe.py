"""axe-core in the real browser: every page, both languages and themes, with everything opened."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Page
from screen import Screen

from dashboard.pages import PAGES
from dashboard.stories import STORIES
from dashboard.texts import LANGUAGES

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
ADDRESSES = [
    *(f"/{address}" for address in PAGES.values()),
    "/arrondissementen?indeling=huidig&gebeurtenissen=true",
    *(f"/verhalen?verhaal={one}" for one in list(STORIES)[1:]),
]


@pytest.fixture(scope="module")
def violations(new_page: Callable[..., Page], site: str) -> Iterator[Callable[[str, str, str], list[str]]]:
    """What axe says of an address in a language and a theme: rule, impact and the first element, one a rule. but: an
    element that is passed over."""

    @cache
    def look(address: str, language: str, theme: str, width: int = 1280, but: str = "") -> list[str]:
        screen = Screen(new_page(width, theme), site)
        screen.open(address + ("&" if "?" in address else "?") + f"lang={language}")
        screen.unfold_all()
        screen.evaluate(AXE)
        seen = {"include": [["html"]], "exclude": [[but]] if but else []}
        found: dict[str, Any] = screen.evaluate("seen => axe.run(seen, {resultTypes: ['violations']})", seen)
        screen.page.close()
        return [f"{one['id']} ({one['impact']}): {one['nodes'][0]['html'][:200]}" for one in found["violations"]]

    yield look


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_no_violation_of_any_impact(violations, address, language, theme):
    assert violations(address, language, theme) == []


MENU = "[data-testid=stSidebarNavItems]"
"""Streamlit's own list of pages: on a narrow screen its items stand in boxes of their own, as the statement says."""


@pytest.mark.parametrize(("language", "theme"), [("nl", "light"), ("en", "dark")])
@pytest.mark.parametrize("address", ADDRESSES)
def test_on_a_narrow_screen_axe_finds_nothing_but_in_the_menu(violations, address, language, theme):
    assert violations(address, language, theme, 390, MENU) == []


def test_the_menu_on_a_narrow_screen_is_what_the_statement_says_of_it(violations):
    found = violations("/toegankelijkheid", "nl", "light", 390)
    assert [one.partition(" (")[0] for one in found] == ["list", "listitem"]
