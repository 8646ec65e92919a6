"""What a report says of the areas around its own: how they relate to it, and which came before."""

import pytest


@pytest.mark.parametrize(
    ("region_id", "language", "sentence"),
    [
        ("ar19:assen", "nl", "Over het arrondissement dat ervoor in de plaats kwam, zijn hier geen {} per jaar."),
        ("ar19:assen", "en", "There are no {} per year on the court district that took its place."),
        ("ar19:zwolle", "nl", "Over de arrondissementen waarover het is verdeeld, zijn hier geen {} per jaar."),
        ("ar19:zwolle", "en", "There are no {} per year on the court districts it was divided among."),
        (
            "gm:GM0193",
            "nl",
            "Over gebieden waar het bij hoort of hoorde, zijn er wel cijfers: Zwolle (arrondissement tot 2013).",
        ),
        (
            "gm:GM0193",
            "en",
            "There are figures on areas it belongs or belonged to: Zwolle (court district until 2013).",
        ),
        (
            "ar11:AR03",
            "nl",
            "Over de oude arrondissementen waaruit Gelderland is ontstaan, zijn er wel cijfers: Arnhem (arrondissement"
            " tot 2013), Zutphen (arrondissement tot 2013).",
        ),
    ],
)
def test_what_is_said_of_areas_around_follows_from_what_is_said_of_the_area(report, region_id, language, sentence):
    """ "Also", "nor" and "there are" need what goes before: an old district has figures, its successor has none."""
    about = {"nl": "cijfers over mensenhandel", "en": "figures here about trafficking"}[language]
    assert sentence.format(about) in report(region_id, language).page.words


@pytest.mark.parametrize(
    ("region_id", "language", "sentence"),
    [
        (
            "ar11:AR03",
            "en",
            "Gelderland belongs or belonged to: police unit Oost-Nederland. Gelderland was formed in 2013 from: court"
            " district until 2013 Arnhem (went over whole); court district until 2013 Zutphen (went over whole).",
        ),
        (
            "ar11:AR01",
            "nl",
            "Amsterdam hoort of hoorde bij: politie-eenheid Amsterdam. Amsterdam is in 2013 ontstaan uit:"
            " arrondissement tot 2013 Amsterdam (gesplitst: cijfers zijn niet te verdelen).",
        ),
        (
            "ar19:assen",
            "nl",
            "Assen ging in 2013 over in: arrondissement vanaf 2013 Noord-Nederland (heel overgegaan).",
        ),
        (
            "ar19:assen",
            "en",
            "In 2013 Assen was succeeded by: court district since 2013 Noord-Nederland (went over whole).",
        ),
        (
            "gm:GM1980",
            "nl",
            "Dijk en Waard hoort of hoorde bij: arrondissement vanaf 2013 Noord-Holland; politie-eenheid Noord-Holland."
            " Noord-Holland (arrondissement) is in 2013 ontstaan uit: arrondissement tot 2013 Alkmaar (heel"
            " overgegaan); arrondissement tot 2013 Haarlem (heel overgegaan).",
        ),
    ],
)
def test_a_district_came_from_its_predecessors_and_did_not_belong_to_them(report, region_id, language, sentence):
    assert sentence in report(region_id, language).page.words


@pytest.mark.parametrize(
    ("region_id", "language", "caption"),
    [
        ("ar11:AR03", "en", "Gelderland: the old court districts that Gelderland came from"),
        ("ar11:AR01", "nl", "Amsterdam: het oude arrondissement waaruit Amsterdam is ontstaan"),
        ("gm:GM0202", "nl", "Arnhem: gebieden waar het bij hoort of hoorde"),
        (
            "gm:GM1980",
            "en",
            "Dijk en Waard: the old court districts that Noord-Holland (court district) came from",
        ),
    ],
)
def test_the_table_of_areas_around_says_how_they_relate_to_the_area(report, region_id, language, caption):
    """Dijk en Waard, of 2022, lay in neither of the old districts that stand in its report."""
    assert caption in report(region_id, language).page.words
