"""What the dictionary promises of rows is a constraint of DuckDB."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from etl import model
from etl.warehouse import published


@pytest.fixture(scope="module")
def writable(warehouse_folder: Path, tmp_path_factory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the warehouse to write to."""
    told = published(warehouse_folder)
    copy = shutil.copy(warehouse_folder / told.file, tmp_path_factory.mktemp("writable") / "copy.duckdb")
    with duckdb.connect(str(copy)) as connection:
        yield connection


def insert(writable: duckdb.DuckDBPyConnection, table: str, where: str, **changed: str) -> None:
    """A copy of one row of a table with some columns replaced by SQL expressions; undone at once."""
    replaced = ", ".join(f'{value} AS "{column}"' for column, value in changed.items())
    writable.begin()
    try:
        writable.execute(f'INSERT INTO "{table}" SELECT * REPLACE ({replaced}) FROM "{table}" WHERE {where} LIMIT 1')
        assert writable.execute("SELECT 1").fetchone() == (1,)
    finally:
        writable.rollback()


ARNHEM = "region_id = 'ar19:arnhem' AND indicator_id = 'om_registered_cases' AND period = '2007'"
SHARE = "indicator_id = 'om_dismissal_share' AND value IS NOT NULL"
NEW = {"breakdown": "'sex=female'"}
BARE = {"indicator_id": "'population'", "series": "'cbs-register'", "region_id": "'nl'"}
"""With a period: a figure that has no statistic."""
POOLED = {
    "indicator_id": "'om_dismissal_share'",
    "series": "'om-later'",
    "period": "'2011/2014'",
    "breakdown": "'type=technical'",
}
PERCENTILE = "interval = 'percentile' AND result_id = 'main'"
REFUSED_BCA = "interval = 'bca' AND result_id = 'stepwise'"
OUTSIDE = {"result_id": "'main without I'", "verdict": "'estimate_outside'"}
ALLOWED = [
    ("count_statistic", ARNHEM, BARE),
    ("observation", ARNHEM, NEW),
    ("observation", ARNHEM, {**NEW, "value": "0", "state": "'zero'"}),
    ("observation", ARNHEM, {**NEW, "value": "NULL", "state": "'suppressed'"}),
    ("observation", SHARE, {**NEW, "value": "100"}),
    ("source", "true", {"source_id": "'new'"}),
    ("estimate", "low IS NOT NULL", {"estimate_id": "'new'"}),
    ("break", "true", {"break_id": "'br-new'"}),
    ("mse_result", "kind = 'method'", {"result_id": "'new'"}),
    ("mse_result", "kind = 'method'", {"result_id": "'new'", "estimate": "NULL", "reason": "'no_maximum'"}),
    ("mse_interval", PERCENTILE, {"result_id": "'main without I'"}),
    ("mse_interval", "interval = 'profile'", {"result_id": "'main without I'", "high": "NULL"}),
    ("mse_interval", REFUSED_BCA, {"result_id": "'main without I'"}),
    ("mse_interval", PERCENTILE, {"result_id": "'main without I'", "high": "NULL"}),
    ("mse_interval", PERCENTILE, {**OUTSIDE, "low": "NULL", "high": "NULL"}),
]
REFUSED = [
    ("observation", ARNHEM, {"value": "12"}, "Duplicate key"),
    ("observation", ARNHEM, {**NEW, "value": "-1"}, "CHECK"),
    ("observation", ARNHEM, {**NEW, "value": "0"}, "CHECK"),
    ("observation", ARNHEM, {**NEW, "value": "NULL"}, "CHECK"),
    ("observation", ARNHEM, {**NEW, "state": "'zero'"}, "CHECK"),
    ("observation", ARNHEM, {**NEW, "state": "'zero'", "value": "NULL"}, "CHECK"),
    ("observation", ARNHEM, {**NEW, "state": "'missing'"}, "CHECK"),
    ("observation", ARNHEM, {**NEW, "state": "'suppressed'"}, "CHECK"),
    ("observation", ARNHEM, {**NEW, "state": "'onbekend'", "value": "NULL"}, "CHECK"),
    ("observation", ARNHEM, {**NEW, "state": "NULL"}, "NOT NULL"),
    ("observation", ARNHEM, {**NEW, "low": "12"}, "CHECK"),
    ("observation", ARNHEM, {**NEW, "low": "12", "high": "10", "value": "NULL"}, "CHECK"),
    ("observation", ARNHEM, {**NEW, "confidence": "'sure'"}, "CHECK"),
    ("observation", ARNHEM, {**NEW, "status": "'ok'"}, "CHECK"),
    ("observation", ARNHEM, {"breakdown": "'vrouw'"}, "CHECK"),
    ("observation", ARNHEM, {**NEW, "period_start": "NULL"}, "CHECK"),
    ("observation", ARNHEM, {**NEW, "region_id": "'ar19:nergens'"}, "foreign key"),
    ("observation", ARNHEM, {**NEW, "indicator_id": "'none'"}, "foreign key"),
    ("observation", ARNHEM, {**NEW, "series": "'none'"}, "foreign key"),
    ("observation", ARNHEM, {**NEW, "source_id": "'none'"}, "foreign key"),
    ("observation", SHARE, {**NEW, "value": "100.1"}, "CHECK"),
    ("source", "true", {"source_id": "'new'", "licence": "NULL"}, "NOT NULL"),
    ("source", "true", {"source_id": "'new'", "licence": "'alles mag'"}, "CHECK"),
    ("source", "true", {"source_id": "'new'", "kind": "'rapport'"}, "CHECK"),
    ("source", "true", {"source_id": "'Nieuw'"}, "CHECK"),
    ("region", "true", {"region_id": "'new'", "type": "'provincie'"}, "CHECK"),
    ("region_link", "true", {"from_region": "'new'"}, "foreign key"),
    ("placement", "true", {"year": "1900", "population": "-1"}, "CHECK"),
    ("estimate", "low IS NOT NULL", {"estimate_id": "'new'", "high": "0"}, "CHECK"),
    ("estimate", "true", {"estimate_id": "'new'", "value": "NULL", "low": "NULL", "high": "NULL"}, "CHECK"),
    ("break", "true", {"break_id": "'br-new'", "kind": "'other'"}, "CHECK"),
    ("count_statistic", ARNHEM, {"breakdown": "'sex=male'"}, "foreign key"),
    ("count_statistic", ARNHEM, {**BARE, "rate": "NULL"}, "CHECK"),
    ("count_statistic", ARNHEM, {**BARE, "population_source_id": "NULL"}, "CHECK"),
    ("count_statistic", ARNHEM, {**BARE, **POOLED}, "CHECK"),
    ("capture_list", "list = 'P'", {"list": "'Q'"}, "Duplicate key"),
    ("capture_list", "list = 'P'", {"list": "'Q'", "position": "11"}, "CHECK"),
    ("capture_history", "true", {"history": "'000000'"}, "CHECK"),
    ("capture_history", "true", {"history": "'111112'"}, "CHECK"),
    ("capture_history", "true", {"history": "'111111'", "persons": "-1"}, "CHECK"),
    ("capture_history", "true", {"dataset": "'none'"}, "foreign key"),
    ("mse_result", "kind = 'method'", {"result_id": "'new'", "estimate": "NULL"}, "CHECK"),
    ("mse_result", "kind = 'method'", {"result_id": "'new'", "reason": "'no_maximum'"}, "CHECK"),
    ("mse_result", "kind = 'method'", {"result_id": "'new'", "estimate": "8233"}, "CHECK"),
    ("mse_result", "kind = 'method'", {"result_id": "'new'", "kind": "'list_left_out'"}, "CHECK"),
    ("mse_interval", PERCENTILE, {"result_id": "'none'"}, "foreign key"),
    ("mse_interval", PERCENTILE, {"result_id": "'main without I'", "high": "0"}, "CHECK"),
    ("mse_interval", PERCENTILE, {"result_id": "'main without I'", "low": "NULL"}, "CHECK"),
    ("mse_interval", PERCENTILE, OUTSIDE, "CHECK"),
    ("mse_interval", PERCENTILE, {"result_id": "'main without I'", "ignores_selection": "true"}, "CHECK"),
    ("mse_interval", REFUSED_BCA, {"result_id": "'main without I'", "low": "1"}, "CHECK"),
    ("mse_interval", REFUSED_BCA, {"result_id": "'main without I'", "verdict": "'healthy'"}, "CHECK"),
    ("mse_check", "true", {"result_id": "'none'"}, "foreign key"),
    ("mse_check", "true", {"check_id": "'none'"}, "CHECK"),
]


@pytest.mark.parametrize(("table", "where", "changed"), ALLOWED)
def test_the_database_takes_a_row_that_obeys(writable, table, where, changed):
    insert(writable, table, where, **changed)


@pytest.mark.parametrize(("table", "where", "changed", "constraint"), REFUSED)
def test_the_database_itself_refuses_a_row_that_does_not(writable, table, where, changed, constraint):
    with pytest.raises(duckdb.ConstraintException, match=f"(?i){constraint}"):
        insert(writable, table, where, **changed)


def test_every_primary_key_and_reference_of_the_dictionary_is_a_constraint_or_follows_from_one(warehouse):
    found = warehouse.execute(
        """SELECT table_name, constraint_type, constraint_column_names FROM duckdb_constraints()
           WHERE constraint_type IN ('PRIMARY KEY', 'FOREIGN KEY')"""
    ).fetchall()
    keys = {(table, tuple(names)) for table, kind, names in found if kind == "PRIMARY KEY"}
    assert keys == {(name, table.key) for name, table in model.tables().items()}
    references = {(table, names[0]) for table, kind, names in found if kind == "FOREIGN KEY" and len(names) == 1}
    declared = {
        (name, field.name, field.references)
        for name, table in model.tables().items()
        for field in table.fields
        if field.references and not field.any
    }
    implied = {
        (table, name, field.references)
        for table, other in model.ROW_OF.items()
        for name in model.tables()[other].key
        if (field := model.tables()[other].field(name)).references
    }
    assert len(implied) == 5 and implied <= declared
    assert references == {(table, name) for table, name, _other in declared - implied}
    assert {(table, tuple(names)) for table, kind, names in found if kind == "FOREIGN KEY" and len(names) > 1} == {
        (table, model.tables()[other].key) for table, other in model.ROW_OF.items()
    }


def test_the_four_states_without_a_value_stay_apart(warehouse, writable):
    counted = dict(warehouse.execute("SELECT state, count(*) FROM observation GROUP BY state").fetchall())
    assert counted == {"value": 4855, "zero": 9, "missing": 17}
    dash = warehouse.execute(
        """SELECT DISTINCT state, value FROM observation WHERE series IN ('om-data-2012', 'regioscan')
           AND state <> 'value' ORDER BY state"""
    ).fetchall()
    assert dash == [("missing", None), ("zero", 0)]
    for state in ("missing", "suppressed", "not_applicable"):
        insert(writable, "observation", ARNHEM, **NEW, value="NULL", state=f"'{state}'")
