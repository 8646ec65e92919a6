"""The signal funnel with a reader's own counts: refused cell by cell, drawn, shared, and never a small count told."""

import pytest
from handing_in import GOOD, HEAD, eventually, hand_in, settled, table
from playwright.sync_api import expect

FUNNEL = "/bestuurlijke-monitor?deel=trechter"
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
