"""The file of one's own counts: what is refused and why, what is marked, and that it comes back as it went in."""

import pandas as pd
import pytest

from etl import signal_funnel as funnel
from etl.signal_funnel import Wrong

HEAD = "jaar,vorm,melder,signalen,meldingen,aangiften,onderzoeken,zaken"
GOOD = f"{HEAD}\n2023,seksueel,politie,12,7,4,<5,\n2023,arbeid,gemeente,3,0,,,\n2024,totaal,totaal,20,9,6,3,2\n"


def read(text: str | bytes) -> tuple[pd.DataFrame, list[Wrong]]:
    return funnel.read(text.encode() if isinstance(text, str) else text, 2026)


MALFORMED = {
    "nothing in it": (b"", Wrong(1, "(file)", "file", "an empty file")),
    "no rows": (HEAD.encode(), Wrong(2, "(file)", "file", "none")),
    "a workbook": (b"PK\x03\x04xlsx", Wrong(1, "(encoding)", "encoding", "a spreadsheet workbook")),
    "another encoding": (
        f"{HEAD}\n2023,".encode() + "crimineel,zorg,é".encode("cp1252") + b",,,,\n",
        Wrong(2, "(encoding)", "encoding", "byte 0xe9, in Windows-1252 the letter 'é'"),
    ),
    "a column too few": (GOOD.replace(",zaken", "").encode(), Wrong(2, "(row)", "row", "")),
    "a column missing": (
        b"jaar,vorm,melder,signalen,meldingen,aangiften,onderzoeken\n2023,arbeid,zorg,1,1,1,1\n",
        Wrong(1, "cases", "column", ""),
    ),
    "names of persons": (
        f"{HEAD},naam\n2023,arbeid,zorg,1,1,1,1,1,Jansen\n".encode(),
        Wrong(1, "naam", "header", "naam"),
    ),
    "a column twice": (
        f"{HEAD},zaken\n2023,arbeid,zorg,1,1,1,1,1,1\n".encode(),
        Wrong(1, "cases", "once", "cases"),
    ),
    "a year to come": (f"{HEAD}\n2031,arbeid,zorg,1,,,,\n".encode(), Wrong(2, "year", "year", "2031")),
    "an unknown form": (f"{HEAD}\n2023,dwang,zorg,1,,,,\n".encode(), Wrong(2, "form", "form", "dwang")),
    "an unknown reporter": (
        f"{HEAD}\n2023,arbeid,buurman,1,,,,\n".encode(),
        Wrong(2, "reporter", "reporter", "buurman"),
    ),
    "thousands": (f"{HEAD}\n2023,arbeid,zorg,1.106,,,,\n".encode(), Wrong(2, "signals", "number", "1.106")),
    "a negative count": (f"{HEAD}\n2023,arbeid,zorg,,-2,,,\n".encode(), Wrong(2, "reports", "number", "-2")),
    "a row twice": (
        f"{HEAD}\n2023,arbeid,zorg,1,,,,\n2023,labour,care,2,,,,\n".encode(),
        Wrong(3, "reporter", "key", "2023 / labour / care (2)"),
    ),
    "a total under its part": (
        f"{HEAD}\n2023,totaal,totaal,5,,,,\n2023,arbeid,zorg,70,,,,\n".encode(),
        Wrong(2, "signals", "parts", "5", 70),
    ),
    "a total of a form under its parts": (
        f"{HEAD}\n2023,arbeid,zorg,6,<5,,,\n2023,arbeid,politie,5,9,,,\n2023,arbeid,totaal,10,<5,,,\n".encode(),
        Wrong(4, "signals", "parts", "10", 11),
    ),
    "a total of a reporter under its parts": (
        f"{HEAD}\n2023,arbeid,zorg,,9,,,\n2023,seksueel,zorg,,2,,,\n2023,totaal,zorg,,<5,,,\n".encode(),
        Wrong(4, "reports", "parts", "<5", 11),
    ),
    "a quote left open": (
        f'{HEAD}\n2023,arbeid,"zorg,1,,,,\n'.encode(),
        Wrong(2, "(row)", "row", "unexpected end of data"),
    ),
    "too large": (b"x" * 1_000_001, Wrong(1, "(file)", "size", "1.0 MB")),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_file_is_refused_with_row_column_expected_and_got(name):
    raw, expected = MALFORMED[name]
    rows, wrong = read(raw)
    assert rows.empty
    first = wrong[0]
    got = first.got if expected.got else ""
    assert Wrong(first.row, first.column, first.expected, got, first.least) == expected


def test_every_wrong_row_is_told_at_once():
    _rows, wrong = read(f"{HEAD}\n1999,arbeid,zorg,x,,,,\n2023,arbeid,zorg,1,,,,12,5\n".replace(",12,5", ",12"))
    assert [(one.row, one.column) for one in wrong] == [(2, "year"), (2, "signals")]


def test_every_total_under_its_parts_is_told():
    rows = "2023,totaal,totaal,<5,20,,,\n2023,seksueel,totaal,7,<5,,,\n2023,seksueel,zorg,9,18,,,\n"
    assert read(f"{HEAD}\n{rows}")[1] == [
        Wrong(2, "signals", "parts", "<5", 9),
        Wrong(3, "signals", "parts", "7", 9),
        Wrong(3, "reports", "parts", "<5", 18),
    ]


def test_a_total_above_its_parts_and_a_year_with_zeros_before_it_are_no_faults():
    rows, wrong = read(f"{HEAD}\n02023,totaal,totaal,20,,,,\n2023,arbeid,zorg,<5,,,,\n")
    assert (wrong, rows["year"].tolist()) == ([], [2023, 2023])
    _rows, wrong = read(f"{HEAD}\n02023,arbeid,zorg,20,,,,\n2023,arbeid,zorg,3,,,,\n")
    assert wrong == [Wrong(3, "reporter", "key", "2023 / labour / care (2)")]


def test_a_good_file_has_counts_hidden_cells_and_cells_not_counted():
    rows, wrong = read(GOOD)
    assert wrong == []
    first = rows[rows["form"] == "sexual"].iloc[0]
    assert (first["year"], first["reporter"], first["signals"], first["investigations_hidden"]) == (
        2023,
        "police",
        12,
        True,
    )
    assert pd.isna(first["investigations"]) and pd.isna(first["cases"]) and not first["cases_hidden"]
    assert rows[rows["form"] == "labour"].iloc[0]["reports"] == 0


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_written_reads_as_it_was(language):
    rows, _wrong = read(GOOD)
    again, wrong = read(funnel.written(rows, language, hide=False))
    assert wrong == []
    pd.testing.assert_frame_equal(again, rows)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_template_can_be_read_as_it_is(language):
    rows, wrong = read(funnel.template(language, 2025))
    assert (wrong, len(rows)) == ([], 3)
