"""What is known of one arrondissement: its own figures, and those of the police region and municipalities in it."""

import pytest

from dashboard import queries


@pytest.mark.parametrize(
    ("area", "figures"),
    [
        ("ar19:arnhem", {"ar19:arnhem": 6, "gm:GM0202": 9, "politieregio:gelderland-midden": 7}),
        ("ar19:assen", {"ar19:assen": 6, "politieregio:drenthe": 10}),
        ("ar19:den-bosch", {"ar19:den-bosch": 6, "politieregio:brabant-zuid-oost": 6}),
        ("ar19:rotterdam", {"ar19:rotterdam": 6, "gm:GM0622": 14, "politieregio:rotterdam-rijnmond": 6}),
    ],
)
def test_figures_of_the_police_region_that_an_area_resembles_are_told_with_it(area, figures):
    assert queries.local_figures(area).groupby("region_id").size().to_dict() == figures


def test_every_area_that_can_be_chosen_has_figures_of_its_police_region():
    areas = queries.areas_with_local_figures()
    assert areas["region_id"].tolist() == ["ar19:arnhem", "ar19:assen", "ar19:den-bosch", "ar19:rotterdam"]
