"""The self-scan and the signal funnel as a person uses them: fill in, save, load, compare; and nothing stays behind."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

SCAN = "/bestuurlijke-monitor?deel=zelfscan"
FUNNEL = "/bestuurlijke-monitor?deel=trechter"
MARK = "kenmerk-4711"
"""A word that stands nowhere but in what these tests hand in."""
HEAD = "jaar,vorm,melder,signalen,meldingen,aangiften,onderzoeken,zaken"
GOOD = f"{HEAD}\n2010,totaal,totaal,1947,7,4,<5,\n2011,totaal,totaal,2953,9,3,2,1\n"
REFUSED = {
    "2031,arbeid,zorg,1,,,,": ("2", "jaar", "een jaar van 2000", "2031"),
    "2023,dwang,zorg,1,,,,": ("2", "vorm", "een van: seksueel, arbeid", "dwang"),
    "2023,arbeid,buurman,1,,,,": ("2", "melder", "een van: gemeente, politie", "buurman"),
    "2023,arbeid,zorg,1.106,,,,": ("2", "signalen", "een heel getal", "1.106"),
    "2023,arbeid,zorg,,-2,,,": ("2", "meldingen", "een heel getal", "-2"),
    "2023,arbeid,zorg,,,veel,,": ("2", "aangiften", "een heel getal", "veel"),
    "2023,arbeid,zorg,,,,2.5,": ("2", "onderzoeken", "een heel getal", "2.5"),
    "2023,arbeid,zorg,1,1": ("2", "(row)", "evenveel cellen", "5 cellen"),
    "2023,arbeid,zorg,1,,,,\n2023,arbeid,zorg,2,,,,": ("3", "melder", "elke combinatie", "2023 / labour / care (2)"),
    "2023,totaal,totaal,5,,,,\n2023,arbeid,zorg,70,,,,": ("2", "signalen", "een totaal van 70 of meer", "5"),
    '2023,arbeid,"zorg,1,,,,': (
        "2",
        "(row)",
        "elk aanhalingsteken gesloten",
        "een aanhalingsteken dat niet gesloten is",
    ),
}


@pytest.fixture
def screen(open_page) -> Callable[[str], Page]:
    def opener(path: str) -> Page:
        shown = open_page(path)
        shown.page.wait_for_selector("text=EUPL-1.2")
        return shown.page

    return opener


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


def profile(page: Page) -> dict[str, list[str]]:
    return {row[0]: row[1:] for row in table(page, "Antwoorden per onderdeel") if row}


def test_a_group_of_questions_stays_open_while_it_is_answered_and_keeps_its_answers_when_folded(screen):
    page = screen(SCAN)
    box = page.locator(".st-key-scan-group-status details")
    box.locator("summary").click()
    answer(page, "Is er een eigen, vastgesteld beleidsstuk over mensenhandel?", "nee")
    expect(box.locator("summary")).to_contain_text("1 van 14 ingevuld")
    expect(box).to_have_attribute("open", "")
    asked = box.get_by_role("radiogroup")
    expect(asked).to_have_count(14)
    box.locator("summary").click()
    expect(asked).to_have_count(0)
    assert profile(page)["Aspecten van 2012"][1:] == ["0", "0", "0", "1", "0", "13"]
    box.locator("summary").click()
    expect(asked).to_have_count(14)
    expect(box.get_by_role("radio", checked=True)).to_have_text("nee")


def test_a_scan_is_filled_in_saved_loaded_and_compared(screen, tmp_path):
    page = screen(SCAN)
    page.get_by_role("textbox", name="Naam van de gemeente").fill("Voorbeeldstad")
    answer(page, "Geldt het beleid voor meer dan één vorm van uitbuiting?", "nee")
    answer(page, "Is er een medewerker met mensenhandel als vaste taak?", "ja")
    eventually(lambda: profile(page).get("Basisniveau", [""])[0], "○ ● ·", page)
    assert profile(page)["Basisniveau"][1:] == ["1", "0", "0", "1", "0", "1"]
    advice = table(page, "Advies (1)")
    assert advice[1][2] == "Begin met vastgesteld beleid en noem elke vorm van uitbuiting erin."
    with page.expect_download() as saving:
        page.get_by_role("button", name="Zelfscan opslaan").click()
    kept = tmp_path / "scan.json"
    saving.value.save_as(kept)
    told = json.loads(kept.read_text(encoding="utf-8"))
    assert (told["name"], told["answers"]) == ("Voorbeeldstad", {"basis_beleid": "no", "basis_functie": "yes"})

    other = screen(SCAN)
    assert "Beantwoord een vraag" in other.locator("[data-testid=stMain]").inner_text()
    other.get_by_text("Een opgeslagen zelfscan laden of vergelijken").click()
    hand_in(other, "scan-upload", "scan.json", kept.read_text(encoding="utf-8"))
    expect(other.get_by_text("De zelfscan is geladen: 2 antwoorden.")).to_be_visible()
    told["answers"] = {"basis_beleid": "yes", "local_policy_note": "regional"}
    told["day"] = "2025-01-01"
    hand_in(other, "scan-upload-earlier", "earlier.json", json.dumps(told))
    eventually(lambda: profile(other).get("Onderdeel", [])[:2], ["Nu", "Eerder: Voorbeeldstad, 2025-01-01"], other)
    assert profile(other)["Basisniveau"][:2] == ["○ ● ·", "● · ·"]
    files = other.locator(".st-key-scan-files details")
    files.locator("summary").click()
    settled(other)
    expect(files).not_to_have_attribute("open", "")
    assert profile(other)["Onderdeel"][1] == "Eerder: Voorbeeldstad, 2025-01-01"
    beside = table(other, "Veertien aspecten")
    assert beside[0][3:] == ["Arnhem 2012", "Eindhoven 2012", "Emmen 2012", "Vlaardingen 2012"]
    assert beside[1] == ["Lokale mensenhandelnota", "· niet ingevuld", "◈ regionaal", "○ nee", "○ nee", "○ nee", "● ja"]


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        ('{"kind": "iets anders"}', "Dit bestand is geen opgeslagen zelfscan van deze monitor."),
        (
            '{"kind": "mensenhandelmonitor-zelfscan", "version": 1, "answers": {"\\ud800": "yes"}}',
            "Dit bestand is geen opgeslagen zelfscan: de inhoud is geen JSON.",
        ),
    ],
)
def test_a_file_that_is_no_scan_is_refused_in_a_sentence(contents, said, screen):
    page = screen(SCAN)
    page.get_by_text("Een opgeslagen zelfscan laden of vergelijken").click()
    hand_in(page, "scan-upload", "scan.json", contents)
    expect(page.get_by_text(said)).to_be_visible()


def test_malformed_files_are_each_refused_with_row_column_expected_and_got(screen):
    page = screen(FUNNEL)
    for rows, (row, column, expected, got) in REFUSED.items():
        hand_in(page, "funnel-upload", "trechter.csv", f"{HEAD}\n{rows}\n")
        eventually(lambda: (table(page, "Fouten (1)") or [[], []])[1][3:], [got], page)
        assert page.get_by_text("Het bestand is niet gebruikt").is_visible()
        told = table(page, "Fouten (1)")[1]
        assert told[:2] == [row, column], rows
        assert told[2].startswith(expected) or expected in told[2], rows
        page.locator(".st-key-funnel-upload").get_by_role("button", name="Remove").click()
        settled(page)


def test_own_counts_are_marked_drawn_and_taken_along(screen, tmp_path):
    page = screen(FUNNEL)
    hand_in(page, "funnel-upload", "trechter.csv", GOOD)
    expect(page.get_by_text("Gelezen: 2 rijen, 2010 tot en met 2011.")).to_be_visible()
    counted = ["2010", "1.947", "7", "4 (< 5)", "< 5", "niet geteld"]
    eventually(lambda: counted in table(page, "Uw aantallen per jaar en stap"), True, page)
    assert table(page, "Uw rijen (2)")[2] == ["2011", "totaal", "totaal", "2.953", "9", "3 (< 5)", "2 (< 5)", "1 (< 5)"]
    eventually(lambda: page.locator("[data-testid=stVegaLiteChart] svg.marks").count(), 10, page)
    with page.expect_download() as saving:
        page.get_by_role("button", name="Uw rijen als CSV").click()
    saving.value.save_as(tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_text(encoding="utf-8") == GOOD


UNTOLD = f"""{HEAD}
2021,seksueel,totaal,10,,,,
2021,arbeid,politie,100,,,,
2021,arbeid,zorg,50,,,,
2022,seksueel,zorg,<5,7,<5,<5,afgeschermd
2022,arbeid,zorg,<5,<5,,0,
2022,overig,zorg,<5,<5,,0,
2023,totaal,totaal,30,,,,
2023,seksueel,zorg,20,,,,
2023,overig,zorg,7,,,,
2023,arbeid,zorg,3,,,,
"""
TOLD = {
    "nl": ["0 tot en met 12", "7 tot en met 15", "niet verteld", "< 5", "niet verteld"],
    "en": ["0 to 12", "7 to 15", "not told", "< 5", "not told"],
}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_sums_are_told_as_far_as_they_are_known_and_a_shared_file_tells_no_small_count(screen, tmp_path, language):
    dutch = language == "nl"
    page = screen(f"{FUNNEL}&lang={language}")
    hand_in(page, "funnel-upload", "trechter.csv", UNTOLD)
    caption = "Uw aantallen per jaar en stap" if dutch else "Your counts by year and step"
    eventually(lambda: [row[1:] for row in table(page, caption) if row[0] == "2022"], [TOLD[language]], page)
    assert [row[1] for row in table(page, caption) if row[0] == "2021"] == ["160"]
    note = "wordt ook het eerstvolgende kleinste aantal ‘afgeschermd’" if dutch else "becomes ‘withheld’ as well"
    expect(page.get_by_text(note)).to_be_visible()
    with page.expect_download() as saving:
        page.get_by_role("button", name="Uw rijen om te delen" if dutch else "Your rows for sharing").click()
    saving.value.save_as(tmp_path / "shared.csv")
    rows = (tmp_path / "shared.csv").read_text(encoding="utf-8").splitlines()
    assert [row.split(",")[3] for row in rows if row.startswith("2023")] == [
        "<5",
        "afgeschermd" if dutch else "withheld",
        "20",
        "30",
    ]


def traces(folder: Path, marks: tuple[bytes, ...]) -> list[str]:
    """Files below a folder that hold one of the marks."""
    found = []
    for path in [folder, *folder.rglob("*")]:
        try:
            if path.is_file() and any(mark in path.read_bytes() for mark in marks):
                found.append(str(path))
        except OSError:
            continue
    return found


def test_nothing_handed_in_is_on_disk_or_in_another_session(screen, warehouse_folder, tmp_path_factory):
    page = screen(SCAN)
    page.get_by_role("textbox", name="Naam van de gemeente").fill(MARK)
    answer(page, "Is er een medewerker met mensenhandel als vaste taak?", "regionaal")
    page.get_by_text("Signalentrechter", exact=True).click()
    settled(page)
    hand_in(page, "funnel-upload", "trechter.csv", GOOD)
    expect(page.get_by_text("Gelezen: 2 rijen, 2010 tot en met 2011.")).to_be_visible()

    other = screen(SCAN)
    assert MARK not in other.content()
    assert "Beantwoord een vraag" in other.locator("[data-testid=stMain]").inner_text()
    other.get_by_text("Signalentrechter", exact=True).click()
    settled(other)
    assert "Gelezen:" not in other.locator("[data-testid=stMain]").inner_text()

    marks = (MARK.encode(), b"2010,totaal,totaal,1947", b"2011,totaal,totaal,2953")
    project = Path(__file__).parents[2]
    looked = [warehouse_folder, *(project / part for part in ("dashboard", "etl", "data", ".streamlit"))]
    looked += tmp_path_factory.getbasetemp().glob("served*")
    looked += [Path.home() / ".streamlit", Path.home() / ".cache" / "streamlit"]
    looked += [one for kind in ("tmp*", "streamlit*") for one in Path(tempfile.gettempdir()).glob(kind)]
    assert [trace for folder in looked for trace in traces(folder, marks)] == []
