"""On the page Arrondissementen a click and the keyboard make the same choice, and every chart follows."""

import pytest

from dashboard.pages import PAGES

CHOSEN = "[data-testid=stMultiSelect] [data-tag]"


def chosen(screen):
    return [one.strip() for one in screen.page.locator(CHOSEN).all_inner_texts()]


def click(screen, chart, across, down):
    """A click in a chart, at a part of its width and height."""
    drawing = screen.page.locator(f"[class*='-chart-{chart}'] svg.marks").first
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    screen.page.mouse.click(box["x"] + box["width"] * across, box["y"] + box["height"] * down)


def wait_for(screen, names):
    script = f"names => [...document.querySelectorAll('{CHOSEN}')].map(one => one.innerText.trim()).join() === names"
    screen.page.wait_for_function(script, arg=",".join(names))
    screen.settle()


def test_a_click_in_a_small_chart_chooses_its_area_and_a_second_lets_it_go(open_page):
    screen = open_page("/arrondissementen")
    assert chosen(screen) == ["Arnhem", "Groningen", "Rotterdam"]
    click(screen, "alle-0", 0.5, 0.3)
    wait_for(screen, ["Arnhem", "Groningen", "Rotterdam", "Alkmaar"])
    assert screen.asked()["gebieden"] == ["ar19:arnhem", "ar19:groningen", "ar19:rotterdam", "ar19:alkmaar"]
    click(screen, "alle-0", 0.5, 0.3)
    wait_for(screen, ["Arnhem", "Groningen", "Rotterdam"])


def test_a_seventh_click_is_answered_with_a_sentence_and_changes_nothing(open_page):
    six = ["alkmaar", "almelo", "amsterdam", "arnhem", "assen", "breda"]
    screen = open_page("/arrondissementen?" + "&".join(f"gebieden=ar19:{one}" for one in six))
    before = chosen(screen)
    assert len(before) == 6
    click(screen, "alle-18", 0.5, 0.3)
    told = screen.page.locator("[data-testid=stToast]")
    told.wait_for()
    sentence = "U kunt ten hoogste 6 arrondissementen tegelijk kiezen. Laat er eerst een los."
    assert sentence in told.inner_text()
    screen.settle()
    assert chosen(screen) == before
    assert screen.asked()["gebieden"] == [f"ar19:{one}" for one in six]


def test_a_click_on_the_map_is_seen_in_the_lines_the_small_charts_and_the_funnel(open_page):
    screen = open_page("/arrondissementen")
    click(screen, "kaart", 0.28, 0.45)
    wait_for(screen, ["Arnhem", "Groningen", "Rotterdam", "Amsterdam"])
    assert next(one for one in screen.titles("alle") if one.startswith("✓")) == "✓ Amsterdam"
    assert "Amsterdam" in {row["Gebied"] for row in screen.table("vergelijk")}
    funnel = screen.page.locator(".st-key-pick-chart-trechter svg.marks text")
    assert "Amsterdam" in funnel.all_text_contents()


def test_the_keyboard_walks_from_filter_to_chart_table_and_download(open_page):
    """Filter, chart, table and CSV by keys alone; the same choice stands in each."""
    screen = open_page("/arrondissementen")
    keys = screen.page.keyboard
    screen.page.get_by_role("combobox", name="Arrondissementen om te vergelijken").focus()
    keys.type("Assen")
    screen.page.get_by_role("option", name="Assen").wait_for()
    keys.press("Enter")
    wait_for(screen, ["Arnhem", "Groningen", "Rotterdam", "Assen"])
    keys.press("Escape")
    screen.page.locator(".st-key-figure-vergelijk [aria-label*='Assen: ']").first.wait_for(state="attached")
    button = screen.figure("vergelijk").locator(".stDownloadButton button")
    for _ in range(40):
        keys.press("Tab")
        if screen.evaluate("!!document.activeElement.closest('.st-key-table-vergelijk summary')"):
            break
    assert screen.evaluate("!!document.activeElement.closest('.st-key-table-vergelijk summary')")
    keys.press("Enter")
    button.wait_for()
    assert {row["Gebied"] for row in screen.table("vergelijk")} == {"Arnhem", "Groningen", "Rotterdam", "Assen"}
    name, path = screen.download(button)
    assert name == "mensenhandelmonitor-vergelijk.csv"
    assert path.read_text(encoding="utf-8-sig").count("ar19:assen") == 5


@pytest.mark.parametrize(("switched", "numbers", "letters"), [("", True, False), ("?breuken=false", False, False)])
def test_breaks_are_switched_off_by_the_address_and_lines_stay_cut(open_page, switched, numbers, letters):
    screen = open_page(f"/{switched}")
    told = screen.page.locator(".st-key-figure-gemeld-en-geschat svg.marks text").all_text_contents()
    assert ("1" in told) is numbers
    assert ("a" in told) is letters


def test_events_have_letters_and_each_opens_to_its_source(open_page):
    screen = open_page("/?breuken=false&gebeurtenissen=true")
    told = screen.page.locator(".st-key-figure-gemeld-en-geschat svg.marks text").all_text_contents()
    assert "a" in told
    box = screen.figure("gemeld-en-geschat").locator("details").filter(has_text="Wat er veranderde")
    box.locator("summary").press("Enter")
    text = box.inner_text()
    assert "Zeven proeftuinen mensenhandel" in text
    assert "Programma Samen tegen mensenhandel van start" in text


@pytest.mark.parametrize("address", PAGES.values())
def test_nothing_is_lost_at_320_pixels(open_page, address):
    screen = open_page(f"/{address}", width=320)
    wide = "document.querySelector('[data-testid=stMain]').scrollWidth"
    assert screen.evaluate(wide) <= 320


def test_print_shows_the_whole_page_without_controls(open_page):
    screen = open_page("/verhalen")
    screen.page.emulate_media(media="print")
    hidden = ["[data-testid=stHeader]", ".stDownloadButton", ".st-key-layers", "[data-testid=stRadio]"]
    shown = [one for one in hidden if screen.page.locator(one).first.is_visible()]
    assert shown == []
    assert len(screen.page.pdf()) > 50_000
