"""A click on a filter of each page that has one, beside the minimal script: until the first chart that it changes is
redrawn, and until the page is as it will be.

Measured in the page. Redrawn: the last change in the first chart, from top to bottom, in which anything changes; on a
page whose click changes no chart, the last change of all. Whole page: the last change in the main part before the
script has ended and nothing has changed for a while. Each page is clicked to and fro; the first turn is not counted, so
that both serve what they have served before. `worst` is the page with the largest median.
"""

from collections.abc import Iterator
from statistics import median

from playwright.sync_api import Page

from dashboard.pages import PAGES
from tests.benchmarks.ground import BESIDE, MINIMAL, PATIENCE, bundled, scratch
from tests.benchmarks.table import Asked, Row
from tests.conftest import browser
from tests.load.serving import served

Click = tuple[float, float]
"""Milliseconds until the chart is redrawn, and until the whole page is done."""
QUIET = 400
"""Milliseconds without a change after which a page is taken to be done."""
UNSEEN = 1500
"""The same where the page never said that its script ran: a short run begins and ends between two drawings."""
WATCH = """() => {
    const main = document.querySelector('[data-testid=stMain]'), app = document.querySelector('[data-testid=stApp]');
    const seen = window.seen = {clicked: 0, last: 0, ran: false, charts: new Map()};
    seen.watching = new MutationObserver(changes => {
        const now = seen.last = performance.now(), charts = new Set();
        for (const {target} of changes) charts.add((target.closest ? target : target.parentElement)
            ?.closest('[data-testid=stVegaLiteChart]'));
        for (const chart of charts) if (chart) seen.charts.set(chart, now);
    });
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
    const first = [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].find(one => seen.charts.has(one));
    return [(first ? seen.charts.get(first) : seen.last) - seen.clicked, seen.last - seen.clicked];
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
    "dark_number": ("tabel", RADIO, (1, 0)),
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
    turns = 11  # the code of a page that is new to the browser is slower at first: the other has had as many clicks
    told: dict[str, list[Click]] = {view: [] for view in FILTERS}
    first: list[Click] = []
    theirs: list[Click] = []
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
    for at, what in enumerate(("click until the chart is redrawn", "click until the whole page is done")):
        medians = {view: median(one[at] for one in some) for view, some in told.items()}
        worst = max(medians, key=lambda view: medians[view])
        base = median(one[at] for one in theirs)
        for view, one in medians.items():
            yield Row(f"{what}, {PAGES[view] or 'overzicht'}", one, "ms", BESIDE, base)
        yield Row(f"{what}, a choice nobody made before", median(one[at] for one in first), "ms", BESIDE, base)
        yield Row(f"{what}, median of pages", median(medians.values()), "ms", BESIDE, base, "≤ 1.5×")
        yield Row(f"{what}, worst ({PAGES[worst] or 'overzicht'})", medians[worst], "ms", BESIDE, base, "≤ 2.5×")


def opened(page: Page, address: str) -> Page:
    """The page once it is drawn."""
    page.goto(address)
    page.wait_for_function(SETTLED)
    page.wait_for_timeout(QUIET)
    return page


def clicks(page: Page, key: str, kind: str, ways: tuple[int, int]) -> Iterator[Click]:
    """One click after another, to and fro, without end."""
    while True:
        for way in ways:
            target = page.locator(f".st-key-{key} {kind}").nth(way)
            if kind == LIST:
                page.locator(f".st-key-{key} {kind}").press("ArrowDown")
                target = page.get_by_role("option").nth(way)
                target.wait_for()
            page.evaluate(WATCH)
            target.click()
            chart, whole = page.wait_for_function(DONE, polling=50).json_value()
            yield float(chart), float(whole)
