"""A refresh that is killed goes on where it stopped, and what was published stays whole."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from etl.raw import Store
from tests.standin import synthetic
from tests.standin.reading import figures
from tests.standin.server import Fault
from tests.standin.synthetic import World

PROJECT = Path(__file__).parents[2]


def start(data: Path, warehouse: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "etl", "refresh", "politie-crime", "--data", data, "--warehouse", warehouse]
    return subprocess.Popen(
        list(map(str, command)),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(PROJECT), "REFRESH_WAIT": "0.01"},
    )


def test_a_killed_download_is_taken_up_where_it_stopped(data, warehouse_dir, standin, everything):
    standin.page = 50
    standin.faults = [Fault("47013NED/TypedDataSet", "slow", skip=4)]
    process = start(data, warehouse_dir)
    while len([path for path in standin.asked if "TypedDataSet" in path]) < 6 and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=30)
    assert not warehouse_dir.exists()
    fetched = {path for path in standin.asked if "TypedDataSet" in path}
    kept = {path.name for path in (data / "raw" / "politie-crime" / "next" / "47013NED").glob("data-*.json")}
    assert len(kept) >= 4
    standin.faults, standin.asked = [], []
    said, complained = start(data, warehouse_dir).communicate(timeout=60)
    assert complained == ""
    again = [path for path in standin.asked if "TypedDataSet" in path]
    assert len(set(again) & fetched) <= 2  # what was on its way when the process died
    assert len(again) < 16 - len(kept) + 1
    assert figures(warehouse_dir, "politie-crime") >= {
        row for row in figures(everything.warehouse, "politie-crime") if not row[1].startswith("ar11:")
    }
    assert "published" in said
    assert not (data / "raw" / "politie-crime" / "next").exists()


def test_what_a_killed_run_left_is_thrown_away_when_the_service_has_a_newer_version(refreshed, data, standin):
    standin.page = 50
    standin.faults = [Fault("47013NED/TypedDataSet", "500", skip=4)]
    assert refreshed("politie-crime").results[0].fault == "Busy"
    left = data / "raw" / "politie-crime" / "next"
    assert len(list(left.glob("47013NED/data-*.json"))) == 4
    standin.faults = []
    standin.serve(synthetic.services(World(version=2)))
    assert refreshed("politie-crime").status == 0
    (layer,) = Store(data / "raw", "politie-crime").layers()
    assert layer.stamps["47013NED"]["modified"] == "2026-10-16T02:00:00"
    layer.verify()


@pytest.mark.parametrize("moment", [0.2, 0.5, 0.8, 1.1])
def test_a_refresh_killed_at_any_moment_leaves_what_was_published(moment, refreshed, data, warehouse_dir, standin):
    refreshed("politie-crime")
    before = figures(warehouse_dir, "politie-crime")
    standin.serve(synthetic.services(World(version=2)))
    process = start(data, warehouse_dir)
    time.sleep(moment)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=30)
    after = figures(warehouse_dir, "politie-crime")
    assert refreshed("politie-crime").status == 0
    new = figures(warehouse_dir, "politie-crime")
    assert before != new
    assert after in (before, new)
    assert [path.name for path in warehouse_dir.glob(".building-*")] == []
