"""A web server by httpfs and an object store (s3://) as the place, real ones, and what is said without an extension.

On DuckDB 1.5.5 as the tests of a DuckDB server. MotherDuck cannot be reached from here: tested is what is said without
its extension, without a token, and where it does not answer.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from etl.elsewhere import PlaceError
from etl.places import Place
from etl.warehouse import published
from tests.faults.ground import SECOND, THIRD
from tests.faults.older import STORE, fetched, object_store
from tests.faults.places import change_a_figure, latest, observations
from tests.faults.reading import alerts, page
from tests.faults.test_places_served import NOTHING, ROWS, until
from tests.load.serving import free_port, served

OPEN = {"x-amz-acl": "public-read-write"}


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("store")
    with object_store(fetched(root / "packages", *STORE), root / "log") as at:

        def answers() -> bool:
            try:
                return requests.put(f"http://{at}/figures", headers=OPEN, timeout=5).ok
            except requests.ConnectionError:
                return False

        until(answers)
        yield at


def upload(at: str, folder: Path, prefix: str) -> None:
    """As anyone's own tools do: the list last."""
    for file in sorted((one for one in folder.rglob("*") if one.is_file()), key=lambda one: one.name == "current.json"):
        to = f"http://{at}/figures/{prefix}/{file.relative_to(folder).as_posix()}"
        requests.put(to, data=file.read_bytes(), headers=OPEN, timeout=30).raise_for_status()


@pytest.mark.parametrize("scheme", ["s3", "http"])
def test_files_are_read_by_httpfs_and_what_is_not_whole_is_refused(
    scheme, store, reader, published_folder, third, two_builds, tmp_path
):
    """Parquet that DuckDB 2 wrote, from an object store with keys of a secret, and from the same over plain HTTP."""
    copies = tmp_path / "copies"
    address = f"s3://figures/{scheme}/" if scheme == "s3" else f"http://{store}/figures/{scheme}"
    if scheme == "s3":
        reader.ask(
            "CREATE PERSISTENT SECRET of_store (TYPE s3, KEY_ID 'reader', SECRET 'key-of-the-tests',"
            f" ENDPOINT '{store}', URL_STYLE 'path', USE_SSL false, REGION 'eu-west-1')"
        )
    upload(store, published_folder, scheme)
    assert reader.mirror(address, copies)["vintage"] == SECOND
    here = published(two_builds[1])
    assert observations(copies / here.file) == observations(two_builds[1] / here.file)

    whole = shutil.copytree(third, tmp_path / "whole")
    change_a_figure(latest(third) / "observation.parquet")
    upload(store, third, scheme)
    told = reader.mirror(address, copies)
    assert (told["error"], "other rows" in told["said"]) == ("PlaceError", True)
    assert published(copies) == here
    upload(store, whole, scheme)
    assert reader.mirror(address, copies)["vintage"] == THIRD
    told = reader.mirror(address.replace("figures", "elsewhere"), copies)
    assert told["error"] == "PlaceError"
    assert not {"127.0.0.1", "key-of-the-tests", "elsewhere"} & set(told["said"].replace("/", " ").split())
    assert published(copies).vintage == THIRD


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("quack:localhost:9494", "extension quack of DuckDB 2"),
        ("md:figures", "extension motherduck of DuckDB 2"),
        ("motherduck:figures", "extension motherduck of DuckDB 2"),
        ("s3://figures/", "extension httpfs of DuckDB 2"),
        ("md:figures?motherduck_token=of-the-tests", "nothing more"),
    ],
)
def test_without_the_extension_that_is_said_in_a_sentence(address, sentence, monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("motherduck_token", "of-the-tests")
    with pytest.raises(PlaceError, match=sentence) as error:
        Place(address).builds()
    assert "of-the-tests" not in str(error.value)


def test_motherduck_without_a_token_is_not_asked_for_one_in_a_browser(monkeypatch):
    monkeypatch.delenv("motherduck_token", raising=False)
    monkeypatch.delenv("MOTHERDUCK_TOKEN", raising=False)
    with pytest.raises(PlaceError, match="needs its token"):
        Place("md:figures").builds()


def test_motherduck_that_does_not_answer_is_a_place_that_cannot_be_reached(reader, tmp_path):
    """Its extension is real; a proxy that is not there stands for a network without it."""
    nowhere = f"http://127.0.0.1:{free_port()}"
    told = reader.mirror(
        "md:figures", tmp_path / "copies", 3, motherduck_token="of-the-tests", HTTP_PROXY=nowhere, HTTPS_PROXY=nowhere
    )
    assert told["error"] == "PlaceError"
    assert "of-the-tests" not in told["said"]


def test_an_app_without_the_extension_says_in_both_languages_that_figures_cannot_be_fetched(tmp_path):
    environment = {"MONITOR_COPIES": str(tmp_path / "copies"), "HOME": str(tmp_path)}
    with served("quack:figures.example:9494", tmp_path / "log", environment) as app:
        for language, path in (("nl", "/"), ("en", "/migratie?lang=en")):
            (alert,) = alerts(frame := page(app, path))
            assert alert.startswith(NOTHING[language])
            assert frame.kinds("exception") == []
        assert app.get(ROWS).status_code == 503
        assert "give DuckDB the command INSTALL quack" in app.said
        assert "figures.example" not in app.said


def test_publishing_to_where_files_cannot_be_written_is_refused(two_builds):
    for to, sentence in (("https://figures.example/", "to a folder only"), ("quack:localhost", "INSTALL quack")):
        done = subprocess.run(
            [sys.executable, "-m", "etl", "publish", "--warehouse", str(two_builds[1]), "--to", to],
            env={**os.environ, "HOME": "/nonexistent"},
            capture_output=True,
            text=True,
        )
        assert (done.returncode, sentence in done.stderr, "Traceback" in done.stderr) == (1, True, False), done.stderr
