"""python -m etl estimate, as a person or a script would run it."""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from mse_reference import REFERENCE

from etl.commands import estimate

HISTORIES = REFERENCE / "histories"
KEYS = [
    "lists", "observed", "method", "terms", "minus_infinity_terms", "estimate", "wald95", "deviance", "df",
    "aic",
    "bic", "pearson_over_df", "checks", "bootstrap", "sensitivity", "seconds",
]  # fmt: skip


def call(*arguments: object) -> int:
    parser = argparse.ArgumentParser()
    estimate.add_arguments(parser)
    return estimate.run(parser.parse_args([str(argument) for argument in arguments]))


def test_json_holds_the_promised_keys_and_the_reference_values(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(HISTORIES / "UKdat.csv", "--bootstrap", 300, "--seed", 5, "--json") == 0
    captured = capsys.readouterr()
    found = json.loads(captured.out)
    assert list(found) == KEYS and captured.err == ""
    assert found["lists"] == ["LA", "NG", "PF", "GO", "GP", "NCA"]
    assert (found["observed"], found["method"], found["df"]) == (2744, "stepwise", 49)
    assert found["terms"] == ["PF:NCA", "LA:NG", "NG:GP", "LA:PF", "PF:GP", "GO:GP", "NG:GO"]
    assert found["estimate"] == pytest.approx(11417.9910915046, rel=1e-9)
    assert found["wald95"] == pytest.approx([9977.28263976354, 13145.6565095763], rel=1e-7)
    assert found["pearson_over_df"] == pytest.approx(0.391493028056022, rel=1e-6)
    assert list(found["bootstrap"]) == [
        "replicates", "seed", "bca95", "percentile95", "z0", "acceleration", "healthy", "verdict",
        "percentile_verdict", "without_estimate", "unbounded",
    ]  # fmt: skip
    assert (found["bootstrap"]["replicates"], found["bootstrap"]["seed"]) == (300, 5)
    assert found["bootstrap"]["acceleration"] == pytest.approx(-0.012871164848582, rel=1e-7)
    assert list(found["sensitivity"]) == ["leave_one_list_out", "merged_lists", "thresholds", "models_within_6_bic"]
    assert len(found["sensitivity"]["leave_one_list_out"]) == 6
    assert len(found["sensitivity"]["models_within_6_bic"]) == 10


def test_a_refused_interval_is_null_with_its_verdict_and_an_upper_limit_that_is_not_there_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "one.csv"
    path.write_text("A,B,C,count\n1,0,0,1000\n0,1,0,1000\n0,0,1,1000\n1,1,0,1\n")
    assert call(path, "--bootstrap", 1000, "--seed", 1234, "--json") == 0
    found = json.loads(capsys.readouterr().out)["bootstrap"]
    assert (found["bca95"], found["verdict"], found["healthy"]) == (None, "many_without_estimate", False)
    assert found["percentile95"] == [pytest.approx(1_001_775, rel=1e-5), None]
    assert (found["without_estimate"], found["unbounded"]) == (355, 355)
    assert call(path, "--bootstrap", 1000, "--seed", 1234) == 0
    text = capsys.readouterr().out
    assert "1,001,775 to no upper limit  percentile bootstrap, selection repeated\n" in text
    assert "none  BCa bootstrap, selection repeated, read at percentiles " in text
    assert "; refused: more than 2.5% of the replicates have no finite estimate\n" in text
    assert "without a finite estimate 355: 355 grow without end and count as infinite, 0 left out" in text


def test_coverage_is_simulated_on_request_and_never_without_bounds(capsys: pytest.CaptureFixture[str]) -> None:
    korea = HISTORIES / "Korea.csv"
    asked = [korea, "--method", "main", "--coverage", 40, "--bootstrap", 500, "--seed", 3]
    assert call(*asked, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == [*KEYS, "coverage"]
    assert [one["interval"] for one in found["coverage"]] == ["wald", "percentile", "bca"]
    assert [(one["truth"], one["nominal"], one["simulations"]) for one in found["coverage"]] == [(142, 0.95, 40)] * 3
    assert [one["covered"] for one in found["coverage"]] == [0.925, 0.875, 0.9]
    assert found["coverage"][0]["monte_carlo_error"] == pytest.approx((0.925 * 0.075 / 40) ** 0.5)
    assert [one["without_interval"] for one in found["coverage"]] == [0, 0, 0]
    assert call(*asked) == 0
    text = capsys.readouterr().out
    assert "coverage: 40 tables drawn from this model as if it were true, 142 persons each\n" in text
    assert "  wald        92.5% of the intervals hold that number (standard error 4.2%), nominal 95%; without" in text
    assert "It says nothing about a wrong model." in text
    assert call(korea, "--coverage", 40, "--json") == 0
    assert [one["interval"] for one in json.loads(capsys.readouterr().out)["coverage"]] == ["wald"]
    assert call(korea, "--coverage", 1000, "--bootstrap", 1001) == 2
    assert (
        capsys.readouterr().err
        == "error: --coverage: expected at most 1,000,000 replicates in all, got 1,000 times 1,001\n"
    )
    assert call(korea, "--method", "pairs", "--coverage", 40, "--json") == 4
    assert "coverage" not in json.loads(capsys.readouterr().out)


OWN = "politie,opvang,ngo,count\n1,0,0,120\n0,1,0,45\n0,0,1,60\n1,1,0,14\n1,0,1,9\n0,1,1,3\n1,1,1,2\n"


def test_merged_lists_and_thresholds_of_a_table_of_ones_own_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "own.csv"
    path.write_text(OWN)
    assert call(path) == 0
    text = capsys.readouterr().out
    assert (
        "\nwithout one list\n  politie              947\n  opvang               975\n  ngo                  580\n"
        in text
    )
    merged = "  politie+opvang       1,020\n  politie+ngo            701\n  opvang+ngo             771\n"
    assert f"\nwith two lists merged\n{merged}\nby threshold\n  0.001                796\n" in text
    assert call(path, "--json") == 0
    found = json.loads(capsys.readouterr().out)["sensitivity"]
    assert [(one["merged"], round(one["estimate"]), one["observed"]) for one in found["merged_lists"]] == [
        ("politie+opvang", 1020, 253),
        ("politie+ngo", 701, 253),
        ("opvang+ngo", 771, 253),
    ]
    assert [(one["threshold"], round(one["estimate"])) for one in found["thresholds"]] == [
        (threshold, 796) for threshold in (0.001, 0.005, 0.01, 0.02, 0.05, 0.1)
    ]
    assert call(path, "--method", "main", "--json") == 0
    assert json.loads(capsys.readouterr().out)["sensitivity"]["thresholds"] == []
    assert call(HISTORIES / "Ned.csv", "--json") == 0
    found = json.loads(capsys.readouterr().out)["sensitivity"]
    assert {one["merged"]: round(one["estimate"]) for one in found["merged_lists"]} == {
        "I+K": 110819, "I+O": 121522, "I+P": 131895, "I+R": 46613, "I+Z": 40132, "K+O": 86067, "K+P": 52638,
        "K+R": 73684, "K+Z": 61259, "O+P": 143244, "O+R": 42525, "O+Z": 171994, "P+R": 36918, "P+Z": 164637,
        "R+Z": 36008,
    }  # fmt: skip
    assert [round(one["estimate"]) for one in found["thresholds"]] == [121530, 121530, 121530, 111139, 68246, 68246]


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
    ("method", "extra", "expected"),
    [
        ("main", [], 52823.4639331121),
        ("pairs", [], 47683.2243314256),
        ("stepwise", ["--threshold", "0.001"], 121529.5904274),
        ("stepwise", [], 111139.371230396),
        ("aic", [], 60319.5255985495),
        ("bic", ["--max-order", "2"], 116667.018),
    ],
)
def test_every_method_gives_the_dutch_reference(
    method: str, extra: list[str], expected: float, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(HISTORIES / "Ned.csv", "--method", method, "--json", *extra) == 0
    assert json.loads(capsys.readouterr().out)["estimate"] == pytest.approx(expected, rel=2e-7)


def test_text_never_shows_the_number_without_spread_checks_and_assumption(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert call(HISTORIES / "Ned.csv", "--bootstrap", 200) == 0
    text = capsys.readouterr().out
    for part in (
        "111,139 persons in all", "ignores model selection", "BCa bootstrap, selection repeated", "K:R(-inf)",
        "36,613 to 131,040", "186,302", "FAILED", "Nothing in the data can test",
    ):  # fmt: skip
        assert part in text


def test_tables_reruns_the_selection_on_every_row_of_the_reference(
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = REFERENCE / "boot_UKdat_SparseMSE.csv.gz"
    assert call(HISTORIES / "UKdat.csv", "--tables", path) == 0
    rows = list(csv.reader(capsys.readouterr().out.splitlines()))
    assert rows[0] == ["row", "estimate"] and len(rows) == 1001
    assert rows[1][0] == "1" and rows[1000][0] == "1000"
    assert float(rows[1][1]) == pytest.approx(10994.7251622376, rel=1e-9)


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


def test_the_command_is_part_of_the_command_line_and_quiet_in_a_pipe() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "etl", "estimate", HISTORIES / "Korea.csv", "--bootstrap", "100", "--json"],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["estimate"] == pytest.approx(268.777777777778, rel=1e-9)
    assert ran.stdout.count("\n") == 1
