"""python -m etl estimate where it gives no estimate: bad tables, bad usage, and what would not be done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from mse_calling import HISTORIES, KEYS, call


def test_no_estimate_is_null_with_a_reason_and_status_4(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(HISTORIES / "Korea.csv", "--method", "pairs", "--bootstrap", 50, "--json") == 4
    found = json.loads(capsys.readouterr().out)
    assert list(found) == [*KEYS, "reason"]
    assert found["estimate"] is None and found["wald95"] is None and found["bootstrap"] is None
    assert found["reason"].startswith("no maximum")


def test_no_estimate_is_said_in_words_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(HISTORIES / "Korea.csv", "--method", "pairs") == 4
    assert "estimate   none: no maximum" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (["--tables", "t.csv", "--json"], "--tables: expected without --json"),
        (
            ["--tables", "t.csv", "--coverage", 10, "--bootstrap", 500, "--json"],
            "--tables: expected without --json, --bootstrap, --coverage",
        ),
        (
            ["--method", "bic", "--threshold", 0.05],
            "--threshold: expected with --method stepwise or aic, got 'bic'",
        ),
        (
            ["--method", "main", "--threshold", 0, "--json"],
            "--threshold: expected with --method stepwise or aic, got 'main'",
        ),
    ],
)
def test_what_would_not_be_done_is_refused(
    given: list[object], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(HISTORIES / "Korea.csv", *given) == 2
    assert capsys.readouterr() == ("", f"error: {sentence}\n")


def test_tables_leaves_a_row_without_estimate_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "tables.csv"
    table.write_text("100,010,110,001\n30,40,10,5\n30,40,0,5\n")
    assert call(HISTORIES / "Korea.csv", "--tables", table) == 0
    header, first, second = capsys.readouterr().out.splitlines()
    assert header == "row,estimate" and float(first.split(",")[1]) >= 85 and second == "2,"


def test_a_bad_table_names_file_row_column_expected_and_got(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("A,B,count\n1,0,10\n0,1,x\n")
    assert call(path) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    message = f"error: {path}: row 3, column 'count': expected a whole number of persons, 0 or more, got 'x'\n"
    assert captured.err == message


def test_a_bad_wide_file_is_named_and_not_the_histories(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("10,010\n1,2\n")
    assert call(HISTORIES / "Korea.csv", "--tables", path) == 1
    assert capsys.readouterr().err.startswith(
        f"error: {path}: row 1, column '10': expected a capture history of 3 digits"
    )


def test_a_file_that_is_not_there_is_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(tmp_path / "none.csv") == 1
    assert capsys.readouterr().err == f"error: {tmp_path / 'none.csv'}: cannot be read: No such file or directory\n"


@pytest.mark.parametrize(
    ("option", "given", "expected"),
    [
        ("--threshold", "2", "a number from 0 to 1"),
        ("--threshold", "abc", "a number from 0 to 1"),
        ("--threshold", "nan", "a number from 0 to 1"),
        ("--bootstrap", "-1", "a whole number, 0 or more"),
        ("--bootstrap", "x", "a whole number, 0 or more"),
        ("--seed", "1.5", "a whole number, 0 or more"),
        ("--max-order", "1", "a whole number, 2 or more"),
        ("--max-order", "", "a whole number, 2 or more"),
        ("--coverage", "1", "a whole number from 2 to 1000"),
        ("--coverage", "1001", "a whole number from 2 to 1000"),
        ("--coverage", "many", "a whole number from 2 to 1000"),
    ],
)
def test_bad_usage_is_status_2_and_says_what_was_expected(
    option: str, given: str, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        call(HISTORIES / "Korea.csv", f"{option}={given}")
    assert stopped.value.code == 2
    assert capsys.readouterr().err.endswith(f": error: argument {option}: expected {expected}, got '{given}'\n")


def test_a_method_that_there_is_not_is_bad_usage() -> None:
    with pytest.raises(SystemExit) as stopped:
        call(HISTORIES / "Korea.csv", "--method", "magic")
    assert stopped.value.code == 2


def test_too_many_models_is_no_estimate(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(HISTORIES / "NewOrl.csv", "--method", "bic", "--max-order", 3, "--json") == 4
    assert json.loads(capsys.readouterr().out)["reason"].startswith("too many models")
