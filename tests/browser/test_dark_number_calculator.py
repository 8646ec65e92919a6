"""Computing a dark number oneself, in a real browser: progress, stop, another method, a table of one's own."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

LONG = 240_000
OWN = "politie;opvang;ngo;count\n1;0;0;120\n0;1;0;45\n0;0;1;60\n1;1;0;14\n1;0;1;9\n0;1;1;3\n1;1;1;2\n"


@pytest.fixture
def screen(open_page):
    """The page of the dark number, with the calculator on it."""
    opened = open_page("/dark-number")
    opened.page.set_default_timeout(LONG)
    return opened


def compute(page: Page) -> None:
    page.locator(".st-key-mse-compute button").press("Enter")


def choose(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).press("Space")


def give(page: Page, path: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.locator("[data-testid=stFileUploader] button", has_text="Upload").press("Enter")
    chooser.value.set_files(path)


def test_a_computation_shows_how_far_it_is_and_ends_with_an_outcome_that_is_never_one_number(screen):
    compute(screen.page)
    expect(screen.page.locator("#uitkomst")).to_be_visible(timeout=LONG)
    screen.settle()
    told = screen.page.get_by_text("Geschat totaal: 111.139 personen").inner_text()
    assert "95%-interval: 33.873–136.895" in told
    assert "36.613 tot 131.040" in told
    assert "36.421 tot 186.302" in told
    assert screen.figures()[-1] == "spreiding-keuze"
    assert (screen.complaints, screen.elsewhere) == ([], [])


def test_a_long_computation_tells_its_progress_and_is_stopped_by_the_keyboard(screen):
    page = screen.page
    for label, choice in (("Rekenwijze", "beste model volgens BIC"), ("Trekkingen", "2.000")):
        screen.choose(label, choice)
    compute(page)
    progress = page.locator("[data-testid=stProgress]")
    expect(progress).to_have_text(re.compile(r"(Modellen|Trekkingen): [\d.]+ van [\d.]+"), timeout=LONG)
    page.locator(".st-key-mse-job-stop button").press("Enter")
    expect(page.get_by_text("De berekening is gestopt. Er is geen uitkomst.")).to_be_visible(timeout=LONG)
    assert page.locator("#uitkomst").count() == 0
    assert progress.count() == 0


def test_a_simulation_is_begun_told_and_stopped_by_the_keyboard(open_page):
    screen = open_page("/dark-number?trekkingen=2000&nagebootst=200&lijsten=K&lijsten=O&lijsten=P&lijsten=Z")
    page = screen.page
    page.set_default_timeout(LONG)
    compute(page)
    button = page.locator(".st-key-mse-simulate button")
    expect(button).to_be_visible(timeout=LONG)
    screen.settle()
    expect(
        page.get_by_text(re.compile("Na 5 minuten begint geen nieuwe tabel meer|In 5 minuten komen er"))
    ).to_be_visible()
    button.press("Enter")
    told = re.compile(r"Nagebootste tabellen: \d+ van 200")
    expect(page.locator("[data-testid=stProgress]")).to_have_text(told, timeout=LONG)
    page.locator(".st-key-mse-simulation-stop button").press("Enter")
    expect(page.get_by_text("De berekening is gestopt. Er is geen uitkomst.")).to_be_visible(timeout=LONG)
    assert page.locator("#uitkomst").count() == 1
    assert screen.asked() == {"trekkingen": ["2000"], "nagebootst": ["200"], "lijsten": ["K", "O", "P", "Z"]}
    assert (screen.complaints, screen.elsewhere) == ([], [])


def test_a_table_of_ones_own_is_computed_and_marked_and_gone_with_the_page(screen, tmp_path, open_page):
    page, table = screen.page, tmp_path / "tabel.csv"
    table.write_text(OWN, encoding="utf-8")
    choose(page, "een eigen tabel")
    give(page, table)
    expect(page.get_by_text("Gelezen: 253 personen op de lijsten politie, opvang, ngo")).to_be_visible(timeout=LONG)
    compute(page)
    expect(page.locator("#uitkomst")).to_be_visible(timeout=LONG)
    screen.settle()
    assert {"Op precies deze lijsten": "opvang + ngo", "Personen": "3 (< 5)"} in screen.table("overlap-eigen")
    name, path = screen.download(page.locator(".st-key-results-eigen button"))
    assert name == "mensenhandelmonitor-dark-number-eigen.csv"
    assert path.read_text(encoding="utf-8-sig").splitlines()[1].startswith("eigen,")
    # that a table of one's own is asked for and a box is open, and nothing of what is in them
    assert screen.asked() == {"tabel": ["own"], "table-overlap-eigen": ["true"]}
    assert open_page("/dark-number").page.locator("#uitkomst").count() == 0


def test_a_bad_table_is_told_in_the_language_of_the_page_and_a_mended_one_is_read(open_page, tmp_path):
    screen = open_page("/dark-number?lang=en")
    page, table = screen.page, tmp_path / "table.csv"
    table.write_text(OWN.replace("1;0;1;9", "1;0;1;nine"), encoding="utf-8")
    choose(page, "a table of my own")
    give(page, table)
    sentence = "Row 6, column count: expected a whole number of persons, 0 or more, without separators, got ‘nine’."
    expect(page.get_by_text(sentence)).to_be_visible(timeout=LONG)
    assert page.locator(".st-key-mse-compute").count() == 0
    page.get_by_role("button", name="Remove table.csv").press("Enter")
    expect(page.get_by_text(sentence)).to_have_count(0, timeout=LONG)
    table.write_text(OWN, encoding="utf-8")
    give(page, table)
    expect(page.get_by_text("Read: 253 persons on the lists politie, opvang, ngo")).to_be_visible(timeout=LONG)
    expect(page.locator(".st-key-mse-compute button")).to_be_visible(timeout=LONG)
