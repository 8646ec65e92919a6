"""The command line takes its folders from the same settings as the app."""

import pytest


def test_a_build_goes_to_the_folder_that_the_app_reads(few, tmp_path, here, monkeypatch):
    monkeypatch.setenv("MONITOR_DATA", str(few))
    monkeypatch.setenv("MONITOR_WAREHOUSE", str(tmp_path / "srv"))
    told = here("build", "--vintage", "2026-11-20")
    assert (told.returncode, told.stderr) == (0, "")
    assert [path.name[:10] for path in (tmp_path / "srv").glob("*.duckdb")] == ["2026-11-20"]
    assert not (tmp_path / "data").exists()
    told = here("export", "--out", tmp_path / "out")
    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.parametrize(
    ("warehouse", "data", "default"),
    [
        ("", "", "data/warehouse"),
        ("", "/srv/facts", "/srv/facts/warehouse"),
        ("/srv/built", "/srv/facts", "/srv/built"),
        ("https://figures.example", "", "data/warehouse"),
        ("quack:figures.example", "/srv/facts", "/srv/facts/warehouse"),
    ],
)
def test_help_names_the_folder_that_is_used(warehouse, data, default, here, monkeypatch):
    monkeypatch.setenv("MONITOR_WAREHOUSE", warehouse)
    monkeypatch.setenv("MONITOR_DATA", data)
    told = " ".join(here("build", "--help").stdout.split())
    assert f"folder of built files (default: {default})" in told
    assert f"folder with facts/ (default: {data or 'data'})" in told


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        (
            "MONITOR_WAREHOUSE",
            "ftp://x/y",
            "argument --warehouse: expected a folder, got an address in MONITOR_WAREHOUSE\n",
        ),
        (
            "MONITOR_DATA",
            "nowhere",
            "argument --data: expected a folder with a folder facts in it, got 'nowhere' in MONITOR_DATA\n",
        ),
    ],
)
def test_a_setting_that_is_no_folder_is_refused_by_its_name_unless_an_option_says_otherwise(
    name, text, complaint, few, here, tmp_path, monkeypatch
):
    given = {"MONITOR_DATA": ("--data", few), "MONITOR_WAREHOUSE": ("--warehouse", tmp_path / "w")}
    others = [one for setting, pair in given.items() if setting != name for one in pair]
    monkeypatch.setenv(name, text)
    told = here("build", *others)
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.endswith(complaint)
    assert here("build", *others, *given[name]).returncode == 0
