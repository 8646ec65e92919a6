"""Builds without a part of the facts, which are synthetic: every page serves, and says what is not held."""

from collections.abc import Callable

import pytest
from elements import all_words, run_page

from dashboard.pages import PAGES
from tests import changed_facts as changed

PARTS = {
    "estimates": ["estimate"],
    "events": ["event"],
    "blind spots": ["blind_spot"],
    "lists": ["capture_history", "capture_list", "capture_dataset"],
    "states of municipalities": ["municipal_status"],
    "measures": ["barrier_intervention", "intervention_effect", "intervention"],
    "contradictions": ["conflict"],
    "gaps": ["gap"],
    "policy factors": ["policy_factor"],
    "terms": ["term"],
}
"""Tables by what they hold."""
MORE = {
    "overview": [{"gebeurtenissen": "true"}],
    "regions": [{"indeling": "huidig"}],
    "local_picture": [{"gebied": "gm:GM0202"}, {"gebied": "ar19:arnhem"}],
    "self_scan": [{"deel": "zelfscan"}, {"deel": "trechter"}],
    "stories": [{"verhaal": "daling-2018"}, {"verhaal": "een-arrondissement"}],
    "system": [{"kies": "measure"}, {"variabele": "dark_number"}],
}
"""Choices with which a page shows another part of itself."""
NO_ESTIMATE = {
    "nl": "In deze stand van de cijfers staat geen enkele schatting. Hoeveel slachtoffers niet zijn gemeld, is hier dus"
    " niet te zeggen.",
    "en": "This vintage of the figures holds no estimate at all. How many victims were not reported can therefore not"
    " be said here.",
}
NO_SHARE = {
    "nl": "In deze stand van de cijfers staat geen schatting met een marge voor een jaar waarvan ook het aantal gemelde"
    " slachtoffers bekend is. Welk deel van de geschatte slachtoffers in beeld was, is hier dus niet te zeggen.",
    "en": "This vintage of the figures holds no estimate with a range for a year of which the number of reported"
    " victims is known as well. What part of the estimated victims was in view can therefore not be said here.",
}
NO_RATE = {
    "nl": "In deze stand van de cijfers staat geen schatting met een marge voor het hele land, over een jaar waarvan"
    " ook het aantal inwoners bekend is. Er is dus geen schatting om naast de cijfers van de arrondissementen te"
    " leggen.",
    "en": "This vintage of the figures holds no estimate with a range for the whole country, for a year of which the"
    " number of inhabitants is known as well. There is therefore no estimate to put beside the figures of the court"
    " districts.",
}
NOTHING = {
    "nl": "In deze stand van de cijfers staat hierover niets.",
    "en": "This vintage of the figures holds nothing about this.",
}


@pytest.fixture
def without(changed_facts) -> Callable[..., None]:
    """Lets the app read a build without some parts."""
    return lambda *parts: changed_facts(changed.without(*(table for part in parts for table in PARTS[part])))


def words(view: str, **address: str) -> str:
    """All that a page says, once it is sure that it says it without an error."""
    page = run_page(view, address)
    assert [one.value for one in page.error] == []
    assert not page.exception
    told = "\n".join(all_words(page))
    assert "NaN" not in told
    assert "<h1" in told
    return told


TOGETHER = (
    ("estimates", "terms"),
    ("events", "measures", "contradictions"),
    ("blind spots", "lists", "gaps"),
    ("states of municipalities", "policy factors"),
)
"""Parts that are taken away in one build: a build for each would take minutes more."""


@pytest.mark.parametrize("parts", TOGETHER, ids=", ".join)
def test_without_a_part_every_page_serves(without, parts):
    without(*parts)
    for at, view in enumerate(PAGES):
        for choice in ({}, *MORE.get(view, [])):
            assert len(words(view, lang="nl" if at % 2 else "en", **choice)) > 500


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_without_an_estimate_each_page_of_estimates_says_so(without, lang):
    without("estimates")
    for view in ("overview", "dark_number", "stories", "system"):
        assert NO_ESTIMATE[lang] in words(view, lang=lang)
    told = words("regions", lang=lang)
    assert NO_RATE[lang] in told
    assert "landelijke-schatting" not in told


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_with_estimates_that_have_no_range_the_pages_say_that_there_is_none_with_one(changed_facts, lang):
    def bare(frames):
        frames["estimate"] = frames["estimate"][frames["estimate"]["interval_kind"] == "none"]

    changed_facts(bare)
    for view in ("overview", "dark_number", "stories", "system"):
        told = words(view, lang=lang)
        assert NO_SHARE[lang] in told
        assert NO_ESTIMATE[lang] not in told
    assert NO_RATE[lang] in words("regions", lang=lang)


def test_without_an_estimate_the_front_page_still_tells_what_was_reported(without):
    without("estimates")
    told = words("overview", lang="nl")
    assert "In 2024 zijn 944 mogelijke slachtoffers gemeld. Minder meldingen betekent niet minder slachtoffers." in told
    assert "Gemelde mogelijke slachtoffers en gepubliceerde schattingen" in told


@pytest.mark.parametrize(
    ("part", "view", "address", "told"),
    [
        ("gaps", "justice_chain", {}, NOTHING),
        ("gaps", "dark_number", {}, NOTHING),
        ("gaps", "methods", {}, NOTHING),
        ("contradictions", "methods", {}, NOTHING),
        ("terms", "glossary", {}, NOTHING),
        ("states of municipalities", "self_scan", {"deel": "stand-2012"}, NOTHING),
        (
            "measures",
            "system",
            {"kies": "measure"},
            {
                "nl": "In deze stand van de cijfers staat geen maatregel om te kiezen. Kies een variabele.",
                "en": "This vintage of the figures holds no measure to choose. Choose a variable.",
            },
        ),
        (
            "lists",
            "dark_number",
            {},
            {
                "nl": "In deze stand van de cijfers staat geen openbare tabel van lijsten. Er is dus geen schatting na"
                " te rekenen; met een eigen tabel kunt u hieronder wel zelf rekenen.",
                "en": "This vintage of the figures holds no public table of lists. So there is no estimate to"
                " recompute; with a table of your own you can still compute one below.",
            },
        ),
    ],
)
def test_the_page_of_a_part_says_that_it_is_not_held(without, part, view, address, told):
    without(part)
    for lang in ("nl", "en"):
        assert told[lang] in words(view, lang=lang, **address)


def test_every_part_is_taken_away_once():
    assert sorted(part for some in TOGETHER for part in some) == sorted(PARTS)


def test_a_variable_that_no_link_leads_to_can_be_chosen(open_page):
    shown = open_page("system", variabele="dark_number")
    assert not shown.error
    assert shown.session_state["variabele"] == "dark_number"
