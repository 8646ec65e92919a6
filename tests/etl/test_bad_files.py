"""A file that is no table of figures is named, and what an editor leaves beside the facts is passed over."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from figure_rows import HEADER, check

from etl import cells
from etl.__main__ import main

ROW = "om_registered_cases,om-later,nl,2024,total,300,,,cases,unknown,value,confirmed,kst-28638-98,,{note},"
UTF8 = "expected text in UTF-8 (save the sheet as 'CSV UTF-8')"


def text(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def figures(note: str = "") -> str:
    return text(HEADER, ROW.format(note=note))


def written(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def without(column: str) -> Callable[[Path], object]:
    at = HEADER.split(",").index(column)
    lines = [line.split(",") for line in figures().splitlines()]
    return written(text(*[",".join(line[:at] + line[at + 1 :]) for line in lines]).encode())


def loop(path: Path) -> None:
    path.symlink_to(path)


def dangling(path: Path) -> None:
    path.symlink_to(path.with_name("gone.csv"))


COLUMNS = HEADER.replace(",", ", ")
NEW_FILES = {
    "an empty file": (written(b""), "1:(file): expected a header and rows, got an empty file"),
    "a file of nothing but separators": (
        written(b";;;;\r\n;;;;\r\n"),
        "1:(file): expected a header and rows, got an empty file",
    ),
    "a header alone": (
        written(HEADER.encode()),
        "2:(file): expected at least one row under the header, got none",
    ),
    "a missing column": (
        without("source_id"),
        "1:source_id: expected a column named source_id, got a header of " + HEADER.replace("source_id,", ""),
    ),
    "a column too many": (
        written(text(HEADER + ",bron", ROW.format(note="") + ",x").encode()),
        f"1:bron: expected one of {COLUMNS}, got 'bron'",
    ),
    "a column twice": (
        written(text(HEADER + ",value", ROW.format(note="") + ",1").encode()),
        "1:value: expected each column once, got 2 times",
    ),
    "a header of something else": (
        written(b"jaar,zaken\n2024,300\n"),
        f"1:(header): expected a header of {HEADER}, got 'jaar,zaken'",
    ),
    "a decimal comma that splits a cell": (
        written(text(HEADER, ROW.format(note="").replace(",300,", ",300,5,")).encode()),
        "2:(row): expected 16 cells, as the header has, got 17"
        " (a cell with a ',' in it must stand between double quotes)",
    ),
    "a row that breaks off": (
        written(text(HEADER, ROW.format(note=""), "om_registered_cases,om-later").encode()),
        "3:(row): expected 16 cells, as the header has, got 2"
        " (a cell with a ',' in it must stand between double quotes)",
    ),
    "a quote that is never closed": (
        written(figures('"nooit gesloten').encode()),
        '2:(row): expected cells in CSV form, every " closed, got unexpected end of data',
    ),
    "Latin-1": (
        written(figures("België").encode("latin-1")),
        f"2:(encoding): {UTF8}, got byte 0xeb, in Windows-1252 the letter 'ë'",
    ),
    "UTF-16 with its mark": (
        written(figures().encode("utf-16")),
        f"1:(encoding): {UTF8}, got UTF-16 or binary",
    ),
    "UTF-16 without its mark": (
        written(figures().encode("utf-16-le")),
        f"1:(encoding): {UTF8}, got UTF-16 or binary",
    ),
    "a workbook with another name": (
        written(b"PK\x03\x04rest"),
        f"1:(encoding): {UTF8}, got a spreadsheet workbook",
    ),
    "a folder": (
        lambda path: path.mkdir(),
        "1:(file): expected a CSV file, got a folder",
    ),
    "a file that cannot be opened": (
        loop,
        "1:(file): expected a file that can be read, got Too many levels of symbolic links",
    ),
    "a link to nothing": (
        dangling,
        "1:(file): expected a file that can be read, got No such file or directory",
    ),
}


@pytest.fixture(scope="module")
def refused(few_facts, tmp_path_factory, refuse):
    """What is said of all files that are no table of figures at once, under a name of its own each."""
    data = shutil.copytree(few_facts, tmp_path_factory.mktemp("wrong") / "data")
    for number, (spoil, _message) in enumerate(NEW_FILES.values()):
        spoil(data / "facts" / f"zz-{number}.csv")
    return refuse(data)


@pytest.mark.parametrize("name", NEW_FILES)
def test_a_file_that_is_no_table_of_figures_is_named(name, refused):
    line = f"zz-{list(NEW_FILES).index(name)}.csv:{NEW_FILES[name][1]}"
    assert line in refused.by_check
    assert line in refused.by_build


def test_files_that_are_no_tables_leave_what_is_published(refused):
    assert refused.by_build[:-1] == refused.by_check[:-1]
    assert (refused.checked, refused.built, refused.untouched) == (1, 1, True)


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


def test_a_file_of_twenty_thousand_rows_is_checked_like_one_of_ten(few, capsys):
    row = ROW.format(note="")
    years = [row.replace(",2024,", f",{1900 + n % 100}-{1 + n // 100 % 12:02},") for n in range(1200)]
    lines = [line.replace(",total,", f",age={age},") for age in range(20) for line in years]
    (few / "facts" / "zz.csv").write_text(text(HEADER, *lines, lines[0]), encoding="utf-8")
    status, said = check(few, capsys)
    assert [line.split(": ")[0] for line in said[:-1]] == ["zz.csv:24002:breakdown"]
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
