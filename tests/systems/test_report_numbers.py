"""The numbers of every report are those of the warehouse, and none is an estimate for an area."""

import re

import pytest
from report_reading import figures, made, value

from etl.__main__ import main
from tests.copies import copy_data


def held(warehouse, region_id: str) -> dict[tuple[str, float], int]:
    """What the warehouse holds for an area: (name of the indicator, value) and how often; the population apart."""
    rows = warehouse.cursor().execute(
        """SELECT i.name_nl, o.value, count(*) FROM observation o JOIN indicator i USING (indicator_id)
           WHERE region_id = ? AND indicator_id <> 'population' AND o.value IS NOT NULL GROUP BY ALL""",
        [region_id],
    )
    return {(name, number): count for name, number, count in rows.fetchall()}


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


def test_no_number_is_given_for_an_area_as_an_estimate(every):
    for one in every.values():
        ranges = {cells[1] for cells in one.page.tables["estimate"][1:]}
        assert ranges == {"5.000–7.500", "4.000–7.000"}, one.name


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
    data = copy_data(tmp_path / "data")
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
