"""How the monitor does, in numbers and in lines of JSON, without a trace of who visits: no address of a visitor, no
query, no choice, no name of a session."""

import json
import logging
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics
from prometheus_client.gc_collector import GCCollector
from prometheus_client.process_collector import ProcessCollector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

disable_created_metrics()  # every number twice tells nothing more
REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
GCCollector(registry=REGISTRY)
SECONDS = (0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
REQUESTS = Counter("monitor_requests", "Answers by HTTP", ["route", "status"], registry=REGISTRY)
REQUEST_SECONDS = Histogram(
    "monitor_request_seconds", "From request to end of answer", ["route"], registry=REGISTRY, buckets=SECONDS
)
RUNS = Counter("monitor_page_runs", "Runs of a page", ["page", "outcome"], registry=REGISTRY)
RUN_SECONDS = Histogram(
    "monitor_page_run_seconds", "Seconds that a run took on the server", ["page"], registry=REGISTRY, buckets=SECONDS
)
UP = Gauge("monitor_figures_can_be_read", "1 where there are figures to serve", registry=REGISTRY)
POINTED = Gauge("monitor_latest_build_is_served", "0 where an older build is served", registry=REGISTRY)
BUILT = Gauge("monitor_build_timestamp_seconds", "Moment of the build that is served", registry=REGISTRY)
ROWS = Gauge("monitor_observations", "Observations in the build that is served", registry=REGISTRY)
_LOG = logging.getLogger("dashboard.telemetry")
_FIELDS = ("event", "route", "method", "status", "milliseconds", "page", "outcome")


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, and what the caller gave as `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if record.getMessage():
            told["message"] = record.getMessage()
        told |= {name: value for name in _FIELDS if (value := getattr(record, name, None)) is not None}
        if record.exc_info:
            told["error"] = "".join(traceback.format_exception(*record.exc_info))
        return json.dumps(told, ensure_ascii=False)


def log_as_json() -> None:
    """What our own code logs goes to standard error as JSON lines; once a process."""
    for name in ("dashboard", "etl"):
        logger = logging.getLogger(name)
        if not any(isinstance(one.formatter, JsonLines) for one in logger.handlers):
            handler = logging.StreamHandler(sys.stderr)
            handler.setFormatter(JsonLines())
            logger.addHandler(handler)
            logger.setLevel(logging.INFO)


@contextmanager
def page_run(page: str) -> Iterator[None]:
    """Counts and times one run of a page. A run that Streamlit stops for a newer one is `stopped`."""
    started, outcome = time.perf_counter(), "stopped"
    try:
        yield
        outcome = "done"
    except Exception:
        outcome = "failed"
        raise
    finally:
        seconds = time.perf_counter() - started
        RUNS.labels(page, outcome).inc()
        RUN_SECONDS.labels(page).observe(seconds)
        told = {"event": "page", "page": page, "outcome": outcome, "milliseconds": round(seconds * 1000)}
        _LOG.info("", extra=told)


class Telemetry:
    """Counts, times and logs the answers of the API, by the names of its routes; what is asked within is not told."""

    def __init__(self, app: ASGIApp, routes: frozenset[str]) -> None:
        self.app, self.routes = app, routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status = time.perf_counter(), 500

        async def see(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, see)
        finally:
            seconds = time.perf_counter() - started
            own = scope["path"].removeprefix(scope.get("root_path", "")).strip("/")
            route = own if own in self.routes else "other"
            REQUESTS.labels(route, str(status)).inc()
            REQUEST_SECONDS.labels(route).observe(seconds)
            told = {"event": "request", "route": route, "status": status, "milliseconds": round(seconds * 1000, 1)}
            _LOG.info("", extra={**told, "method": scope["method"]})
