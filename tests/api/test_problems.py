"""What a wrong question, a wrong address or a damaged folder gets of the API."""

import json

import pytest
import requests


@pytest.mark.parametrize(
    ("path", "kind", "parameter", "some"),
    [
        ("observations.csv?indicator=om_cases", "unknown-value", "indicator", "om_registered_cases"),
        ("observations.csv?indicatr=om_registered_cases", "unknown-parameter", "indicatr", "indicator"),
        ("observations.json?region=AR05", "unknown-value", "region", "ar11:AR05"),
        ("observations.json?region=x'+OR+true+--", "unknown-value", "region", "nl"),
        ("observations.json?region_type=provincie", "unknown-value", "region_type", "arrondissement11"),
        ("observations.json?breakdown=sex", "unknown-value", "breakdown", "sex=female"),
        ("observations.json?status=definitief", "unknown-value", "status", "final"),
        ("observations.json?series=om", "unknown-value", "series", "om-data-2012"),
        ("observations.json?from=07", "unknown-value", "from", "1900-2099"),
        ("observations.json?to=2011-12", "unknown-value", "to", "1900-2099"),
        ("observations.json?from=2012&to=2010", "wrong-order", "from", None),
        ("observations.json?limit=0", "unknown-value", "limit", "1-1000000"),
        ("observations.json?offset=-1", "unknown-value", "offset", "0-1000000"),
        ("observations.json?limit=1&limit=2", "repeated-parameter", "limit", None),
        ("observations.json?vintage=2020-01-01", "unknown-value", "vintage", "2026-11-19"),
        ("observations.json?lang=fr", "unknown-value", "lang", "en"),
        ("observations.csv?dialect=de", "unknown-value", "dialect", "nl"),
        ("observations.json?dialect=nl", "unknown-parameter", "dialect", "limit"),
        ("regions.csv?indicator=population", "unknown-parameter", "indicator", "region"),
        ("package.zip?limit=3", "unknown-parameter", "limit", "indicator"),
        ("catalog.ttl?indicator=population", "unknown-parameter", "indicator", "lang"),
        ("docs?page=1", "unknown-parameter", "page", "lang"),
        ("observations.csv?indicator=", "unknown-value", "indicator", "population"),
        ("observations.csv?indicator=%00", "unknown-value", "indicator", "population"),
        (f"observations.csv?indicator={'x' * 4000}", "unknown-value", "indicator", "population"),
    ],
)
def test_a_wrong_question_is_told_what_is_wrong_and_what_is_allowed(path, kind, parameter, some, service):
    answer = service.get(path)
    told = answer.json()
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (told["type"], told["status"], told["parameter"]) == (f"/api/v1/docs#{kind}", 400, parameter)
    assert (told["instance"], len(told["detail"]) > 20) == ("/api/v1/" + path.partition("?")[0], True)
    assert some is None or some in told["allowed"]


def test_a_problem_is_told_in_the_language_asked_for(service):
    dutch, english = (service.get(f"series.csv?series=x{lang}").json()["title"] for lang in ("", "&lang=en"))
    assert (dutch, english) == ("Onbekende waarde", "Unknown value")


def test_addresses_and_methods_that_do_not_exist_are_problems_too(service):
    gone = service.get("nothing.csv")
    assert (gone.status_code, gone.json()["type"]) == (404, "/api/v1/docs#not-found")
    posted = requests.post(f"{service.api}/series.csv", data="x", timeout=30)
    assert (posted.status_code, posted.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/api/", "/api/v2/series.csv", "/api/v10/docs", "/api/v1//docs"])
@pytest.mark.parametrize("accept", ["*/*", "text/html"])
def test_an_address_beside_the_api_is_a_problem_that_any_site_may_read(path, accept, service):
    headers = {"Accept": accept, "Origin": "https://example.org"}
    answer = requests.get(service.address + path, headers=headers, timeout=30)
    told = answer.json()
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (404, "*")
    assert (told["type"], told["instance"]) == ("/api/v1/docs#not-found", path)


def test_a_damaged_pointer_is_a_problem_and_no_more(serve, tmp_path):
    (tmp_path / "current.json").write_text("{")
    answer = serve(tmp_path).get("series.json")
    assert (answer.status_code, json.loads(answer.content)["type"]) == (503, "/api/v1/docs#no-warehouse")
