"""Rows as a spreadsheet for people: a first sheet that explains, then a sheet a table."""

import io
from dataclasses import dataclass
from datetime import date, datetime

import duckdb
import pandas as pd
import xlsxwriter

from etl import extract
from etl.dataset import Dataset, in_language
from etl.dataset_parts import source_fields
from etl.explained import ROWS, explained
from etl.model import Field, tables
from etl.selection import Selection
from etl.words import SHEETS

WIDEST = 48
"""Characters; a longer text runs on under its neighbour and is whole when its cell is opened."""


@dataclass(frozen=True)
class Sheet:
    """One table: its name on the tab, its rows, and the fields that say which columns are numbers, days and flags."""

    name: str
    rows: pd.DataFrame
    fields: dict[str, Field]


def to_xlsx(
    connection: duckdb.DuckDBPyConnection,
    dataset: Dataset,
    rows: pd.DataFrame,
    *,
    language: str,
    both: bool,
    build: str,
    link: str,
    chosen: Selection,
) -> bytes:
    """An XLSX of rows of a dataset; the same rows of the same build give the same bytes.

    Numbers are numbers, days are days, flags are words; text stays text, also when it looks like a formula.
    Sheets: explanation, the rows, what the columns mean, and for figures and estimates their sources, breaks and blind
    spots. both: with the columns in the other language too.
    """
    say = SHEETS[language]
    shown = [field for field in dataset.fields if field.name in rows.columns]
    about = extract.dictionary(shown)[["column", "type", "unit", "allowed", f"description_{language}"]]
    sheets = [Sheet(dataset.name, rows, {field.name: field for field in shown})]
    if dataset.name in ROWS:
        sheets += _beside(connection, dataset, rows, None if both else language)
    sheets.append(Sheet(say["columns"], about, {}))
    buffer = io.BytesIO()
    # text is never guessed at: no formulas, addresses or numbers made of it
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        day = datetime.fromisoformat(build[:10])
        book.set_properties({"title": f"{say['title']}: {dataset.name}", "comments": link, "created": day})
        styles = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "title": book.add_format({"bold": True, "font_size": 14}),
        }
        first = book.add_worksheet(say["explanation"])
        first.set_column(0, 0, 26, styles["text"])
        first.set_column(1, 1, 100, styles["text"])
        for number, (name, told) in enumerate(explained(connection, dataset, rows, language, build, link, chosen)):
            first.write_string(number, 0, name, styles["title" if number == 0 else "head" if told == "" else "text"])
            first.write_string(number, 1, told, styles["text"])
        for sheet in sheets:
            _fill(book, sheet, styles, language)
    return buffer.getvalue()


def _beside(
    connection: duckdb.DuckDBPyConnection, dataset: Dataset, rows: pd.DataFrame, language: str | None
) -> list[Sheet]:
    """What figures or estimates refer to, a sheet a table; no blind spots where no row names one."""
    counted = dataset.name == "observations"
    breaks = extract.breaks_of(connection, rows) if counted else extract.breaks_of(connection, estimates=rows)
    found = {"source": extract.sources_of(connection, rows), "break": breaks}
    if counted and rows["blind_spot_ids"].notna().any():
        found["blind_spot"] = extract.blind_spots_of(connection, rows)
    sheets = []
    for name, some in found.items():
        held = source_fields() if name == "source" else tables()[name].fields
        fields = {one.name: one for one in in_language(held, language)}
        sheets.append(Sheet(f"{name}s", some[list(fields)], fields))
    return sheets


def _fill(book: xlsxwriter.Workbook, sheet: Sheet, styles: dict[str, xlsxwriter.format.Format], language: str) -> None:
    page = book.add_worksheet(sheet.name)
    page.freeze_panes(1, 0)
    columns = list(sheet.rows.columns)
    for at, name in enumerate(columns):
        page.write_string(0, at, str(name), styles["head"])
        field = sheet.fields.get(str(name))
        cells = sheet.rows.iloc[:, at]
        there = cells.notna().to_numpy()
        kind = field.type if field else "text"
        widest = len(str(name)) + 2
        for row, cell in enumerate(cells.tolist(), start=1):
            if not there[row - 1]:
                continue
            if kind == "day":
                page.write_datetime(row, at, _day(cell), styles["day"])
            elif kind == "flag":
                page.write_string(row, at, SHEETS[language]["yes" if cell else "no"])
            elif isinstance(cell, str):
                page.write_string(row, at, cell)
                widest = max(widest, len(cell))
            else:
                page.write_number(row, at, cell)
        page.set_column(at, at, 12 if kind == "day" else min(widest, WIDEST))
    if columns:
        page.autofilter(0, 0, len(sheet.rows), len(columns) - 1)


def _day(cell: date | datetime) -> datetime:
    return datetime(cell.year, cell.month, cell.day)
