"""An extract holds the same figures as the warehouse, in each format."""

import csv
import io
import json
import re

import duckdb
import pandas as pd
import pyarrow.parquet
import pytest
from extracting import BUILD, OM
from hypothesis import given
from hypothesis import strategies as st

from etl import extract, formats, package
from etl.breakdowns import covers, covers_sql
from etl.gathered import gather
from etl.model import SQL_TYPES
from etl.selection import Selection
from etl.views import wide_fields

KEY = "indicator_id, series, region_id, period, breakdown, vintage"


def test_figures_name_the_breaks_of_their_breakdown(warehouse):
    """In SQL as in `covers`; the total of TIP is not among those whose forms are delimited anew."""
    rows = warehouse.execute(
        "SELECT breakdown, bool_or(list_contains(string_split(break_ids, ';'), 'br-tip-forms')) AS named"
        " FROM observation_wide WHERE series = 'tip' AND indicator_id = 'reported_victims'"
        " AND period_start >= '2016-01-01' GROUP BY breakdown ORDER BY breakdown"
    ).fetchall()
    assert {one: bool(named) for one, named in rows} == {one: covers("form=*", one) for one, _named in rows}
    assert [one for one, named in rows if named] == [
        *(
            "form=both_sexual_and_labour",
            "form=criminal",
            "form=labour_and_forced_crime",
            "form=sexual",
            "form=unknown",
        ),
    ]


def test_what_is_said_of_a_breakdown_is_said_of_figures_that_have_it():
    told = ("*", "total", "form=*", "form=sexual", "form=*;sex=female")
    figures = ("total", "rate", "form=sexual", "form=sexual;sex=female", "reporter=police")
    assert [[covers(one, other) for other in figures] for one in told] == [
        [True, True, True, True, True],
        [True, False, False, False, False],
        [False, False, True, True, False],
        [False, False, True, True, False],
        [False, False, False, True, False],
    ]
    asked = [[covers_sql(f"'{one}'", f"'{other}'") for other in figures] for one in told]
    found = duckdb.sql("SELECT " + ", ".join(one for some in asked for one in some)).fetchall()
    assert found == [tuple(covers(one, other) for one in told for other in figures)]


@pytest.fixture(scope="module")
def folder(warehouse, tmp_path_factory):
    """All figures in the three formats."""
    out = tmp_path_factory.mktemp("out")
    for kind in extract.FORMATS:
        package.write(out, gather(warehouse, Selection(), BUILD), kind, "nl")
    return out


@pytest.fixture(scope="module")
def everything(warehouse):
    return warehouse.execute(f"FROM observation_wide ORDER BY {KEY}").fetchall()


def read_back(file) -> list[tuple]:
    """What DuckDB reads from a file, with the types of the dictionary."""
    fields = wide_fields()
    types = {field.name: SQL_TYPES[field.type] for field in fields}
    kind = file.suffix[1:]
    if kind == "parquet":
        return duckdb.sql(f"FROM read_parquet('{file}')").fetchall()
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in types.items())
    more = ", header=true, nullstr=''" if kind == "csv" else ""
    return duckdb.sql(f"FROM read_{kind}('{file}', columns={{{columns}}}{more})").fetchall()


@pytest.mark.parametrize("kind", extract.FORMATS)
def test_duckdb_reads_back_every_figure_to_the_last_digit(kind, folder, everything):
    found = read_back(folder / f"observations.{kind}")
    assert len(found) == len(everything) > 4800
    assert found == everything


@pytest.mark.parametrize("kind", extract.FORMATS)
def test_pandas_reads_back_the_same_numbers(kind, folder, warehouse):
    file = folder / f"observations.{kind}"
    reader = {"csv": pd.read_csv, "parquet": pd.read_parquet, "json": pd.read_json}[kind]
    found = reader(file, **({"precise_float": True} if kind == "json" else {}))
    expected = warehouse.execute(f"FROM observation_wide ORDER BY {KEY}").df()
    assert list(found.columns) == [field.name for field in wide_fields()]
    for column in ("value", "low", "high", "rate", "rate_high", "count_low", "population"):
        pd.testing.assert_series_equal(
            found[column].astype("float64"), expected[column].astype("float64"), rtol=1e-15, atol=0
        )
    assert found["small_number"].astype(bool).tolist() == expected["small_number"].tolist()


def test_parquet_has_the_types_of_the_dictionary(folder):
    kinds = {"text": {"string", "large_string"}, "number": {"double"}, "whole": {"int64"}, "flag": {"bool"}}
    kinds |= {"day": {"date32[day]"}, "period": {"string", "large_string"}}
    schema = pyarrow.parquet.read_schema(folder / "observations.parquet")
    wrong = {f.name for f in wide_fields() if str(schema.field(f.name).type) not in kinds[f.type]}
    assert wrong == set()


def test_a_column_without_any_value_keeps_its_type_in_parquet(warehouse):
    undated = extract.rows(warehouse, Selection(("om_dismissal_share",)))
    assert undated["sex"].isna().all()
    table = pyarrow.parquet.read_table(pyarrow.BufferReader(formats.to_parquet(undated.assign(period_start=pd.NaT))))
    assert str(table.schema.field("sex").type) in {"string", "large_string"}
    assert str(table.schema.field("period_start").type) == "date32[day]"


def test_a_count_of_eleven_is_written_as_11(warehouse):
    arnhem = extract.rows(warehouse, Selection(OM.indicators, ("ar19:arnhem",), 2007, 2007))
    row = dict(zip(*(line.split(",") for line in cut(formats.to_csv(arnhem))), strict=True))
    assert row == {
        "value": "11",
        "low": "",
        "small_number": "false",
        "population": "1172600",
        "period_start": "2007-01-01",
    }
    (record,) = json.loads(formats.to_json(arnhem))
    assert json.dumps([record["value"], record["low"], record["population"]]) == "[11, null, 1172600]"
    assert record["rate"] == 11 / 1172600 * 100000


def cut(content: bytes) -> list[str]:
    """A few columns of a CSV, unquoted."""
    names = ["value", "low", "small_number", "population", "period_start"]
    frame = pd.read_csv(io.BytesIO(content), dtype="str", keep_default_na=False)[names]
    return [",".join(names), *(",".join(row) for row in frame.itertuples(index=False))]


@given(st.lists(st.floats(allow_nan=True, allow_infinity=False), min_size=1))
def test_every_number_comes_back_from_csv_and_json_as_it_was(numbers):
    frame = pd.DataFrame({"number": numbers, "row": range(len(numbers))})
    back = [line.split(",")[0] for line in formats.to_csv(frame).decode().splitlines()[1:]]
    assert [None if cell == "" else float(cell) for cell in back] == [
        None if number != number else number for number in numbers
    ]
    assert not any(cell.endswith(".0") for cell in back)
    assert [row["number"] for row in json.loads(formats.to_json(frame))] == [
        None if number != number else number for number in numbers
    ]


@given(st.lists(st.text(alphabet=st.characters(blacklist_categories=("Cs",), blacklist_characters="\r\0"))))
def test_every_text_comes_back_from_json_and_quotes_from_csv(texts):
    frame = pd.DataFrame({"text": pd.Series(texts, dtype="object"), "row": range(len(texts))})
    assert [row["text"] for row in json.loads(formats.to_json(frame))] == texts
    back = list(csv.DictReader(io.StringIO(formats.to_csv(frame).decode(), newline="")))
    assert [formats.unguarded(row["text"]) for row in back] == texts
    assert not any(re.match("[=+@\\-\x00-\x1f]", row["text"]) for row in back)


@pytest.mark.parametrize(
    ("text", "cell"),
    [("=1+1", "'=1+1"), ("'=1+1", "''=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("-x", "'-x"), ("\t=1", "'\t=1")],
)
def test_text_that_a_spreadsheet_would_run_gets_one_apostrophe_and_loses_it_again(text, cell):
    assert (formats.guarded(text), formats.unguarded(cell)) == (cell, text)


@pytest.mark.parametrize("text", ["'s-Hertogenbosch", "", "1106", "a=b", "<5", "'", "form=sexual"])
def test_other_text_is_written_as_it_is(text):
    assert (formats.guarded(text), formats.unguarded(text)) == (text, text)


def test_a_negative_number_stays_a_number_and_the_dutch_dialect_has_semicolons_and_decimal_commas():
    frame = pd.DataFrame({"number": [-0.75, 1106.0, None], "text": ["a;b", "-5", "x"], "flag": [True, False, True]})
    assert formats.to_csv(frame, formats.DUTCH).decode() == (
        '\ufeffnumber;text;flag\n-0,75;"a;b";true\n1106;\'-5;false\n;x;true\n'
    )
    assert formats.to_csv(frame).decode().splitlines()[1] == "-0.75,a;b,true"


@pytest.mark.parametrize("kind", extract.FORMATS)
def test_all_figures_go_with_all_estimates(kind, folder, warehouse):
    file = folder / f"estimates.{kind}"
    found = {"csv": pd.read_csv, "parquet": pd.read_parquet, "json": pd.read_json}[kind](file)
    expected = warehouse.execute("SELECT estimate_id, low, high FROM estimate ORDER BY estimate_id").df()
    found = found.sort_values("estimate_id", ignore_index=True)[["estimate_id", "low", "high"]]
    pd.testing.assert_frame_equal(found, expected, check_dtype=False)
