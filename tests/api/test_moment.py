"""What is asked again within a second is answered without asking again, and what could differ is asked."""

import asyncio

import pytest
from starlette.applications import Starlette
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from dashboard.api import moment
from dashboard.api.moment import Moment
from tests.load.protocol import alone


class Counting:
    """An app that numbers its answers."""

    def __init__(self):
        self.made = 0
        routes = [
            Route("/plain", lambda _r: self.answer()),
            Route("/fresh", lambda _r: self.answer({"Cache-Control": "no-store"})),
            Route("/gone", lambda _r: self.answer(status=404)),
            Route("/pieces", lambda _r: StreamingResponse(iter([str(self.one()).encode(), b"!"]))),
        ]
        self.app = Moment(Starlette(routes=routes))

    def one(self):
        self.made += 1
        return self.made

    def answer(self, headers=None, status=200):
        return Response(str(self.one()), status, headers)

    def get(self, path, query="", method="GET", **headers):
        """Status, headers and body, as a server is told them."""
        sent = []

        async def send(message):
            sent.append(message)
            if message["type"] == "http.response.start":
                message["headers"].append((b"x-added", b"further out"))
            else:  # as where an answer is compressed
                message["body"] = b"<" + message["body"] + b">"

        async def receive():
            await asyncio.Event().wait()  # a client that asks and listens

        named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        scope = {
            "type": "http",
            "method": method,
            "scheme": "http",
            "path": path,
            "root_path": "",
            "query_string": query.encode(),
            "headers": named,
        }
        alone(self.app(scope, receive, send))
        body = b"".join(one["body"] for one in sent[1:])
        return sent[0]["status"], sent[0]["headers"], body.decode()


@pytest.fixture
def counting():
    return Counting()


def test_the_same_address_is_answered_again_with_the_same_headers(counting):
    first, second = counting.get("/plain", "a=1"), counting.get("/plain", "a=1")
    assert first == second
    assert first[2] == "<1>"
    assert [name for name, _value in second[1]].count(b"x-added") == 1


def test_another_question_host_or_condition_is_asked(counting):
    asked = [
        {"query": "a=1"},
        {"query": "a=2"},
        {"query": "a=1", "host": "monitor.example"},
        {"query": "a=1", "if_none_match": '"x"'},
        {"query": "a=1", "if_modified_since": "Fri, 20 Nov 2026 00:00:00 GMT"},
        {"query": "a=1", "range": "bytes=0-1"},
    ]
    assert [counting.get("/plain", **one)[2] for one in asked] == ["<1>", "<2>", "<3>", "<4>", "<5>", "<6>"]
    assert counting.get("/plain", "a=1", method="HEAD")[0] == 200
    assert counting.made == 7


@pytest.mark.parametrize(
    ("path", "bodies"), [("/fresh", ["<1>", "<2>"]), ("/gone", ["<1>", "<2>"]), ("/pieces", ["<1><!><>", "<2><!><>"])]
)
def test_what_may_not_be_kept_failed_or_comes_in_pieces_is_asked_each_time(counting, path, bodies):
    assert [counting.get(path)[2] for _ in range(2)] == bodies


def test_a_second_later_it_is_asked_again(counting, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(moment, "monotonic", lambda: now[0])
    assert counting.get("/plain")[2] == "<1>"
    now[0] += moment.SECONDS - 0.01
    assert counting.get("/plain")[2] == "<1>"
    now[0] += 0.02
    assert counting.get("/plain")[2] == "<2>"


def test_no_more_is_held_than_there_is_room_for(counting, monkeypatch):
    monkeypatch.setattr(moment, "MOST", 2)
    for query in ("a", "b", "a", "c", "b", "a"):
        counting.get("/plain", query)
    assert counting.made == 4
    monkeypatch.setattr(moment, "LARGEST", 0)
    assert counting.get("/plain", "d")[2] != counting.get("/plain", "d")[2]


def test_what_is_over_is_let_go(counting, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(moment, "monotonic", lambda: now[0])
    counting.get("/plain", "a")
    counting.get("/plain", "b")
    now[0] += moment.SECONDS + 0.01
    counting.get("/plain", "c")
    assert [key[-1] for key in counting.app._held] == [b"c"]
