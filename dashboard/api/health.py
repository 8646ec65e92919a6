"""For who keeps the monitor running: is it well, and how does it do. Neither tells of anybody who visits."""

import json
from datetime import UTC, datetime

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import Response

from dashboard import queries, telemetry
from dashboard.api.answers import modified
from etl.warehouse import WarehouseError

NO_STORE = {"Cache-Control": "no-store"}


def health(_request: Request) -> Response:
    """What is served: `vintage`, `build`, `built`, `age_days`, `rows` of observations, and `checks` by name.

    status: `ok`; `degraded` where an older build is served than the pointer says, still with 200; `unavailable`
    with 503 where there are no figures.
    """
    try:
        build = queries.published()
        if build is None:
            raise WarehouseError("nothing is published")
        rows, sources = queries.held(build)
    except WarehouseError:
        return _answer(503, {"status": "unavailable", "checks": {"figures_can_be_read": False}})
    pointed = queries.pointed()
    age = (datetime.now(UTC) - modified(build)).days
    checks = {
        "figures_can_be_read": True,
        "every_row_equalled_its_checksum_when_opened": True,  # else it would not be served
        "latest_build_is_served": pointed,
        "clock_is_after_the_build": age >= 0,
    }
    told: dict[str, object] = {
        "status": "ok" if all(checks.values()) else "degraded",
        "vintage": build.vintage,
        "build": build.file.removesuffix(".duckdb"),
        "built": modified(build).isoformat(),
        "age_days": age,
        "rows": rows,
        "live_sources": sources,
        "checks": checks,
    }
    return _answer(200, told)


def metrics(_request: Request) -> Response:
    """Numbers for Prometheus (text exposition format): requests, runs of pages, the build, the process."""
    found = _figures()
    telemetry.UP.set(found is not None)
    built, pointed, rows = found or (0, False, 0)
    telemetry.BUILT.set(built)
    telemetry.POINTED.set(pointed)
    telemetry.ROWS.set(rows)
    return Response(generate_latest(telemetry.REGISTRY), 200, NO_STORE, CONTENT_TYPE_LATEST)


def _figures() -> tuple[float, bool, int] | None:
    """Moment of the build that is served, in seconds since 1970, whether it is the published one, and its observations;
    None where there are no figures."""
    try:
        build = queries.published()
        if build is None:
            return None
        return modified(build).timestamp(), queries.pointed(), queries.held(build)[0]
    except WarehouseError:
        return None


def _answer(status: int, told: dict[str, object]) -> Response:
    return Response(json.dumps(told, indent=1), status, NO_STORE, "application/json")
