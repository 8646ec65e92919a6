"""Each thing that can go wrong with a service has a name, and costs no published figure."""

from collections.abc import Callable

import pytest

from etl.raw import Store
from tests.standin.conftest import QUICK
from tests.standin.reading import ask, figures, state
from tests.standin.server import Fault
from tests.standin.spoiling import (
    double,
    in_millions,
    in_thousands,
    negative,
    no_list,
    no_period,
    other_titles,
    other_total,
    rename,
    rename_measure,
    text_for_number,
    unlisted_code,
)

POLICE = "47013NED/TypedDataSet"
ORIGIN = "85458NED/Observations"
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
