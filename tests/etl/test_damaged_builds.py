"""What was damaged or changed in a folder of builds is said, is never handed out, and a build mends it."""

import duckdb
import pytest

from etl.build import build
from etl.model import SCHEMA_VERSION
from etl.warehouse import WarehouseError, open_read_only, published

FILE, BUILT = "2026-11-20-000000000000.duckdb", "2026-11-20T12:00:00+00:00"
WHOLE = f'{{"file": "{FILE}", "vintage": "2026-11-20", "schema": NOW, "built": "{BUILT}"}}'
DAMAGE = {
    "an empty pointer": ("", "current.json is damaged"),
    "half a pointer": ('{"file": "2026-11', "current.json is damaged"),
    "a list": ("[]", "current.json is damaged"),
    "a number": ("1", "current.json is damaged"),
    "no schema": ('{"file": "x.duckdb"}', "current.json is damaged"),
    "no file": ('{"schema": NOW}', "current.json is damaged"),
    "a number for a file": (
        '{"file": 1, "vintage": "2026-11-20", "schema": NOW, "built": ""}',
        "current.json is damaged",
    ),
    "a number for a day": (
        '{"file": "x.duckdb", "vintage": 5, "schema": NOW, "built": ""}',
        "current.json is damaged",
    ),
    "brackets without end": ("[" * 100_000, "current.json is damaged"),
    "a file that is gone": (WHOLE, "current.json names a file that is not there"),
    "no name for a file": (WHOLE.replace(FILE, ""), "current.json is damaged"),
    "a file elsewhere": (WHOLE.replace(FILE, "../data.duckdb"), "current.json is damaged"),
    "a moment that is none": (WHOLE.replace(BUILT, "nonsense"), "current.json is damaged"),
    "a day that is none": (WHOLE.replace("2026-11-20", "2099-99-99"), "current.json is damaged"),
    "a file of another day": (
        WHOLE.replace('"vintage": "2026-11-20"', '"vintage": "2026-11-21"'),
        "current.json is damaged",
    ),
    "an older dictionary": (
        '{"file": "x.duckdb", "vintage": "2026-11-20", "schema": 0}',
        "the warehouse has dictionary version 0, expected NOW",
    ),
    "a newer dictionary with more to say": (
        '{"file": "x.duckdb", "vintage": "2026-11-20", "schema": NEXT, "built": "", "more": 1}',
        "the warehouse has dictionary version NEXT, expected NOW",
    ),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_pointer_that_leads_nowhere_is_said_and_a_build_mends_it(name, pointed, few, tmp_path, etl):
    text, message = (
        one.replace("NOW", str(SCHEMA_VERSION)).replace("NEXT", str(SCHEMA_VERSION + 1)) for one in DAMAGE[name]
    )
    (pointed.parent / "data.duckdb").write_bytes(b"")
    (pointed / "current.json").write_text(text, encoding="utf-8")
    with pytest.raises(WarehouseError) as error:
        published(pointed)
    assert str(error.value) == f"{message}; run 'python -m etl build'"
    if name == "half a pointer":
        refused = etl("export", "--warehouse", pointed, "--out", tmp_path / "out")
        assert (refused.returncode, refused.stderr) == (1, f"error: {message}; run 'python -m etl build'\n")
        assert build(few, pointed, "2026-11-20").published == published(pointed)


@pytest.mark.parametrize("text", ['{"file": 5, "vintage": "", "schema": 1, "built": ""}', "[" * 100_000, "[]"])
def test_a_damaged_next_pointer_stops_no_build(text, few, pointed, left_over):
    (pointed / ".building-current.json").write_text(text, encoding="utf-8")
    assert build(few, pointed, "2026-11-21").published == published(pointed)
    assert left_over(pointed) == []


def test_a_damaged_database_is_said_and_a_build_mends_it(pointed, few):
    file = pointed / published(pointed).file
    file.write_bytes(b"not a database" * 100)
    with pytest.raises(WarehouseError, match=r"duckdb cannot be opened; run 'python -m etl build'"):
        open_read_only(file)
    build(few, pointed, "2026-11-20")
    with open_read_only(pointed / published(pointed).file) as connection:
        assert connection.execute("SELECT count(*) > 100 FROM observation").fetchall() == [(True,)]


def test_a_database_that_breaks_off_halfway_gives_an_error_and_no_figures(pointed, tmp_path, etl):
    file = pointed / published(pointed).file
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    refused = etl("export", "--warehouse", pointed, "--out", tmp_path / "out")
    assert refused.returncode == 1
    assert refused.stderr.startswith("error: ")
    assert refused.stderr.endswith("run 'python -m etl build'\n")
    assert "Traceback" not in refused.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "command", [("export", "--out", "out"), ("report", "--region", "gm:GM0202", "--out", "out"), ("diff", None, None)]
)
def test_a_build_whose_rows_were_changed_in_the_file_is_not_handed_out(command, pointed, tmp_path, here):
    told = published(pointed)
    with duckdb.connect(str(pointed / told.file)) as connection:
        connection.execute("UPDATE estimate SET note_en = 'changed'")
    refused = here(*(one or told.vintage for one in command), "--warehouse", pointed)
    expected = f"error: {told.file} holds other rows than its name says; run 'python -m etl build'\n"
    assert (refused.returncode, refused.stdout, refused.stderr) == (1, "", expected)
    assert not (tmp_path / "out").exists()
