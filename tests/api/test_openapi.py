"""The description of the API is true: schemathesis asks what it allows and what it does not, and finds no answer
that is not described."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

DATASETS = (
    *("observations", "estimates", "indicators", "series", "regions", "sources", "breaks", "blind_spots", "revisions"),
)
FILES = [f"/{name}.{kind}" for name in DATASETS for kind in ("csv", "json", "parquet", "xlsx")]
BESIDE = ["/package.zip", "/catalog.jsonld", "/catalog.ttl", "/changes.atom", "/openapi.json", "/docs"]
STATE = ["/health", "/metrics"]
"""They take no parameter that could be wrong."""
ALLOWED, NOT_ALLOWED = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
FEW = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)


@pytest.fixture(scope="module")
def described(service):
    return schemathesis.openapi.from_url(f"{service.api}/openapi.json")


@pytest.mark.parametrize(
    ("address", "mode"),
    [
        *((one, ALLOWED) for one in (*FILES, *BESIDE, *STATE)),
        *((one, NOT_ALLOWED) for one in (*FILES, *BESIDE)),
    ],
)
def test_no_answer_that_is_not_described(address, mode, described):
    statuses = set()

    @FEW
    @given(case=described[address]["GET"].as_strategy(generation_mode=mode))
    def ask(case):
        statuses.add(case.call_and_validate(checks=CHECKS).status_code)

    ask()
    assert statuses <= ({200, 400, 404} if mode is ALLOWED else {200, 400, 404, 405})
    if mode is ALLOWED:
        assert statuses & {200, 404}


def test_it_describes_every_address_with_the_values_of_now(service):
    told = service.get("openapi.json").json()
    assert told["openapi"] == "3.1.0"
    assert set(told["paths"]) == {*FILES, *BESIDE, *STATE}
    parameters = told["components"]["parameters"]
    assert "om_registered_cases" in parameters["indicator"]["schema"]["items"]["enum"]
    assert parameters["vintage"]["schema"]["enum"][:2] == ["2026-11-20", service.build]


def test_it_describes_the_headers_that_tell_how_many_rows_there_are_and_where(service):
    told = service.get("openapi.json?lang=en").json()
    answer = service.get("series.csv?limit=1")
    headers = told["paths"]["/series.csv"]["get"]["responses"]["200"]["headers"]
    assert [one for one in headers if one not in answer.headers] == []
    assert (headers["X-Total-Count"]["schema"], answer.headers["X-Total-Count"].isdigit()) == (
        {"type": "integer"},
        True,
    )
    assert headers["X-Total-Count"]["description"] == "How many rows there are without limit and offset"
    assert set(answer.links) == {"canonical", "describedby", "next"}
    assert "X-Total-Count" not in told["paths"]["/package.zip"]["get"]["responses"]["200"]["headers"]


def test_what_years_mean_for_breaks_is_described(service):
    asked = service.get("openapi.json?lang=en").json()["components"]["parameters"]
    sentence = "Of breaks and blind_spots: those that end in it or later, also when they began earlier."
    assert asked["from"]["description"].endswith(sentence)
    found = {row["break_id"] for row in service.get("breaks.json?from=2010&to=2012").json()}
    assert "br-korpsmonitor-two-points" in found  # 2008 to 2010
