"""The self-scan as a person uses it: fill in, fold, save, load, compare; and nothing handed in stays behind."""

import json
import tempfile
from pathlib import Path

import pytest
from handing_in import GOOD, answer, eventually, hand_in, settled, table
from playwright.sync_api import Page, expect

SCAN = "/bestuurlijke-monitor?deel=zelfscan"
MARK = "kenmerk-4711"
"""A word that stands nowhere but in what these tests hand in."""


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
