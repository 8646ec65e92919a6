"""What spreadsheets do to a CSV without changing what it says."""

import pytest
from figure_rows import GOOD

from etl.facts import read
from etl.findings import Findings
from etl.model import tables

HEADER = list(GOOD)
CELLS = {**GOOD, "note_nl": "België, zie bijlage"}
QUOTED = [f'"{CELLS[name]}"' for name in HEADER]


def lines(separator: str, end: str = "\n", extra: str = "") -> str:
    return separator.join(HEADER) + extra + end + separator.join(QUOTED) + extra + end


WAYS = {
    "commas": lines(",").encode(),
    "semicolons, as a Dutch spreadsheet saves": lines(";").encode(),
    "tabs": lines("\t").encode(),
    "a byte order mark": lines(";").encode("utf-8-sig"),
    "Windows line ends": lines(";", "\r\n").encode(),
    "old Mac line ends": lines(",", "\r").encode(),
    "no line end at the end": lines(",").rstrip("\n").encode(),
    "a line that names the separator": ("sep=;\r\n" + lines(";", "\r\n")).encode(),
    "blank lines before, between and after": ("\n\n" + lines(",", "\n\n") + "\n \n,,,\n").encode(),
    "empty columns at the end": lines(";", "\r\n", ";;;").encode(),
    "spaces round cells": lines(",").replace('"2024"', '" 2024 "').replace("series", " series ").encode(),
    "a remark beside the code": lines(",")
    .replace("region_id", "region_id,(region)")
    .replace('"nl"', '"nl","Nederland, het hele land"')
    .encode(),
    "columns in another order": "\n".join(
        ",".join(reversed(row.split("|"))) for row in ("|".join(HEADER), "|".join(QUOTED))
    ).encode(),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_figure_is_read_whatever_the_spreadsheet_made_of_the_file(way, tmp_path):
    path = tmp_path / "new.csv"
    path.write_bytes(WAYS[way])
    findings = Findings()
    frame = read(path, tables()["observation"], findings)
    assert findings.failures == []
    (row,) = frame[["indicator_id", "region_id", "period", "value", "note_nl"]].to_dict("records")
    assert row == {
        "indicator_id": "om_registered_cases",
        "region_id": "nl",
        "period": "2024",
        "value": 300,
        "note_nl": "België, zie bijlage",
    }
    assert frame.loc[0, ["low", "high", "locator"]].isna().all()


def test_a_failure_names_the_row_as_the_spreadsheet_numbers_it(tmp_path):
    path = tmp_path / "new.csv"
    wrong = lines(",").splitlines()[1].replace('"300"', '"veel"')
    two_lines_in_a_cell = lines(",").splitlines()[1].replace("bijlage", "\nbijlage")
    path.write_text("\n".join([",".join(HEADER), two_lines_in_a_cell, "", wrong]), encoding="utf-8")
    findings = Findings()
    read(path, tables()["observation"], findings)
    assert [(failure.row, failure.column, failure.got) for failure in findings.failures] == [(4, "value", "'veel'")]


def test_a_file_with_its_ending_in_capitals_is_read_as_well(few):
    from etl.load import load
    from etl.sources import Inputs

    (few / "facts" / "NIEUW.CSV").write_bytes(WAYS["Windows line ends"])
    frames, parts, findings = load(Inputs(few))
    assert findings.failures == []
    assert [part.rows for part in parts if part.source == "NIEUW.CSV"] == [1]
    assert 300 in set(frames["observation"].query("series == 'om-later' and period == '2024'")["value"])
