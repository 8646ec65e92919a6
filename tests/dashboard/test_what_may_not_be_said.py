"""No page says a change in per cent, unless the engine of the caveats computed it; every story computes its numbers."""

import re

import pandas as pd
import pytest
from elements import all_words
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.pages import PAGES
from dashboard.stories import STORIES
from dashboard.stories.fall_of_2018 import reasons
from dashboard.texts import LANGUAGES

SHARE = r"\d+(?:[.,]\d+)?\s?(?:%|procent|per cent)"
CHANGE = re.compile(
    rf"[+−±]\s?{SHARE}|{SHARE}\s(?:meer|minder|hoger|lager|gestegen|gedaald|more|less|fewer|higher|lower|up|down)\b"
    r"|(?:steeg|stegen|daalde|daalden|stijging|daling|rose|fell|rise|fall|grew|increase[ds]?|decrease[ds]?)\b"
    rf"[^.]{{0,60}}?(?:\bmet|\bvan|\bby|\bof)\s{SHARE}",
    re.IGNORECASE,
)
"""How a change in per cent is written in Dutch and in English."""
OTHER = {
    "regions": [{"maat": "rate"}, {"indeling": "huidig"}, {"van": "2009", "tot": "2010"}, {"gebeurtenissen": "true"}],
    "overview": [{"gebeurtenissen": "true"}, {"series": ["tip", "nr-current"]}],
    "migration": [{"per": "month"}],
    "stories": [{"verhaal": one} for one in STORIES],
}
"""Choices beside those a page opens with."""


@pytest.mark.parametrize(
    "said",
    [
        "+12%",
        "een stijging van 43 procent",
        "meldingen daalden met 30,2%",
        "20% meer zaken",
        "reports fell by 30%",
        "30 per cent fewer",
        "a rise of 12.5%",
    ],
)
def test_the_search_knows_a_change_in_per_cent_when_it_reads_one(said):
    assert CHANGE.search(said)


@pytest.mark.parametrize("said", ["19 tot 34 procent in beeld", "95%-interval", "45% van de meldingen", "46%"])
def test_a_share_is_no_change(said):
    assert CHANGE.search(said) is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("view", "chosen"), [(v, c) for v in PAGES for c in [{}, *OTHER.get(v, [])]])
def test_no_page_says_a_change_in_per_cent(open_page, view, chosen, language):
    shown = open_page(view, lang=language, **chosen)
    assert list(shown.exception) == []
    found = [match.group() for text in all_words(shown) for match in CHANGE.finditer(text)]
    assert found == []


@pytest.fixture(scope="module")
def known(warehouse):
    """Every yearly count of the snapshot, with the breaks and blind spots that bear on it."""
    rows = warehouse.execute(
        "SELECT * FROM observation_wide WHERE value IS NOT NULL AND length(period) = 4 AND count_low IS NOT NULL"
    ).df()
    return rows, warehouse.execute('SELECT * FROM "break"').df()


@settings(max_examples=60)
@given(data=st.data())
def test_between_any_two_published_counts_a_break_or_a_count_under_five_is_a_reason_to_refuse(known, data):
    rows, breaks = known
    line = ["indicator_id", "series", "region_id"]
    series = data.draw(st.sampled_from(sorted(rows[line].drop_duplicates().itertuples(index=False, name=None))))
    own = rows[(rows[line] == list(series)).all(axis=1)]
    own = own[own["breakdown"] == own["breakdown"].iloc[0]].sort_values("period_start")
    if len(own) < 2:
        return
    first = data.draw(st.integers(0, len(own) - 2))
    before, after = own.iloc[first], own.iloc[data.draw(st.integers(first + 1, len(own) - 1))]
    refused = reasons(before, after, breaks)
    bearing = breaks[
        breaks["indicator_id"].isin([series[0], "*"])
        & breaks["series"].isin([series[1], "*"])
        & ((breaks["scope"] == "all") | (series[2] != "nl"))
        & breaks["region_ids"].map(lambda ids: pd.isna(ids) or series[2] in ids.split(";"))
    ]
    ends = pd.Timestamp(before["period_end"]), pd.Timestamp(after["period_end"])
    crosses = ((bearing["starts"] <= ends[1]) & (bearing["ends"] > ends[0])).any()
    if crosses or min(before["value"], after["value"]) < 5:
        assert refused != []


def test_the_story_of_2018_takes_its_numbers_from_the_warehouse(open_page, warehouse):
    counted = warehouse.execute(
        """SELECT value FROM observation WHERE indicator_id = 'reported_victims' AND series = 'nr-current'
           AND region_id = 'nl' AND breakdown = 'total' AND period IN ('2017', '2018', '2019') ORDER BY period"""
    ).fetchall()
    assert counted == [(958.0,), (668.0,), (1334.0,)]
    text = "\n".join(all_words(open_page("stories", verhaal="daling-2018")))
    assert "In 2017 telde de Nationaal Rapporteur 958 mogelijke slachtoffers, in 2018 668 en in 2019 1.334." in text
    assert "AVG: melden zonder toestemming niet meer mogelijk voor veel organisaties" in text


def test_the_story_of_the_dark_number_tells_a_band_and_no_point(open_page):
    text = "\n".join(all_words(open_page("stories", verhaal="dark-number")))
    assert "terwijl er naar schatting 4.000 tot 7.000 waren: 19 tot 34 procent was in beeld." in text


def test_the_story_of_one_district_says_where_nobody_looked(open_page):
    text = "\n".join(all_words(open_page("stories", verhaal="een-arrondissement")))
    assert "In 2007 schreef het parket Arnhem 11 zaken in, in 2011 waren het er 19. Dat verschil is niet groter" in text
    assert "Een nul in Gelderland-Midden betekent hier niet dat er niets was." in text
