"""Every source of a figure is named with it: in its line or the list under it, and in its picture, which has none."""

import re
from dataclasses import replace
from html import escape

import pytest
from elements import all_words, figures

from dashboard import queries
from dashboard.chain import chain_figure
from dashboard.coverage import share_figure
from dashboard.districts.choice import choose
from dashboard.districts.lines import compared, national
from dashboard.districts.map import tile_map
from dashboard.districts.slope import slope_figure
from dashboard.reported import reported_figure, series_in_order
from dashboard.stories.fall_of_2018 import reporter_figure

CASES = "om_registered_cases|om-data-2012|total"
CBS = "cbs-70072ned"


@pytest.fixture(autouse=True)
def session(page):
    page("overview", "nl")  # what follows is asked within a session


def below(page, key: str) -> str:
    return "\n".join(one.value for one in figures(page)[key].get("html"))


@pytest.mark.parametrize(
    ("language", "more", "box"),
    [
        ("nl", " En nog {}: zie de lijst hieronder.", "Alle bronnen van deze figuur ({})"),
        ("en", " And {} more: see the list below.", "All sources of this figure ({})"),
    ],
)
@pytest.mark.parametrize("key", ["gemeld-en-geschat", "in-beeld"])
def test_of_many_sources_a_line_names_four_and_a_list_under_it_all(page, key, language, more, box):
    told = below(page("overview", language), key)
    (hidden,) = re.findall(re.escape(more).replace(r"\{\}", r"(\d+)"), told)
    listed = told[told.index(box.format(int(hidden) + 4)) :].partition("</details>")[0]
    assert len(re.findall("<li>", listed)) == int(hidden) + 4
    first = told[: told.index(more.format(hidden))].rpartition("<p>")[2]
    assert first.count("; ") == 3
    if key == "in-beeld":
        titles = queries.sources(share_figure().sources)["title"]
        assert len(titles) == int(hidden) + 4
        assert [one for one in titles if escape(one) not in listed] == []


def test_a_figure_of_few_sources_has_no_list_of_them():
    figure = national(choose("population|cbs-register|total", "arrondissement19"))
    assert len(figure.sources) <= 4
    assert "Alle bronnen" not in figure.below


@pytest.mark.parametrize("make", [lambda: reported_figure(series_in_order()), share_figure])
def test_a_picture_names_every_source_and_points_to_no_table(make):
    figure = make()
    told, sources = figure.drawn.source, queries.sources(figure.sources)
    assert [one for one in sources["title"] if one not in told] == []
    assert [one for one in set(sources["producer"]) if f" {one}, " not in f" {told}"] == []
    assert "zie de" not in told
    assert told.startswith("Bron: ")


def test_a_picture_names_a_producer_once_before_its_titles():
    told = reported_figure(["nr-current"]).drawn.source
    names = re.findall(r"(?:^Bron: |; )([^,]+), ", told)
    assert len(names) == len(set(names))
    assert "(Slachtoffers mensenhandel" not in told  # no title in brackets


def test_the_source_of_inhabitants_is_cited_where_figures_by_inhabitants_are_shown():
    choice = replace(choose(CASES, "arrondissement19"), chosen=("ar19:arnhem",))
    numbers, rates = choice.of("value"), choice.of("rate")
    assert CBS in compared(numbers).sources  # its table has both
    assert CBS in tile_map(numbers, "2011", "arrondissement19").sources
    assert CBS in slope_figure(rates, "2007", "2011").sources
    assert CBS not in slope_figure(numbers, "2007", "2011").sources


def test_the_source_of_inhabitants_is_not_cited_under_numbers_alone():
    shown = [reporter_figure(), chain_figure((2007, 2024)), reported_figure(series_in_order())]
    assert [one.key for one in shown if set(one.rows["population_source_id"].dropna()) <= set(one.sources)] == []
    assert "StatLine" not in shown[0].below


def test_how_an_area_is_clicked_is_said_on_the_page_and_not_in_the_picture():
    figure = tile_map(choose(CASES, "arrondissement19").of("value"), "2011", "arrondissement19")
    assert "Streepjes om de tegel: geen cijfer. Klik op een gebied om het te kiezen." in figure.above
    assert figure.drawn.subtitle.endswith("Streepjes om de tegel: geen cijfer.")


DUTCH = "Kinderhandel niet voldoende gemeld"
ENGLISH = "Little supervision of human trafficking convicts: National Rapporteur"


@pytest.mark.parametrize(("language", "marked"), [("nl", "en"), ("en", "nl")])
def test_a_title_in_another_language_than_the_page_says_which(page, language, marked):
    """On the page of sources, in the lists of sources and breaks below a figure, and on the pages of terms and states;
    a title in the language of the page has no mark."""
    methods = "\n".join(all_words(page("methods", language)))
    for one, title in {"nl": DUTCH, "en": ENGLISH}.items():
        words = f'<span lang="{one}">{title}</span>' if one == marked else title
        assert f'rel="noopener">{words}</a>' in methods
    sources = queries.all_sources().set_index("source_id")["language"]
    of_breaks = queries.all_breaks()["source_id"].map(sources)
    assert methods.count(f'<span lang="{marked}">') == (sources == marked).sum() + (of_breaks == marked).sum()
    assert f' lang="{language}"' not in methods
    told = below(page("overview", language), "in-beeld")
    cited = queries.sources(share_figure().sources).set_index("title")["language"]
    assert {"nl", "en"} == set(cited)
    marks = {title: f'<span lang="{marked}">{escape(title)}</span>' in told for title in cited.index}
    assert marks == (cited == marked).to_dict()
    assert f' lang="{language}"' not in told
    states = "\n".join(all_words(page("changes", language)))
    assert states.count('<span lang="nl">') == (8 if language == "en" else 0)  # all that is downloaded is Dutch
    terms = "\n".join(all_words(page("glossary", language)))
    held = queries.terms()
    places = held["locator"].fillna("").str.contains("[A-Za-z]{2}") & (marked == "nl")  # 'artikel 273f', and not '§2.1'
    assert terms.count(f'<span lang="{marked}">') == (held["source_language"] == marked).sum() + places.sum()
    assert ('(<span lang="nl">artikel 273f, lid 2</span>)' in terms) == (language == "en")


def test_every_title_has_its_language():
    tongues = queries.all_sources().set_index("title")["language"]
    assert tongues.value_counts().to_dict() == {"nl": 76, "en": 35}
    assert tongues[[DUTCH, ENGLISH]].tolist() == ["nl", "en"]
