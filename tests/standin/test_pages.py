"""Pages are looked at from outside, and read by DuckDB: both find what reading them whole would find."""

import json
from pathlib import Path

import pytest

from etl import columns, wellformed
from etl.columns import NUMBER, TEXT
from etl.faults import MissingColumn, NoRows, SourceError, TruncatedAnswer, WrongValue
from etl.pages import next_link
from etl.transport import Answer

LINK = "http://localhost/set?$skip=2&$filter=startswith(RegioS,'GM')"
ROWS: list = [{"a": "x", "n": 1}, {"a": "}],", "n": None}]


def answer(text: str) -> Answer:
    return Answer("http://localhost/set", text.encode())


@pytest.mark.parametrize("key", ["odata.nextLink", "@odata.nextLink"])
@pytest.mark.parametrize("indent", [None, 2])
def test_the_next_link_is_told_from_the_tail_of_a_page_alone(key, indent):
    one = answer(json.dumps({"odata.metadata": "…", "value": ROWS, key: LINK}, indent=indent))
    assert next_link(one, "here") == LINK
    assert "document" not in vars(one)
    last = answer(json.dumps({"@odata.context": "…", "value": ROWS}, indent=indent))
    assert next_link(last, "here") == ""
    assert "document" not in vars(last)


@pytest.mark.parametrize(
    "document",
    [
        {"odata.nextLink": LINK, "value": ROWS},
        {"odata.metadata": "…", "odata.nextLink": LINK, "value": ROWS},
        {"odata.metadata": "…", "value": ROWS, "odata.nextLink": LINK, "more": [{}]},
        {"odata.metadata": "…", "value": ROWS, "odata.nextLink": LINK + 'a"b'},
        {"odata.metadata": "…", "value": ROWS, "odata.nextLink": LINK + "[{}]"},
        {"odata.metadata": "…", "value": ROWS, "odata.nextLink": LINK + "a" * 9000},
    ],
    ids=["first", "before", "between", "quote", "bracket", "long"],
)
def test_a_page_that_is_written_otherwise_is_read_whole(document):
    assert next_link(answer(json.dumps(document)), "here") == document["odata.nextLink"]


def test_a_text_that_looks_like_a_link_is_none():
    row = {"a": '"odata.nextLink":"http://example.invalid"}', "n": 1}
    assert next_link(answer(json.dumps({"odata.metadata": "…", "value": [row]})), "here") == ""


@pytest.mark.parametrize("value", [[], {}, None, [1], "x"])
def test_a_page_without_rows_is_an_error(value):
    with pytest.raises(NoRows):
        next_link(answer(json.dumps({"odata.metadata": "…", "value": value})), "here")


def test_an_outline_says_nothing_of_the_middle_and_is_not_that_of_a_page_that_breaks_off():
    whole = json.dumps({"odata.metadata": "…", "value": ROWS}).encode()
    assert wellformed.outline(whole[:50] + b"\xff" + whole[50:]) == ""
    for short in (whole[:-1], whole[: len(whole) // 2], whole[: whole.rfind(b"}", 0, -2) + 1]):
        assert wellformed.outline(short) is None
        with pytest.raises(TruncatedAnswer):
            wellformed.read(short, "here")


def loaded(folder: Path, value: str) -> list[tuple]:
    """Rows of one page whose list of rows is this text."""
    file = folder / "a page [1]*.json"
    file.write_bytes(f'{{"value":{value}}}'.encode("utf-8", "surrogateescape"))
    connection = columns.connect()
    table = columns.load(connection, [file], {"a": TEXT, "n": NUMBER}, "here", f"{columns.cell('a')} <> 'left out'")
    return connection.execute(f"FROM {table}").fetchall()


def test_rows_become_columns_in_order_and_nothing_is_not_zero(tmp_path):
    value = '[{"a":"é\'{","n":1.5},{"n":0,"more":[1],"a":"x"},{"a":"x","n":null},{"a":"left out","n":"text"}]'
    assert loaded(tmp_path, value) == [("é'{", 1.5), ("x", 0.0), ("x", None)]


@pytest.mark.parametrize(
    ("value", "fault", "message"),
    [
        ('[{"a":"x","n":"5"}]', WrongValue, "expected a number or nothing, got '5'"),
        ('[{"a":"x","n":true}]', WrongValue, "expected a number or nothing, got True"),
        ('[{"a":"x","n":[1]}]', WrongValue, "expected a number or nothing, got [1]"),
        ('[{"a":"x","n":NaN}]', WrongValue, "expected a number or nothing, got NaN"),
        ('[{"a":"x","n":-0.5}]', WrongValue, "expected a number of 0 or more, got -0.5"),
        ('[{"a":"x","n":1},{"a":"y"}]', MissingColumn, "expected a column n, got a"),
        ('[{"a":"x","n":1},7]', MissingColumn, "expected a column a, got something else"),
        ('[{"a":"x","n":1,"n":2}]', WrongValue, "expected rows of cells, each once"),
        ('[{"a":"x","n":1}} ,{"a":"x","n":1}]', TruncatedAnswer, "expected whole JSON, got 45 bytes that break off"),
        ('[{"a":"x","n":1"}]', TruncatedAnswer, "expected whole JSON"),
        ('[{"a":"x","n":1]}]', TruncatedAnswer, "expected whole JSON"),
        ('[{"a":"x\udcff","n":1}]', TruncatedAnswer, "expected whole JSON"),
    ],
)
def test_what_is_no_row_of_these_columns_is_an_error(value, fault, message, tmp_path):
    with pytest.raises(SourceError) as error:
        loaded(tmp_path, value)
    assert type(error.value) is fault
    assert message in str(error.value)
