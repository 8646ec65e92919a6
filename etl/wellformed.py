"""Whether an answer is JSON at all, and what it is if not, whatever its content type says."""

from functools import cache

import duckdb
import orjson

from etl.faults import NotJson, TooManyRows, TruncatedAnswer

REFUSAL = "is not allowed on this table"
"""Part of the text that CBS sends with status 500 where a query gives more than 10,000 rows."""
LARGE = 1 << 16
"""Bytes from which on an answer is a page of rows, which the disk keeps and nobody here looks into."""


def check(body: bytes, where: str) -> None:
    """Raises TruncatedAnswer, NotJson or TooManyRows where the bytes are no JSON, after what they are instead."""
    if len(body) >= LARGE and _is_json(body):
        return
    try:
        orjson.loads(body)
    except ValueError as error:
        start = body[:200].decode("utf-8", "replace").strip()
        if REFUSAL in start:
            raise TooManyRows(where, "a query the service allows", f"'{start}'") from error
        if start.startswith(("{", "[")):
            raise TruncatedAnswer(where, "whole JSON", f"{len(body)} bytes that break off") from error
        kind = "HTML" if start.startswith("<") else "an empty answer" if not start else "other text"
        raise NotJson(where, "JSON", kind) from error


def _is_json(body: bytes) -> bool:
    """Whether DuckDB can read the bytes as JSON. It makes nothing of them, and other threads can go on
    meanwhile. Unlike the standard it lets a last comma pass, and NaN, which `columns.load` refuses."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return False
    found = _reader().cursor().execute("SELECT json_valid(?)", [text]).fetchone()
    return bool(found and found[0])


@cache
def _reader() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 1})
