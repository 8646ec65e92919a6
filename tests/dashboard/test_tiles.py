"""The tile map: every arrondissement has its own tile, and the same one on every map."""

import pandas as pd
import pytest

from dashboard import queries
from dashboard.charts.theme import Look
from dashboard.charts.tiles import PLACES, tile_rows, tiles


@pytest.mark.parametrize(("kind", "count"), [("arrondissement19", 19), ("arrondissement11", 11)])
def test_every_arrondissement_of_an_edition_has_a_tile_of_its_own(kind, count):
    areas = list(queries.regions(kind)["region_id"])
    assert len(areas) == count
    assert len({PLACES[area] for area in areas}) == count


def test_no_tile_is_of_an_area_that_does_not_exist():
    known = [*queries.regions("arrondissement19")["region_id"], *queries.regions("arrondissement11")["region_id"]]
    assert sorted(PLACES) == sorted(known)


@pytest.mark.parametrize(
    ("north", "south"),
    [("ar19:groningen", "ar19:assen"), ("ar19:haarlem", "ar19:den-haag"), ("ar11:AR02", "ar11:AR01")],
)
def test_what_lies_north_of_another_stands_above_it(north, south):
    assert PLACES[north][1] < PLACES[south][1]


@pytest.mark.parametrize(
    ("west", "east"),
    [("ar19:alkmaar", "ar19:groningen"), ("ar19:den-haag", "ar19:utrecht"), ("ar11:AR07", "ar11:AR04")],
)
def test_what_lies_west_of_another_stands_to_its_left(west, east):
    assert PLACES[west][0] < PLACES[east][0]


def test_an_area_without_a_place_is_an_error():
    with pytest.raises(KeyError):
        tile_rows(pd.DataFrame({"region_id": ["ar11:AR99"], "region": ["Atlantis"]}))


def test_a_long_name_is_broken_after_its_last_hyphen():
    rows = pd.DataFrame({"region_id": ["ar11:AR10", "ar11:AR08"], "region": ["Zeeland-West-Brabant", "Rotterdam"]})
    assert list(tile_rows(rows)["name"]) == ["Zeeland-West-|Brabant", "Rotterdam"]


@pytest.mark.parametrize("sized", [True, False])
def test_an_area_without_a_figure_stays_on_the_map(sized):
    rows = tile_rows(
        pd.DataFrame(
            {
                "region_id": ["ar11:AR07", "ar11:AR08"],
                "region": ["Den Haag", "Rotterdam"],
                "value": [12.0, None],
                "told": ["12", "geen cijfer"],
                "mark": ["", ""],
                "tip": ["Den Haag: 12", "Rotterdam: geen cijfer"],
            }
        )
    )
    spec = tiles(rows, Look("nl"), sized=sized, title="synthetisch").to_dict()
    (data,) = spec["datasets"].values()
    assert [(one["region"], one["value"], one["told"]) for one in data] == [
        ("Den Haag", 12.0, "12"),
        ("Rotterdam", None, "geen cijfer"),
    ]
    filters = [one["filter"] for layer in spec["layer"] for one in layer.get("transform", [])]
    assert filters == ["isValid(datum.value)", "!isValid(datum.value)"]
