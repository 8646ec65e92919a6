"""What the numbered breaks and the lettered events of a figure say: when, of which count, and of which drawn line."""

import re
from html import unescape

import pytest
from elements import all_words, figures

from dashboard.glossary import forms

CUT, ON = "De lijn is hier doorgeknipt.", "De lijn loopt door."


def plain(page) -> str:
    """The words of a page without marks, links and tags."""
    return unescape(re.sub(r"<[^>]+>", "", "\n".join(all_words(page))))


def of_figure(page, key: str) -> str:
    """The words of one figure, without tags."""
    return unescape(re.sub(r"<[^>]+>", "", "\n".join(one.value for one in figures(page)[key].get("html"))))


def switched_on(page):
    """The page with its events."""
    return page.toggle(key="gebeurtenissen").set_value(True).run()


def box(told: str, title: str) -> str:
    """The sentences of the first break or event with this title."""
    found = re.search(rf"\w+\. {re.escape(title)}.*", told)
    assert found, title
    return found[0]


def test_a_line_is_only_called_cut_where_one_crosses_the_break(open_page):
    told = plain(open_page("overview", lang="nl"))
    redefined = box(told, "Nieuwe telling door de Nationaal Rapporteur")
    assert "(2014; definitie)" in redefined
    assert "Dit geldt voor de reeks ‘Nationaal Rapporteur, huidige reeks’." in redefined
    assert CUT not in redefined  # that series begins in 2014, and the older one goes on
    law = box(told, "AVG: melden zonder toestemming niet meer mogelijk voor veel organisaties")
    assert "(25 mei 2018; wet)" in law
    assert CUT in law
    effort = box(told, "Daling: andere prioriteiten en reorganisatie van de politie")
    assert "(2014–2017; inzet)" in effort
    assert ON in effort


def test_nothing_is_said_of_lines_where_points_are_not_joined(open_page):
    second = of_figure(open_page("stories", lang="nl", verhaal="daling-2018"), "melders")
    assert "AVG: melden zonder toestemming" in second
    assert CUT not in second
    assert ON not in second
    # it began before the first year that is drawn, and lasted into it
    assert "(2014–2017; inzet)" in box(second, "Daling: andere prioriteiten en reorganisatie van de politie")


def test_nothing_is_said_of_lines_where_there_is_only_a_table(open_page):
    told = plain(open_page("dark_number", lang="nl"))
    assert "Nieuwe schatting door het WODC" in told
    assert CUT not in told


@pytest.mark.parametrize(
    ("lang", "title", "about", "nothing"),
    [
        (
            "nl",
            "Coronapandemie (2020–2021; tijdlijn).",
            "Over ‘Gemelde (mogelijke) slachtoffers’: Minder zicht op slachtoffers;",
            "Wat dit met de telling deed, is hier niet vastgelegd.",
        ),
        (
            "en",
            "Covid pandemic (2020–2021; timeline).",
            "On ‘Reported (possible) victims’: Less view of victims;",
            "What it did to the counts is not recorded here.",
        ),
    ],
)
@pytest.mark.parametrize("view", ["migration", "justice_chain"])
def test_an_event_opens_to_what_it_did_to_a_count_or_that_this_is_not_known(
    view, lang, title, about, nothing, open_page
):
    told = plain(switched_on(open_page(view, lang=lang)))
    assert title in told
    assert about in told
    assert nothing in told
    assert ("War in Ukraine (2022; timeline)." if lang == "en" else "Oorlog in Oekraïne (2022; tijdlijn).") in told


def test_an_event_that_is_a_break_of_the_chart_is_not_told_twice(open_page):
    first = of_figure(switched_on(open_page("overview", lang="nl")), "gemeld-en-geschat")
    assert "Nationaal Rapporteur en UNODC publiceren de eerste MSE-schatting (28 september 2017; tijdlijn)" in first
    assert "Corona: minder controles, seksbranche gesloten" in first
    assert "Coronapandemie" not in first


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("melding; meldroute", ["melding", "meldroute"]),
        ("Openbaar Ministerie (OM)", ["Openbaar Ministerie"]),
        ("report (notification) to CoMensha", ["report to CoMensha", "report notification to CoMensha"]),
        ("other (non-sexual) exploitation", ["other exploitation", "other non-sexual exploitation"]),
        ("in view (identified, known to authorities)", ["in view", "identified", "known to authorities"]),
    ],
)
def test_a_term_is_found_by_its_forms_and_not_by_a_word_of_it(term, expected):
    assert forms(term) == expected


def test_what_may_not_be_concluded_stands_above_the_rows_to_take_along(open_page):
    for lang, said in (
        ("nl", "Er zijn 27 aantallen kleiner dan 5. Daaruit is geen verandering in procenten te berekenen."),
        ("en", "There are 27 counts under 5. No percentage change can be computed from them."),
    ):
        assert said in plain(open_page("downloads", lang=lang))


def test_the_funnel_says_that_its_figures_are_of_several_years(open_page):
    several = "Er zijn 19 cijfers die over meer jaren samen gaan. Zet ze niet naast een cijfer van één jaar."
    assert several in of_figure(open_page("regions", lang="nl"), "trechter")
    one = of_figure(open_page("regions", lang="nl", trechterjaar="2009"), "trechter")
    assert several not in one
    assert "Er zijn 9 aantallen kleiner dan 5." in one


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("nl", "Immigranten met herkomst Bulgarije, Polen of Roemenië die zich inschreven"),
        ("en", "Immigrants of Bulgarian, Polish or Romanian origin who entered"),
    ],
)
def test_origins_are_told_as_people_would(lang, said, open_page):
    assert said in plain(open_page("migration", lang=lang))
