"""`publish` and `build` each leave a folder alone that is the other's."""

import json
import shutil

import pytest


@pytest.fixture
def folder(published_folder, tmp_path):
    """A folder of one's own in which something is published."""
    return shutil.copytree(published_folder, tmp_path / "warehouse")


@pytest.mark.parametrize("text", ['{"file": "x.duckdb", "vintage": "2026-11-20"}', "[]", '{"builds', "[" * 100_000])
def test_a_folder_with_another_pointer_is_not_published_to(text, folder, tmp_path, here, contents):
    other = tmp_path / "other"
    other.mkdir()
    (other / "current.json").write_text(text, encoding="utf-8")
    told = here("publish", "--warehouse", folder, "--to", other)
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr == (
        f"error: expected an empty folder or one that was published to, got '{other}' with a current.json that lists"
        " no builds\n"
    )
    assert list(contents(other)) == ["current.json"]
    assert (other / "current.json").read_text(encoding="utf-8") == text


def test_the_folder_of_the_builds_itself_is_not_published_to(folder, here, contents):
    before = contents(folder)
    told = here("publish", "--warehouse", folder, "--to", folder / ".")
    expected = f"error: expected another folder than the builds are in, got '{folder}'\n"
    assert (told.returncode, told.stderr) == (1, expected)
    assert contents(folder) == before


def test_publishing_to_nowhere_is_a_wrong_use(folder, tmp_path, here):
    told = here("publish", "--warehouse", folder, "--to", "")
    assert told.returncode == 2
    assert "expected a folder, quack:HOST or md:DATABASE, got nothing" in told.stderr
    assert not (tmp_path / "current.json").exists()


@pytest.mark.parametrize("to", ["ftp://x.example/figures", "https://x.example/figures", "quack:"])
def test_an_address_that_takes_no_builds_is_no_folder(to, folder, tmp_path, here):
    told = here("publish", "--warehouse", folder, "--to", to)
    expected = "error: files are written to a folder only; copy that to where it is served\n"
    assert (told.returncode, told.stderr) == (1, expected)
    assert [path.name for path in tmp_path.iterdir()] == ["warehouse"]


def test_a_folder_that_was_published_to_takes_no_builds(folder, few, tmp_path, here, contents):
    to = tmp_path / "figures"
    assert here("publish", "--warehouse", folder, "--to", to).returncode == 0
    before = contents(to)
    for command in (["build"], ["refresh", "politie-crime"]):
        told = here(*command, "--data", few, "--warehouse", to)
        assert (told.returncode, told.stdout) == (1, "")
        assert told.stderr == (
            f"error: expected a folder of built files, got '{to}', which was published to; nothing was published\n"
        )
    assert contents(to) == before
    assert here("publish", "--warehouse", folder, "--to", to).returncode == 0
    assert len(json.loads((to / "current.json").read_text(encoding="utf-8"))["builds"]) == 1
