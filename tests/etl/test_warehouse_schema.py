"""The field dictionary and the database agree, and the file that is the dictionary says nothing that nobody reads."""

import tomllib
from pathlib import Path

import duckdb
import pytest

from etl import model, views

OBSERVATION_TYPES = {"VARCHAR", "BIGINT", "DOUBLE", "BOOLEAN", "DATE"}


def columns(warehouse: duckdb.DuckDBPyConnection, name: str) -> list[tuple[str, str, str]]:
    return warehouse.execute(
        """SELECT column_name, data_type, comment FROM duckdb_columns()
           WHERE table_name = ? ORDER BY column_index""",
        [name],
    ).fetchall()


def test_every_table_of_the_warehouse_is_in_the_dictionary_and_the_reverse(warehouse):
    found = {row[0] for row in warehouse.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    assert found == set(model.tables())
    shown = warehouse.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
    assert shown == [("observation_wide",)]


@pytest.mark.parametrize("name", model.tables())
def test_every_column_is_in_the_dictionary_with_its_type_and_description(warehouse, name):
    expected = [(field.name, model.SQL_TYPES[field.type], field.en) for field in model.tables()[name].fields]
    assert columns(warehouse, name) == expected


def test_every_column_of_the_wide_view_is_in_the_dictionary(warehouse):
    expected = [(field.name, model.SQL_TYPES[field.type]) for field in views.wide_fields()]
    assert [(column, kind) for column, kind, _ in columns(warehouse, "observation_wide")] == expected


def test_every_field_is_described_in_both_languages():
    fields = [field for table in model.tables().values() for field in table.fields] + views.wide_fields()
    assert [field.name for field in fields if not field.nl.strip() or not field.en.strip()] == []
    assert [name for name, text in model.dimensions().items() if not text["nl"] or not text["en"]] == []


def test_the_dictionary_has_no_key_that_is_not_a_column_and_no_reference_that_leads_nowhere():
    tables = model.tables()
    assert [name for name, table in tables.items() if not set(table.key) <= set(table.columns)] == []
    references = {field.references for table in tables.values() for field in table.fields if field.references}
    assert references <= set(tables)


def test_every_dimension_of_a_breakdown_is_a_column_of_the_wide_view(warehouse):
    used = warehouse.execute(
        r"""SELECT DISTINCT unnest(regexp_extract_all(breakdown, '([a-z_]+)=', 1)) AS one
            FROM observation ORDER BY one"""
    ).fetchall()
    shown = {column for column, _, _ in columns(warehouse, "observation_wide")}
    assert {row[0] for row in used} <= shown & set(model.dimensions())
    assert len(used) > 5


def test_the_wide_view_splits_a_breakdown_into_its_dimensions(warehouse):
    row = warehouse.execute(
        """SELECT form, sex, age, origin FROM observation_wide
           WHERE breakdown = 'form=sexual' AND indicator_id = 'reported_victims' LIMIT 1"""
    ).fetchone()
    assert row == ("sexual", None, None, None)
    query = "SELECT count(*) FROM observation_wide WHERE residence <> '' AND breakdown NOT LIKE '%residence=%'"
    assert warehouse.execute(query).fetchone() == (0,)


def test_the_file_that_is_the_dictionary_has_no_attribute_that_nobody_reads():
    declared = tomllib.loads((Path(model.__file__).with_name("model.toml")).read_text(encoding="utf-8"))
    assert set(declared) - {"dimensions"} == set(model.tables())
    for table in set(declared) - {"dimensions"}:
        assert set(declared[table]) <= {"file", "key", "nl", "en", "fields"}


@pytest.mark.parametrize(
    ("region_id", "period", "ids"),
    [
        ("ar11:AR10", "2021", "br-2021-haaren"),  # Oost-Brabant
        ("ar11:AR11", "2021", "br-2021-haaren"),  # Zeeland-West-Brabant
        ("ar11:AR03", "2021", None),  # Gelderland
        ("ar11:AR08", "2019", "br-2019-vijfheerenlanden"),  # Rotterdam
        ("ar11:AR03", "2019", None),
        ("nl", "2021", None),
    ],
)
def test_a_break_of_borders_stands_at_the_figures_of_its_areas_alone(warehouse, region_id, period, ids):
    found = warehouse.execute(
        "SELECT break_ids FROM observation_wide WHERE indicator_id = 'population' AND series = 'cbs-register'"
        " AND breakdown = 'total' AND region_id = ? AND period = ?",
        [region_id, period],
    ).fetchall()
    assert found == [(ids,)]
