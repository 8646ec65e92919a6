"""Whether an answer is JSON at all, and what it is if not, whatever its content type says."""

import re
from typing import Any

import orjson

from etl.faults import NotJson, TooManyRows, TruncatedAnswer

REFUSAL = "is not allowed on this table"
"""Part of the text that CBS sends with status 500 where a query gives more than 10,000 rows."""
LARGE = 1 << 16
"""Bytes from which on an answer is a page of rows, which is kept on disk and read from there."""
_HEAD = re.compile(rb'\s*\{\s*"@?odata\.(?:metadata|context)"\s*:\s*"(?:[^"\\]|\\.)*"\s*,\s*"value"\s*:\s*\[\s*\{')
_TAIL = re.compile(rb'\}\s*\]\s*(?:,\s*"@?odata\.nextLink"\s*:\s*"([^"\\]*)"\s*)?\}\s*')
_LONGEST = 8192
"""Bytes of a head, or of a tail with its link; what is longer is read whole."""


def outline(body: bytes) -> str | None:
    """The next link of a page with rows, empty on the last one; None where its head or tail is not as the services
    write them, so that it must be read whole.

    Nobody needs to make ten thousand rows for it: in JSON, a link that is followed by the last brace alone cannot
    stand in a row or a text. Whether the middle is JSON is found by who reads the rows.
    """
    at = max(body.rfind(b"]", -_LONGEST), 0)  # a bracket within the link: then it is read whole
    tail = _TAIL.fullmatch(body, max(body.rfind(b"}", 0, at), 0))
    if tail and _HEAD.match(body, 0, _LONGEST) and (tail[1] or b"nextLink" not in body):
        return (tail[1] or b"").decode()
    return None


def read(body: bytes, where: str) -> Any:
    """What the bytes say. Raises TruncatedAnswer, NotJson or TooManyRows where they are no JSON, after what they are
    instead."""
    try:
        return orjson.loads(body)
    except ValueError as error:
        start = body[:200].decode("utf-8", "replace").strip()
        if REFUSAL in start:
            raise TooManyRows(where, "a query the service allows", f"'{start}'") from error
        if start.startswith(("{", "[")):
            raise TruncatedAnswer(where, "whole JSON", f"{len(body)} bytes that break off") from error
        kind = "HTML" if start.startswith("<") else "an empty answer" if not start else "other text"
        raise NotJson(where, "JSON", kind) from error
