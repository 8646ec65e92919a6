"""python -m etl estimate, as a person or a script would run it."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from mse_calling import HISTORIES, KEYS, call
from mse_reference import REFERENCE


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


def test_the_command_is_part_of_the_command_line_and_quiet_in_a_pipe() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "etl", "estimate", HISTORIES / "Korea.csv", "--bootstrap", "100", "--json"],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["estimate"] == pytest.approx(268.777777777778, rel=1e-9)
    assert ran.stdout.count("\n") == 1
