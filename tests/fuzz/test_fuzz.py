"""Whatever stands in an address, a file of figures or an upload: a sentence or a place, never a trace."""

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dashboard import scan
from etl import signal_funnel
from etl.facts import read
from etl.findings import Findings
from etl.model import tables
from etl.mse import InputError
from etl.mse.reading import parse_bytes
from tests.fuzz.addresses import knock
from tests.load.serving import served

FEW = settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
CELLS = st.text(max_size=12) | st.sampled_from(["", "1", "-", "1.106", "2024", "nl", "total", "yes", '"', ";", ",", "﻿"])


def spreadsheet(columns: list[str]) -> st.SearchStrategy[bytes]:
    """Something like a CSV of these columns: right and wrong cells, separators, encodings."""
    rows = st.lists(st.lists(CELLS, min_size=max(1, len(columns) - 1), max_size=len(columns) + 1), max_size=5)
    header = st.just(columns) | st.permutations(columns) | st.lists(CELLS, max_size=6)
    told = st.tuples(header, rows, st.sampled_from([",", ";", "\t"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
    return told.map(
        lambda one: "\n".join(one[2].join(row) for row in [list(one[0]), *one[1]]).encode(one[3], "surrogatepass")
    ) | st.binary(max_size=300)


@pytest.mark.parametrize("name", [name for name, table in tables().items() if table.given])
def test_a_file_of_figures_gives_rows_or_failures_with_their_place(name, tmp_path):
    table = tables()[name]
    path = tmp_path / "facts.csv"

    @FEW
    @given(spreadsheet([field.name for field in table.given]))
    def check(raw: bytes) -> None:
        path.write_bytes(raw)
        findings = Findings()
        rows = read(path, table, findings)
        assert set(rows.columns) >= {field.name for field in table.given}
        for failure in findings.failures:
            assert failure.file == "facts.csv"
            assert failure.row >= 1
            assert failure.expected

    check()


@FEW
@given(spreadsheet(["A", "B", "C", "count"]))
@example(b"A,B,count\n1,0,3\n0,1,2\n1,1,1\n")
def test_an_uploaded_table_of_lists_is_read_or_refused(raw):
    try:
        histories = parse_bytes(raw)
    except InputError:
        return
    assert histories.counts.sum() >= 0


@FEW
@given(
    spreadsheet(["year", "stage", "area", "count"])
    | spreadsheet(signal_funnel.template("nl", 2024).splitlines()[0].split(","))
)
def test_an_uploaded_funnel_is_read_or_refused(raw):
    rows, wrong = signal_funnel.read(raw, date.today().year)
    assert wrong or rows["year"].between(1900, 2100).all()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)


@FEW
@given(JSON.map(lambda one: json.dumps(one).encode()) | st.binary(max_size=200))
@example(b"[" * 15_000)
@example(json.dumps({"kind": scan.KIND, "version": scan.VERSION, "answers": {"a": []}}).encode())
@example(json.dumps({"kind": scan.KIND, "version": scan.VERSION, "answers": {"a": {"b": 1}}}).encode())
def test_an_uploaded_scan_is_read_or_refused(raw):
    try:
        scan.loaded(raw, ["a", "b"])
    except scan.ScanFileError:
        return


def test_hundreds_of_random_addresses_end_in_no_trace_no_secret_and_no_5xx(warehouse_folder, tmp_path):
    with served(warehouse_folder, tmp_path / "log", {"MONITOR_SECRET": "SECRET-OF-THE-ENVIRONMENT"}) as app:
        count = knock(app, times=300, seconds=120)
    assert count.wrong == []
    assert sum(count.asked.values()) > 50
