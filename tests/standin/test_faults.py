"""Each thing that can go wrong with a service has a name, and costs no published figure."""

from collections.abc import Callable

import pytest

from etl.__main__ import main
from etl.raw import Store
from etl.transport import Settings, whole_tables
from tests.standin import synthetic
from tests.standin.conftest import QUICK
from tests.standin.reading import ask, figures, state
from tests.standin.server import Fault
from tests.standin.synthetic import World

POLICE = "47013NED/TypedDataSet"
ORIGIN = "85458NED/Observations"


def rename(document: dict) -> None:
    """The column of registered crimes is called otherwise."""
    for row in document["value"]:
        row["Misdrijven_1"] = row.pop("GeregistreerdeMisdrijven_1")


def rename_measure(document: dict) -> None:
    for row in document["value"]:
        row["Title"] = row["Title"].replace("Geregistreerde misdrijven", "Misdrijven")
        row["Key"] = row["Key"].replace("GeregistreerdeMisdrijven_1", "Misdrijven_1")


def in_thousands(document: dict) -> None:
    for row in document["value"]:
        if "Unit" in row:
            row["Unit"] = "x 1 000"


def in_millions(document: dict) -> None:
    for row in document["value"]:
        row["Unit"] = "mln"


def other_titles(document: dict) -> None:
    for row in document["value"]:
        row["Title"] = row["Title"].replace("Mensenhandel", "Uitbuiting")


def unlisted_code(document: dict) -> None:
    document["value"][0]["RegioS"] = "GM7777    "


def double(document: dict) -> None:
    document["value"].append(document["value"][0])


def other_total(document: dict) -> None:
    """The national figures are not the sum of their areas any more."""
    for row in document["value"]:
        if row["RegioS"].startswith("NL") and row["GeregistreerdeMisdrijven_1"] is not None:
            row["GeregistreerdeMisdrijven_1"] += 1


def text_for_number(document: dict) -> None:
    document["value"][0]["Aangiften_2"] = "veel"


def negative(document: dict) -> None:
    document["value"][0]["Aangiften_2"] = -1


def no_period(document: dict) -> None:
    document["value"] = [row for row in document["value"] if not row["Perioden"].startswith("2026MM01")]


def no_list(document: dict) -> None:
    document["value"] = {"rows": []}


FAULTS: list[tuple[str, str | Callable, str, str]] = [
    (POLICE, "406", "Busy", "expected an answer, got status 406"),
    (POLICE, "429", "Busy", "expected an answer, got status 429"),
    (POLICE, "500", "Busy", "expected an answer, got status 500"),
    (POLICE, "503", "Busy", "expected an answer, got status 503"),
    (POLICE, "522", "Busy", "expected an answer, got status 522"),
    (POLICE, "404", "NotFound", "expected something at this address, got status 404"),
    (POLICE, "403", "Refused", "expected an answer, got status 403"),
    (POLICE, "cut", "Unreachable", "a part of one: the connection was cut"),
    (POLICE, "slow", "Unreachable", "none in time"),
    (POLICE, "truncate", "TruncatedAnswer", "expected whole JSON"),
    (POLICE, "html", "NotJson", "expected JSON, got HTML"),
    (POLICE, "text", "NotJson", "expected JSON, got other text"),
    (POLICE, "empty", "NoRows", "table 47013NED: expected a list of rows in 'value', got status 200 and none"),
    (POLICE, "loop", "PagingLoop", "expected a next link that leads on, got page 2 again"),
    (POLICE, "foreign", "ForeignLink", "got one to example.invalid"),
    (POLICE, no_list, "NoRows", "expected a list of rows in 'value'"),
    (POLICE, rename, "MissingColumn", "expected a column GeregistreerdeMisdrijven_1, got SoortMisdrijf, RegioS"),
    (POLICE, unlisted_code, "CodeListChanged", "expected codes of its list, got 'GM7777"),
    (POLICE, double, "DuplicateRows", "expected each figure once"),
    (POLICE, other_total, "TotalMismatch", "the national figure, as the sum of eenheid areas"),
    (POLICE, text_for_number, "WrongValue", "expected a number or nothing, got 'veel'"),
    (POLICE, negative, "WrongValue", "expected a number of 0 or more, got -1"),
    (POLICE, no_period, "NoRows", "expected rows of every period in its list, such as 2026-01, got none"),
    (
        "47013NED/DataProperties",
        rename_measure,
        "MissingColumn",
        "expected 'Geregistreerde misdrijven', got Misdrijven",
    ),
    ("47013NED/DataProperties", in_thousands, "OtherUnit", "a unit of single ones, such as aantal, got 'x 1 000'"),
    ("47013NED/SoortMisdrijf", other_titles, "CodeListChanged", "expected '1.6.3 Mensenhandel', got"),
    ("47013NED/TableInfos", "html", "NotJson", "expected JSON, got HTML"),
]


@pytest.mark.parametrize(
    ("path", "kind", "name", "message"),
    FAULTS,
    ids=[f"{name}-{getattr(kind, '__name__', kind)}" for _p, kind, name, _m in FAULTS],
)
def test_a_fault_has_its_name_and_the_old_figures_stay(path, kind, name, message, versions, first_version, standin):
    old, new = versions[1][1], versions[2][1]
    folder, run = first_version
    standin.faults = [Fault(path, kind)]
    outcome = run("politie-crime", "cbs-population")
    police, population = outcome.results
    assert (police.status, police.fault) == ("failed", name)
    assert message in police.message
    assert (population.status, outcome.status) == ("fresh", 3)
    assert figures(folder, "politie-crime") == old["politie-crime"]
    assert figures(folder, "cbs-population") == new["cbs-population"]
    assert state(folder, "politie-crime")[:2] == ("kept", name)
    standin.faults = []
    assert run("politie-crime").status == 0
    assert figures(folder, "politie-crime") == new["politie-crime"]
    assert state(folder, "politie-crime")[:2] == ("fresh", None)


def test_a_large_page_that_is_spoilt_in_its_middle_does_not_count(versions, first_version, standin):
    folder, run = first_version
    standin.page, standin.faults = 10_000, [Fault(POLICE, "middle")]
    police, _population = run("politie-crime", "cbs-population").results
    assert (police.status, police.fault) == ("failed", "TruncatedAnswer")
    assert "expected whole JSON" in police.message
    assert figures(folder, "politie-crime") == versions[1][1]["politie-crime"]
    assert state(folder, "politie-crime")[:2] == ("kept", "TruncatedAnswer")
    assert run("politie-crime").status == 1  # alone, nothing is published
    kept = Store(folder.parent / "data" / "raw", "politie-crime")
    assert list(kept.folder.glob("2*")) == [layer.folder for layer in kept.layers()]
    standin.faults = []
    assert run("politie-crime").status == 0


PASSING = ("406", "429", "500", "501", "502", "503", "504", "505", "507", "520", "522", "524", "530", "599")


@pytest.mark.parametrize("kind", [*PASSING, "cut", "truncate", "html", "text"])
def test_what_passes_is_tried_again_and_leaves_no_trace(kind, standin, refreshed, warehouse_dir, everything):
    standin.faults = [Fault("03759ned/Observations", kind, times=2)]
    outcome = refreshed("cbs-population", "cbs-regions")
    assert (outcome.status, standin.faults[0].times) == (0, 0)
    assert figures(warehouse_dir, "cbs-population") == figures(everything.warehouse, "cbs-population")


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


def test_figures_that_do_not_fit_the_facts_are_refused_and_the_rest_is_published(data, warehouse_dir, refreshed):
    """A district figure of the facts is larger than the national one that a service gives."""
    header = (data / "facts" / "observations-om.csv").read_text(encoding="utf-8").splitlines()[0]
    row = "population,cbs-register,ar11:AR01,2025,total,99999999,,,persons,unknown,value,derived,cbs-03759ned,,,"
    (data / "facts" / "observations-more.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    outcome = refreshed("cbs-population", "politie-crime")
    assert [(one.source, one.status, one.fault) for one in outcome.results] == [
        ("cbs-population", "failed", "CheckFailed"),
        ("politie-crime", "fresh", ""),
    ]
    assert outcome.status == 3
    assert figures(warehouse_dir, "cbs-population") == set()
    assert not Store(data / "raw", "cbs-population").layers()
    assert QUICK.attempts == 3


@pytest.mark.parametrize("cell", ["<b>1</b>", "`1`", "[1](x)"])
def test_a_cell_with_markup_fails_its_source_alone_and_is_said_without_it(cell, first_version, standin, versions):
    def marked(document: dict) -> None:
        document["value"][0]["Aangiften_2"] = cell

    folder, run = first_version
    standin.faults = [Fault(POLICE, marked)]
    outcome = run("politie-crime", "cbs-population")
    assert [(one.status, one.fault) for one in outcome.results] == [("failed", "WrongValue"), ("fresh", "")]
    assert f"got '{cell}'" in outcome.results[0].message
    assert figures(folder, "cbs-population") == versions[2][1]["cbs-population"]
    ((message,),) = ask(folder, "SELECT message FROM source_state WHERE name = 'politie-crime'")
    assert "expected a number or nothing, got '" in message
    assert cell not in message


@pytest.mark.parametrize("moment", ["2026-13-15T02:00:00", "9999-12-31T00:00", "1970-01-01", "2026-W01-1T02:00", "x"])
def test_a_version_of_no_real_day_fails_its_source_alone(moment, first_version, standin, versions):
    folder, run = first_version
    for tables in standin.tables.values():
        if "03759ned" in tables:
            tables["03759ned"].modified = moment
    outcome = run("politie-crime", "cbs-population")
    police, population = outcome.results
    assert (police.status, population.status, population.fault) == ("fresh", "failed", "WrongValue")
    assert "table 03759ned: expected a moment of 2000 to 2099 in Modified, got '" + moment in population.message
    assert outcome.status == 3
    assert figures(folder, "politie-crime") == versions[2][1]["politie-crime"]
    assert figures(folder, "cbs-population") == versions[1][1]["cbs-population"]


def test_a_table_in_millions_is_refused_by_the_other_protocol_as_well(versions, first_version, standin):
    folder, run = first_version
    standin.faults = [Fault("03759ned/MeasureCodes", in_millions)]
    police, population = run("politie-crime", "cbs-population").results
    assert (police.status, population.status, population.fault) == ("fresh", "failed", "OtherUnit")
    assert population.message.endswith("expected a unit of single ones, such as aantal, got 'mln'")
    assert figures(folder, "cbs-population") == versions[1][1]["cbs-population"]
