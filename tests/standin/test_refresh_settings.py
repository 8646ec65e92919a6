"""Settings of a refresh and what its command says: pauses, ceilings, a service that is gone, a wrong word."""

import pytest

from etl.__main__ import main
from etl.settings import whole_tables
from etl.transport import Settings
from tests.standin import synthetic
from tests.standin.server import Fault
from tests.standin.synthetic import World


def test_a_pause_that_the_service_asks_for_is_kept_and_a_long_one_is_not_waited_for(standin, refreshed):
    standin.faults = [Fault("03759ned/Observations", "429", times=1, pause="1")]
    patient = Settings(connect=2, read=2, attempts=3, wait=0.001, longest=2.0)
    result = refreshed("cbs-population", settings=patient).results[0]
    assert (result.status, result.seconds > 1.0) == ("fresh", True)
    standin.serve(synthetic.services(World(version=2)))
    standin.faults = [Fault("03759ned/Observations", "429", pause="Fri, 01 Jan 2100 00:00:00 GMT")]
    standin.asked.clear()
    result = refreshed("cbs-population", settings=patient).results[0]
    assert (result.status, result.fault) == ("failed", "Busy")
    assert len([path for path in standin.asked if "Observations" in path]) == 1


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (Settings(attempts=1, wait=0.001, pages=1), "expected 1 pages at most, got more"),
        (Settings(attempts=1, wait=0.001, answer=4000), "expected an answer of 4000 bytes at most, got a larger one"),
        (Settings(attempts=1, wait=0.001, total=20_000), "expected 20000 bytes in all at most, got more"),
    ],
)
def test_there_is_a_ceiling_on_pages_and_bytes(settings, message, standin, refreshed):
    result = refreshed("politie-crime", settings=settings).results[0]
    assert (result.status, result.fault) == ("failed", "TooMuch")
    assert message in result.message
    assert standin.asked


def test_a_service_that_is_gone_is_a_named_error_and_nothing_is_published(data, warehouse_dir, monkeypatch, capsys):
    monkeypatch.setenv("POLITIE_ODATA_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("REFRESH_WAIT", "0.001")
    folders = ["--data", str(data), "--warehouse", str(warehouse_dir)]
    assert main(["refresh", "politie-crime", *folders]) == 1
    told = capsys.readouterr()
    assert (
        "error: politie-crime: Unreachable: table 47013NED: expected an answer of 127.0.0.1:9, got no connection"
        in told.err
    )
    assert told.err.endswith("error: nothing was published\n")
    assert not warehouse_dir.exists()


def test_the_command_says_what_came_and_exits_with_3_when_a_part_failed(
    data, warehouse_dir, standin, monkeypatch, capsys
):
    monkeypatch.setenv("REFRESH_WAIT", "0.001")
    folders = ["--data", str(data), "--warehouse", str(warehouse_dir)]
    assert main(["refresh", "cbs-population", "cbs-regions", *folders]) == 0
    said = capsys.readouterr().out
    assert [line.split()[:2] for line in said.splitlines()[1:3]] == [
        ["cbs-population", "fresh"],
        ["cbs-regions", "fresh"],
    ]
    assert said.splitlines()[-1].startswith("published ")
    standin.serve(synthetic.services(World(version=2)))
    standin.faults = [Fault("03759ned/Observations", "html")]
    assert main(["refresh", "cbs-population", "cbs-regions", *folders]) == 3
    assert "error: cbs-population: NotJson: cbs-population: expected JSON, got HTML" in capsys.readouterr().err


def test_an_unknown_source_is_said(data, warehouse_dir, capsys):
    folders = ["--data", str(data), "--warehouse", str(warehouse_dir)]
    assert main(["refresh", "politie", *folders]) == 1
    assert capsys.readouterr().err.startswith("error: unknown source 'politie'; expected one of cbs-crime, ")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("ATTEMPTS", "none", "a whole number above 0"),
        ("AT_ONCE", "1e3", "a whole number above 0"),
        ("AT_ONCE", "0", "a whole number above 0"),
        ("CONNECT", "nan", "a number above 0"),
        ("READ", "inf", "a number above 0"),
        ("WAIT", "-1", "a number above 0"),
        ("FILTER", "false", "yes or no"),
    ],
)
def test_a_wrong_setting_is_said_by_its_name(name, text, expected, data, warehouse_dir, standin, monkeypatch, capsys):
    monkeypatch.setenv(f"REFRESH_{name}", text)
    assert main(["refresh", "--data", str(data), "--warehouse", str(warehouse_dir)]) == 1
    assert capsys.readouterr().err == (
        f"error: expected {expected} in REFRESH_{name}, got '{text}'; nothing was published\n"
    )
    assert standin.asked == []


@pytest.mark.parametrize(("text", "whole"), [("", False), ("yes", False), ("YES", False), ("no", True), (" No ", True)])
def test_whole_tables_are_asked_for_by_no_in_any_letters(text, whole, monkeypatch):
    monkeypatch.setenv("REFRESH_FILTER", text)
    assert whole_tables() is whole
