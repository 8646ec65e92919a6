"""A DuckDB server (Quack) as the place, a real one.

On DuckDB 1.5.5 and its extensions, in processes of their own: no package holds those of DuckDB 2, which the project
runs on. Our code is the same, and so are the checksums of the builds.
"""

import random
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.model import tables
from etl.warehouse import published
from tests.faults.ground import FIRST, SECOND, THIRD, begin, strays, waiting
from tests.faults.older import TOKEN, Account, Quack, quack
from tests.faults.places import observations
from tests.faults.reading import alerts, page
from tests.faults.test_places_served import BEFORE, ROWS, shows, until
from tests.load.serving import free_port, served

KILLS = 3
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
        ending = server.run("SELECT tables FROM published WHERE NOT gone ORDER BY number DESC LIMIT 1").split("'")[1]
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


def test_what_a_killed_writer_holds_keeps_nobody_from_publishing(server, reader, older, builds, tmp_path):
    """Quack does not learn that it was killed, here at the worst moment: all is written and nothing committed."""
    ending = server.run("SELECT tables FROM published ORDER BY number LIMIT 1").split("'")[1]
    killed = older.other(tmp_path / "killed")
    killed.ask(SECRET.format(TOKEN, server.address))
    for statement in (
        f"ATTACH '{server.address}' AS there",
        "BEGIN",
        "CREATE TABLE there.observation_held AS SELECT 1 AS value",
        "INSERT INTO there.published (number, gone, tables) VALUES (3, false, 'ab')",
        f"DROP TABLE there.term_{ending}",
    ):
        killed.ask(statement)
    killed.kill()
    assert reader.ask("publish", server.address, builds[THIRD], days=0) == {}
    copies = tmp_path / "copies"
    assert reader.mirror(server.address, copies)["vintage"] == THIRD
    assert sorted(path.name[:10] for path in copies.glob("*.duckdb")) == [FIRST, SECOND, THIRD]
    server.stop()
    again = quack(reader, tmp_path / "server.duckdb", free_port())
    reader.ask(SECRET.format(TOKEN, again.address).replace("of_tests", "of_the_next"))
    assert reader.ask("publish", again.address, builds[THIRD], days=0) == {}
    assert again.run("SELECT count(*) FROM duckdb_tables()") == f"[({len(tables()) + 1},)]\n"
    assert reader.mirror(again.address, tmp_path / "others")["vintage"] == THIRD
    assert [path.name[:10] for path in (tmp_path / "others").glob("*.duckdb")] == [THIRD]
    again.stop()


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
