"""The workbench answers one SELECT and refuses everything else, and nobody else notices."""

import csv
import hashlib
import io
import re
import threading
import time
from html import escape
from pathlib import Path
from urllib.parse import quote

import pandas as pd
import pytest
import requests
from playwright.sync_api import Page, expect

from dashboard import html
from dashboard.queries import workbench
from dashboard.texts import LANGUAGES, sentences
from etl import formats
from etl.warehouse import open_read_only, published
from tests.dashboard.elements import run_page

FOREVER = "WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t"
ATTACKS = {
    "SELECT * FROM read_csv('/etc/passwd')": "forbidden",
    "SELECT * FROM read_text('/etc/passwd')": "forbidden",
    "SELECT * FROM read_blob('/etc/passwd')": "forbidden",
    "SELECT * FROM glob('/etc/*')": "forbidden",
    "SELECT * FROM read_parquet('https://example.org/x.parquet')": "forbidden",
    "SELECT * FROM query('FROM read_text(''/etc/passwd'')')": "forbidden",
    "SELECT path FROM duckdb_databases()": "forbidden",
    'SELECT path FROM system.main."duckdb_databases"': "forbidden",
    "WITH a AS (FROM duckdb_settings()) SELECT value FROM a": "forbidden",
    "SELECT [a FOR a IN (SELECT list(file) FROM pragma_database_list())]": "forbidden",
    "SELECT Current_Setting('temp_directory')": "forbidden",
    "SHOW DATABASES": "forbidden",
    "SELECT * FROM query('SELECT path FROM duckdb_databases()')": "forbidden",
    "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT path FROM duckdb_databases()'))": "forbidden",
    "SELECT * FROM '/etc/passwd'": "unknown",
    "FROM 'region.csv'": "forbidden",
    "COPY region TO '/tmp/taken.csv'": "select",
    "COPY (SELECT 1) TO '/tmp/taken.csv'": "select",
    "EXPORT DATABASE '/tmp/taken'": "select",
    "ATTACH '/tmp/other.duckdb'": "select",
    "DETACH system": "select",
    "INSTALL httpfs": "select",
    "LOAD httpfs": "select",
    "SET memory_limit = '100GB'": "select",
    "RESET memory_limit": "select",
    "PRAGMA database_list": "select",
    "CALL pragma_version()": "select",
    "CHECKPOINT": "select",
    "BEGIN": "select",
    "CREATE TABLE mine AS SELECT 1": "select",
    "INSERT INTO region SELECT * FROM region": "select",
    "UPDATE observation SET value = 0": "select",
    "DELETE FROM observation": "select",
    "DROP TABLE observation": "select",
    "EXPLAIN ANALYZE SELECT 1": "select",
    "SELECT 1; SELECT 2": "one",
    "SELECT 1; DROP TABLE observation": "one",
    "": "one",
    "-- nothing": "one",
    "SELECT 1) UNION (SELECT 2": "syntax",
    "SELEC 1": "syntax",
    f"SELECT {'(' * 3000}1{')' * 3000}": "syntax",
    "SELECT getenv('PATH')": "unknown",
    "SELECT * FROM sqlite_scan('/tmp/a', 'b')": "unknown",
    "SELECT * FROM nothing": "unknown",
    "SELECT repeat('x', 2000000000)": "memory",
    "SELECT list(a) FROM range(1000000000) t(a)": "memory",
    "SELECT a, b FROM range(1000000000) x(a), range(1000000000) y(b) ORDER BY hash(a + b)": "memory",
    "SELECT 'a' || repeat('b', 30000) FROM range(1000)": "large",
    "SELECT error('stop')": "failed",
    "SELECT DATE 'infinity'": "failed",
    "PIVOT region ON type USING count(*)": "pivot",
    "WITH wide AS (PIVOT region ON type USING count(*)) FROM wide": "pivot",
    "x" * 10_001: "long",
}


@pytest.mark.usefixtures("monitor")
@pytest.mark.parametrize(("sql", "kind"), ATTACKS.items(), ids=lambda one: one[:40])
def test_an_attack_is_refused_with_a_sentence(sql, kind, kept_builds):
    before = contents(kept_builds)
    with pytest.raises(workbench.QueryError) as refused:
        workbench.run_sql(sql)
    assert refused.value.kind == kind
    for language in LANGUAGES:
        assert len(sentences(language)[f"explore.refused_{kind}"]) > 30
    assert contents(kept_builds) == before
    assert not Path("/tmp/taken.csv").exists()


def contents(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


@pytest.mark.usefixtures("monitor")
def test_every_refusal_has_a_sentence():
    source = Path(workbench.__file__).read_text() + Path(workbench.__file__).with_name("sandbox.py").read_text()
    kinds = set(re.findall(r'(?:QueryError|RefusedError|answer)\("(\w+)"', source)) - {"ok"}
    kinds |= set(re.findall(r'Exception, "(\w+)"\)', source)) | {"failed"}
    assert {
        one.removeprefix("explore.refused_") for one in sentences("nl") if one.startswith("explore.refused_")
    } == kinds


@pytest.mark.usefixtures("monitor")
def test_the_rows_are_those_of_the_warehouse(kept_builds):
    sql = (
        "SELECT region_id, value, period_start FROM observation WHERE indicator_id = 'om_registered_cases' ORDER BY ALL"
    )
    told = published(kept_builds)
    with open_read_only(kept_builds / told.file) as connection:
        expected = connection.execute(sql).fetchall()
    found = workbench.run_sql(sql + " -- with a comment")
    assert (len(found.rows), found.cut) == (127, False)
    assert [tuple(row) for row in found.rows.itertuples(index=False)] == expected


NESTED = {
    "SELECT series, list(DISTINCT period ORDER BY period) AS periods FROM observation"
    " WHERE series = 'om-data-2012' AND length(period) = 4 GROUP BY series": "[2007, 2008, 2009, 2010, 2011]",
    "SELECT 1, {'low': 5000, 'high': 7500}": "{'low': 5000, 'high': 7500}",
    "SELECT 1, map {'nl': 3}": "{nl=3}",
    "SELECT 1, union_value(num := 2)": "2",
    "SELECT 1, ARRAY[1, 2]::INT[2]": "[1, 2]",
    "SELECT [NULL], [[1, NULL], []]": "[[1, NULL], []]",
    "SELECT 1, INTERVAL 3 DAY": "3 days",
    'SELECT \'a\' AS "it\'s ""so""", [\'a\'] AS "it\'s ""so"""': "[a]",
}


@pytest.mark.usefixtures("monitor")
@pytest.mark.parametrize(("sql", "cell"), NESTED.items(), ids=lambda one: one[:40])
def test_a_list_or_a_struct_is_shown_and_given_as_text(sql, cell):
    rows = workbench.run_sql(sql).rows
    assert list(rows.iloc[:, 1]) == [cell]
    shown = html.table(pd.DataFrame(formats.plain(rows), index=list(rows.columns)).T.astype("object"), "Antwoord")
    assert f'<td role="cell">{escape(cell)}</td>' in shown
    head, row = csv.reader(io.StringIO(formats.to_csv(rows).decode()))
    assert (row[1], len(head)) == (cell, 2)


@pytest.mark.usefixtures("monitor")
def test_breaks_with_their_areas_as_lists_are_those_of_the_warehouse():
    found = workbench.run_sql(
        "SELECT region_ids, string_split(region_ids, ';') AS areas FROM break WHERE region_ids IS NOT NULL"
    ).rows
    assert len(found) > 0
    for ids, areas in zip(found["region_ids"], found["areas"], strict=True):
        assert areas == "[" + ", ".join(f"'{one}'" for one in ids.split(";")) + "]"


@pytest.mark.usefixtures("monitor")
def test_numbers_beside_a_list_stay_numbers_and_days_days():
    rows = workbench.run_sql("SELECT [1] AS a, 2 AS b, 1.5::DOUBLE AS c, DATE '2020-01-02' AS d, true AS e").rows
    assert [rows.iloc[0][name] for name in "bce"] == [2, 1.5, True]
    assert str(rows.iloc[0]["d"]) == "2020-01-02"
    pivoted = workbench.run_sql("PIVOT (SELECT 'x' AS a, 2 AS b) ON a IN ('x', 'y') USING sum(b)").rows
    assert (list(pivoted.columns), pivoted.iloc[0]["x"]) == (["x", "y"], 2)


@pytest.mark.usefixtures("monitor")
@pytest.mark.parametrize(
    ("sql", "language", "sentence"),
    [
        ("SELECT 1 AS a", "nl", "**1 rij**, 1 kolom."),
        ("SELECT 1 AS a", "en", "**1 row**, 1 column."),
        ("SELECT unnest([1, 2]) AS a, 1 AS b", "nl", "**2 rijen**, 2 kolommen."),
        (
            "WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT n FROM t",
            "en",
            "The first **10,000 rows**, 1 column; there are more. Narrow the question, or get all of it from the open"
            " data.",
        ),
        (
            "PIVOT region ON type USING count(*)",
            "nl",
            "PIVOT kan hier alleen als de vraag zelf zegt van welke waarden een kolom moet komen: PIVOT … ON jaar IN"
            " (2021, 2022) USING sum(value).",
        ),
    ],
)
def test_the_page_says_how_much_the_answer_is_or_why_there_is_none(sql, language, sentence):
    page = run_page("explore", {"lang": language, "sql": sql})
    assert not page.exception
    assert sentence in [one.value for one in (*page.markdown, *page.error)]


@pytest.mark.usefixtures("monitor")
def test_more_rows_than_may_be_shown_are_cut_and_said_to_be():
    found = workbench.run_sql("SELECT unnest(range(10001))")
    assert (len(found.rows), found.cut) == (10_000, True)
    assert not workbench.run_sql("SELECT unnest(range(10000))").cut


@pytest.mark.usefixtures("monitor")
def test_a_query_that_never_ends_is_stopped_and_two_leave_room_for_no_third(monkeypatch):
    monkeypatch.setattr(workbench, "SECONDS", 2)
    monkeypatch.setattr(workbench, "PATIENCE", 0.1)
    ends = []

    def ask(sql: str) -> None:
        try:
            workbench.run_sql(sql)
        except workbench.QueryError as error:
            ends.append(error.kind)

    started = time.monotonic()
    threads = [threading.Thread(target=ask, args=(f"{FOREVER} -- {number}",)) for number in range(workbench.AT_ONCE)]
    for thread in threads:
        thread.start()
    time.sleep(0.5)
    with pytest.raises(workbench.QueryError) as refused:
        workbench.run_sql("SELECT 'a third'")
    assert refused.value.kind == "busy"
    for thread in threads:
        thread.join()
    assert ends == ["time"] * workbench.AT_ONCE
    assert time.monotonic() - started < 20


def test_others_are_answered_while_a_query_runs(page: Page, service):
    page.goto(f"/werkbank?lang=en&sql={quote(FOREVER)}")
    expect(page.get_by_text("Answering the question")).to_be_visible(timeout=30_000)
    assert requests.get(f"{service.api}/series.csv?limit=2", timeout=10).status_code == 200
    other = page.context.new_page()
    other.goto("/?lang=en")
    expect(other.get_by_role("heading", level=1)).to_be_visible(timeout=30_000)
    expect(page.get_by_text("took longer than 10 seconds")).to_be_visible(timeout=40_000)


def test_a_link_holds_the_question_and_shows_its_answer(page: Page):
    sql = "SELECT count(*) AS cases FROM observation WHERE indicator_id = 'om_registered_cases'"
    page.goto(f"/werkbank?sql={quote(sql)}")
    table = page.get_by_role("table").first
    expect(table.get_by_role("row").nth(1)).to_have_text("127", timeout=30_000)
    expect(page.get_by_text(re.compile(r"/werkbank\?sql=SELECT\+count"))).to_be_visible()
    page.get_by_text("Grafiek", exact=True).click()
    expect(page.get_by_role("combobox", name=re.compile("Soort grafiek"))).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("button", name="CSV van dit resultaat").click()
    assert Path(taken.value.path()).read_text() == "cases\n127\n"
