"""`python -m etl` keeps the conventions of a command-line tool."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.limits import little_room

PROJECT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["--help"], ["build", "check", "export", "template"]),
        (["build", "--help"], ["--data DIR", "--warehouse DIR", "--vintage YYYY-MM-DD"]),
        (["check", "--help"], ["--data DIR"]),
        (
            ["export", "--help"],
            ["--out DIR", "--format {csv,parquet,json}", "--indicator X", "--region X", "--from Y", "--to Y"],
        ),
        (["template", "--help"], ["--year YEAR", "--series SERIES", "--source SOURCE", "--out FILE"]),
    ],
)
def test_help_names_every_command_and_option(arguments, names, here):
    told = here(*arguments)
    assert (told.returncode, told.stderr) == (0, "")
    assert [name for name in names if name not in told.stdout] == []


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "the following arguments are required: COMMAND"),
        (["invent"], "invalid choice: 'invent'"),
        (["build", "--vintage", "20-11-2026"], "expected a day as YYYY-MM-DD, got '20-11-2026'"),
        (["build", "--vintage", "20261120"], "expected a day as YYYY-MM-DD, got '20261120'"),
        (["build", "--vintage", "2026-W47-1"], "expected a day as YYYY-MM-DD, got '2026-W47-1'"),
        (["check", "--data", "nowhere"], "expected a folder with a folder facts in it, got 'nowhere'"),
        (["build", "--warehouse", "https://x.example/y"], "expected a folder, got an address"),
        (["build", "--warehouse", ""], "expected a folder, got nothing"),
        (["build", "--warehouse", "ftp://x.example/y"], "expected a folder, got an address"),
        (["export", "--out", "s3://bucket/x"], "expected a folder, got an address"),
        (["report", "--all", "--out", "md:x"], "expected a folder, got an address"),
        (["export"], "the following arguments are required: --out"),
        (["export", "--out", "x", "--format", "xlsx"], "invalid choice: 'xlsx'"),
        (["export", "--out", "x", "--from", "12"], "expected a year as YYYY (1900 to 2099), got '12'"),
        (["export", "--out", "x", "--from", "0000"], "expected a year as YYYY (1900 to 2099), got '0000'"),
        (["export", "--out", "x", "--to", "2100"], "expected a year as YYYY (1900 to 2099), got '2100'"),
        (["export", "--out", "x", "--to", "2O24"], "expected a year as YYYY (1900 to 2099), got '2O24'"),
        (["template", "x", "--year", "1500"], "expected a year as YYYY (1900 to 2099), got '1500'"),
        (["refresh", "--since", "²⁰²⁴"], "expected a year as YYYY (1900 to 2099), got '²⁰²⁴'"),
    ],
)
def test_a_wrong_use_is_explained_on_standard_error_with_status_2(arguments, complaint, here):
    told = here(*arguments)
    assert (told.returncode, told.stdout) == (2, "")
    assert complaint in told.stderr
    assert told.stderr.startswith("usage: python -m etl")


def test_a_wrong_use_of_the_process_itself_ends_with_status_2(etl):
    told = etl("invent")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.startswith("usage: python -m etl [-h] COMMAND ...")


def test_build_ends_with_a_table_and_is_quiet_in_a_pipe(few, tmp_path, etl):
    told = etl("build", "--data", few, "--warehouse", tmp_path / "w", "--vintage", "2026-11-20")
    assert (told.returncode, told.stderr) == (0, "")
    first, header, *table = told.stdout.splitlines()
    assert first == f"published {next((tmp_path / 'w').glob('*.duckdb')).name}"
    assert header.split() == ["source", "rows", "checks", "seconds"]
    rows = {line.split()[0]: line.split() for line in table}
    assert rows["observations-om.csv"][1] == "138"
    assert table[-1].split()[0] == "warehouse"
    assert [float(line.split()[-1]) for line in table if float(line.split()[-1]) < 0] == []


def test_check_counts_its_checks_and_is_quiet_in_a_pipe(few, etl):
    told = etl("check", "--data", few)
    assert (told.returncode, told.stderr) == (0, "")
    checks, failures = told.stdout.removesuffix(" failures\n").split(" checks, ")
    assert int(checks) > 10_000
    assert failures == "0"


def test_a_failing_build_and_check_end_with_status_1(few, tmp_path, etl):
    (few / "facts" / "zz.csv").write_bytes(b"")
    line = "zz.csv:1:(file): expected a header and rows, got an empty file\n"
    told = etl("build", "--data", few, "--warehouse", tmp_path / "w")
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr == f"{line}error: 1 failure; nothing was published\n"
    told = etl("check", "--data", few)
    assert (told.returncode, told.stderr) == (1, "")
    assert told.stdout.startswith(line)
    assert told.stdout.endswith(" checks, 1 failure\n")
    (few / "facts" / "zzz.csv").write_bytes(b"")
    told = etl("build", "--data", few, "--warehouse", tmp_path / "w")
    assert told.stderr.endswith("\nerror: 2 failures; nothing was published\n")


def test_a_warehouse_that_is_a_file_is_an_error_and_no_traceback(few, tmp_path, here):
    (tmp_path / "w").write_text("", encoding="utf-8")
    told = here("build", "--data", few, "--warehouse", tmp_path / "w")
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr == f"error: File exists: {tmp_path / 'w'}\n"


def test_export_before_any_build_says_what_to_do(tmp_path, here):
    told = here("export", "--out", tmp_path / "out")
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr == "error: nothing is published yet; run 'python -m etl build' first\n"


def test_an_extract_is_not_written_over_the_facts(few, published_folder, here, contents):
    facts = few / "facts"
    before = contents(facts)
    told = here("export", "--warehouse", published_folder, "--out", facts)
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr == f"error: expected another folder than the facts are in, got '{facts}'\n"
    assert contents(facts) == before


@pytest.mark.parametrize("command", ["export", "report", "template"])
def test_a_full_disk_leaves_no_half_files_and_what_was_there(command, few, warehouse_folder, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "observations.csv").write_text("mine", encoding="utf-8")
    asked = {
        "export": ["--warehouse", warehouse_folder, "--out", out],
        "report": ["--warehouse", warehouse_folder, "--region", "gm:GM0202", "--out", out],
        "template": ["om_registered_cases", "--year", "2024", "--data", few, "--out", out / "new.csv"],
    }[command]
    done = subprocess.run(
        [sys.executable, "-B", "-m", "etl", command, *map(str, asked)],
        capture_output=True,
        text=True,
        cwd=PROJECT,
        preexec_fn=little_room(150_000 if command == "report" else 500),  # a report is larger, and its page fits
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "error: File too large\n")
    assert [path.name for path in out.iterdir()] == ["observations.csv"]
    assert (out / "observations.csv").read_text(encoding="utf-8") == "mine"


def test_progress_is_shown_on_a_terminal_and_wiped_at_the_end(few, tmp_path):
    terminal, end = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "etl", "build", "--data", few, "--warehouse", tmp_path / "w"],
        stdout=subprocess.DEVNULL,
        stderr=end,
        cwd=PROJECT,
        timeout=60,
        check=False,
    )
    os.close(end)
    shown = os.read(terminal, 100_000).decode()
    os.close(terminal)
    assert done.returncode == 0
    steps = shown.split("\r\033[K")
    assert [steps[0], *steps[-3:]] == ["", "writing", "verifying", ""]
    assert steps.index("checks across files") < steps.index("dark number synthetic: bic") < steps.index("writing")


def test_a_reader_that_stops_early_is_no_error(few):
    (few / "facts" / "zz.csv").write_text("a,b\n" + "1,2\n" * 10, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "etl", "check", "--data", few],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=PROJECT,
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) in (0, 1)


def test_a_report_is_made_of_a_warehouse_without_reported_victims(few, tmp_path, here):
    assert here("build", "--data", few, "--warehouse", tmp_path / "w").returncode == 0
    made = here("report", "--region", "gm:GM0202", "--warehouse", tmp_path / "w", "--out", tmp_path / "out")
    assert (made.returncode, made.stderr) == (0, "")
    text = (tmp_path / "out" / "mensenhandelbeeld-gm-GM0202-nl.html").read_text(encoding="utf-8")
    assert "Mensenhandelbeeld Arnhem" in text
    assert "mogelijke slachtoffers gemeld" not in text
    assert "gaat over 2018–2019: 4.000–7.000 slachtoffers per jaar" in text
