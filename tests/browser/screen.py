"""A window of the browser with the app in it: opening, waiting until it is drawn, and what it shows."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from looks import DRAWN, PALE, STICKS_OUT, STILL, UNSPOKEN
from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Response, TimeoutError

FOLDED = "[data-testid=stMain] details:not([open]) > summary"


@dataclass
class Screen:
    """A page of the browser, with all that went wrong in it and all that it asked of other hosts."""

    page: Page
    site: str
    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)

    def _heard(self, message: ConsoleMessage) -> None:
        # a refused request is told with its address by _answered
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.complaints.append(message.text)

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.netloc != urlsplit(self.site).netloc:
            self.elsewhere.append(request.url)

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status} {response.url}")

    def open(self, path: str) -> None:
        self.page.goto(self.site + path)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing runs and every chart is drawn."""
        self.page.wait_for_function(DRAWN)
        self.page.evaluate(STILL)

    def title(self) -> str:
        return self.page.locator("[data-testid=stMain] h1").inner_text()

    def headings(self) -> list[str]:
        """Level and words of every heading, as in "H2 Bronnen"."""
        told: list[str] = self.page.eval_on_selector_all(
            "[data-testid=stMain] :is(h1, h2, h3, h4)",
            "all => all.map(one => one.tagName + ' ' + one.innerText.trim())",
        )
        return told

    def language(self) -> str:
        return str(self.page.evaluate("document.documentElement.lang"))

    def path(self) -> str:
        return urlsplit(self.page.url).path

    def asked(self) -> dict[str, list[str]]:
        """What stands in the address after the question mark."""
        return parse_qs(urlsplit(self.page.url).query, keep_blank_values=True)

    def alerts(self) -> list[str]:
        """Every notice on the page: information, warning or error."""
        return self.page.locator("[data-testid=stAlert]").all_inner_texts()

    def errors(self) -> list[str]:
        """What went wrong or may be wrong, in the words of the page."""
        wrong = "[data-testid=stAlertContentError], [data-testid=stAlertContentWarning]"
        return self.page.locator(wrong).all_inner_texts()

    def figure(self, key: str) -> Locator:
        return self.page.locator(f".st-key-figure-{key}")

    def titles(self, key: str) -> list[str]:
        """The titles within the small drawings of a figure."""
        return self.figure(key).locator("svg.marks .role-title-text text").all_text_contents()

    def figures(self) -> list[str]:
        """Keys of the figures, from top to bottom."""
        classes: list[str] = self.page.evaluate(
            "[...document.querySelectorAll('[class*=\"st-key-figure-\"]')].map(one => one.className)"
        )
        return [one.split("st-key-figure-")[1].split()[0] for one in classes]

    def unfold(self, key: str) -> None:
        """Open the table of a figure, and what the figure itself is folded in, by the keyboard."""
        for folded in self.figure(key).locator("xpath=ancestor::details[not(@open)]/summary").all():
            folded.press("Enter")
        opened = self.page.locator(f".st-key-table-{key} details[open]")
        if self.page.locator(f".st-key-table-{key}").count() and not opened.count():
            self.page.locator(f".st-key-table-{key} summary").press("Enter")
            opened.locator("table").wait_for()

    def unfold_all(self) -> None:
        """Open every box on the page, and those that come to light in them."""
        while self.page.locator(FOLDED).count():
            self.page.evaluate("folded => document.querySelectorAll(folded).forEach(one => one.click())", FOLDED)
            self.settle()

    def table(self, key: str) -> list[dict[str, str]]:
        """The readable table of a figure: a row a dictionary, by heading."""
        self.unfold(key)
        cells: list[list[str]] = (
            self.figure(key)
            .locator("table")
            .evaluate("table => [...table.rows].map(row => [...row.cells].map(cell => cell.innerText.trim()))")
        )
        return [dict(zip(cells[0], row, strict=True)) for row in cells[1:]]

    def choose(self, label: str, choice: str) -> None:
        """Choose in a list by the keyboard; a redraw that comes between closes the list, and it is opened again."""
        box = self.page.get_by_role("combobox", name=label, exact=True)
        option = self.page.get_by_role("option", name=choice)
        for _ in range(10):
            box.press("ArrowDown")
            try:
                option.click(timeout=5000)
                break
            except TimeoutError:
                box.press("Escape")
        else:
            raise AssertionError(f"{label}: {choice} cannot be chosen")
        self.settle()

    def download(self, button: Locator) -> tuple[str, Path]:
        """The name and the place of the file that a button gives, by the keyboard."""
        with self.page.expect_download() as waiting:
            button.press("Enter")
        return waiting.value.suggested_filename, Path(waiting.value.path())

    def evaluate(self, script: str, *given: Any) -> Any:
        return self.page.evaluate(script, *given)


@dataclass(frozen=True)
class Visit:
    """What a page showed when it was opened."""

    title: str
    tab: str
    language: str
    errors: list[str]
    exceptions: int
    complaints: list[str]
    elsewhere: list[str]
    charts: int
    unspoken: list[str]
    headings: list[str]
    sticks_out: list[str]
    pale: list[str]
    paper: str
    chart_papers: set[str]
    text: str


def look_round(screen: Screen) -> Visit:
    page = screen.page
    charts = "[data-testid=stVegaLiteChart]"
    papers = page.eval_on_selector_all(f"{charts} svg.marks", "all => all.map(one => one.style.backgroundColor)")
    return Visit(
        title=screen.title(),
        tab=page.title(),
        language=screen.language(),
        errors=screen.errors(),
        exceptions=page.locator("[data-testid=stException]").count(),
        complaints=list(screen.complaints),
        elsewhere=list(screen.elsewhere),
        charts=page.locator(charts).count(),
        unspoken=page.eval_on_selector_all(charts, UNSPOKEN),
        headings=screen.headings(),
        sticks_out=page.evaluate(STICKS_OUT),
        pale=page.evaluate(PALE),
        paper=page.eval_on_selector("[data-testid=stApp]", "one => getComputedStyle(one).backgroundColor"),
        chart_papers=set(papers),
        text=page.locator("[data-testid=stMain]").inner_text(),
    )
