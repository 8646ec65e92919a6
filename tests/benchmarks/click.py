"""A click on a filter of each page that has one, until the page is as it will be, beside the minimal script.

Measured in the page: from the click to the last change in the main part before the script has ended and nothing has
changed for a while. Each page is clicked to and fro; the first turn is not counted, so that both serve what they have
served before. `worst` is the page with the largest median.
"""

from collections.abc import Iterator
from statistics import median

from playwright.sync_api import Page

from dashboard.pages import PAGES
from tests.benchmarks.ground import BESIDE, MINIMAL, PATIENCE, bundled, scratch
from tests.benchmarks.table import Asked, Row
from tests.conftest import browser
from tests.load.serving import served

QUIET = 400
"""Milliseconds without a change after which a page is taken to be done."""
UNSEEN = 1500
"""The same where the page never said that its script ran: a short run begins and ends between two drawings."""
WATCH = """() => {
    const main = document.querySelector('[data-testid=stMain]'), app = document.querySelector('[data-testid=stApp]');
    const seen = window.seen = {clicked: 0, last: 0, ran: false};
    seen.watching = new MutationObserver(() => { seen.last = performance.now(); });
    seen.watching.observe(main, {subtree: true, childList: true, attributes: true, characterData: true});
    seen.running = new MutationObserver(() => { seen.ran = true; });
    seen.running.observe(app, {attributes: true, attributeFilter: ['data-test-script-state']});
    document.addEventListener('click', () => { seen.clicked = seen.last = performance.now(); },
        {capture: true, once: true});
}"""
DONE = f"""() => {{
    const seen = window.seen, app = document.querySelector('[data-testid=stApp]');
    if (!seen.clicked || app.dataset.testScriptState !== 'notRunning'
        || performance.now() - seen.last < (seen.ran ? {QUIET} : {UNSEEN})) return 0;
    seen.watching.disconnect();
    seen.running.disconnect();
    return seen.last - seen.clicked;
}}"""
SETTLED = """() => {
    const app = document.querySelector('[data-testid=stApp]');
    return app && app.dataset.testScriptState === 'notRunning'
        && document.querySelector('[data-testid=stMain] h1')
        && [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].every(one => one.querySelector('svg.marks'));
}"""


RADIO, PILL, TOGGLE, LIST, BUTTON = "[role=radio]", "button", "label:has(input)", "[role=combobox]", "button"
FILTERS = {
    "overview": ("series", PILL, (0, 0)),
    "regions": ("maat", RADIO, (1, 0)),
    "migration": ("per", RADIO, (1, 0)),
    "dark_number": ("mse-source", RADIO, (1, 0)),
    "justice_chain": ("breuken", TOGGLE, (0, 0)),
    "local_picture": ("gebied", LIST, (3, 4)),
    "self_scan": ("deel", RADIO, (1, 0)),
    "stories": ("verhaal", TOGGLE, (1, 0)),
    "system": ("stappen", RADIO, (1, 0)),
    "timeline": ("soort", PILL, (0, 0)),
    "glossary": ("term", LIST, (3, 4)),
    "downloads": ("from", LIST, (3, 4)),
    "explore": ("examples", BUTTON, (1, 2)),
}
"""Each page with a filter: the key of the widget, what to click in it, and which of those to and fro. What is chosen in
a list is measured from the click on the option. The other pages have the switch of language alone."""
THEIRS = ("which", RADIO, (1, 0))


def rows(asked: Asked) -> Iterator[Row]:
    turns = 11 if asked.full else 5
    told: dict[str, list[float]] = {view: [] for view in FILTERS}
    first: list[float] = []
    theirs: list[float] = []
    with (
        browser() as chromium,
        served(bundled(), scratch("log")) as ours,
        served(bundled(), scratch("log"), script=MINIMAL) as other,
    ):
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        context.set_default_timeout(PATIENCE)
        beside = opened(context.new_page(), other.address)
        there = clicks(beside, *THEIRS)
        for _warm in range(2):
            next(there)
        for view, (key, kind, ways) in FILTERS.items():
            page = opened(context.new_page(), f"{ours.address}/{PAGES[view]}")
            here = clicks(page, key, kind, ways)
            first += [next(here), next(here)]
            for turn in asked.rounds(2 * turns):
                told[view].append(next(here))
                if turn < 2:
                    theirs.append(next(there))
            page.close()
    medians = {view: median(some) for view, some in told.items()}
    worst = max(medians, key=lambda view: medians[view])
    base = median(theirs)
    for view, one in medians.items():
        yield Row(f"click, page {PAGES[view] or 'overzicht'}", one, "ms", BESIDE, base)
    yield Row("click, a choice nobody made before (median)", median(first), "ms", BESIDE, base)
    yield Row("click, median of pages", median(medians.values()), "ms", BESIDE, base, "≤ 1.5×")
    yield Row(f"click, worst page ({PAGES[worst]})", medians[worst], "ms", BESIDE, base, "≤ 2.5×")


def opened(page: Page, address: str) -> Page:
    """The page once it is drawn."""
    page.goto(address)
    page.wait_for_function(SETTLED)
    page.wait_for_timeout(QUIET)
    return page


def clicks(page: Page, key: str, kind: str, ways: tuple[int, int]) -> Iterator[float]:
    """Milliseconds of one click after another, to and fro, without end."""
    while True:
        for way in ways:
            target = page.locator(f".st-key-{key} {kind}").nth(way)
            if kind == LIST:
                page.locator(f".st-key-{key} {kind}").press("ArrowDown")
                target = page.get_by_role("option").nth(way)
                target.wait_for()
            page.evaluate(WATCH)
            target.click()
            yield float(page.wait_for_function(DONE, polling=50).json_value())
