"""What nobody foresaw: a problem document that any site may read, and the cause in the log alone."""

import logging
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import requests
import uvicorn
from starlette.applications import Starlette
from starlette.responses import Response, StreamingResponse
from starlette.routing import Mount, Route

from dashboard.api import application


def breaks(_request) -> Response:
    raise RuntimeError("at /srv/monitor/secret")


def breaks_off(_request) -> Response:
    def pieces():
        yield b"1;2;3"
        raise RuntimeError("halfway")

    return StreamingResponse(pieces())


@pytest.fixture(scope="module")
def failing() -> Iterator[str]:
    """The address of the API with two answers more, which fail: before they begin, and halfway."""
    app = application()
    app.router.routes += [Route("/breaks", breaks), Route("/breaks-off", breaks_off)]
    served = Starlette(routes=[Mount("/api/v1", app=app)])
    server = uvicorn.Server(uvicorn.Config(served, log_config=None, lifespan="off"))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/api/v1"
        server.should_exit = True
        thread.join()


@pytest.mark.parametrize(("lang", "title"), [("nl", "Er ging iets mis"), ("en", "Something went wrong")])
def test_an_error_is_a_problem_that_another_site_may_read(lang, title, failing, caplog):
    with caplog.at_level(logging.ERROR, "dashboard.api.problems"):
        answer = requests.get(f"{failing}/breaks?lang={lang}", headers={"Origin": "https://example.org"}, timeout=30)
    told = answer.json()
    assert (answer.status_code, answer.headers["Content-Type"]) == (500, "application/problem+json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert (told["type"], told["title"]) == ("/api/v1/docs#failure", title)
    assert "secret" not in answer.text
    assert [str(one.exc_info[1]) for one in caplog.records] == ["at /srv/monitor/secret"]


def test_an_answer_that_has_begun_is_broken_off_and_not_ended_as_if_it_were_whole(failing):
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        requests.get(f"{failing}/breaks-off", timeout=30)
