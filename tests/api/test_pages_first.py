"""The API waits while a page is made for a reader, and no longer than it may."""

import asyncio
from time import monotonic

import pytest

from dashboard import pages_first
from dashboard.api import application
from dashboard.pages_first import READERS, SeeReaders
from tests.load.protocol import alone

DOCS = {
    "type": "http",
    "method": "GET",
    "scheme": "http",
    "path": "/docs",
    "root_path": "",
    "query_string": b"",
    "headers": [],
}


async def ask(told):
    """Asks the API for a page of it, and puts the status that it answers with into `told`."""

    async def receive():
        await asyncio.Event().wait()

    async def send(message):
        if message["type"] == "http.response.start":
            told.append(message["status"])

    await application()(DOCS, receive, send)


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    """No reader stirred of late, and no answer was let through."""
    monkeypatch.setattr(READERS, "_stirred", 0.0)
    monkeypatch.setattr(READERS, "_let_through", 0.0)


def test_an_answer_waits_for_every_run_of_a_page(monkeypatch):
    monkeypatch.setattr(pages_first, "PATIENCE", 600.0)
    monkeypatch.setattr(pages_first, "LONGEST", 600.0)
    told = []

    async def both():
        with READERS.run():
            with READERS.run():
                asking = asyncio.create_task(ask(told))
                await asyncio.sleep(0.1)
                assert told == []
            await asyncio.sleep(0.1)
            assert told == []
        await asking

    alone(both())
    assert told == [200]


def test_readers_do_not_shut_out_the_api():
    told = []
    with READERS.run():
        alone(ask(told))
        assert not READERS.quiet
    assert told == [200]


async def ask_at_once(count):
    told = []
    with READERS.run():
        await asyncio.gather(*(ask(told) for _one in range(count)))
    return told


def test_beside_a_run_one_answer_goes_at_a_time(monkeypatch):
    gap = 0.1
    monkeypatch.setattr(pages_first, "PATIENCE", gap)
    monkeypatch.setattr(pages_first, "LONGEST", 600.0)
    began = monotonic()
    assert alone(ask_at_once(4)) == [200] * 4
    assert monotonic() - began >= 4 * gap


def test_nobody_waits_for_his_turn_longer_than_he_may(monkeypatch):
    monkeypatch.setattr(pages_first, "PATIENCE", 600.0)
    monkeypatch.setattr(pages_first, "LONGEST", 0.1)
    assert alone(ask_at_once(4)) == [200] * 4


def test_a_run_that_fails_is_over():
    with pytest.raises(ValueError, match="synthetic"), READERS.run():
        raise ValueError("synthetic")
    assert READERS.quiet


@pytest.mark.parametrize(("kind", "noticed"), [("websocket", True), ("http", False)])
@pytest.mark.parametrize("way", ["heard", "told"])
def test_a_message_of_a_reader_is_noticed_and_passed_on(kind, noticed, way):
    passed = []

    async def app(_scope, receive, send):
        passed.append(await receive() if way == "heard" else await send("out"))

    async def receive():
        return "in"

    async def send(message):
        return message

    alone(SeeReaders(app)({"type": kind}, receive, send))
    assert passed == (["in"] if way == "heard" else [None if noticed else "out"])
    assert READERS.quiet is not noticed
    READERS._stirred -= pages_first.STIR
    assert READERS.quiet
