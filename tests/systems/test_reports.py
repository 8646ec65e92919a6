"""Every municipality and arrondissement has a report; its numbers are those of the warehouse, on screen and paper."""

import re
import shutil
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from report_reading import Made, read, squeezed

from etl.__main__ import main

NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})*(?:,\d+)?")
GROUP, WITHOUT_NUMBER = 1, {"niet gepubliceerd": "missing", "onderdrukt door de bron": "suppressed"}


def figures(table: list[list[str]]) -> list[tuple[str, list[str]]]:
    """Rows of a table of figures with the heading they stand under."""
    found, heading = [], ""
    for cells in table[1:]:
        if len(cells) == GROUP:
            heading = cells[0]
        else:
            found.append((heading, cells))
    return found


def value(text: str) -> float | None:
    """1.106 -> 1106; 6,2 -> 6.2; None where there is no plain number."""
    bare = text.removesuffix("%")
    return float(bare.replace(".", "").replace(",", ".")) if NUMBER.fullmatch(bare) else None


def held(warehouse, region_id: str) -> dict[tuple[str, float], int]:
    """What the warehouse holds for an area: (name of the indicator, value) and how often; the population apart."""
    rows = warehouse.cursor().execute(
        """SELECT i.name_nl, o.value, count(*) FROM observation o JOIN indicator i USING (indicator_id)
           WHERE region_id = ? AND indicator_id <> 'population' AND o.value IS NOT NULL GROUP BY ALL""",
        [region_id],
    )
    return {(name, number): count for name, number, count in rows.fetchall()}


def region_ids(warehouse) -> list[str]:
    rows = warehouse.cursor().execute(
        """SELECT DISTINCT region_id FROM placement WHERE year = 2026 UNION ALL
           SELECT region_id FROM region WHERE type IN ('arrondissement19', 'arrondissement11') ORDER BY 1"""
    )
    return [row[0] for row in rows.fetchall()]


def made(folder: Path, region_id: str, language: str = "nl") -> Made:
    return read(folder, f"mensenhandelbeeld-{region_id.replace(':', '-')}-{language}")


@pytest.fixture(scope="module")
def every(warehouse, all_reports) -> dict[str, Made]:
    return {one: made(all_reports, one) for one in region_ids(warehouse)}


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


def test_the_numbers_of_every_area_are_those_of_the_warehouse(warehouse, every):
    told = 0
    for region_id, one in every.items():
        expected = held(warehouse, region_id)
        for name, cells in figures(one.page.tables.get("own", [[]])):
            number = value(cells[1])
            if number is not None:
                plain = name.partition(" (")[0] if name not in {key for key, _ in expected} else name
                matches = [key for key in expected if key[1] == number and key[0].startswith(plain)]
                assert matches, (region_id, name, cells)
                told += 1
    assert told >= 30


def test_a_municipality_tells_every_figure_the_warehouse_holds_for_it(warehouse, every):
    for region_id in ("gm:GM0202", "gm:GM0114", "gm:GM0772"):
        own = figures(every[region_id].page.tables["own"])
        background = figures(every[region_id].page.tables.get("background", [[]]))
        total = warehouse.cursor().execute(
            "SELECT count(*) FROM observation WHERE region_id = ? AND indicator_id <> 'population'", [region_id]
        )
        (expected,) = total.fetchone()
        here = [row for row in background if row[0].startswith("gemeente ") and "Inwoners op" not in row[0]]
        assert len(own) + len(here) == expected, region_id


def test_the_cases_of_the_old_districts_stand_in_the_report_of_each_with_interval_and_rate(warehouse, every):
    rows = warehouse.cursor().execute(
        """SELECT region_id, period, value, count_low, count_high, rate FROM observation_wide
           WHERE indicator_id = 'om_registered_cases' AND region_type = 'arrondissement19' ORDER BY ALL"""
    )
    count = 0
    for region_id, period, number, low, high, rate in rows.fetchall():
        own = {cells[0]: cells for _name, cells in figures(every[region_id].page.tables["own"])}
        cells = own[period.replace("/", "–")]
        assert value(cells[1]) == number
        bounds = [value(part) for part in cells[2].split("–")]
        assert bounds == pytest.approx([low, high], abs=0.051)
        if rate is None:
            assert cells[3] == "–"
        else:
            assert value(cells[3].partition(" ")[0]) == pytest.approx(rate, abs=0.0051)
        assert ("< 5" in cells[4]) == (number < 5)
        count += 1
    assert count == 19 * 6


def test_every_cell_of_the_page_stands_in_the_pdf(every):
    """But the rows of figures: four pages have no room for them, and tell them in the texts of the figures."""
    for one in every.values():
        for key, table in one.page.tables.items():
            if key.startswith("figure-"):
                continue
            for cells in table:
                for cell in cells:
                    assert squeezed(cell) in one.letters, (one.name, key, cell)


def test_national_numbers_are_those_of_the_warehouse(warehouse, every):
    expected = warehouse.cursor().execute(
        """SELECT i.name_nl, o.period, o.value FROM observation o JOIN indicator i USING (indicator_id)
           WHERE region_id = 'nl' AND breakdown = 'total' AND value IS NOT NULL"""
    )
    known = set(expected.fetchall())
    table = every["gm:GM0193"].page.tables["country"]
    assert len(table) > 10
    for cells in table[1:]:
        name = cells[0].partition(" · ")[0]
        assert (name, cells[1], value(cells[2])) in known
    estimates = every["gm:GM0193"].page.tables["estimate"][1:]
    assert {(cells[0], cells[1]) for cells in estimates} >= {("2018–2019", "4.000–7.000"), ("2014–2015", "5.000–7.500")}


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


def test_no_number_is_given_for_an_area_as_an_estimate(every):
    for one in every.values():
        ranges = {cells[1] for cells in one.page.tables["estimate"][1:]}
        assert ranges == {"5.000–7.500", "4.000–7.000"}, one.name


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


def test_an_english_report_is_english(report):
    one = report("ar11:AR05", "en")
    assert one.page.language == "en"
    words = " ".join(one.page.words)
    assert "Trafficking profile of Noord-Nederland" in words
    assert "court district until 2013 Assen (went over whole)" in words
    assert not re.search(
        r"\b(geen|niet|wordt|gemeente)\b", " ".join(one.page.tables["questions"][0] + one.page.words[:40])
    )
    assert value_en(figures(one.page.tables["around"])[0][1][1]) is not None


def value_en(text: str) -> float | None:
    return float(text.replace(",", "")) if re.fullmatch(r"[\d,.]+", text) else None


def test_a_figure_that_comes_into_the_warehouse_comes_into_the_report(tmp_path, capsys):
    """A synthetic figure for Emmen, added as a row of the facts, shows up without a line of code."""
    data = tmp_path / "data"
    shutil.copytree(Path(__file__).parents[2] / "data" / "facts", data / "facts")
    head = (
        "indicator_id,series,region_id,period,breakdown,value,low,high,unit,status,state,confidence,source_id,locator"
    )
    row = "police_complaints,interview-2012,gm:GM0114,2012,total,3,,,complaints,provisional,value,confirmed"
    (data / "facts" / "observations-synthetic.csv").write_text(
        f"{head},note_nl,note_en\n{row},nr-2012-gemeenten,synthetic,,\n", encoding="utf-8"
    )
    assert main(["build", "--data", str(data), "--warehouse", str(tmp_path / "wh")]) == 0, capsys.readouterr().err
    asked = ["--region", "gm:GM0114", "--out", str(tmp_path)]
    assert main(["report", "--warehouse", str(tmp_path / "wh"), *asked]) == 0
    own = figures(made(tmp_path, "gm:GM0114").page.tables["own"])
    assert ("Aangiften van mensenhandel", ["2012", "3"], "< 5; voorlopig") in [
        (name, cells[:2], cells[4]) for name, cells in own
    ]


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
