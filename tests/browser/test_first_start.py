"""The first start builds the bundled figures; what goes wrong is told in a sentence, and never as a traceback."""

import json
from datetime import date

import pytest
from screen import Screen

from dashboard.numbers import day
from dashboard.texts import text
from etl.warehouse import POINTER

KNOWN_FOR = 3000
"""Milliseconds for which a reader may go by what the pointer said before."""


@pytest.fixture(scope="module")
def first_start(serve, new_page, tmp_path_factory):
    """A server on a folder that is not there yet, and its first visitor, who waits for the first chart."""
    folder = tmp_path_factory.mktemp("first") / "none yet"
    screen = Screen(new_page(), serve(folder))
    screen.page.goto(screen.site)
    screen.page.get_by_text(text("nl", "frame.building")).wait_for()
    screen.page.locator("svg.marks").first.wait_for()
    screen.settle()
    return folder, screen


def test_an_empty_folder_is_filled_while_a_message_is_shown_and_then_a_chart_is_drawn(first_start):
    folder, screen = first_start
    assert screen.title() == "Wat is gemeld, en wat is geschat"
    assert (screen.complaints, screen.elsewhere) == ([], [])
    told = json.loads((folder / POINTER).read_text(encoding="utf-8"))
    assert [path.name for path in folder.glob("*.duckdb")] == [told["file"]]


def test_a_damaged_pointer_is_a_sentence_in_the_language_of_the_page_until_it_is_whole_again(first_start, window):
    """The only build is whole, so its figures stay on the page."""
    folder, first = first_start
    pointer = folder / POINTER
    whole = pointer.read_bytes()
    vintage = date.fromisoformat(json.loads(whole)["vintage"])
    pointer.write_bytes(whole[:20])
    first.page.wait_for_timeout(KNOWN_FOR)
    dutch, english = window(first.site), window(first.site)
    dutch.open("/")
    english.open("/downloads?lang=en")
    assert dutch.alerts() == [
        "De laatst gepubliceerde cijfers zijn nu niet te lezen. Deze pagina toont de nieuwste die heel zijn, "
        f"van {day(vintage, 'nl')}. De beheerder kan de cijfers opnieuw klaarzetten met: python -m etl build"
    ]
    assert english.alerts() == [
        "The latest published figures cannot be read at the moment. This page shows the newest ones that are whole, "
        f"of {day(vintage, 'en')}. The administrator can prepare the figures again with: python -m etl build"
    ]
    for screen in (dutch, english):
        assert "Traceback" not in screen.page.content()
        assert screen.page.locator("[data-testid=stException]").count() == 0
    assert dutch.page.locator("svg.marks").count() > 0
    pointer.write_bytes(whole)
    dutch.page.wait_for_timeout(KNOWN_FOR)
    english.open("/downloads?lang=en")
    assert (english.alerts(), english.title()) == ([], "Download figures")
