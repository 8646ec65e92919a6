"""A computation beside the page: it tells how far it is, can be stopped, and never leaves the page waiting."""

import threading

import pytest

from dashboard.mse import job
from dashboard.mse.job import STAGES, Job
from etl.mse import Histories, Settings, estimate_dark_number, make_histories

TABLE = make_histories(
    "ABC", [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 0, 1), (0, 1, 1)], [71, 60, 45, 24, 3, 11]
)


def compute(table: Histories = TABLE):
    return lambda report: estimate_dark_number(table, Settings("main"), replicates=500, seed=1234, progress=report)


def test_it_gives_what_the_estimator_gives():
    found = Job(compute())
    found.wait(60)
    told = estimate_dark_number(TABLE, Settings("main"), replicates=500, seed=1234)
    assert not found.running
    assert found.error is None
    assert found.result is not None
    assert found.result.estimate == told.estimate
    assert found.result.bootstrap.percentile == told.bootstrap.percentile


def test_it_tells_every_stage_of_the_estimator_by_a_name_the_page_knows():
    heard = []
    estimate_dark_number(TABLE, Settings(), replicates=10, progress=lambda stage, *_: heard.append(stage))
    assert list(dict.fromkeys(heard)) == list(STAGES[2:-1])


@pytest.fixture
def held():
    """A computation that reports once and then waits until it is let go; then it reports again."""
    go_on, reported = threading.Event(), threading.Event()

    def work(report):
        report("bootstrap", 250, 1000)
        reported.set()
        go_on.wait(60)
        report("bootstrap", 500, 1000)
        return estimate_dark_number(TABLE, Settings("main"))

    found = Job(work)
    assert reported.wait(60)
    yield found, go_on
    go_on.set()
    found.wait(60)


def test_it_tells_how_far_it_is_while_it_runs(held):
    found, go_on = held
    assert found.running
    assert (found.stage, found.done, found.total) == ("bootstrap", 250, 1000)
    go_on.set()
    found.wait(60)
    assert found.result is not None and not found.stopped


def test_stopping_ends_it_at_its_next_report_without_a_result(held):
    found, go_on = held
    found.stop()
    go_on.set()
    found.wait(60)
    assert not found.running
    assert (found.stopped, found.result) == (True, None)


def test_it_ends_when_nobody_looks_at_it_any_more(held, monkeypatch):
    found, go_on = held
    monkeypatch.setattr(job, "FORGOTTEN", 0.0)
    go_on.set()
    found.wait(60)
    assert (found.stopped, found.result) == (True, None)


def test_an_error_is_kept_for_the_page_and_told_to_the_log(caplog):
    def fail(_report):
        raise ZeroDivisionError("no persons")

    found = Job(fail)
    found.wait(60)
    assert (found.running, found.stopped, found.result) == (False, False, None)
    assert isinstance(found.error, ZeroDivisionError)
    assert "ZeroDivisionError: no persons" in caplog.text


def test_one_too_many_waits_its_turn_and_can_be_stopped_meanwhile():
    go_on = threading.Event()

    def work(_report):
        go_on.wait(60)

    busy = [Job(work), Job(work)]
    while any(one.stage == STAGES[0] for one in busy):
        pass
    third = Job(compute())
    third.wait(0.3)
    assert (third.running, third.stage) == (True, "waiting")
    third.stop()
    third.wait(60)
    assert third.stopped
    fourth = Job(compute())
    go_on.set()
    fourth.wait(60)
    assert fourth.result is not None
