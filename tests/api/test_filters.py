"""What filters keep of rows, breaks, series and sources."""

import io

import pandas as pd
import pytest
import requests


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


def test_breaks_of_a_breakdown_are_those_that_bear_on_its_lines(service):
    """The forms of the TIP reports are delimited anew in each: that says nothing of their totals and reporters."""
    every = {row["break_id"]: row["breakdown"] for row in service.get("breaks.json").json()}
    assert {one for one, breakdown in every.items() if breakdown != "*"} == {"br-tip-forms"}
    assert every["br-tip-forms"] == "form=*"
    for asked, held in {"form=sexual": True, "total": False, "reporter=police": False}.items():
        found = {row["break_id"] for row in service.get(f"breaks.json?breakdown={asked}").json()}
        assert found == set(every) - (set() if held else {"br-tip-forms"})
    both = service.get("breaks.json?breakdown=total&breakdown=form=sexual").json()
    assert [row["break_id"] for row in both] == list(every)


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


def test_a_valid_question_without_rows_is_an_empty_table_with_its_columns(service):
    path = "?indicator=om_registered_cases&region=gm:GM0202"
    assert service.get(f"observations.json{path}").json() == []
    frame = pd.read_csv(io.BytesIO(service.get(f"observations.csv{path}").content))
    assert (len(frame), frame.columns[4]) == (0, "indicator_id")


def test_rows_lead_to_their_sources_which_say_how_the_last_attempt_to_renew_them_went(service):
    question = "indicator=immigration&from=2024&region=nl&lang=en"
    link = service.get(f"observations.csv?{question}").links["related"]["url"]
    address = f"{service.address}/api/v1/sources.csv?indicator=immigration&lang=en&vintage={service.build}"
    assert link == address
    listed = pd.read_csv(io.BytesIO(requests.get(link, timeout=30).content)).set_index("source_id")
    assert listed.loc["cbs-85484ned", ["status", "licence"]].isna().tolist() == [True, False]
    assert "related" not in service.get("series.csv").links
