"""A DuckDB server (Quack), a web server by httpfs and an object store (s3://) as the place, all of them real.

On DuckDB 1.5.5 and its extensions, in processes of their own: no package holds those of DuckDB 2, which the project
runs on. Our code is the same, and so are the checksums of the builds. MotherDuck cannot be reached from here: tested is
what is said without its extension, without a token, and where it does not answer.
"""

import os
import random
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from etl.elsewhere import PlaceError
from etl.model import tables
from etl.places import Place
from etl.warehouse import published
from tests.faults.ground import FIRST, SECOND, THIRD, begin, strays, waiting
from tests.faults.older import EXTENSIONS, PACKAGES, STORE, TOKEN, Account, Quack, fetched, object_store, quack
from tests.faults.places import change_a_figure, latest, observations
from tests.faults.reading import alerts, page
from tests.faults.test_places_served import BEFORE, NOTHING, ROWS, shows, until
from tests.load.serving import free_port, served

KILLS = 3
OPEN = {"x-amz-acl": "public-read-write"}
DAMAGE = (
    "UPDATE observation_{} SET value = value + 1 WHERE value = 9",
    "DROP TABLE term_{}",
    "UPDATE published SET file = '../' || file",
    "UPDATE published SET tables = 'x; SELECT 1'",
    "UPDATE published SET schema = 1",
    "CREATE OR REPLACE TABLE published AS SELECT 'x' AS file",
    "DROP TABLE published",
)
SECRET = "CREATE OR REPLACE PERSISTENT SECRET of_tests (TYPE quack, TOKEN '{}', SCOPE '{}')"


@pytest.fixture(scope="session")
def older(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    """An account with the older DuckDB and its extensions installed."""
    root = tmp_path_factory.mktemp("older")
    account = Account(fetched(root / "packages", *PACKAGES), root)
    files = [next(account.packages.glob(f"duckdb_extension_{name}/**/*.duckdb_extension")) for name in EXTENSIONS]
    for file in files:
        account.ask(f"INSTALL '{file}'")
    yield account
    account.close()


@pytest.fixture(scope="session")
def builds(older: Account, two_builds: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A folder of builds a vintage, each with those before it; written by the older DuckDB."""
    root, found = tmp_path_factory.mktemp("builds"), {}
    for vintage in (FIRST, SECOND, THIRD):
        older.ask("build", two_builds[0], root / "warehouse", vintage=vintage)
        found[vintage] = shutil.copytree(root / "warehouse", root / vintage)
    return found


@pytest.fixture
def reader(older: Account, tmp_path: Path) -> Iterator[Account]:
    account = older.other(tmp_path / "home")
    yield account
    account.close()


@pytest.fixture
def server(reader: Account, builds: dict[str, Path], tmp_path: Path) -> Iterator[Quack]:
    """A DuckDB server on which the first and then the second build were published."""
    server = quack(reader, tmp_path / "server.duckdb", free_port())
    reader.ask(SECRET.format(TOKEN, server.address))
    for vintage in (FIRST, SECOND):
        assert reader.ask("publish", server.address, builds[vintage]) == {}
    yield server
    server.stop()


def test_a_build_of_a_server_is_the_build_itself(server, reader, two_builds, tmp_path):
    copies = tmp_path / "copies"
    here = published(two_builds[1])
    assert reader.mirror(server.address, copies)["file"] == here.file
    assert {path.name for path in copies.glob("*.duckdb")} == {path.name for path in two_builds[1].glob("*.duckdb")}
    assert observations(copies / here.file) == observations(two_builds[1] / here.file)


def test_what_is_not_whole_in_a_server_is_never_published_here(server, reader, builds, tmp_path):
    copies = tmp_path / "copies"
    here = reader.mirror(server.address, copies)["file"]
    for damage in DAMAGE:
        assert reader.ask("publish", server.address, builds[THIRD]) == {}
        ending = server.run("SELECT tables FROM published WHERE place = 1").split("'")[1]
        server.run(damage.format(ending))
        told = reader.mirror(server.address, copies)
        assert told["error"] == ("OtherDictionary" if "schema" in damage else "PlaceError"), damage
        assert "127.0.0.1" not in told["said"]
        assert published(copies).file == here
        assert strays(copies, {path.name for path in copies.glob("*.duckdb")}) == []
    assert reader.ask("publish", server.address, builds[THIRD]) == {}
    assert reader.mirror(server.address, copies)["vintage"] == THIRD


def test_publishing_takes_away_what_is_too_old_and_writes_over_the_same(server, reader, builds, tmp_path):
    copies = tmp_path / "copies"
    reader.mirror(server.address, copies)
    assert len(list(copies.glob("*.duckdb"))) == 2
    for _ in range(2):
        assert reader.ask("publish", server.address, builds[THIRD], days=0) == {}
    assert server.run("SELECT count(*) FROM duckdb_tables()") == f"[({len(tables()) + 1},)]\n"
    assert reader.mirror(server.address, copies)["vintage"] == THIRD
    assert [path.name[:10] for path in copies.glob("*.duckdb")] == [THIRD]


def test_a_token_that_is_wrong_or_missing_is_not_repeated(server, older, tmp_path):
    stranger = older.other(tmp_path / "stranger")
    told = stranger.mirror(server.address, tmp_path / "copies")
    assert (told["error"], "token" in told["said"]) == ("PlaceError", True)
    stranger.ask(SECRET.format("another-token", server.address))
    told = stranger.mirror(server.address, tmp_path / "copies")
    assert told["error"] == "PlaceError"
    assert "Authentication failed" in told["said"]
    stranger.close()
    assert "another-token" not in told["said"]
    assert "127.0.0.1" not in told["said"]


def test_options_of_attach_reach_it_and_what_is_no_option_is_not_repeated(server, reader, tmp_path):
    told = reader.mirror(server.address, tmp_path / "copies", MONITOR_ATTACH="DISABLE_SSL true")
    assert told["vintage"] == SECOND
    told = reader.mirror(server.address, tmp_path / "copies", MONITOR_ATTACH=f"TOKEN '{TOKEN}")
    assert told == {"error": "PlaceError", "said": "MONITOR_ATTACH holds other words than options of ATTACH"}


def test_a_server_that_says_nothing_is_left(reader, builds, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"quack:127.0.0.1:{silent.getsockname()[1]}"
        reader.ask(SECRET.format(TOKEN, address))
        start = time.monotonic()
        read = reader.mirror(address, tmp_path / "copies", 1)
        written = reader.ask("publish", address, builds[THIRD], seconds=1)
    assert read["error"] == "PlaceError"
    assert read["said"].startswith("no answer within 1 seconds")
    assert written == {"error": "PlaceError", "said": "no answer within 1 seconds"}
    assert time.monotonic() - start < 20


def test_a_writer_that_is_killed_changes_nothing_and_the_next_one_succeeds(server, reader, builds, tmp_path):
    copies = tmp_path / "copies"
    for seed in range(KILLS):
        command = ("publish", "--warehouse", builds[THIRD], "--to", server.address)
        writer = waiting(*command, environment=reader.environment)
        begin(writer)
        time.sleep(random.Random(seed).uniform(0.1, 0.35))
        writer.kill()
        writer.communicate()
        assert reader.mirror(server.address, copies).get("vintage") in {SECOND, THIRD}, seed
    assert reader.ask("publish", server.address, builds[THIRD]) == {}
    assert reader.mirror(server.address, copies)["vintage"] == THIRD
    assert len(list(copies.glob("*.duckdb"))) == 3


def test_the_app_serves_what_a_server_holds_and_on_when_that_is_gone_and_back(server, reader, builds, tmp_path):
    environment = {"MONITOR_COPIES": str(tmp_path / "copies"), **reader.environment}
    with served(server.address, tmp_path / "log", environment) as app:
        until(lambda: app.get("/api/v1/health").ok and shows(app, SECOND))
        until(lambda: app.get(f"{ROWS}?vintage={FIRST}").status_code == 200)
        server.stop()
        until(lambda: shows(app, SECOND, "degraded"))
        (alert,) = alerts(page(app, "/begrippen"))
        assert alert.startswith(BEFORE["nl"])
        port = int(server.address.rpartition(":")[2])
        again = quack(reader, tmp_path / "server.duckdb", port)
        try:
            assert reader.ask("publish", again.address, builds[THIRD]) == {}
            until(lambda: shows(app, THIRD))
        finally:
            again.stop()
        assert TOKEN not in app.said
        assert "Traceback" not in app.said


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
