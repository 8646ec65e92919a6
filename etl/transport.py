"""Requests that survive what open data services do: a few at once, retried with patience, and never without end."""

import random
import threading
import time
from dataclasses import dataclass, field, fields
from email.utils import parsedate_to_datetime
from functools import cached_property
from math import isfinite
from typing import Any
from urllib.parse import urlsplit

import orjson
import requests

from etl import wellformed
from etl.faults import Busy, ForeignLink, NotFound, NotJson, Refused, SourceError, TooManyRows, TooMuch, TruncatedAnswer
from etl.faults import Unreachable as Unreached
from etl.settings import told

AGENT = "mensenhandelmonitor/0.1 (open-data monitor; python-requests)"
AGAIN = frozenset({406, 408, 425, 429, *range(500, 600)})
"""406 too: the services send it, with an empty body, to clients they served a moment before. Of 5xx all: what stands
before a service has numbers of its own for one that does not answer (520 to 530)."""
CHUNK = 1 << 18


@dataclass(frozen=True)
class Settings:
    """Seconds, counts and bytes; each may be set in the environment as REFRESH_ and its name in capitals."""

    connect: float = 10.0  # seconds to a connection
    read: float = 60.0  # seconds without a byte
    whole: float = 600.0  # seconds for one answer
    attempts: int = 6
    wait: float = 0.5  # seconds before the second attempt; doubled each time, with jitter
    longest: float = 120.0  # seconds of any pause, also one the service asks for
    at_once: int = 3  # requests
    pages: int = 2_000  # of one query
    answer: int = 200_000_000  # bytes of one answer
    total: int = 4_000_000_000  # bytes of one source

    @classmethod
    def from_environment(cls) -> "Settings":
        """Raises ValueError for a setting that is not a number above 0, or not a whole one where things are counted."""
        given: dict[str, Any] = {}
        for one in fields(cls):
            name = f"REFRESH_{one.name.upper()}"
            if text := told(name):
                whole = one.type not in (float, "float")
                try:
                    given[one.name] = int(text) if whole else float(text)
                except ValueError:
                    given[one.name] = 0
                if given[one.name] <= 0 or not isfinite(given[one.name]):
                    kind = "whole number" if whole else "number"
                    raise ValueError(f"expected a {kind} above 0 in {name}, got '{text}'")
        return cls(**given)


@dataclass(frozen=True)
class Answer:
    """One whole answer: the bytes as they came, which are JSON or have the outline of a page of rows.

    held: they were on disk already."""

    url: str
    body: bytes = field(repr=False)
    held: bool = False

    @cached_property
    def document(self) -> Any:
        """What the bytes say."""
        return orjson.loads(self.body)


class _Again(Exception):
    """Worth another attempt; `fault` is what to raise when there is none, `pause` what the service asked for."""

    def __init__(self, fault: SourceError, pause: float | None = None) -> None:
        super().__init__(str(fault))
        self.fault, self.pause = fault, pause


class Transport:
    """Gets JSON documents. May be used by several threads; no more than `at_once` requests run."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings.from_environment()
        self._slots = threading.Semaphore(self.settings.at_once)
        self._mine = threading.local()
        self._stopped = threading.Event()

    def stop(self) -> None:
        """No further attempt is made, in any thread."""
        self._stopped.set()

    def get(self, url: str, where: str, rows: bool = False) -> Answer:
        """One JSON document. `where` names the source or table in errors. rows: of a large page of rows the outline
        alone is looked at, since who reads them finds out the rest.

        Raises Unreachable, Busy, Refused, NotFound, TooManyRows, TooMuch, NotJson, TruncatedAnswer, ForeignLink.
        """
        for attempt in range(1, self.settings.attempts + 1):
            try:
                with self._slots:
                    return self._once(url, where, rows)
            except _Again as again:
                pause = self._pause(attempt, again.pause)
                if attempt == self.settings.attempts or pause > self.settings.longest or self._stopped.is_set():
                    raise again.fault from again.__cause__
                self._stopped.wait(pause)
        raise AssertionError("unreachable")

    def _pause(self, attempt: int, asked: float | None) -> float:
        """Seconds before the next attempt: what the service asks for, or twice as long each time; with jitter, so
        that many clients do not come back at once."""
        if asked is not None:
            return asked + random.uniform(0, self.settings.wait)
        return min(self.settings.wait * 2 ** (attempt - 1), self.settings.longest) * random.uniform(0.5, 1.0)

    def _session(self) -> requests.Session:
        """One a thread: sessions are not made to be shared."""
        if not hasattr(self._mine, "session"):
            session = requests.Session()
            session.headers.update({"User-Agent": AGENT, "Accept": "application/json"})
            session.max_redirects = 3
            self._mine.session = session
        return self._mine.session

    def _once(self, url: str, where: str, rows: bool) -> Answer:
        limits = self.settings
        try:
            with self._session().get(url, timeout=(limits.connect, limits.read), stream=True) as response:
                if urlsplit(response.url).hostname != urlsplit(url).hostname:
                    raise ForeignLink(
                        where, f"an answer of {urlsplit(url).hostname}", urlsplit(response.url).hostname or ""
                    )
                body = self._body(response, where)
        except requests.TooManyRedirects as error:
            raise Refused(where, "an answer", "one redirect after another") from error
        except requests.RequestException as error:
            fault = Unreached(where, f"an answer of {urlsplit(url).netloc}", _reason(error))
            raise _Again(fault) from error
        if response.status_code != 200:
            raise _refusal(response, body, where)
        if rows and len(body) >= wellformed.LARGE and wellformed.outline(body) is not None:
            return Answer(url, body)
        try:
            wellformed.read(body, where)
        except (TruncatedAnswer, NotJson) as error:  # it may be whole the next time
            raise _Again(error) from error
        return Answer(url, body)

    def _body(self, response: requests.Response, where: str) -> bytes:
        """The bytes, whole, within the ceilings. A connection that is cut raises a RequestException."""
        limits, parts, size, started = self.settings, [], 0, time.monotonic()
        for part in response.iter_content(CHUNK):
            parts.append(part)
            size += len(part)
            if size > limits.answer:
                raise TooMuch(where, f"an answer of {limits.answer} bytes at most", "a larger one")
            if time.monotonic() - started > limits.whole:
                raise requests.ReadTimeout(f"no whole answer in {limits.whole:.0f} seconds")
        return b"".join(parts)


def _refusal(response: requests.Response, body: bytes, where: str) -> Exception:
    status, text = response.status_code, body.decode("utf-8", "replace")
    if wellformed.REFUSAL in text:
        return TooManyRows(where, "a query the service allows", f"'{text.strip()[:200]}'")
    got = f"status {status}"
    if status in (404, 410):
        return NotFound(where, "something at this address", got)
    if status in AGAIN:
        return _Again(Busy(where, "an answer", got), _asked(response.headers.get("Retry-After")))
    return Refused(where, "an answer", got)


def _asked(header: str | None) -> float | None:
    """Seconds that Retry-After asks for, given as a number or as a moment; None when it says nothing."""
    if header is None:
        return None
    if header.strip().isdigit():
        return float(header)
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - time.time())
    except ValueError:
        return None


def _reason(error: Exception) -> str:
    """What went wrong on the way, without addresses of machines or objects."""
    if isinstance(error, requests.Timeout):
        return "none in time"
    if isinstance(error, requests.exceptions.ChunkedEncodingError | requests.exceptions.ContentDecodingError):
        return "a part of one: the connection was cut"
    return "no connection" if isinstance(error, requests.ConnectionError) else type(error).__name__
