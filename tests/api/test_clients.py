"""Programs that people use read the answers as they are: pandas, DuckDB and LibreOffice."""

import csv
import io
import shutil
import subprocess
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest

PATH = "observations.{kind}?indicator=om_registered_cases&region=ar19:arnhem&from=2007&to=2007&lang=nl{more}"
VALUE, RATE, DAY = 11, 11 / 1172600 * 100000, "2007-01-01"


def fetch(service, folder: Path, kind: str, more: str = "") -> Path:
    file = folder / f"rows.{kind}"
    file.write_bytes(service.get(PATH.format(kind=kind, more=more)).content)
    return file


def test_pandas_reads_the_csv_with_its_defaults(service):
    frame = pd.read_csv(f"{service.api}/{PATH.format(kind='csv', more='')}", parse_dates=["period_start"])
    assert (frame.at[0, "value"], frame.at[0, "rate"]) == (VALUE, RATE)
    assert frame.at[0, "period_start"] == pd.Timestamp(DAY)
    assert frame.at[0, "small_number"] == False  # noqa: E712 - numpy's own


def test_pandas_reads_the_dutch_csv_as_dutch(service):
    frame = pd.read_csv(f"{service.api}/{PATH.format(kind='csv', more='&dialect=nl')}", sep=";", decimal=",")
    assert (frame.columns[0], frame.at[0, "value"], frame.at[0, "rate"]) == ("indicator_nl", VALUE, RATE)


def test_duckdb_reads_both(service, tmp_path):
    found = duckdb.sql(
        f"SELECT value, rate, period_start, small_number FROM read_csv('{fetch(service, tmp_path, 'csv')}')"
    )
    value, rate, day, small = found.fetchall()[0]
    assert (value, rate, str(day), small) == (VALUE, RATE, DAY, False)
    dutch = fetch(service, tmp_path, "csv", "&dialect=nl")
    found = duckdb.sql(f"SELECT value, rate, period_start FROM read_csv('{dutch}', delim=';', decimal_separator=',')")
    assert [str(one) for one in found.fetchall()[0]] == [str(VALUE), str(RATE), DAY]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Converts a file as LibreOffice opens it, and gives back its first sheet (or the one named) as rows of text."""
    program = shutil.which("soffice") or "soffice"

    def convert(file: Path, options: str = "", sheet: int = 0) -> list[list[object]]:
        out = tmp_path_factory.mktemp("office")
        command = [program, f"-env:UserInstallation=file://{out}/profile", "--headless", "--convert-to", "xlsx"]
        if options:
            command += [f"--infilter=Text - txt - csv (StarCalc):{options}"]
        subprocess.run([*command, "--outdir", str(out), str(file)], check=True, capture_output=True, timeout=120)
        book = openpyxl.load_workbook(out / f"{file.stem}.xlsx")
        return [list(row) for row in book.worksheets[sheet].iter_rows(values_only=True)]

    return convert


ENGLISH = "44,34,76,1,,1033,false,true"
DUTCH = "59,34,76,1,,1043,false,true"
"""What the window says that asks how to read a CSV: delimiter, quote, UTF-8, first row, columns, language, …"""


@pytest.mark.parametrize(("more", "options"), [("", ENGLISH), ("&dialect=nl", DUTCH)], ids=["plain", "dutch"])
def test_libreoffice_sees_numbers_and_days_in_the_csv(more, options, service, office, tmp_path):
    head, row = office(fetch(service, tmp_path, "csv", more), options)
    seen = dict(zip(head, row, strict=True))
    assert head[0] == "indicator_nl"
    assert (seen["value"], seen["population"]) == (VALUE, 1172600)
    assert seen["rate"] == pytest.approx(RATE, rel=1e-14)
    assert seen["period_start"].date().isoformat() == DAY


def test_libreoffice_sees_numbers_days_words_and_explanation_in_the_xlsx(service, office, tmp_path):
    file = fetch(service, tmp_path, "xlsx")
    explained = office(file)
    assert explained[0][0] == "Mensenhandelmonitor"
    assert any("Geregistreerd is niet hetzelfde als werkelijk" in str(row[1]) for row in explained)
    head, row = office(file, sheet=1)
    seen = dict(zip(head, row, strict=True))
    assert (seen["value"], seen["small_number"], seen["period_start"].date().isoformat()) == (VALUE, "nee", DAY)
    assert openpyxl.load_workbook(file)["observations"].freeze_panes == "A2"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_text_that_looks_like_a_formula_is_not_run_and_comes_back_as_it_was(kind, service, office, tmp_path):
    more = "&vintage=2026-11-19"
    file = fetch(service, tmp_path, kind, more)
    head, row = office(file, ENGLISH if kind == "csv" else "", sheet=0 if kind == "csv" else 1)
    shown = dict(zip(head, row, strict=True))["locator"]
    assert shown == {"csv": "'=1+1", "xlsx": "=1+1"}[kind]  # as text; run, it would be 2
    if kind == "csv":
        from etl.formats import unguarded

        (record,) = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8")))
        assert unguarded(record["locator"]) == "=1+1"
    assert service.get(PATH.format(kind="json", more=more)).json()[0]["locator"] == "=1+1"
