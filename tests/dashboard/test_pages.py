"""Every page in both languages, Dutch in light and English in dark: what must stand on it, whatever it shows."""

import json
import re
from datetime import date
from pathlib import Path

import altair as alt
import pytest
from elements import data_of, figures, tables, titles, words_of

from dashboard.charts.theme import DARK, LIGHT
from dashboard.pages import HOME, PAGES
from dashboard.texts import LANGUAGES, text

VIEWS = Path(__file__).parents[2] / "dashboard" / "views"
EVERY = pytest.mark.parametrize(("view", "language"), [(view, one) for view in PAGES for one in LANGUAGES])


def charts(page):
    return page.get("vega_lite_chart")


def test_the_pages_that_draw_have_charts_at_first_sight(page):
    drawing = {"overview", "regions", "migration", "dark_number", "justice_chain", "system", "timeline", "stories"}
    assert {view for view in PAGES if charts(page(view, "nl"))} >= drawing


def test_every_file_of_a_page_is_a_page_and_the_home_page_stands_at_the_root():
    files = {path.stem for path in VIEWS.glob("*.py")} - {"__init__"}
    assert files == set(PAGES)
    assert {view: address for view, address in PAGES.items() if not address} == {HOME: ""}
    assert len(set(PAGES.values())) == len(PAGES)


@EVERY
def test_it_runs_without_an_exception_an_error_or_a_warning(page, view, language):
    shown = page(view, language)
    assert [list(shown.exception), list(shown.error), list(shown.warning)] == [[], [], []]


@EVERY
def test_it_has_one_title_the_caveat_and_the_day_of_its_figures(page, view, language):
    shown = page(view, language)
    assert len(titles(shown)) == 1
    assert any(text(language, "frame.caveat") in one.value for one in shown.html)
    day = {"nl": "20 november 2026", "en": "20 November 2026"}[language]
    assert any(day in one.value for one in shown.caption)


@EVERY
def test_every_chart_has_words_that_hold_a_figure_or_say_that_there_is_none(page, view, language):
    shown = charts(page(view, language))
    words = [words_of(one) for one in shown]
    silent = [one for one in words if not re.search(r"\d", one) and text(language, "regions.no_figure") not in one]
    assert silent == []
    assert all(one.proto.alt.strip() for one in shown)


@EVERY
def test_every_chart_is_valid_vega_lite(page, view, language):
    for one in charts(page(view, language)):
        alt.LayerChart.from_dict(json.loads(one.proto.spec), validate=True)  # raises where it is not


@EVERY
def test_every_chart_writes_numbers_as_its_language_does(page, view, language):
    locales = [json.loads(one.proto.spec)["config"]["locale"]["number"] for one in charts(page(view, language))]
    signs = {(one["thousands"], one["decimal"]) for one in locales}
    assert signs <= {(".", ",")} if language == "nl" else signs <= {(",", ".")}


@EVERY
def test_every_figure_names_its_source_and_offers_its_rows(page, view, language):
    shown = page(view, language)
    begins = text(language, "figure.source").split("{")[0]
    drawn = []
    for figure in figures(shown).values():
        said = [part for one in figure.get("html") for part in re.findall(r"<p>(.*?)</p>", one.value, re.S)]
        (source,) = [one for one in said if one.startswith(begins)]
        assert len(source) > len(begins) + 10
        assert [one.label for one in figure.get("download_button")].count(text(language, "figure.csv")) == 1
        drawn += charts(figure)
    counting = [one for one in charts(shown) if list(data_of(one))]
    assert [one for one in counting if one not in drawn] == []  # no chart of figures stands alone


@EVERY
def test_a_table_holds_as_many_rows_as_it_says(page, view, language):
    pattern = re.compile(re.escape(text(language, "figure.table")).replace(r"\{rows\}", r"([\d.,]+)"))
    boxes = [one for one in page(view, language).expander if pattern.fullmatch(one.label)]
    said = [int(re.sub(r"\D", "", pattern.fullmatch(one.label)[1])) for one in boxes]
    assert said == [len(tables(one)[0]) for one in boxes]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ({"per": "month"}, "Tabel en CSV (1.200 rijen)"),
        ({"per": "month", "lang": "en"}, "Table and CSV (1,200 rows)"),
        ({"origin": "PL", "migration-years": ["2020", "2020"]}, "Tabel en CSV (1 rij)"),
        ({"origin": "PL", "migration-years": ["2020", "2020"], "lang": "en"}, "Table and CSV (1 row)"),
    ],
)
def test_a_box_says_how_many_rows_it_holds_in_the_words_and_signs_of_its_language(open_page, address, said):
    assert said in [one.label for one in open_page("migration", **address).expander]


@pytest.mark.parametrize(("language", "head"), [("nl", "Wat het niet is"), ("en", "What it is not")])
def test_a_head_of_the_table_of_terms_has_no_colon(page, language, head):
    (table,) = [one for one in tables(page("glossary", language)) if head in one.columns]
    assert [one for one in table.columns if one.endswith(":")] == []


@EVERY
def test_nothing_on_it_is_left_unfilled(page, view, language):
    shown = page(view, language)
    words = [str(one.value) for kind in ("markdown", "caption", "html") for one in shown.get(kind)]
    words = [one for one in words if "<style>" not in one and "<script>" not in one]
    assert [one for one in words if re.search(r"\{\w+\}|[> (](nan|None|NaT|<NA>)[<,;)]", one)] == []


@pytest.mark.parametrize("view", PAGES)
def test_a_page_draws_as_many_charts_in_english_as_in_dutch(page, view):
    assert len(charts(page(view, "en"))) == len(charts(page(view, "nl")))


@EVERY
def test_a_chart_is_drawn_on_the_paper_of_the_theme(page, view, language):
    papers = {json.loads(one.proto.spec)["config"]["background"] for one in charts(page(view, language))}
    assert papers <= {{"nl": LIGHT, "en": DARK}[language].paper}


def test_the_figures_are_of_the_day_that_is_told(warehouse):
    assert warehouse.execute("SELECT DISTINCT vintage FROM observation").fetchall() == [(date(2026, 11, 20),)]
