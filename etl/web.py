"""Files of a web server for DuckDB, where its own extension for that (httpfs) is not installed."""

import io
import time
from datetime import UTC, datetime

import requests
from fsspec import AbstractFileSystem

CONNECT, READ, WHOLE = 5, 30, 120
"""Seconds to a connection, without a byte, and for one file."""
LARGEST = 1_000_000_000
"""Bytes of a file."""
PIECE = 1 << 20


class Web(AbstractFileSystem):
    """Reads each file whole, in one request, and keeps it until `forget`: DuckDB opens a file several times."""

    protocol = ("http", "https")
    cachable = False

    def __init__(self) -> None:
        super().__init__()
        self._kept: dict[str, bytes] = {}

    def forget(self) -> None:
        self._kept.clear()

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return path

    def _content(self, path: str) -> bytes:
        if path not in self._kept:
            self._kept[path] = _fetched(path)
        return self._kept[path]

    def glob(self, path: str, **_more: object) -> list[str]:
        return [path]

    def _open(self, path: str, mode: str = "rb", **_more: object) -> io.BytesIO:
        if mode != "rb":
            raise PermissionError("a web server is only read")
        return io.BytesIO(self._content(path))

    def size(self, path: str) -> int:
        return len(self._content(path))

    def modified(self, _path: str) -> datetime:
        return datetime.fromtimestamp(0, UTC)  # DuckDB asks; what is kept here does not change


def _fetched(path: str) -> bytes:
    until, content = time.monotonic() + WHOLE, bytearray()
    with requests.get(path, timeout=(CONNECT, READ), stream=True) as answer:
        answer.raise_for_status()
        while piece := answer.raw.read1(PIECE, decode_content=True):  # what is there, without waiting for the rest
            content += piece
            if time.monotonic() > until or len(content) > LARGEST:
                raise OSError("the answer takes too long, or is too large")
    return bytes(content)
