"""What an answer of the API carries: its headers, its rows, its language, and the build it is of."""

import gzip
import re

import pytest
import requests

OM = "observations.csv?indicator=om_registered_cases&region=ar19:arnhem&from=2007&to=2008"


def test_an_answer_names_its_file_its_build_its_count_and_the_address_that_stays(service):
    answer = service.get(OM)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    name = "mensenhandelmonitor-observations-om_registered_cases-ar19-arnhem-2007-2008-2026-11-20.csv"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["X-Vintage"] == service.build
    assert answer.headers["X-Total-Count"] == "2"
    canonical = answer.links["canonical"]["url"]
    assert canonical.endswith(
        f"from=2007&indicator=om_registered_cases&region=ar19:arnhem&to=2008&vintage={service.build}"
    )
    assert requests.get(canonical, timeout=30).content == answer.content


def test_answers_are_compressed_and_any_site_may_read_them(service):
    plain = service.get("observations.csv?region=nl", headers={"Accept-Encoding": "identity"})
    packed = requests.get(
        f"{service.api}/observations.csv?region=nl",
        headers={"Accept-Encoding": "gzip", "Origin": "https://example.org"},
        stream=True,
        timeout=30,
    )
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Access-Control-Allow-Origin"] == "*"
    assert {"ETag", "X-Total-Count"} <= set(packed.headers["Access-Control-Expose-Headers"].split(", "))
    assert gzip.decompress(packed.raw.read()) == plain.content
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    preflight = requests.options(f"{service.api}/series.csv", headers=asked, timeout=30)
    assert preflight.headers["Access-Control-Allow-Methods"] == "GET, HEAD"


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip", "gzip"),
        ("br, gzip;q=0.5", "gzip"),
        ("gzip;q=0.001, identity", "gzip"),
        ("gzip;q=0", None),
        ("gzip; q=0.000, br", None),
        ("identity, GZIP ; Q=0", None),
        ("identity", None),
        ("*;q=0", None),
    ],
)
def test_an_answer_is_compressed_for_who_accepts_it(accepted, encoding, service):
    answer = service.get("observations.csv?region=nl", headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.text.startswith("indicator_nl,")


def test_head_has_the_headers_and_no_body(service):
    head, get = requests.head(f"{service.api}/series.csv", timeout=30), service.get("series.csv")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == get.headers["ETag"]


def test_pages_of_rows_join_to_the_whole(service):
    whole = service.get("observations.json?indicator=om_registered_cases").json()
    rows, address = [], f"{service.api}/observations.json?indicator=om_registered_cases&limit=50"
    while address:
        answer = requests.get(address, timeout=30)
        assert len(answer.json()) <= 50
        rows += answer.json()
        address = answer.links.get("next", {}).get("url")
    assert len(whole) == int(answer.headers["X-Total-Count"]) == 127
    assert rows == whole
    assert service.get("series.json?offset=100000").json() == []


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("", ""),
        ("?series=nr-current", "nr-current-"),
        ("?breakdown=total&status=provisional", "total-provisional-"),
        ("?dialect=nl", "dialect-nl-"),
        ("?lang=en", "en-"),
        ("?from=2007", "from-2007-"),
        ("?to=2007&limit=5&offset=10", "to-2007-limit-5-offset-10-"),
        ("?region=nl&region=ar19:arnhem&region=ar11:AR03&region_type=land", "3x-region-land-"),
    ],
)
def test_the_name_of_a_file_tells_what_was_chosen(asked, named, service):
    told = service.get(f"observations.csv{asked}").headers["Content-Disposition"]
    assert told == f'attachment; filename="mensenhandelmonitor-observations-{named}2026-11-20.csv"'


def test_a_language_leaves_out_the_columns_of_the_other(service):
    both, english = (set(service.get(f"indicators.json{lang}").json()[0]) for lang in ("", "?lang=en"))
    assert both - english == {one for one in both if one.endswith("_nl")}
    assert english < both


def test_an_older_build_stays_readable_by_its_day_and_by_its_name(service):
    by_day = service.get("observations.json?indicator=om_registered_cases&vintage=2026-11-19")
    name = by_day.headers["X-Vintage"]
    assert name.startswith("2026-11-19-")
    assert service.get(f"observations.json?indicator=om_registered_cases&vintage={name}").json() == by_day.json()
    assert {row["vintage"] for row in by_day.json()} == {"2026-11-19"}
    assert {row["vintage"] for row in service.get("observations.json?region=nl").json()} == {"2026-11-20"}


@pytest.mark.parametrize(("path", "language"), [("", "nl"), ("/", "nl"), ("?lang=en", "en"), ("/?lang=en", "en")])
def test_the_address_of_the_api_leads_to_what_explains_it(path, language, service):
    answer = requests.get(service.api + path, timeout=30)
    assert [one.status_code for one in (*answer.history, answer)] == [307, 200]
    assert answer.url == f"{service.api}/docs{path.lstrip('/')}"
    assert f'<html lang="{language}">' in answer.text


def test_the_catalogue_names_an_address_of_the_api_that_answers(service):
    (address,) = re.findall(r"dcat:endpointURL <([^>]+)>", service.get("catalog.ttl").text)
    assert requests.get(address, timeout=30).status_code == 200


def test_the_first_question_builds_the_figures_when_nothing_is_published_yet(serve, tmp_path):
    answer = serve(tmp_path / "empty").get("series.json?limit=1")
    assert (answer.status_code, len(answer.json())) == (200, 1)
