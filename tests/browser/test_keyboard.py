"""All that can be done with a mouse can be done with the keyboard."""

from dashboard.pages import SECTIONS
from dashboard.texts import sentences

FOCUSED = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
    return [one.dataset.testid ?? one.getAttribute('role') ?? one.tagName, (one.innerText || '').trim(),
            box.width > 0 && style.outlineStyle !== 'none' || style.boxShadow !== 'none'];
}"""


def tab(screen, times):
    """What has the focus after each press of Tab: kind, words, and whether that can be seen."""
    told = []
    for _ in range(times):
        screen.page.keyboard.press("Tab")
        told.append(tuple(screen.evaluate(FOCUSED)))
    return told


def test_tab_goes_from_skip_link_through_the_pages_to_the_switch_of_language(open_page):
    stops = tab(open_page("/downloads"), 13)
    names = sentences("nl")
    assert stops[0][0] == "stSkipToContent"
    assert [words for kind, words, _ in stops if kind == "stTopNavLink"] == [
        names[f"nav.{view}"] for view in SECTIONS[""]
    ]
    assert [words for kind, words, _ in stops if kind == "stTopNavSection"] == [
        names[f"menu.{name}"] for name in SECTIONS if name
    ]
    assert [words for kind, words, _ in stops if kind == "radio"] == ["Nederlands"]
    assert [stop for stop in stops if not stop[2]] == []


def test_the_skip_link_leads_past_the_navigation_to_the_page(open_page):
    screen = open_page("/downloads")
    tab(screen, 1)
    screen.page.keyboard.press("Enter")
    assert screen.evaluate("document.activeElement.dataset.testid") == "stMain"
    assert [words for kind, words, _ in tab(screen, 1) if kind == "radio"] == ["Nederlands"]


def test_a_page_is_opened_by_tab_and_enter(open_page):
    screen = open_page("/downloads")
    stops = tab(screen, 4)
    assert stops[-1][1] == "Migratie"
    screen.page.keyboard.press("Enter")
    screen.page.wait_for_url("**/migratie")
    screen.settle()
    assert screen.title() == "Migratie als achtergrond"


def test_the_language_is_switched_by_an_arrow(open_page):
    screen = open_page("/verantwoording")
    screen.page.get_by_role("radio", name="Nederlands").focus()
    screen.page.keyboard.press("ArrowRight")
    screen.page.keyboard.press("Enter")
    screen.page.wait_for_function("document.documentElement.lang === 'en'")
    screen.settle()
    assert screen.title() == "Methods and sources"


def test_a_wide_table_is_reached_and_scrolled_by_the_keyboard(open_page):
    screen = open_page("/downloads", width=390)
    box = screen.page.locator(".scroll").first
    box.focus()
    assert screen.evaluate("document.activeElement.getAttribute('role')") == "region"
    screen.page.keyboard.press("ArrowRight")
    screen.page.wait_for_function("document.querySelector('.scroll').scrollLeft > 0")


def test_a_link_to_a_heading_leads_to_it_and_each_section_of_the_account_has_one(open_page):
    screen = open_page("/verantwoording#licenties")
    screen.page.wait_for_function("document.getElementById('licenties').getBoundingClientRect().top < innerHeight")
    places = screen.page.locator("[data-testid=stMain] ul a[href^='#']").evaluate_all(
        "all => all.map(one => document.querySelector('[data-testid=stMain] h2' + one.hash)?.innerText.trim())"
    )
    assert places == [one[3:] for one in screen.headings() if one.startswith("H2")]


def test_a_box_of_ready_text_opens_and_closes_by_the_keyboard(open_page):
    screen = open_page("/verantwoording")
    box = screen.page.locator("details.fold").first
    for key, opened in (("Enter", True), ("Space", False)):
        box.locator("summary").press(key)
        assert box.evaluate("one => one.open") is opened
        assert box.locator("table").is_visible() is opened
