"""The local profile on its page: under each figure stand the rows that it draws, to read and as CSV."""

import csv

import pytest


def shown(screen, key: str) -> list[list[str]]:
    """The rows of the table in the box of a figure."""
    box = screen.page.locator(f".st-key-table-beeld-{key}")
    box.locator("summary").press("Enter")
    box.locator("table").wait_for()
    told: list[list[str]] = box.locator("table").evaluate(
        "table => [...table.rows].map(row => [...row.cells].map(cell => cell.innerText.trim()))"
    )
    return told


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_figure_has_its_rows_as_a_table_and_as_csv(open_page, language):
    screen = open_page(f"/mensenhandelbeeld?gebied=gm:GM0622&lang={language}")
    head, *rows = shown(screen, "district")
    assert head[:3] == (["Lijn", "Periode", "Aantal"] if language == "nl" else ["Line", "Period", "Number"])
    assert [row[1:3] for row in rows] == [
        ["2007", "29"],
        ["2008", "26"],
        ["2009", "19"],
        ["2010", "20"],
        ["2011", "41"],
    ]
    counts = {}
    for key in ("district", "reported", "immigration"):
        if key != "district":
            rows = shown(screen, key)[1:]
        button = screen.page.locator(f".st-key-csv-beeld-{key}").get_by_role("button")
        name, path = screen.download(button)
        assert name == f"mensenhandelmonitor-beeld-{key}.csv"
        with path.open(encoding="utf-8", newline="") as stream:
            counts[key] = len(list(csv.DictReader(stream)))
        assert counts[key] == len(rows)
    assert counts == {"district": 5, "reported": 37, "immigration": 96}
