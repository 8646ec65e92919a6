"""What one takes away of the pictures of the timeline, the system model and the local profile."""

import re
from datetime import date

import pytest
from elements import figures, opened_shares, tables

from dashboard import profile_figure, queries, quotes, sharing
from dashboard.charts import picture
from dashboard.charts.theme import Look
from etl.report.blocks import Picture

TNO = "TNO, Systeemanalyse Mensenhandel (memorandum, referentie DHW-NO-2018-0100317200) (2018). "
QUALITATIVE = {
    "nl": "Let op: Het model is kwalitatief: het zegt welke kant iets op gaat, nooit hoeveel of hoe snel, en bevat "
    "geen aantallen slachtoffers.",
    "en": "Note: The model is qualitative: it says which way something goes, never how much or how fast, and holds no "
    "numbers of victims.",
}


def said(view: str, key: str, **address: str) -> dict[str, str]:
    """The sentence behind a figure in each language, without the address it ends with."""
    page, boxes = opened_shares(view, {"lang": "nl", **address})
    assert [list(page.exception), list(page.error)] == [[], []]
    found = dict(zip(("nl", "en"), (one.value for one in boxes[key].code), strict=False))
    for language, told in found.items():
        path, _, link = told.rpartition(" http")
        assert f"lang={language}" in link
        assert "vintage=2026-11-20-" in link
        found[language] = path + " "
    return found


def test_the_timeline_says_what_it_shows_and_what_it_does_not():
    assert said("timeline", "tijdlijn", gebied="gm:GM0772") == {
        "nl": "De tijdlijn van de Mensenhandelmonitor over Eindhoven (gemeente) toont 2 gebeurtenissen uit documenten "
        "(lokaal of regionaal), van 2006 tot en met 2012. Let op: Dat iets eerder gebeurde, maakt het nog geen "
        "oorzaak, en wat niet in de documenten van deze monitor staat, ontbreekt. De tijdlijn bevat geen aantallen "
        "slachtoffers. Bron: Nationaal Rapporteur Mensenhandel, Mensenhandel. Effectieve aanpak op gemeentelijk "
        "niveau. Lessen uit de praktijk (2012). ",
        "en": "The timeline of the Mensenhandelmonitor on Eindhoven (municipality) shows 2 events from documents "
        "(local or regional), from 2006 to 2012. Note: That something came first does not make it the cause, and what "
        "is not in the documents of this monitor is missing. The timeline holds no numbers of victims. Source: "
        "Nationaal Rapporteur Mensenhandel, Mensenhandel. Effectieve aanpak op gemeentelijk niveau. Lessen uit de "
        "praktijk (2012). ",
    }


def test_of_many_sources_the_timeline_names_four_and_how_many_there_are_more():
    told = said("timeline", "tijdlijn")
    assert told["nl"].startswith(
        "De tijdlijn van de Mensenhandelmonitor toont 25 gebeurtenissen uit documenten en 31 breuken in de cijfers "
        "(wet of regel, programma, organisatie, gerechtelijke kaart, publicatie, breuk in cijfers), van 2000 tot en "
        "met 2024. Let op: "
    )
    assert told["nl"].endswith("; en nog 29 bronnen, genoemd onder de figuur. ")
    assert told["en"].endswith("; and 29 more sources, named below the figure. ")


def test_one_event_is_told_as_one():
    told = said("timeline", "tijdlijn", gebied="gm:GM0114")
    assert told["nl"].startswith(
        "De tijdlijn van de Mensenhandelmonitor over Emmen (gemeente) toont 1 gebeurtenis uit documenten (lokaal of "
        "regionaal), in 2012. Let op: "
    )
    assert told["en"].startswith(
        "The timeline of the Mensenhandelmonitor on Emmen (municipality) shows 1 event from documents (local or "
        "regional), in 2012. Note: "
    )


IN_VIEW = {
    "nl": "Percentage slachtoffers mensenhandel dat in beeld is",
    "en": "Percentage of trafficking victims identified ('in the picture')",
}


def test_the_map_of_the_system_model_says_what_it_shows_and_what_it_does_not():
    assert said("system", "kaart") == {
        "nl": "De kaart van het systeemmodel toont de 131 variabelen en de 214 verbanden uit de Systeemanalyse "
        f"Mensenhandel (TNO, 2018), met nadruk op wat ‘{IN_VIEW['nl']}’ in ten hoogste twee stappen bereikt "
        f"(variabelen: 16). {QUALITATIVE['nl']} Bron: {TNO}",
        "en": "The map of the system model shows the 131 variables and the 214 links of the Systeemanalyse "
        f"Mensenhandel (TNO, 2018), with emphasis on what ‘{IN_VIEW['en']}’ reaches in at most two steps "
        f"(variables: 16). {QUALITATIVE['en']} Source: {TNO}",
    }


@pytest.mark.parametrize(
    ("address", "nl", "en"),
    [
        (
            {"stappen": "1"},
            "De bogen tonen wat volgens de Systeemanalyse Mensenhandel (TNO, 2018) direct op "
            f"‘{IN_VIEW['nl']}’ werkt (variabelen: 2) en wat ‘{IN_VIEW['nl']}’ direct bereikt (variabelen: 8). ",
            "The arcs show what, according to the Systeemanalyse Mensenhandel (TNO, 2018), acts directly on "
            f"‘{IN_VIEW['en']}’ (variables: 2) and what ‘{IN_VIEW['en']}’ reaches directly (variables: 8). ",
        ),
        (
            {"variabele": "aansluiting_vraag_aanbod"},
            "De bogen tonen wat volgens de Systeemanalyse Mensenhandel (TNO, 2018) direct op ‘Aansluiting van vraag en "
            "aanbod’ werkt (variabelen: 1). ",
            "The arcs show what, according to the Systeemanalyse Mensenhandel (TNO, 2018), acts directly on ‘Match of "
            "demand and supply’ (variables: 1). ",
        ),
        (
            {"variabele": "barrieres"},
            "De bogen tonen wat ‘Opwerpen van barrières’ volgens de Systeemanalyse Mensenhandel (TNO, 2018) in ten "
            "hoogste twee stappen bereikt (variabelen: 3). ",
            "The arcs show what, according to the Systeemanalyse Mensenhandel (TNO, 2018), ‘Raising barriers’ reaches "
            "in at most two steps (variables: 3). ",
        ),
    ],
)
def test_the_arcs_of_a_variable_say_what_acts_on_it_and_what_it_reaches(address, nl, en):
    assert said("system", "verbanden", **address) == {
        "nl": f"{nl}{QUALITATIVE['nl']} Bron: {TNO}",
        "en": f"{en}{QUALITATIVE['en']} Source: {TNO}",
    }


def test_the_arcs_of_a_measure_say_that_the_source_does_not_name_what_it_acts_on():
    assert said("system", "verbanden", kies="measure", stappen="3") == {
        "nl": "De bogen tonen wat de maatregel ‘Aandacht voor kwetsbare groepen’ in het systeemmodel in ten hoogste "
        f"drie stappen bereikt (variabelen: 11). {QUALITATIVE['nl']} Waarop deze maatregel werkt, is afgeleid; de bron "
        f"noemt het niet met zoveel woorden. Bron: {TNO}",
        "en": "The arcs show what the measure ‘Attention to vulnerable groups’ reaches in at most three steps in the "
        f"system model (variables: 11). {QUALITATIVE['en']} What this measure acts on is inferred; the source does not "
        f"say it in so many words. Source: {TNO}",
    }


def test_a_variable_without_links_has_a_map_and_no_arcs():
    page, boxes = opened_shares("system", {"lang": "nl", "variabele": "dark_number"})
    assert [list(page.exception), list(page.error), list(boxes)] == [[], [], ["kaart"]]
    dutch, english = (one.value for one in boxes["kaart"].code[:2])
    assert dutch.startswith(
        "De kaart van het systeemmodel toont de 131 variabelen en de 214 verbanden uit de Systeemanalyse Mensenhandel "
        "(TNO, 2018); ‘Dark number (ongerapporteerde of onbekende incidenten)’ werkt daarin op geen andere variabele. "
    )
    assert english.startswith(
        "The map of the system model shows the 131 variables and the 214 links of the Systeemanalyse Mensenhandel "
        "(TNO, 2018); in it, ‘Dark number (unreported or unknown incidents)’ acts on no other variable. "
    )


def test_the_rows_of_the_arcs_are_the_links_that_are_drawn(open_page):
    page = open_page("system", lang="en", variabele="aansluiting_vraag_aanbod")
    (table,) = tables(figures(page)["verbanden"])
    assert table[["Variable", "Consequence", "Rests on"]].values.tolist() == [
        ["Match of demand and supply", "rises", "to be gathered from the text"]
    ]
    (every,) = tables(figures(page)["kaart"])
    assert len(every) == 214


def test_a_figure_of_the_local_profile_is_quoted_with_its_place_source_and_caveat():
    assert said("local_picture", "beeld-district", gebied="gm:GM0622") == {
        "nl": "In 2011 was het aantal bij het OM ingeschreven mensenhandelzaken in Rotterdam (arrondissement tot 2013) "
        "41 (OM-data, peildatum april 2012). Let op: De eenheid zaak is in de bron niet omschreven. Weerspiegelt ook "
        "inzet en prioriteit van politie en OM. Vormen van uitbuiting zijn niet te scheiden. Bron: Nationaal "
        "Rapporteur Mensenhandel, Mensenhandel. Effectieve aanpak op gemeentelijk niveau. Lessen uit de praktijk "
        "(2012). ",
        "en": "In 2011 the number of trafficking cases registered with the Public Prosecution Service (OM) in "
        "Rotterdam (court district until 2013) was 41 (OM data, reference date April 2012). Note: The unit case is not "
        "defined in the source. Also reflects effort and priority of police and OM. Forms of exploitation cannot be "
        "separated. Source: Nationaal Rapporteur Mensenhandel, Mensenhandel. Effectieve aanpak op gemeentelijk niveau. "
        "Lessen uit de praktijk (2012). ",
    }


def test_immigration_of_a_year_is_quoted_as_derived():
    told = said("local_picture", "beeld-immigration", gebied="gm:GM0622")
    assert told["nl"].startswith(
        "In 2025 was het aantal geregistreerde immigranten (van Bulgaarse herkomst) in Nederland 7.757 (CBS 85484NED "
        "(vanaf 2022); afgeleid). Let op: Context, geen risico per persoon. "
    )
    assert told["en"].startswith(
        "In 2025 the number of registered immigrants (of Bulgarian origin) in the Netherlands was 7,757 (CBS 85484NED "
        "(from 2022); derived). Note: Context, not risk per person. "
    )


def test_the_estimates_of_the_profile_are_quoted_with_range_and_method(page):
    page("local_picture", "nl")  # what follows is asked within a session
    document, _pdf = queries.local_report("gm:GM0622", "nl", date(2026, 11, 20))
    drawn = {one.key: one for one in document.blocks if isinstance(one, Picture)}["reported"]
    found = quotes.quotable(sharing.named(drawn.rows))
    told = [sharing.quoted(found.iloc[[at]], "beeld")["nl"] for at in range(len(found))]
    estimated = [one for one in told if "geschat op" in one]
    assert [one.partition(" Methode: ")[0] for one in estimated] == [
        "Voor 2018–2019 wordt de omvang van mensenhandel in Nederland geschat op 4.000–7.000 slachtoffers per jaar "
        "(schatting 2021).",
        "Voor 2018 wordt de omvang van mensenhandel in Nederland geschat op 5.000–7.500 slachtoffers per jaar "
        "(deskundigen 2019).",
        "Voor 2014–2015 wordt de omvang van mensenhandel in Nederland geschat op 5.000–7.500 slachtoffers per jaar "
        "(schatting 2017).",
    ]


def test_a_picture_of_the_profile_is_on_light_ground_with_its_title_and_source_in_both_themes(page):
    page("local_picture", "en")  # what follows is asked within a session
    document, _pdf = queries.local_report("gm:GM0622", "nl", date(2026, 11, 20))
    drawn = profile_figure.drawn(next(one for one in document.blocks if isinstance(one, Picture)))
    made = picture.svg(drawn, Look("nl"))
    assert drawn.printed
    assert 'fill="#fbfaf7"' in made.partition("</title>")[2][:100]
    words = " ".join(re.sub(r"<[^>]+>", " ", made).split())
    title = "Bij het OM ingeschreven mensenhandelzaken, arrondissement tot 2013."
    assert words.startswith(f"{title} {title} ")  # the name of the whole and its heading
    assert "De band is het exacte 95%-interval van Poisson: alleen het toeval van één telling." in words
    assert "Nationaal Rapporteur Mensenhandel, Mensenhandel. Effectieve aanpak op gemeentelijk niveau." in words
    assert re.findall(r'<svg [^>]*width="([\d.]+)"', made)[1] == "960"


@pytest.mark.parametrize(
    ("view", "key", "address"),
    [
        ("timeline", "tijdlijn", {}),
        ("system", "kaart", {}),
        ("system", "verbanden", {}),
        ("local_picture", "beeld-reported", {"gebied": "gm:GM0622"}),
    ],
)
def test_its_rows_can_be_taken_and_nothing_of_it_is_made_before_its_box_opens(view, key, address, open_page):
    page = open_page(view, lang="nl", **address)
    box = figures(page)[key]
    assert len(box.code) == 0
    assert f"csv-{key}" in {one.key for one in box.get("download_button")}
