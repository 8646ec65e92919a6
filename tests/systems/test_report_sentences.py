"""What a report says of the newest year, of intervals, of migration and of a nationality of its own."""

import pytest

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


@pytest.mark.parametrize("language", METHOD)
def test_an_interval_names_its_method_and_what_it_leaves_out(report, language):
    page = report("gm:GM0622", language).page
    head, note = METHOD[language]
    assert [page.tables[key][0].count(head) for key in ("own", "around", "country")] == [1, 1, 1]
    assert note in page.words


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


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nl", "In heel Nederland zijn 944 mogelijke slachtoffers gemeld in 2024."),
        ("en", "In the whole country 944 possible victims were reported in 2024."),
    ],
)
def test_a_year_and_a_number_do_not_stand_next_to_each_other(report, language, sentence):
    assert any(one.startswith(sentence) for one in report("gm:GM0202", language).page.words)
