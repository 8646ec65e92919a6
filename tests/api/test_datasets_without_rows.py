"""Without estimates, or without blind spots, every address answers: what is built for it is synthetic."""

import pytest

from tests.changed_facts import build_changed, without


@pytest.fixture(scope="module")
def bare(serve, tmp_path_factory):
    """The app on a build that holds no estimate and no blind spot."""
    folder = tmp_path_factory.mktemp("bare")
    build_changed(folder, without("estimate", "blind_spot"))
    return serve(folder)


def test_every_address_answers_without_an_error(bare):
    paths = bare.get("openapi.json").json()["paths"]
    assert "/catalog.ttl" in paths
    answers = {path: bare.get(path.removeprefix("/")).status_code for path in paths}
    assert {path: status for path, status in answers.items() if status != 200} == {}


def test_a_file_of_estimates_has_its_columns_and_no_rows(bare):
    told = bare.get("estimates.csv").text.splitlines()
    assert len(told) == 1
    assert "interval_kind" in told[0]
    assert bare.get("estimates.json").json() == []


def test_a_package_of_estimates_alone_is_refused_in_a_sentence(bare):
    answer = bare.get("package.zip?indicator=estimated_victims")
    assert answer.status_code == 404
    assert answer.json()["detail"] == (
        "Voor deze keuze zijn er geen cijfers. Kies een ander gebied of een langere periode."
    )


def test_a_data_set_without_rows_has_no_period_in_the_catalogue(bare):
    told = {one["@id"].rpartition("#")[2]: one for one in bare.get("catalog.jsonld").json()["@graph"] if "@id" in one}
    assert "dcterms:temporal" in told["observations"] or "temporal" in str(told["observations"])
    assert "temporal" not in str(told["estimates"])
