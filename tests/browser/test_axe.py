"""axe-core in the real browser: every page, both languages, themes and widths, with everything opened."""

from collections.abc import Callable, Iterator
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
WIDE, NARROW = 1280, 390
ADDRESSES = [
    *(f"/{address}" for address in PAGES.values()),
    "/arrondissementen?indeling=huidig&gebeurtenissen=true",
    *(f"/verhalen?verhaal={one}" for one in list(STORIES)[1:]),
]


MENU = "[data-testid=stSidebarNavItems]"
"""Streamlit's own list of pages: on a narrow screen its items stand in boxes of their own, as the statement says."""


@pytest.fixture
def opened(new_page: Callable[..., Page], site: str) -> Iterator[Callable[..., Screen]]:
    """An address in a language, theme and width, with everything on it opened."""
    screens = []

    def look(address: str, language: str, theme: str, width: int) -> Screen:
        screens.append(Screen(new_page(width, theme), site))
        screens[-1].open(address + ("&" if "?" in address else "?") + f"lang={language}")
        screens[-1].unfold_all()
        screens[-1].evaluate(AXE)
        return screens[-1]

    yield look
    for screen in screens:
        screen.page.close()


def violations(screen: Screen, but: str = "") -> list[str]:
    """What axe says of a page: rule, impact and the first element, one a rule. but: an element that is passed over."""
    seen = {"include": [["html"]], "exclude": [[but]] if but else []}
    found: dict[str, Any] = screen.evaluate("seen => axe.run(seen, {resultTypes: ['violations']})", seen)
    return [f"{one['id']} ({one['impact']}): {one['nodes'][0]['html'][:200]}" for one in found["violations"]]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_no_violation_of_any_impact_on_a_wide_screen_nor_on_one_made_narrow(opened, address, language, theme):
    screen = opened(address, language, theme, WIDE)
    wide = violations(screen)
    screen.page.set_viewport_size({"width": NARROW, "height": 900})
    screen.settle()
    assert (wide, violations(screen, MENU)) == ([], [])


def test_the_menu_on_a_narrow_screen_is_what_the_statement_says_of_it(opened):
    found = violations(opened("/toegankelijkheid", "nl", "light", NARROW))
    assert [one.partition(" (")[0] for one in found] == ["list", "listitem"]
