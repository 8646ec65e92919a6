"""The README is true: its commands run, in its order, on a copy of the data."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
from pathlib import Path

from tests.copies import copy_data

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [line.strip() for block in re.findall(r"```sh\n(.*?)```", README, re.S) for line in block.splitlines()]


def environment(**more: str) -> dict[str, str]:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return {**os.environ, "PYTHONPATH": str(ROOT), "PATH": path, **more}


def test_the_two_commands_of_a_newcomer_stand_in_it_and_ci_takes_the_second() -> None:
    assert COMMANDS[:2] == [
        "pip install -e . && streamlit run streamlit_app.py",
        "pip install -e '.[test]' && pytest -n logical",
    ]
    picked = subprocess.run(
        ["grep", "-m1", "^pip install .*pytest -n logical$", "README.md"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert picked.stdout.strip() == COMMANDS[1]


def test_every_etl_command_runs_as_written(tmp_path: Path) -> None:
    copy_data(tmp_path / "data")
    shutil.copy(ROOT / "tests" / "mse" / "reference" / "histories" / "Ned.csv", tmp_path / "histories.csv")
    ran = [line for line in COMMANDS if line.startswith("python -m etl")]
    assert [line.split()[3] for line in ran] == ["check", "build", "export", "report", "estimate", "template"]
    for line in ran:
        done = subprocess.run(line, shell=True, cwd=tmp_path, env=environment(), capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, ""), line
    extract = (tmp_path / "extract" / "observations.csv").read_text(encoding="utf-8")
    assert extract.count("\n") == 1 + 120 + 1  # the header, 20 areas in five years and pooled, and 257 for 2011
    form = (tmp_path / "om_registered_cases-2024.csv").read_text(encoding="utf-8").splitlines()
    assert len(form) == 1 + 12
    assert form[2].startswith(
        "om_registered_cases,om-later,ar11:AR01,Amsterdam,2024,total,,,,cases,unknown,value,confirmed,"
    )


def test_the_app_starts_with_the_command_as_written(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = COMMANDS[0].partition("&& ")[2]
    log = (tmp_path / "log").open("w")
    app = subprocess.Popen(
        command.split(),
        cwd=ROOT,
        env=environment(STREAMLIT_SERVER_PORT=str(port), MONITOR_WAREHOUSE=str(tmp_path / "warehouse")),
        stdout=log,
        stderr=log,
    )
    try:
        for _ in range(240):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1) as answer:
                    assert answer.read() == b"ok"
                    return
            except OSError:
                assert app.poll() is None, (tmp_path / "log").read_text()
                time.sleep(0.25)
        raise AssertionError((tmp_path / "log").read_text())
    finally:
        app.terminate()
        app.wait()
        log.close()


def test_its_layout_has_every_part_of_the_program_and_no_other() -> None:
    (layout,) = re.findall(r"## Layout\n\n```\n(.*?)```", README, re.S)
    named, above = set(), ""
    for line in layout.splitlines():
        inner, name = line.startswith("  "), line.split()[0]
        above = above if inner else name
        named.add(f"{above}{name}" if inner else name)
    there = {
        f"{path.parent.relative_to(ROOT)}/"
        for part in ("dashboard", "etl")
        for path in (ROOT / part).rglob("__init__.py")
    }
    assert named == {
        *there,
        "streamlit_app.py",
        "dashboard/texts/",
        "data/facts/",
        "data/computed/",
        "data/raw/",
        "tests/",
    }


def test_it_tells_to_open_the_address_since_no_browser_opens_by_itself() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["server"]["headless"] is True
    assert "The first start builds the database (seconds); then open <http://localhost:8501>." in README


def test_every_path_it_names_exists() -> None:
    named = set(re.findall(r"`((?:data|etl|tests|dashboard|\.streamlit)/[\w./-]*?)`", README))
    assert named
    made = ("data/warehouse", "data/raw", "data/copies")  # by a build, a refresh, an app; not in git
    assert [path for path in sorted(named) if not (ROOT / path).exists() and not path.startswith(made)] == []
