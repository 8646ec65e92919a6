"""The map with boundaries that were downloaded. Everything in these tables is synthetic."""

import json
import re
from dataclasses import replace

import pandas as pd
import pytest

from dashboard import districts
from dashboard.charts.boundaries import boundary_map
from dashboard.charts.picture import Drawn, Part, svg
from dashboard.charts.theme import Look
from tests.standin.synthetic import of_district

CRIMES = "registered_crimes_trafficking|politie-47013ned|total"
POLES = "residents_by_origin|cbs-85458ned|origin=PL"
PRESENT = "arrondissement11"


@pytest.mark.usefixtures("held")
def test_a_map_has_every_area_in_its_boundaries_and_hatches_what_has_no_figure():
    choice = replace(districts.choose(CRIMES, PRESENT), chosen=("ar11:AR05",))
    figure = districts.real_map(choice, "2026", PRESENT)
    assert figure is not None
    spec = figure.panels[0].chart.to_dict()
    features, strokes = sorted(spec["datasets"].values(), key=len, reverse=True)
    assert len(features) == 11
    by_area = {one["region_id"]: one for one in features}
    assert by_area["ar11:AR01"]["value"] == of_district(1, "1.6.3", "2026JJ00")
    assert by_area["ar11:AR01"]["geometry"]["coordinates"][0][0] == [4.0, 52.0]
    assert [one["region_id"] for one in features if one["chosen"]] == ["ar11:AR05"]
    missing = by_area["ar11:AR02"]
    assert (missing["value"], missing["told"]) == (None, "geen cijfer")
    assert re.search(r"geen cijfer \(ontbreekt; minstens \d+\)", missing["tip"])
    assert missing["tip"] in figure.panels[0].alt
    assert [one["geometry"]["type"] for one in strokes] == ["MultiLineString"]
    (west, south), (east, north) = (4.1, 52.0), (4.2, 52.1)
    for line in strokes[0]["geometry"]["coordinates"]:
        assert all(west - 1e-9 <= x <= east + 1e-9 and south - 1e-9 <= y <= north + 1e-9 for x, y in line)
    assert set(figure.rows["boundary_source_id"]) == {"pdok-boundaries"}


@pytest.mark.usefixtures("held")
def test_the_map_with_boundaries_can_stand_alone_as_a_picture():
    figure = districts.real_map(districts.choose(POLES, PRESENT).of("rate"), "2026", PRESENT)
    assert figure is not None
    told = svg(Drawn(figure.title, figure.subtitle, [Part(figure.panels[0].chart)], [], "synthetic"), Look("nl"))
    assert told.count("Amsterdam") >= 1
    assert "per 1.000 inwoners" in told


def test_the_scale_of_the_map_is_one_quiet_hue_or_the_area_of_a_disc():
    rows = pd.DataFrame(
        {
            "region_id": ["a", "b"],
            "region": ["Noord-Synthetisch", "Zuid"],
            "value": [4.0, None],
            "told": ["4", "geen cijfer"],
            "mark": ["< 5", ""],
            "chosen": [False, False],
            "tip": ["Noord: 4", "Zuid: geen cijfer"],
        }
    )
    square = {"type": "Polygon", "coordinates": [[[4, 52], [4, 53], [5, 53], [5, 52], [4, 52]]]}
    shapes = dict.fromkeys(("a", "b"), json.dumps(square))
    shaded = json.dumps(boundary_map(rows, shapes, Look("nl"), sized=False, title="t").to_dict())
    sized = json.dumps(boundary_map(rows, shapes, Look("nl"), sized=True, title="t").to_dict())
    assert '"range": ["#dfe6ee", "#2f5d8a"]' in shaded
    assert '"type": "circle"' in sized and '"type": "circle"' not in shaded
    assert '"name": "Noord-|Synthetisch"' in sized
    with pytest.raises(KeyError):
        boundary_map(rows, {"a": json.dumps(square)}, Look("nl"), sized=True, title="t")


def noted(page, words):
    """Whether the words stand in the notes below a figure."""
    return any(words in one.value for one in page.get("html"))


def test_without_boundaries_there_is_no_map_of_them_and_the_tiles_stand_there(refreshed, warehouse_dir, opened):
    refreshed("politie-crime", "cbs-regions")
    page = opened(warehouse_dir, "regions", indeling="huidig", cijfer=CRIMES)
    assert "kaartvorm" not in page.session_state
    assert noted(page, "Tegelkaart")


def test_the_old_edition_has_tiles_and_the_present_one_its_boundaries(held, opened):
    page = opened(held, "regions", indeling="huidig", cijfer=CRIMES)
    assert page.session_state["kaartvorm"] == "boundaries"
    assert noted(page, "Grenzen van 2026")
    tiled = opened(held, "regions", indeling="huidig", cijfer=CRIMES, kaartvorm="tiles")
    assert noted(tiled, "Tegelkaart")
    old = opened(held, "regions")
    assert noted(old, "Tegelkaart")
