"""When the figures cannot be read or prepared, the page says so in its language, and nothing else breaks."""

import json
import shutil

import duckdb
import pytest
from elements import titles
from streamlit.testing.v1 import AppTest

from dashboard.texts import text
from etl.model import SCHEMA_VERSION
from etl.warehouse import POINTER
from tests.copies import copy_data


def pointing_to(file, schema):
    return json.dumps({"file": file, "vintage": "2026-11-20", "schema": schema, "built": "x"})


@pytest.fixture
def facts(tmp_path):
    """A copy of the bundled facts, to spoil."""
    return copy_data(tmp_path / "data")


@pytest.fixture
def opened(project):
    def run(language):
        page = AppTest.from_file(str(project / "dashboard" / "main.py"), default_timeout=120)
        page.query_params["lang"] = language
        return page.run()

    return run


def errors(page):
    assert not page.exception
    assert titles(page) == []  # the page itself is not run
    return [one.value for one in page.error]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_facts_with_an_error_are_told_with_file_row_and_column(reading, opened, facts, tmp_path, language):
    om = facts / "facts" / "observations-om.csv"
    spoiled = om.read_text(encoding="utf-8").replace("2007/2011,total,1106,", "2007/2011,total,1.106,", 1)
    om.write_text(spoiled, encoding="utf-8")
    reading(tmp_path / "warehouse", facts)
    page = opened(language)
    assert errors(page) == [text(language, "error.input", count=1)]
    (told,) = [one.value for one in page.code]
    assert told.startswith("observations-om.csv:")
    assert "value: expected" in told
    assert "got '1.106'" in told
    assert list((tmp_path / "warehouse").glob("*.duckdb")) == []


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("pointer", "told"),
    [
        ("{", "error.warehouse"),
        ("[]", "error.warehouse"),
        (pointing_to("gone.duckdb", SCHEMA_VERSION), "error.warehouse"),
        (pointing_to("old.duckdb", SCHEMA_VERSION - 1), "error.dictionary"),
    ],
    ids=["cut off", "of another shape", "to a file that is gone", "of an older dictionary"],
)
def test_a_pointer_that_leads_nowhere_is_told(reading, opened, tmp_path, pointer, told, language):
    (tmp_path / POINTER).write_text(pointer, encoding="utf-8")
    reading(tmp_path)
    assert errors(opened(language)) == [text(language, told)]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_file_that_is_no_database_is_told(reading, opened, tmp_path, language):
    (tmp_path / POINTER).write_text(pointing_to("2026-11-20-x.duckdb", SCHEMA_VERSION), encoding="utf-8")
    (tmp_path / "2026-11-20-x.duckdb").write_bytes(b"not a database")
    reading(tmp_path)
    assert errors(opened(language)) == [text(language, "error.warehouse")]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_nobody_foresaw_is_told_in_a_sentence_and_the_details_go_to_the_log(
    reading, opened, warehouse_folder, tmp_path, caplog, language
):
    shutil.copytree(warehouse_folder, tmp_path / "warehouse")
    (file,) = (tmp_path / "warehouse").glob("*.duckdb")
    with duckdb.connect(str(file)) as connection:
        connection.execute("DROP VIEW observation_wide")
    reading(tmp_path / "warehouse")
    page = opened(language)
    assert [one.value for one in page.error] == [text(language, "error.unforeseen")]
    assert not page.exception
    assert "observation_wide" in caplog.text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_folder_that_cannot_be_made_is_told(reading, opened, tmp_path, language):
    (tmp_path / "warehouse").symlink_to(tmp_path / "a disk that is not there")
    reading(tmp_path / "warehouse")
    assert errors(opened(language)) == [text(language, "error.folder")]
