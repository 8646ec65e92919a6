"""What the page Downloads gives is what DuckDB holds, in CSV, Parquet and JSON."""

import csv
import json
import zipfile

import duckdb
import pytest
from playwright.sync_api import expect

from etl.warehouse import published

COLUMNS = "indicator_id, series, region_id, period, breakdown, value, small_number, rate, break_ids"
SUSPECTS = "/downloads?indicator=om_registered_cases&indicator=police_suspects&from=2009&to=2011"


@pytest.fixture
def held(warehouse):
    """Rows of the warehouse for a condition, as a list of tuples."""

    def ask(condition, *given):
        query = f"SELECT {COLUMNS} FROM observation_wide WHERE {condition} ORDER BY ALL"
        return warehouse.cursor().execute(query, list(given)).fetchall()

    return ask


def files(screen):
    return screen.page.locator(".st-key-files button")


def take(screen, kind):
    return screen.download(screen.page.locator(f".st-key-file-{kind} button"))


def rows_of_csv(path):
    query = f"SELECT {COLUMNS} FROM read_csv(?, all_varchar = true) ORDER BY ALL"
    return duckdb.connect().execute(query, [str(path)]).fetchall()


def written(rows):
    """Rows as a CSV file writes them: whole numbers whole, flags in small letters, nothing for nothing."""

    def cell(value):
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, float):
            return str(int(value)) if value.is_integer() else repr(value)
        return None if value is None else str(value)

    return sorted([tuple(cell(one) for one in row) for row in rows], key=str)


def test_the_indicator_that_is_chosen_on_the_page_is_the_one_in_the_csv(open_page, held):
    screen = open_page("/downloads")
    chosen = screen.page.get_by_role("combobox", name="Wat is geteld")
    chosen.click()
    chosen.press("Backspace")  # away with what stands there first
    screen.page.get_by_text("Er is niets gekozen.").wait_for()
    chosen.fill("Aangiften van mensenhandel")
    screen.page.get_by_role("option").first.click()
    screen.page.locator(".st-key-file-csv button").wait_for()
    screen.settle()
    (indicator,) = screen.asked()["indicator"]
    name, path = take(screen, "csv")
    assert name == "mensenhandelmonitor-2026-11-20.csv"
    assert indicator == "police_complaints"
    expected = held("indicator_id = ?", indicator)
    assert len(expected) > 0
    assert sorted(rows_of_csv(path), key=str) == written(expected)


def test_csv_parquet_and_json_of_one_choice_hold_the_rows_of_duckdb(open_page, held):
    screen = open_page(SUSPECTS)
    expected = held(
        "indicator_id IN ('om_registered_cases', 'police_suspects') AND year(period_start) >= 2009"
        " AND year(period_end) <= 2011"
    )
    assert {row[0] for row in expected} == {"om_registered_cases", "police_suspects"}
    (_, as_csv), (name, parquet), (_, as_json) = (take(screen, kind) for kind in ("csv", "parquet", "json"))
    assert name == "mensenhandelmonitor-2026-11-20.parquet"
    assert sorted(rows_of_csv(as_csv), key=str) == written(expected)
    read = duckdb.connect().execute(f"SELECT {COLUMNS} FROM read_parquet(?) ORDER BY ALL", [str(parquet)]).fetchall()
    assert read == expected
    told = json.loads(as_json.read_text(encoding="utf-8"))
    names = COLUMNS.split(", ")
    assert sorted([tuple(row[name] for name in names) for row in told], key=str) == sorted(expected, key=str)


def test_the_page_says_how_many_rows_there_are_and_shows_them(open_page, held):
    screen = open_page("/downloads?indicator=om_registered_cases&kind=arrondissement19&from=2010&to=2010")
    expected = held("indicator_id = 'om_registered_cases' AND region_type = 'arrondissement19' AND period = '2010'")
    assert len(expected) == 19
    assert "Rijen: 19." in screen.page.locator("[data-testid=stMain]").inner_text()
    shown = screen.page.locator("table.facts tbody tr")
    assert shown.count() == 19
    cells = [row.split("\t") for row in shown.all_inner_texts()]
    figures = {row[0].split(" (")[0]: row[2] for row in cells}
    assert (figures["Rotterdam"], figures["Arnhem"]) == ("20", "13")


def test_the_dictionary_explains_every_column_of_the_csv(open_page):
    screen = open_page(SUSPECTS)
    (_, rows), (_, dictionary) = take(screen, "csv"), take(screen, "dictionary")
    with rows.open(encoding="utf-8", newline="") as stream:
        columns = next(csv.reader(stream))
    with dictionary.open(encoding="utf-8", newline="") as stream:
        explained = {row["column"]: row for row in csv.DictReader(stream)}
    assert [column for column in columns if column not in explained] == []


def test_what_is_cited_keeps_the_vintage_and_the_link_to_share_does_not(open_page, warehouse_folder):
    build = published(warehouse_folder).file.removesuffix(".duckdb")
    screen = open_page(f"{SUSPECTS}&lang=en")
    _, path = take(screen, "zip")
    with zipfile.ZipFile(path) as folder:
        texts = [folder.read(name).decode() for name in ("README.md", "citation.txt", "citation.bib")]
        described = json.loads(folder.read("datapackage.json"))
    screen.page.get_by_text("How to cite these figures").click()
    codes = screen.page.locator("[data-testid=stCode]")
    expect(codes).to_have_count(3, timeout=20_000)
    link, words, bibtex = codes.all_inner_texts()
    assert "vintage=" not in link
    for told in (*texts, described["id"], described["homepage"], words, bibtex):
        assert f"vintage={build}" in told
        assert "indicator=police_suspects" in told


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/downloads?from=2011&to=2007", "Het eerste jaar (2011) ligt na het laatste jaar (2007). Kies een eerder"),
        ("/downloads?lang=en&from=2011&to=2007", "The first year (2011) is after the last year (2007)."),
        ("/downloads?indicator=", "Er is niets gekozen. Kies ten minste één ding dat geteld is"),
    ],
)
def test_a_choice_that_gives_no_rows_is_told_and_offers_no_file(open_page, address, told):
    screen = open_page(address)
    assert [alert for alert in screen.alerts() if alert.startswith(told)] == screen.alerts() != []
    assert files(screen).count() == 0
