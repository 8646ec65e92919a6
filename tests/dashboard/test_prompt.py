"""Small answers need not wait for one another."""

import socket
import threading

import pytest

from dashboard.prompt import send_at_once
from dashboard.start import started
from tests.load.protocol import alone


def delays(listening: socket.socket) -> bool:
    """Whether what is accepted there holds small pieces back."""
    with socket.create_connection(listening.getsockname()[:2]), listening.accept()[0] as accepted:
        return accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_who_connects_is_answered_at_once(family):
    with socket.create_server(("::1" if family == socket.AF_INET6 else "127.0.0.1", 0), family=family) as listening:
        assert delays(listening)
        assert send_at_once() >= 1
        assert not delays(listening)


def test_nothing_listens_and_nothing_is_left_open():
    before = send_at_once()
    with socket.create_server(("127.0.0.1", 0)):
        assert send_at_once() == before + 1
    assert send_at_once() == before


def test_it_is_done_before_an_app_starts():
    async def start(listening: socket.socket) -> bool:
        async with started(None):
            return delays(listening)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        assert not alone(start(listening))
    for thread in threading.enumerate():
        if thread.name == "prepare":  # else it might be within DuckDB when this process ends
            thread.join()
