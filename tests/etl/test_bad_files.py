"""A file that is no table, a table that is not there, a source that may not be used."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from etl import cells
from etl.__main__ import main

HEADER = (
    "indicator_id,series,region_id,period,breakdown,value,low,high,unit,status,state,confidence,source_id,"
    "locator,note_nl,note_en"
)
ROW = "om_registered_cases,om-later,nl,2024,total,300,,,cases,unknown,value,confirmed,kst-28638-98,,{note},"
UTF8 = "expected text in UTF-8 (save the sheet as 'CSV UTF-8')"


def text(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def figures(note: str = "") -> str:
    return text(HEADER, ROW.format(note=note))


def written(content: bytes) -> Callable[[Path], object]:
    return lambda facts: (facts / "zz.csv").write_bytes(content)


def without(column: str) -> Callable[[Path], object]:
    at = HEADER.split(",").index(column)
    lines = [line.split(",") for line in figures().splitlines()]
    return written(text(*[",".join(line[:at] + line[at + 1 :]) for line in lines]).encode())


def changed(file: str, old: str, new: str) -> Callable[[Path], object]:
    def spoil(facts: Path) -> None:
        before = (facts / file).read_text(encoding="utf-8")
        assert before.count(old) >= 1
        (facts / file).write_text(before.replace(old, new, 1), encoding="utf-8")

    return spoil


def removed(file: str) -> Callable[[Path], object]:
    return lambda facts: (facts / file).unlink()


def emptied(file: str) -> Callable[[Path], object]:
    def spoil(facts: Path) -> None:
        header = (facts / file).read_text(encoding="utf-8").split("\n")[0]
        (facts / file).write_text(header + "\n", encoding="utf-8")

    return spoil


def loop(facts: Path) -> None:
    (facts / "zz.csv").symlink_to(facts / "zz.csv")


def dangling(facts: Path) -> None:
    (facts / "zz.csv").symlink_to(facts / "gone.csv")


COLUMNS = HEADER.replace(",", ", ")
LICENCES = (
    "CC BY 4.0, CC BY-NC-ND 4.0, CC0 1.0, figures only, cite the source, public law, no copyright,"
    " public record, cite the source"
)
SOURCE_HEADER = "source_id,producer,title,year,published,url,licence,kind,note\n"
SPOILED = {
    "an empty file": (written(b""), "zz.csv:1:(file): expected a header and rows, got an empty file"),
    "a file of nothing but separators": (
        written(b";;;;\r\n;;;;\r\n"),
        "zz.csv:1:(file): expected a header and rows, got an empty file",
    ),
    "a header alone": (
        written(HEADER.encode()),
        "zz.csv:2:(file): expected at least one row under the header, got none",
    ),
    "a missing column": (
        without("source_id"),
        "zz.csv:1:source_id: expected a column named source_id, got a header of "
        + HEADER.replace("source_id,", ""),
    ),
    "a column too many": (
        written(text(HEADER + ",bron", ROW.format(note="") + ",x").encode()),
        f"zz.csv:1:bron: expected one of {COLUMNS}, got 'bron'",
    ),
    "a column twice": (
        written(text(HEADER + ",value", ROW.format(note="") + ",1").encode()),
        "zz.csv:1:value: expected each column once, got 2 times",
    ),
    "a header of something else": (
        written(b"jaar,zaken\n2024,300\n"),
        f"zz.csv:1:(header): expected a header of {HEADER}, got 'jaar,zaken'",
    ),
    "a decimal comma that splits a cell": (
        written(text(HEADER, ROW.format(note="").replace(",300,", ",300,5,")).encode()),
        "zz.csv:2:(row): expected 16 cells, as the header has, got 17"
        " (a cell with a ',' in it must stand between double quotes)",
    ),
    "a row that breaks off": (
        written(text(HEADER, ROW.format(note=""), "om_registered_cases,om-later").encode()),
        "zz.csv:3:(row): expected 16 cells, as the header has, got 2"
        " (a cell with a ',' in it must stand between double quotes)",
    ),
    "a quote that is never closed": (
        written(figures('"nooit gesloten').encode()),
        'zz.csv:2:(row): expected cells in CSV form, every " closed, got unexpected end of data',
    ),
    "Latin-1": (
        written(figures("België").encode("latin-1")),
        f"zz.csv:2:(encoding): {UTF8}, got byte 0xeb, in Windows-1252 the letter 'ë'",
    ),
    "UTF-16 with its mark": (
        written(figures().encode("utf-16")),
        f"zz.csv:1:(encoding): {UTF8}, got UTF-16 or binary",
    ),
    "UTF-16 without its mark": (
        written(figures().encode("utf-16-le")),
        f"zz.csv:1:(encoding): {UTF8}, got UTF-16 or binary",
    ),
    "a workbook with another name": (
        written(b"PK\x03\x04rest"),
        f"zz.csv:1:(encoding): {UTF8}, got a spreadsheet workbook",
    ),
    "a workbook": (
        lambda facts: (facts / "om.xlsx").write_bytes(b"PK\x03\x04"),
        "om.xlsx:1:(file): expected a CSV file, its name ending in .csv, got another kind of file",
    ),
    "a folder": (
        lambda facts: (facts / "zz.csv").mkdir(),
        "zz.csv:1:(file): expected a CSV file, got a folder",
    ),
    "a file that cannot be opened": (
        loop,
        "zz.csv:1:(file): expected a file that can be read, got Too many levels of symbolic links",
    ),
    "a link to nothing": (
        dangling,
        "zz.csv:1:(file): expected a file that can be read, got No such file or directory",
    ),
    "no sources": (
        removed("sources.csv"),
        "sources.csv:1:(file): expected a file sources.csv in the folder facts, got none",
    ),
    "no indicators": (
        removed("indicators.csv"),
        "indicators.csv:1:(file): expected a file indicators.csv in the folder facts, got none",
    ),
    "no regions": (
        removed("regions.csv"),
        "regions.csv:1:(file): expected a file regions.csv in the folder facts, got none",
    ),
    "no placements": (
        removed("placements.csv"),
        "placements.csv:1:(file): expected a file placements.csv in the folder facts, got none",
    ),
    "regions without a row": (
        emptied("regions.csv"),
        "regions.csv:2:(file): expected at least one row under the header, got none",
    ),
    "a source without a licence": (
        changed("sources.csv", SOURCE_HEADER, f"{SOURCE_HEADER}nieuw,OM,Titel,2024,,,,primary,\n"),
        f"sources.csv:2:licence: expected one of {LICENCES}, got nothing",
    ),
    "a source with an unknown licence": (
        changed("sources.csv", SOURCE_HEADER, f"{SOURCE_HEADER}nieuw,OM,Titel,2024,,,alles mag,primary,\n"),
        f"sources.csv:2:licence: expected one of {LICENCES}, got 'alles mag'",
    ),
    "a source of an unknown kind": (
        changed("sources.csv", SOURCE_HEADER, f"{SOURCE_HEADER}nieuw,OM,Titel,2024,,,CC0 1.0,rapport,\n"),
        "sources.csv:2:kind: expected one of primary, secondary, press, got 'rapport'",
    ),
    "a source with a Dutch day": (
        changed("sources.csv", SOURCE_HEADER, f"{SOURCE_HEADER}nieuw,OM,T,2024,1-5-2024,,CC0 1.0,primary,\n"),
        "sources.csv:2:published: expected a day that exists, as YYYY-MM-DD, got '1-5-2024'",
    ),
    "a source without a producer": (
        changed("sources.csv", SOURCE_HEADER, f"{SOURCE_HEADER}nieuw,,T,2024,,,CC0 1.0,primary,\n"),
        "sources.csv:2:producer: expected a text, got nothing",
    ),
    "a flag that is no flag": (
        changed("breaks.csv", ",yes\n", ",ja\n"),
        "breaks.csv:2:confirmed: expected yes or no, got 'ja'",
    ),
    "an estimate with a Dutch thousand": (
        changed("estimates.csv", ",5000,7500,", ",5.000,7500,"),
        "estimates.csv:2:low: expected a number without thousands separators"
        " (5000; 5.0000 for a decimal number), got '5.000'",
    ),
    "two units in a group of estimates": (
        changed("estimates.csv", "7500,victims per year,", "7500,persons,"),
        "estimates.csv:27:unit: expected persons, as the rest of its comparable_group,"
        " got 'victims per year'",
    ),
    "a municipality in a year that never was": (
        changed("placements.csv", "\n2026,", "\n20266,"),
        "placements.csv:2:year: expected a year as YYYY, got '20266'",
    ),
}


def check(folder: Path, capsys) -> tuple[int, list[str]]:
    status = main(["check", "--data", str(folder)])
    said, complained = capsys.readouterr()
    assert complained == ""
    return status, said.splitlines()


@pytest.mark.parametrize("name", SPOILED)
def test_check_and_build_name_the_file_and_what_it_should_be(name, few, published_folder, contents, capsys):
    spoil, message = SPOILED[name]
    spoil(few / "facts")
    status, said = check(few, capsys)
    assert message in said
    assert status == 1
    before = contents(published_folder)
    assert main(["build", "--data", str(few), "--warehouse", str(published_folder)]) == 1
    said_by_build, complained = capsys.readouterr()
    assert complained.splitlines()[:-1] == said[:-1]
    assert complained.splitlines()[-1] == f"error: {len(said) - 1} failures; nothing was published"
    assert said_by_build == ""
    assert contents(published_folder) == before


@pytest.mark.parametrize("name", ["no sources", "no indicators", "no regions", "no placements"])
def test_a_table_that_is_not_there_is_one_failure_and_not_a_hundred(name, few, capsys):
    SPOILED[name][0](few / "facts")
    assert len(check(few, capsys)[1]) == 2


def test_a_failing_build_makes_no_folder(few, tmp_path):
    (few / "facts" / "zz.csv").write_bytes(b"")
    assert main(["build", "--data", str(few), "--warehouse", str(tmp_path / "new")]) == 1
    assert not (tmp_path / "new").exists()


def test_a_file_too_large_to_be_written_by_people_is_not_read(few, capsys):
    with (few / "facts" / "zz.csv").open("wb") as stream:
        stream.truncate(cells.MAX_BYTES + 1_000_000)
    status, said = check(few, capsys)
    assert said[0] == "zz.csv:1:(file): expected 50 MB at most, got 51 MB"
    assert status == 1


def test_a_file_of_fifty_thousand_rows_is_checked_like_one_of_ten(few, capsys):
    row = ROW.format(note="")
    years = [row.replace(",2024,", f",{1900 + n % 200}-{1 + n // 200 % 12:02},") for n in range(2400)]
    lines = [line.replace(",total,", f",age={age},") for age in range(20) for line in years]
    (few / "facts" / "zz.csv").write_text(text(HEADER, *lines, lines[0]), encoding="utf-8")
    status, said = check(few, capsys)
    assert [line.split(": ")[0] for line in said[:-1]] == ["zz.csv:48002:breakdown"]
    assert status == 1


def test_what_an_editor_hides_or_explains_is_passed_over(few, capsys):
    (few / "facts" / ".~lock.sources.csv#").write_bytes(b"x")
    (few / "facts" / "~$om.csv").write_bytes(b"x")
    (few / "facts" / "README.md").write_text("Uitleg", encoding="utf-8")
    assert check(few, capsys)[0] == 0


def test_a_template_from_facts_that_cannot_be_read_says_so(few, capsys):
    shutil.copy(few / "facts" / "terms.csv", few / "facts" / "indicators.csv")
    assert main(["template", "om_registered_cases", "--year", "2024", "--data", str(few), "--out", "-"]) == 1
    said, complained = capsys.readouterr()
    assert complained == "error: indicators.csv cannot be used yet; run 'python -m etl check'\n"
    assert said == ""
