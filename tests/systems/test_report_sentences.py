"""What a report says of an area: figures of licences are no figures about trafficking, and an interval has a method."""

import pytest

NONE = {
    "en": "For the municipality of {} this monitor holds no figure of its own about trafficking."
    " That says nothing about how much trafficking there is.",
    "nl": "Voor de gemeente {} is in deze monitor geen eigen cijfer over mensenhandel."
    " Dat zegt niets over hoeveel mensenhandel er is.",
}
CONTEXT = {
    ("gm:GM0114", "en"): "As context there are other figures of its own (4), which count no trafficking:"
    " maximum number of sex business licences, licensed sex businesses.",
    ("gm:GM0114", "nl"): "Als context zijn er andere eigen cijfers (4), die geen mensenhandel tellen:"
    " maximum aantal vergunningen seksbedrijven, vergunde seksbedrijven.",
    ("gm:GM0772", "en"): "As context there are other figures of its own (3), which count no trafficking:"
    " maximum number of sex business licences, checks of the licensed sector per year, licensed sex businesses.",
}
METHOD = {
    "en": (
        "95% interval (exact Poisson)",
        "Exact Poisson: the chance of a single count alone. The true uncertainty is wider, because victims come in"
        " groups.",
    ),
    "nl": (
        "95%-interval (exact Poisson)",
        "Exact Poisson: alleen het toeval van één telling. De echte onzekerheid is groter, omdat slachtoffers in"
        " groepen komen.",
    ),
}


@pytest.mark.parametrize(("region_id", "language"), CONTEXT)
def test_licences_are_context_and_no_figures_about_trafficking(report, region_id, language):
    words = report(region_id, language).page.words
    name = {"gm:GM0114": "Emmen", "gm:GM0772": "Eindhoven"}[region_id]
    assert NONE[language].format(name) in words
    assert CONTEXT[region_id, language] in words
    assert not any("figures about trafficking: " in one or "cijfers over mensenhandel: " in one for one in words)
    about = {
        "en": f"{name}: figures of its own as context, not about trafficking",
        "nl": f"{name}: eigen cijfers als context, niet over mensenhandel",
    }
    assert about[language] in words


def test_figures_about_trafficking_are_counted_without_those_of_licences(report):
    page = report("gm:GM0202", "en").page
    assert (
        "On Arnhem itself the monitor holds figures about trafficking: 9. The newest stand below with their source."
        in page.words
    )
    assert (
        "As context there are other figures of its own (6), which count no trafficking: maximum number of sex business"
        " licences, checks of the licensed sector per year, licensed sex businesses." in page.words
    )
    headings = [row[0] for row in page.tables["own"] if len(row) == 1]
    assert [one for one in headings if one.endswith("(context)")] == [
        "Maximum number of sex business licences (context)",
        "Checks of the licensed sector per year (context)",
        "Licensed sex businesses (escort) (context)",
        "Licensed sex businesses (with premises of their own) (context)",
    ]


@pytest.mark.parametrize("language", METHOD)
def test_an_interval_names_its_method_and_what_it_leaves_out(report, language):
    page = report("gm:GM0622", language).page
    head, note = METHOD[language]
    assert [page.tables[key][0].count(head) for key in ("own", "around", "country")] == [1, 1, 1]
    assert note in page.words


@pytest.mark.parametrize(
    ("region_id", "language", "sentence"),
    [
        (
            "gm:GM0622",
            "en",
            "There are also figures on areas it belongs or belonged to: Rotterdam (court district until 2013).",
        ),
        (
            "gm:GM0622",
            "nl",
            "Ook over gebieden waar het bij hoort of hoorde, zijn er cijfers: Rotterdam (arrondissement tot 2013).",
        ),
        (
            "gm:GM0202",
            "en",
            "There are also figures on areas it belongs or belonged to: Arnhem (court district until 2013),"
            " Gelderland-Midden (police region until 2013).",
        ),
    ],
)
def test_an_area_of_which_nothing_is_published_is_not_said_to_have_figures(report, region_id, language, sentence):
    """All six rows of the police region Rotterdam-Rijnmond say "not published"."""
    assert sentence in report(region_id, language).page.words


def test_fines_and_prostitution_without_a_licence_are_context_and_no_figures_about_trafficking(report):
    page = report("gm:GM0622", "en").page
    assert (
        "On Vlaardingen itself the monitor holds figures about trafficking: 11. The newest stand below with their"
        " source." in page.words
    )
    assert (
        "As context there are other figures of its own (8), which count no trafficking: checks of the licensed sector"
        " per year, administrative reports (illegal prostitution), labour-law fine reports (Wav/Wml), licensed sex"
        " businesses, escort businesses in the trade register." in page.words
    )
    headings = [row[0] for row in page.tables["own"] if len(row) == 1]
    assert [one for one in headings if "reports (" in one] == [
        "Administrative reports (illegal prostitution) (context)",
        "Labour-law fine reports (Wav/Wml) (context)",
    ]


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


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "nl",
            "Landelijke cijfers langs de keten, elk van het nieuwste jaar waarvan deze monitor een scherp cijfer heeft;"
            " over latere jaren kan er meer gepubliceerd zijn. Slachtoffers, verdachten en zaken zijn verschillende"
            " dingen, en dit is geen groep die door de tijd gevolgd is: deel ze niet op elkaar.",
        ),
        (
            "en",
            "National figures along the chain, each of the newest year of which this monitor holds a sharp figure; more"
            " may have been published on later years. Victims, suspects and cases are different things, and this is"
            " not one group followed over time: do not divide them by one another.",
        ),
    ],
)
def test_the_newest_year_is_that_of_a_sharp_figure_and_not_of_all_that_is_published(
    report, warehouse, language, sentence
):
    page = report("gm:GM0622", language).page
    assert sentence in page.words
    years = {row[0]: row[1] for row in page.tables["country"][1:]}
    assert (
        years[
            {"nl": "Bij het OM ingeschreven mensenhandelzaken", "en": "Trafficking cases registered with the OM"}[
                language
            ]
        ]
        == "2012"
    )
    later = warehouse.cursor().execute(
        """SELECT DISTINCT period FROM observation WHERE indicator_id = 'om_registered_cases' AND region_id = 'nl'
           AND breakdown = 'total' AND confidence = 'ambiguous' AND period > '2012'
           AND length(period) = 4 ORDER BY period"""
    )
    assert [period for (period,) in later.fetchall()] == ["2013", "2015", "2017"]


@pytest.mark.parametrize(
    ("language", "sentence", "heading"),
    [
        (
            "nl",
            "Wat u wel kunt doen: de vragen onder ‘Wat te vragen, en aan wie’ stellen, en de antwoorden ernaast"
            " leggen.",
            "Wat te vragen, en aan wie",
        ),
        (
            "en",
            "What you can do: ask the questions under ‘What to ask, and whom’, and lay the answers beside this.",
            "What to ask, and whom",
        ),
    ],
)
def test_the_questions_are_found_by_their_heading_where_there_are_no_pages(report, language, sentence, heading):
    words = report("gm:GM0622", language).page.words
    assert (words.count(sentence), words.count(heading)) == (1, 1)


@pytest.mark.parametrize(
    ("language", "caption", "rows", "sentences", "gap"),
    [
        (
            "nl",
            "Arnhem en gebieden waar het bij hoort of hoorde: nieuwste cijfers over bevolking en migratie",
            [
                ["gemeente Arnhem: Inwoners op 1 januari"],
                ["2026", "171.822", "–", "–", ""],
                [
                    "Gelderland (arrondissement): Inwoners met een niet-Nederlandse nationaliteit (Hongaarse"
                    " nationaliteit)"
                ],
                ["2026", "1.741", "–", "80,11", "afgeleid"],
            ],
            [
                "Over herkomst of nationaliteit van de inwoners van Arnhem zelf heeft deze monitor geen cijfer. Geen"
                " cijfer is iets anders dan nul.",
                "Inschrijvingen van immigranten naar herkomst zijn alleen landelijk, in de figuur hierboven. Staat een"
                " herkomst of nationaliteit niet in de tabel, dan betekent dat niet nul: het cijfer is hier niet"
                " opgenomen. Waar zulke cijfers zijn gepubliceerd, staat bij ‘Niet gepubliceerd of hier niet"
                " opgenomen’.",
            ],
            [
                "Inwoners naar herkomst en nationaliteit, per gemeente en arrondissement; wel is er de Hongaarse"
                " nationaliteit per arrondissement, van 2026",
                "CBS 85458NED (herkomst) en 85644NED (nationaliteit)",
            ],
        ),
        (
            "en",
            "Arnhem and areas it belongs or belonged to: newest figures on population and migration",
            [
                ["municipality of Arnhem: Population on 1 January"],
                ["2026", "171,822", "–", "–", ""],
                ["Gelderland (court district): Residents with a non-Dutch nationality (Hungarian nationality)"],
                ["2026", "1,741", "–", "80.11", "derived"],
            ],
            [
                "On the origin or nationality of the inhabitants of Arnhem itself this monitor holds no figure. No"
                " figure is not zero.",
                "Registrations of immigrants by origin are national only, in the chart above. Where an origin or"
                " nationality is not in the table, that does not mean zero: the figure has not been carried over here."
                " Where such figures are published stands under ‘Not published, or not carried over here’.",
            ],
            [
                "Residents by origin and nationality, per municipality and court district; held is the Hungarian"
                " nationality per court district, of 2026",
                "CBS 85458NED (origin) and 85644NED (nationality)",
            ],
        ),
    ],
)
def test_migration_tells_the_inhabitants_and_which_origins_are_not_held(
    report, language, caption, rows, sentences, gap
):
    page = report("gm:GM0202", language).page
    assert caption in page.words
    assert [row[:5] for row in page.tables["background"][1:]] == rows
    assert [one in page.words for one in sentences] == [True, True]
    assert gap in page.tables["gaps"]


def test_an_area_with_a_nationality_of_its_own_is_not_said_to_have_none(report):
    words = report("ar11:AR03", "en").page.words
    assert "Gelderland: newest figures on population and migration" in words
    assert not any("Gelderland itself" in one for one in words)
