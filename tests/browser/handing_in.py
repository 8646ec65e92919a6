"""Pages on which a reader answers questions or hands in a file: what is done to them and read from them."""

from collections.abc import Callable

from playwright.sync_api import Page

HEAD = "jaar,vorm,melder,signalen,meldingen,aangiften,onderzoeken,zaken"
GOOD = f"{HEAD}\n2010,totaal,totaal,1947,7,4,<5,\n2011,totaal,totaal,2953,9,3,2,1\n"


def eventually(told: Callable[[], object], expected: object, page: Page) -> None:
    """What is told becomes what is expected: a page is drawn again a moment after it was touched."""
    for _turn in range(150):
        if told() == expected:
            return
        page.wait_for_timeout(200)
    assert told() == expected


def settled(page: Page) -> None:
    page.wait_for_function("document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'")


def answer(page: Page, question: str, level: str) -> None:
    group = page.get_by_role("radiogroup", name=question)
    group.get_by_text(level, exact=True).click()
    settled(page)


def hand_in(page: Page, key: str, name: str, contents: str) -> None:
    page.locator(f".st-key-{key} input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": contents.encode()}
    )
    settled(page)


def table(page: Page, caption: str) -> list[list[str]]:
    found = page.locator("table.facts", has=page.locator("caption", has_text=caption)).first
    return [[cell.strip() for cell in row.locator("th, td").all_inner_texts()] for row in found.locator("tr").all()]
