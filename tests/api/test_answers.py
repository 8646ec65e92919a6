"""What an answer of the API carries, and what a wrong question gets."""

import gzip
import io
import json
import re

import pandas as pd
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


def test_filters_may_be_repeated_and_are_all_obeyed(service):
    found = service.get(
        "observations.json?indicator=reported_victims&indicator=population&region=nl&breakdown=total&from=2011&to=2012"
        "&status=unknown&status=final"
    ).json()
    assert {row["indicator_id"] for row in found} == {"reported_victims", "population"}
    assert {(row["region_id"], row["breakdown"]) for row in found} == {("nl", "total")}
    assert {row["period"] for row in found} == {"2011", "2012"}
    named = service.get("observations.json?series=om-data-2012&region_type=arrondissement19&from=2007&to=2007").json()
    assert len(named) == 19
    assert {row["region_type"] for row in named} == {"arrondissement19"}


def test_breaks_of_an_indicator_hold_those_of_all_indicators(service):
    found = service.get("breaks.json?indicator=om_registered_cases").json()
    assert {row["indicator_id"] for row in found} == {"*", "om_registered_cases"}


def test_breaks_of_a_series_are_those_of_what_it_counts(service):
    counted = {row["indicator_id"] for row in service.get("observations.json?series=cbs-register").json()}
    found = service.get("breaks.json?series=cbs-register").json()
    assert {row["indicator_id"] for row in found} - {"*"} <= counted
    assert "reported_victims" not in counted
    assert sorted(row["indicator_id"] for row in found) == ["*", "*", "population", "population", "population"]
    of_estimates = {row["indicator_id"] for row in service.get("breaks.json?series=mse-2017").json()}
    assert of_estimates == {"*", "estimated_victims"}
    victims = {row["break_id"] for row in service.get("breaks.json?indicator=reported_victims").json()}
    assert {row["break_id"] for row in service.get("breaks.json?series=nr-current").json()} <= victims


def test_breaks_of_an_area_are_those_that_bear_on_its_figures(service):
    every = service.get("breaks.json").json()

    def bears(row: dict[str, str], region: str) -> bool:
        return (row["scope"] == "all" or region != "nl") and region in (row["region_ids"] or region).split(";")

    for region in ("nl", "ar19:arnhem", "ar11:AR03"):
        found = service.get(f"breaks.json?region={region}").json()
        assert found == [row for row in every if bears(row, region)]
    assert len(service.get("breaks.json?region=nl").json()) == 24
    both = service.get("breaks.json?region=nl&region=ar19:arnhem").json()
    assert both == [row for row in every if bears(row, "nl") or bears(row, "ar19:arnhem")]


def test_groups_of_estimates_are_among_the_series(service):
    (found,) = service.get("series.json?series=mse-2017").json()
    assert (found["kind"], found["title_nl"]) == ("estimates", "Geschat aantal slachtoffers (mse-2017)")
    assert (found["figures"], found["first"], found["last"]) == (2, 2010, 2015)
    groups = {row["comparable_group"] for row in service.get("estimates.json").json()}
    assert {row["series"] for row in service.get("series.json").json() if row["kind"] == "estimates"} == groups
    assert len(groups) == 20


def test_what_was_not_looked_for_can_be_looked_up(service):
    named = {row["blind_spot_ids"] for row in service.get("observations.json").json() if row["blind_spot_ids"]}
    rows = service.get("blind_spots.json").json()
    assert named == {row["blind_spot_id"] for row in rows} == {"bs-gelderland-midden-other"}
    assert rows[0]["explanation_nl"] == (
        "Het mensenhandelteam van deze politieregio onderzoekt overige uitbuiting niet."
    )
    assert (rows[0]["region"], rows[0]["starts"], rows[0]["ends"]) == ("Gelderland-Midden", "2012-06-01", "2012-06-30")
    assert service.get("blind_spots.json?from=2013").json() == service.get("blind_spots.json?region=nl").json() == []


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


def test_sources_of_an_indicator_are_those_its_figures_cite(service):
    cited = {row["source_id"] for row in service.get("observations.json?indicator=om_registered_cases").json()}
    listed = service.get("sources.json?indicator=om_registered_cases").json()
    assert {row["source_id"] for row in listed} == cited
    assert all(row["licence"] for row in listed)


@pytest.mark.parametrize("filters", ["series=mse-2017", "series=mse-2021&series=om-data-2012", "series=gsi-2018"])
def test_sources_of_a_series_are_those_its_figures_and_estimates_cite(filters, service):
    rows = [row for name in ("observations", "estimates") for row in service.get(f"{name}.json?{filters}").json()]
    listed = service.get(f"sources.json?{filters}").json()
    assert {row["source_id"] for row in listed} == {row["source_id"] for row in rows} != set()


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


@pytest.mark.parametrize(("path", "language"), [("", "nl"), ("/", "nl"), ("?lang=en", "en"), ("/?lang=en", "en")])
def test_the_address_of_the_api_leads_to_what_explains_it(path, language, service):
    answer = requests.get(service.api + path, timeout=30)
    assert [one.status_code for one in (*answer.history, answer)] == [307, 200]
    assert answer.url == f"{service.api}/docs{path.lstrip('/')}"
    assert f'<html lang="{language}">' in answer.text


def test_the_catalogue_names_an_address_of_the_api_that_answers(service):
    (address,) = re.findall(r"dcat:endpointURL <([^>]+)>", service.get("catalog.ttl").text)
    assert requests.get(address, timeout=30).status_code == 200


@pytest.mark.parametrize("path", ["/api/", "/api/v2/series.csv", "/api/v10/docs", "/api/v1//docs"])
@pytest.mark.parametrize("accept", ["*/*", "text/html"])
def test_an_address_beside_the_api_is_a_problem_that_any_site_may_read(path, accept, service):
    headers = {"Accept": accept, "Origin": "https://example.org"}
    answer = requests.get(service.address + path, headers=headers, timeout=30)
    told = answer.json()
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (404, "*")
    assert (told["type"], told["instance"]) == ("/api/v1/docs#not-found", path)


def test_a_valid_question_without_rows_is_an_empty_table_with_its_columns(service):
    path = "?indicator=om_registered_cases&region=gm:GM0202"
    assert service.get(f"observations.json{path}").json() == []
    frame = pd.read_csv(io.BytesIO(service.get(f"observations.csv{path}").content))
    assert (len(frame), frame.columns[4]) == (0, "indicator_id")


def test_the_first_question_builds_the_figures_when_nothing_is_published_yet(serve, tmp_path):
    answer = serve(tmp_path / "empty").get("series.json?limit=1")
    assert (answer.status_code, len(answer.json())) == (200, 1)


def test_a_damaged_pointer_is_a_problem_and_no_more(serve, tmp_path):
    (tmp_path / "current.json").write_text("{")
    answer = serve(tmp_path).get("series.json")
    assert (answer.status_code, json.loads(answer.content)["type"]) == (503, "/api/v1/docs#no-warehouse")
