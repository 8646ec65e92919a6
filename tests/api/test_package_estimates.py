"""Estimates in the package: with their sources, limits and citations, and beside figures of the same selection."""

import io

import pandas as pd
import pytest
from package_reading import FILES, unpack


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ("indicator=estimated_victims", 16),
        ("indicator=estimated_victims_rate", 3),
        ("indicator=estimated_victims_share", 3),
        ("indicator=modern_slavery_prevalence", 5),
        ("series=mse-2017", None),
        ("indicator=estimated_victims&region=nl&breakdown=total&from=2010", None),
    ],
)
def test_estimates_are_in_the_package_as_the_api_gives_them_with_their_sources(filters, count, service):
    files = unpack(service, filters)
    assert list(files) == [
        "README.md",
        "estimates.csv",
        "dictionary-estimates.csv",
        *FILES[3:],
    ]
    assert files["estimates.csv"] == service.get(f"estimates.csv?{filters}").content
    rows, sources, about = (
        pd.read_csv(io.BytesIO(files[f"{name}.csv"])) for name in ("estimates", "sources", "dictionary-estimates")
    )
    assert len(rows) == (count or len(rows)) > 0
    assert set(sources["source_id"]) == set(rows["source_id"])
    assert list(about["column"]) == list(rows.columns)
    told = files["README.md"].decode()
    assert f"- Schattingen: {len(rows)}" in told
    assert all(f"`{one}`" in told for one in rows["estimate_id"])
    assert all(one in told for one in sources["source_id"])
    assert "observations.csv" not in told.partition("## Lezen")[0]


@pytest.mark.parametrize(
    ("indicator", "named"),
    [
        ("estimated_victims", ["br-mse-editions"]),
        ("modern_slavery_prevalence", ["br-gsi-editions"]),
        ("estimated_victims_rate", []),
    ],
)
def test_what_makes_estimates_incomparable_is_among_the_breaks(indicator, named, service):
    files = unpack(service, f"indicator={indicator}&lang=en")
    assert list(pd.read_csv(io.BytesIO(files["breaks.csv"]))["break_id"]) == named
    assert all(f"(`{one}`)" in files["README.md"].decode() for one in named)


def test_figures_and_estimates_of_one_selection_come_in_one_package(service):
    filters = "indicator=reported_victims&indicator=estimated_victims&region=nl"
    files = unpack(service, filters)
    assert list(files) == [*FILES[:3], "estimates.csv", "dictionary-estimates.csv", *FILES[3:]]
    for name in ("observations", "estimates"):
        assert files[f"{name}.csv"] == service.get(f"{name}.csv?{filters}").content
    cited = {one for name in ("observations", "estimates") for one in cited_in(files[f"{name}.csv"])}
    assert cited <= set(cited_in(files["sources.csv"]))


def cited_in(content: bytes) -> list[str]:
    return list(pd.read_csv(io.BytesIO(content))["source_id"])


def test_a_selection_without_figures_or_estimates_is_a_problem_and_estimates_have_no_status(service):
    for filters in ("indicator=estimated_victims&from=1990&to=1991", "indicator=estimated_victims&status=final"):
        answer = service.get(f"package.zip?{filters}")
        assert (answer.status_code, answer.json()["type"]) == (404, "/api/v1/docs#nothing-selected")
    assert list(unpack(service, "indicator=reported_victims&region=nl&status=unknown")) == FILES


def test_a_package_of_estimates_explains_its_own_columns_methods_and_limits(service):
    files = unpack(service, "series=mse-2017&series=unreliable-police-2011&lang=en")
    said = files["README.md"].decode()
    columns = set(pd.read_csv(io.BytesIO(files["estimates.csv"])).columns)
    reading = said.partition("## Reading")[2].partition("## Citing")[0]
    for other in ("state", "count_low", "small_number", "break_ids", "blind_spot_ids", "confidence"):
        assert f"`{other}`" not in reading
        assert other not in columns
    assert "- `interval_kind`: `published range` (a range as published, not a 95% interval)," in reading
    unsaid = said.partition("## What these figures do not allow you to conclude\n\n")[2].partition("\n\n")[0]
    assert unsaid.splitlines() == [
        "- An estimate is no count: do not add it to counted figures.",
        "- Estimates of different groups differ in method or in whom they include. A difference between them is no rise"
        " or fall.",
        "- An estimate for the whole of the Netherlands does not say how many victims there are in an area. Do not"
        " spread it by inhabitants or registrations.",
    ]
    told = said.partition("## Methods and assumptions\n\n")[2].partition("\n\n## ")[0]
    assert told.startswith("### `MSE`: comparing lists (MSE)\n\nMultiple systems estimation lays lists")
    assert (
        "- every victim has some chance of getting on a list. A group that nobody sees is not estimated either;" in told
    )
    assert told.endswith("### `police`: statement of the police\n\nWhat this estimate assumes is not recorded here.")
