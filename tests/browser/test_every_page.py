"""Every page opens in both languages, themes and widths, and asks nothing of any other host."""

from itertools import pairwise

import pytest

from dashboard.pages import PAGES
from dashboard.texts import LANGUAGES, sentences

NARROW = 390
EVERY = [(view, language) for view in PAGES for language in LANGUAGES]
DARK = "rgb(20, 25, 31)"
LIGHT = "rgb(251, 250, 247)"

every_page = pytest.mark.parametrize("view", PAGES)
in_both_languages = pytest.mark.parametrize(("view", "language"), EVERY)


@in_both_languages
def test_it_opens_without_an_error_a_warning_or_a_complaint_in_the_console(visit, view, language):
    seen = visit(view, language)
    assert (seen.exceptions, seen.errors, seen.complaints) == (0, [], [])


@in_both_languages
def test_it_names_itself_in_its_language(visit, view, language):
    seen = visit(view, language)
    told = sentences(language)
    assert seen.language == language
    assert seen.tab == f"{told[f'nav.{view}']} · Mensenhandelmonitor"
    section = {"dark_number": "dark", "justice_chain": "justice"}.get(view, view)
    assert seen.title == told[f"{section}.title"]


@in_both_languages
def test_no_request_leaves_the_machine(visit, view, language):
    assert visit(view, language).elsewhere == []


@in_both_languages
def test_it_says_that_registered_is_not_actual_and_of_what_day_the_figures_are(visit, view, language):
    text = visit(view, language).text
    assert {"nl": "Geregistreerd is niet hetzelfde als werkelijk", "en": "Registered is not actual"}[language] in text
    assert {"nl": "Stand van 20 november 2026", "en": "As of 20 November 2026"}[language] in text


@in_both_languages
def test_no_sentence_of_the_other_language_is_on_it(visit, view, language):
    other = next(one for one in LANGUAGES if one != language)
    theirs, own = sentences(other), set(sentences(language).values())
    foreign = {text for text in theirs.values() if len(text) > 25 and "{" not in text and text not in own}
    text = visit(view, language).text
    assert [one for one in foreign if one in text] == []


@in_both_languages
def test_every_chart_has_words_for_who_does_not_see_it(visit, view, language):
    assert visit(view, language).unspoken == []


@every_page
def test_headings_go_down_one_step_at_a_time(visit, view):
    levels = [int(heading[1]) for heading in visit(view).headings]
    assert levels[0] == 1
    assert [(a, b) for a, b in pairwise(levels) if b > a + 1 or b == 1] == []


@every_page
def test_nothing_sticks_out_of_a_narrow_screen(visit, view):
    assert visit(view, "nl", "dark", NARROW).sticks_out == []


@every_page
def test_nothing_sticks_out_of_a_wide_screen(visit, view):
    assert visit(view).sticks_out == []


@every_page
def test_the_dark_theme_is_dark_in_the_page_and_in_its_charts(visit, view):
    seen = visit(view, "nl", "dark", NARROW)
    assert (seen.exceptions, seen.errors, seen.complaints) == (0, [], [])
    assert (seen.paper, seen.chart_papers - {DARK}) == (DARK, set())


@every_page
def test_the_light_theme_is_light_in_the_page_and_in_its_charts(visit, view):
    seen = visit(view)
    assert (seen.paper, seen.chart_papers - {LIGHT}) == (LIGHT, set())


@every_page
def test_text_stands_out_from_its_background_in_the_light_theme(visit, view):
    assert visit(view).pale == []


@every_page
def test_text_stands_out_from_its_background_in_the_dark_theme(visit, view):
    assert visit(view, "nl", "dark", NARROW).pale == []


def test_the_pages_that_draw_have_charts_at_first_sight(visit):
    drawing = ["overview", "regions", "migration", "dark_number", "justice_chain", "system", "timeline", "stories"]
    assert [view for view in drawing if visit(view).charts == 0] == []
