"""The project keeps its own rules: style, types, and which part may know of which."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
CODE = ("dashboard", "etl", "tests", "streamlit_app.py")
OUTSIDE = "../" + "shared"  # in two parts, or this file would name it
TEXTS = {".py", ".toml", ".md", ".csv", ".css", ".yml", ".yaml", ".sh", ".txt", ".cfg", ""}


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=300, check=False)


def code(*parts: str) -> list[Path]:
    roots = [PROJECT / part for part in parts]
    return [path for root in roots for path in ([root] if root.is_file() else sorted(root.rglob("*.py")))]


def imported(path: Path) -> set[str]:
    """Names of all modules that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by a relative name"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def those_that_import(paths: list[Path], package: str) -> list[str]:
    return [
        str(path.relative_to(PROJECT))
        for path in paths
        if any(name == package or name.startswith(package + ".") for name in imported(path))
    ]


def tracked() -> list[Path]:
    """Every file of the project that git knows or would take; without git all but what tools leave behind."""
    if shutil.which("git") and (PROJECT / ".git").exists():
        listed = run("git", "ls-files", "--cached", "--others", "--exclude-standard").stdout.splitlines()
        return [PROJECT / name for name in listed if (PROJECT / name).is_file()]
    return [path for part in (*CODE, "data/facts") for path in code(part)]


def test_style():
    told = run(sys.executable, "-m", "ruff", "check", *(part for part in CODE if (PROJECT / part).exists()))
    assert told.returncode == 0, told.stdout


def test_types():
    told = run(sys.executable, "-m", "mypy")
    assert told.returncode == 0, told.stdout


def test_streamlit_is_known_inside_the_dashboard_alone():
    assert those_that_import(code("etl"), "streamlit") == []


@pytest.mark.parametrize("package", ["dashboard", "altair"])
def test_the_etl_knows_nothing_of_the_dashboard(package):
    assert those_that_import(code("etl"), package) == []


def test_etl_starts_without_streamlit_and_without_a_command_that_is_not_asked_for():
    script = (
        "import sys; from etl.__main__ import parser; parser('check');"
        "print(sorted({'streamlit', 'altair', 'scipy', 'duckdb', 'dashboard'} & set(sys.modules)))"
    )
    told = run(sys.executable, "-c", script)
    assert (told.stdout, told.stderr) == ("[]\n", "")


def test_no_file_names_what_lies_outside_the_project():
    naming = [
        str(path.relative_to(PROJECT))
        for path in tracked()
        if path.suffix in TEXTS and OUTSIDE in path.read_text(encoding="utf-8", errors="replace")
    ]
    assert naming == []


def test_modules_stay_short():
    modules = code("etl", "dashboard", "streamlit_app.py")
    lengths = {str(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules}
    assert len(lengths) > 200
    assert {path: length for path, length in lengths.items() if length > 220} == {}


def test_channels_of_charts_are_classes_that_altair_need_not_look_up():
    """A text or a dict it compares with every class of its schema, anew in each chart."""
    found = []
    for path in code("dashboard/charts"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "encode":
                texts = [one for one in node.keywords if isinstance(one.value, ast.Constant | ast.JoinedStr | ast.Dict)]
                found += [f"{path.name}:{node.lineno} {one.arg}" for one in texts]
    assert found == []
