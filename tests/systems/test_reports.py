"""Every municipality and arrondissement has a report that is whole, described, and the same on screen and paper."""

import re

import pypdf
import pypdfium2
import pytest
from report_reading import GROUP, squeezed, value

from etl.__main__ import main


def test_one_run_makes_a_report_for_342_municipalities_and_30_arrondissementen(every, all_reports):
    assert len(every) == 342 + 19 + 11
    assert len(list(all_reports.iterdir())) == 2 * len(every)
    for path in all_reports.glob("*.pdf"):
        with path.open("rb") as stream:
            assert 2 <= len(pypdf.PdfReader(stream).pages) <= 4, path.name


def test_the_list_of_sources_stands_in_order_on_the_last_page_and_leaves_no_page_for_one_source(every, all_reports):
    for one in every.values():
        printed = pypdfium2.PdfDocument(all_reports / f"{one.name}.pdf")
        sheets = [sheet.get_textpage().get_text_range() for sheet in printed]
        told = sheets[-1].rpartition("Bronnen")[2]
        numbers = [int(number) for number in re.findall(r"^\[(\d+)\] ", told, re.MULTILINE)]
        assert numbers == list(range(1, len(numbers) + 1)), one.name
        assert len(numbers) >= 18, one.name
        assert len(sheets[-1]) > 3000, one.name


def test_no_report_has_an_empty_table_or_the_name_of_a_missing_value(every):
    for one in every.values():
        assert not re.search(r"\b(nan|None|NaT|NaN)\b|<NA>|\{\w+\}", " ".join(one.page.words)), one.name
        assert "nan" not in re.findall(r"[a-z]+", one.letters), one.name
        assert {"country", "estimate", "barriers", "questions"} <= set(one.page.tables), one.name
        for key, table in one.page.tables.items():
            rows = [cells for cells in table[1:] if len(cells) > GROUP]
            assert rows, (one.name, key)
            assert all(any(cells) for cells in rows), (one.name, key)
            assert len({len(cells) for cells in [table[0], *rows]}) == 1, (one.name, key)


def test_a_report_needs_nothing_but_its_file(every):
    assert {address for one in every.values() for address in one.page.loads} == set()


def test_every_cell_of_the_page_stands_in_the_pdf(every):
    """But the rows of figures: four pages have no room for them, and tell them in the texts of the figures."""
    for one in every.values():
        for key, table in one.page.tables.items():
            if key.startswith("figure-"):
                continue
            for cells in table:
                for cell in cells:
                    assert squeezed(cell) in one.letters, (one.name, key, cell)


def test_a_municipality_without_figures_says_so_and_is_still_of_use(every):
    without = [one for one, report in every.items() if "own" not in report.page.tables]
    assert len([one for one in without if one.startswith("gm:")]) == 342 - 4
    words = " ".join(every["gm:GM0193"].page.words)
    assert "Over de gemeente Zwolle zelf is geen cijfer gepubliceerd dat deze monitor heeft." in words
    assert "Een schatting voor dit gebied bestaat niet" in words
    assert "around" in every["gm:GM0193"].page.tables
    asked = dict(map(tuple, every["gm:GM0193"].page.tables["questions"][1:]))
    assert "in Zwolle bij de eenheid Oost-Nederland" in asked["Politie"]
    assert "parket voor Overijssel" in asked["Openbaar Ministerie"]


def test_figures_are_vectors_and_described(all_reports, every):
    page = (all_reports / f"{every['gm:GM0202'].name}.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 3
    assert page.count('role="img" aria-label="') == 3
    with (all_reports / f"{every['gm:GM0202'].name}.pdf").open("rb") as stream:
        printed = pypdf.PdfReader(stream)
        images = [image for sheet in printed.pages for image in sheet.images]
        assert (images, printed.metadata.title) == ([], "Mensenhandelbeeld Arnhem")
        assert "/StructTreeRoot" in printed.trailer["/Root"]
        assert printed.trailer["/Root"]["/Lang"] == "nl"


def test_the_rows_of_each_figure_stand_under_it_as_a_table(every, warehouse):
    tables = every["gm:GM0202"].page.tables
    assert [key for key in tables if key.startswith("figure-")] == [
        "figure-district",
        "figure-reported",
        "figure-immigration",
    ]
    cases = warehouse.cursor().execute(
        """SELECT r.name, period, value FROM observation JOIN region r USING (region_id)
           WHERE region_id = 'ar19:arnhem' AND indicator_id = 'om_registered_cases' AND period NOT LIKE '%/%'
             AND breakdown = 'total' ORDER BY period"""
    )
    told = [(line, period, value(number)) for line, period, number, *_more in tables["figure-district"][1:]]
    assert told == [(name, period, number) for name, period, number in cases.fetchall()]
    assert every["gm:GM0202"].page.words.count("De cijfers van deze figuur als tabel") == 3


@pytest.mark.parametrize("region_id", ["gm:GM9999", "AR05", "eenheid:RE01", "nl"])
def test_an_area_without_report_is_refused_in_a_sentence(region_id, warehouse_folder, tmp_path, capsys):
    asked = ["--region", region_id, "--out", str(tmp_path / "none")]
    assert main(["report", "--warehouse", str(warehouse_folder), *asked]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert said.err.startswith(f"error: no report for '{region_id}'; expected a municipality")


def test_without_a_warehouse_the_command_says_what_to_do(tmp_path, capsys):
    assert main(["report", "--warehouse", str(tmp_path), "--all", "--out", str(tmp_path)]) == 1
    assert capsys.readouterr().err == "error: nothing is published; run 'python -m etl build'\n"


@pytest.mark.parametrize(
    ("language", "other", "title"),
    [
        ("nl", "en", "Annual figures human trafficking 2022"),
        ("en", "nl", "Vervolging mensenhandel hapert"),
    ],
)
def test_titles_in_another_language_are_marked_in_the_file_and_in_the_pdf(
    warehouse_folder, tmp_path, language, other, title
):
    asked = ["--region", "gm:GM0202", "--out", str(tmp_path), "--lang", language]
    assert main(["report", "--warehouse", str(warehouse_folder), *asked]) == 0
    name = tmp_path / f"mensenhandelbeeld-gm-GM0202-{language}"
    told = name.with_suffix(".html").read_text(encoding="utf-8")
    marked = re.findall(r'<span lang="(\w+)">([^<]*)</span>', told)
    assert (other, title) in marked
    assert {tongue for tongue, _title in marked} == {other}
    drawn = b"".join(page.get_contents().get_data() for page in pypdf.PdfReader(name.with_suffix(".pdf")).pages)
    assert set(re.findall(rb"/Lang\((\w+)\)", drawn)) == {other.encode()}
    assert drawn.count(b"/Lang(") >= len(marked)  # a title of two lines has two
