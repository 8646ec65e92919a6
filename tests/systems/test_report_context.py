"""Figures of licences, checks and fines are context in a report, and no figures about trafficking."""

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
