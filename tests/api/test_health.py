"""Health, numbers and logs: what they tell of the figures, and that they tell nothing of who asks."""

import json
import shutil
import time
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from prometheus_client.parser import text_string_to_metric_families

from etl.warehouse import open_read_only

T = TypeVar("T")
SECRET = "jan.jansen@example.org"


def settled(read: Callable[[], T], enough: Callable[[T], bool]) -> T:
    """What `read` gives once there is `enough` of it, or after ten seconds: the server counts and writes down an answer
    when it has been sent, which is after the visitor has read it."""
    until = time.monotonic() + 10
    while not enough(found := read()) and time.monotonic() < until:
        time.sleep(0.05)
    return found


def told(service):
    """Every sample of the numbers, by name and labels."""
    answer = service.get("metrics")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain; version=")
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_health_tells_vintage_age_rows_and_checks(service):
    answer = service.get("health")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    found = answer.json()
    with open_read_only(service.folder / f"{service.build}.duckdb") as connection:
        ((rows,),) = connection.execute("SELECT count(*) FROM observation").fetchall()
    assert (found["status"], found["vintage"], found["build"], found["rows"]) == (
        "ok",
        "2026-11-20",
        service.build,
        rows,
    )
    assert found["age_days"] == (date.today() - date.fromisoformat(found["built"][:10])).days
    assert found["checks"] == {
        "figures_can_be_read": True,
        "every_row_equalled_its_checksum_when_opened": True,
        "latest_build_is_served": True,
        "clock_is_after_the_build": True,
    }
    assert sum(found["live_sources"].values()) > 0


def test_health_is_503_where_there_are_no_figures_and_degraded_where_an_older_build_is_served(
    serve, kept_builds, tmp_path
):
    folder = shutil.copytree(kept_builds, tmp_path / "warehouse")
    (folder / "current.json").write_text("{", encoding="utf-8")
    degraded = serve(folder).get("health")
    assert (degraded.status_code, degraded.json()["status"]) == (200, "degraded")
    assert degraded.json()["checks"]["latest_build_is_served"] is False
    for file in folder.glob("*.duckdb"):
        file.write_bytes(b"spoiled")
    gone = serve(folder).get("health")
    assert (gone.status_code, gone.json()["status"]) == (503, "unavailable")
    assert str(tmp_path) not in gone.text


def test_numbers_count_answers_by_route_and_status(service):
    before = told(service)
    service.get("observations.csv", params={"limit": 1})
    service.get("observations.csv", params={"limit": "none"})
    service.get("nowhere")
    other = ("monitor_requests_total", "404", "other")
    after = settled(lambda: told(service), lambda now: now.get(other, 0) > before.get(other, 0))

    def more(*key):
        return after.get(key, 0) - before.get(key, 0)

    assert more("monitor_requests_total", "200", "observations.csv") == 1
    assert more("monitor_requests_total", "400", "observations.csv") == 1
    assert more(*other) == 1
    assert more("monitor_request_seconds_count", "observations.csv") == 2
    assert after["monitor_figures_can_be_read",] == 1
    assert after["monitor_latest_build_is_served",] == 1
    assert after["monitor_observations",] == service.get("health").json()["rows"]
    assert after["process_resident_memory_bytes",] > 1e7


def test_numbers_of_figures_are_zero_where_there_are_none(serve, kept_builds, tmp_path):
    folder = shutil.copytree(kept_builds, tmp_path / "warehouse")
    service = serve(folder)
    names = ("figures_can_be_read", "latest_build_is_served", "build_timestamp_seconds", "observations")

    def figures():
        found = told(service)
        return [found[f"monitor_{name}",] for name in names]

    assert all(figures())
    for file in folder.iterdir():
        file.unlink()
    assert settled(figures, lambda now: not any(now)) == [0, 0, 0, 0]


def test_logs_are_lines_of_json_without_address_query_or_name(serve, kept_builds):
    service = serve(kept_builds)
    headers = {"User-Agent": SECRET, "Referer": f"https://{SECRET}/", "X-Forwarded-For": "203.0.113.77"}
    service.get("observations.json", params={"indicator": SECRET}, headers=headers)
    service.get(f"{SECRET}?q={SECRET}", headers=headers)

    def requests_told():
        lines = [line for line in service.log.read_text(encoding="utf-8").splitlines() if line[:1] + line[-1:] == "{}"]
        return [told for told in map(json.loads, lines) if told.get("event") == "request"]

    asked = settled(requests_told, lambda lines: len(lines) >= 2)
    assert [(one["route"], one["status"], one["method"]) for one in asked] == [
        ("observations.json", 400, "GET"),
        ("other", 404, "GET"),
    ]
    assert set(asked[0]) == {"time", "level", "logger", "event", "route", "method", "status", "milliseconds"}
    everything = service.log.read_text(encoding="utf-8") + service.get("metrics").text
    for private in (SECRET, "203.0.113.77"):
        assert private not in everything
