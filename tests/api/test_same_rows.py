"""Page, API in four formats, package and warehouse hold the same rows of every indicator."""

import io
import json
import math
import zipfile
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pyarrow.parquet
import pytest

from etl import formats
from etl.model import tables
from etl.views import wide_fields
from etl.warehouse import open_read_only, published

FACTS = Path(__file__).parents[2] / "data" / "facts"
INDICATORS = sorted(pd.read_csv(FACTS / "indicators.csv")["indicator_id"])
FIELDS = {field.name: field.type for field in wide_fields()}
KEY = ", ".join(tables()["observation"].key)
Row = tuple[object, ...]


@pytest.fixture(scope="module")
def held(kept_builds: Path) -> dict[str, list[Row]]:
    """Rows of the warehouse by indicator, read with DuckDB and nothing of ours."""
    told = published(kept_builds)
    assert told is not None
    with open_read_only(kept_builds / told.file) as connection:
        found = connection.execute(f"FROM observation_wide ORDER BY {KEY}").fetchall()
    at = list(FIELDS).index("indicator_id")
    return {one: [row for row in found if row[at] == one] for one in INDICATORS}


def same(got: list[Row], expected: list[Row]) -> None:
    assert len(got) == len(expected)
    for left, right in zip(got, expected, strict=True):
        for name, one, other in zip(FIELDS, left, right, strict=True):
            if isinstance(one, float) and isinstance(other, float):
                assert math.isclose(one, other, rel_tol=1e-14), name  # a spreadsheet keeps fifteen digits
            else:
                assert one == other, name


def of_text(rows: list[dict[str, str]]) -> list[Row]:
    """Cells of a CSV as what the dictionary says they are."""
    read = {
        "whole": int,
        "number": float,
        "flag": lambda cell: {"true": True, "false": False}[cell],
        "day": date.fromisoformat,
        "text": formats.unguarded,
        "period": str,
    }
    return [tuple(read[FIELDS[name]](row[name]) if row[name] else None for name in FIELDS) for row in rows]


def csv_rows(content: bytes) -> list[Row]:
    frame = pd.read_csv(io.BytesIO(content), dtype="str", keep_default_na=False)
    assert list(frame.columns) == list(FIELDS)
    return of_text(frame.to_dict("records"))


def json_rows(content: bytes) -> list[Row]:
    days = {name for name, kind in FIELDS.items() if kind == "day"}
    return [
        tuple(date.fromisoformat(row[name]) if name in days and row[name] else row[name] for name in FIELDS)
        for row in json.loads(content)
    ]


def parquet_rows(content: bytes) -> list[Row]:
    table = pyarrow.parquet.read_table(io.BytesIO(content))
    return [tuple(row[name] for name in FIELDS) for row in table.to_pylist()]


def xlsx_rows(content: bytes) -> list[Row]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    assert book.sheetnames == ["Uitleg", "observations", "sources", "breaks", "blind_spots", "kolommen"]
    head, *rows = book["observations"].iter_rows(values_only=True)
    assert list(head) == list(FIELDS)
    flag = {"ja": True, "nee": False, None: None}

    def cell(name: str, value: object) -> object:
        if FIELDS[name] == "flag":
            return flag[value]  # type: ignore[index]
        return value.date() if isinstance(value, datetime) else value

    return [tuple(cell(name, value) for name, value in zip(FIELDS, row, strict=True)) for row in rows]


@pytest.fixture(scope="module")
def answered(service) -> dict[str, list[Row]]:
    """All figures of the API in each format."""
    readers = {"csv": csv_rows, "json": json_rows, "parquet": parquet_rows, "xlsx": xlsx_rows}
    return {kind: read(service.get(f"observations.{kind}").content) for kind, read in readers.items()}


@pytest.mark.usefixtures("monitor")
@pytest.mark.parametrize("indicator", INDICATORS)
def test_every_indicator(indicator, service, held, answered):
    expected = held[indicator]
    at = list(FIELDS).index("indicator_id")
    for rows in answered.values():
        same([row for row in rows if row[at] == indicator], expected)
    same(of_page(indicator, expected), expected)
    filtered = service.get(f"observations.csv?indicator={indicator}")
    same(csv_rows(filtered.content), expected)
    estimated = service.get(f"estimates.csv?indicator={indicator}")
    answers = {"observations.csv": filtered, "estimates.csv": estimated}
    there = {name: one.content for name, one in answers.items() if one.headers["X-Total-Count"] != "0"}
    packed = service.get(f"package.zip?indicator={indicator}")
    if there:
        with zipfile.ZipFile(io.BytesIO(packed.content)) as folder:
            assert {name: folder.read(name) for name in answers if name in folder.namelist()} == there
    else:
        assert (packed.status_code, packed.json()["type"]) == (404, "/api/v1/docs#nothing-selected")


def of_page(indicator: str, expected: list[Row]) -> list[Row]:
    """The rows that the pages draw, of every kind of area, in the order of the key."""
    from dashboard import queries

    kinds = {str(row[list(FIELDS).index("region_type")]) for row in expected} or {"land"}
    frames = [queries.figures([indicator], kind, breakdown=None) for kind in kinds]
    rows = pd.concat(frames).sort_values(KEY.split(", "))
    return csv_rows(formats.to_csv(rows[list(FIELDS)]))
