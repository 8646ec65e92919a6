"""Ready sentences for estimates and for what was observed, of the figures as they are published."""

import pandas as pd
import pytest

from dashboard import queries, quotes, sharing
from dashboard.published_estimates import in_words, placed, with_range
from dashboard.reported import reported_figure

MSE = (
    "De schatting klopt alleen als wat de lijsten over hun onderlinge verbanden laten zien, ook geldt voor mensen die "
    "op geen enkele lijst staan; dat is niet te toetsen."
)
PUBLISHED = "marge zoals gepubliceerd, geen 95%-interval"
RANGE = "Gepubliceerd als “tussen de 4.000 en 6.300 tot 7.000” voor 2018 en 2019."


def sentences(rows: pd.DataFrame, language: str = "nl") -> list[str]:
    found = quotes.quotable(sharing.named(rows))
    return [quotes.sentence(row, list, "C.", language, "L") for _index, row in found.iterrows()]


@pytest.fixture(autouse=True)
def session(page):
    page("dark_number", "nl")  # what follows is asked within a session


def test_an_estimate_is_quoted_with_its_range_method_and_assumption():
    first, experts, older = sentences(with_range().rows)
    assert first == (
        "Voor 2018–2019 wordt de omvang van mensenhandel in Nederland geschat op 4.000–7.000 slachtoffers per jaar "
        f"(schatting 2021). Methode: lijsten vergelijken (MSE); {PUBLISHED}. {MSE} {RANGE} Let op: C. "
        "Bron: nr-2021-11-30. L"
    )
    assert experts.startswith(
        "Voor 2018 wordt de omvang van mensenhandel in Nederland geschat op 5.000–7.500 slachtoffers per jaar "
        f"(deskundigen 2019). Methode: oordeel van deskundigen; {PUBLISHED}. De schatting klopt alleen als deskundigen "
        "goed kunnen inschatten wat zij zelf niet zien. “Volgens schattingen van experts”"
    )
    assert "geschat op 5.000–7.500 slachtoffers per jaar (schatting 2017)" in older


def test_an_estimate_that_stands_beside_figures_is_quoted_the_same():
    told = sentences(reported_figure(["nr-current"]).rows)
    assert told[0].startswith("In 2024 was het aantal gemelde (mogelijke) slachtoffers van mensenhandel in Nederland ")
    assert set(told[1:]) <= set(sentences(with_range().rows))
    assert len(told) == 4


def test_an_estimate_is_quoted_in_english():
    assert sentences(with_range().rows, "en")[0] == (
        "For 2018–2019 the extent of human trafficking in the Netherlands is estimated at 4,000–7,000 victims a year "
        "(estimate of 2021). Method: comparing lists (MSE); range as published, not a 95% interval. The estimate holds "
        "only if what the lists show about their own connections also holds for people who are on no list; that cannot "
        "be tested. Published as “between 4,000 and 6,300 to 7,000” for 2018 and 2019. Note: C. Source: "
        "nr-2021-11-30. L"
    )


@pytest.mark.parametrize("place", ["no_range", "part", "unreliable"])
def test_an_estimate_without_a_range_or_called_unreliable_is_not_quoted(place):
    assert len(placed()[placed()["place"] == place]) > 1
    assert sentences(placed()[placed()["place"] == place]) == []


def test_an_unreliable_estimate_is_not_quoted_though_it_has_a_range():
    rows = placed()[placed()["place"] == "unreliable"].assign(interval_kind="published range", low=1.0, high=2.0)
    assert sentences(rows.assign(method="MSE")) == []


def test_an_estimate_of_a_part_names_the_part():
    rows = placed()[placed()["estimate_id"] == "mse2021-sexual-2016-2019"]
    told = sentences(rows.assign(low=1500.0, high=2500.0, interval_kind="95% interval", note_nl=None))
    assert told == [
        "Voor 2016–2019 wordt de omvang van mensenhandel (seksuele uitbuiting) in Nederland geschat op 2.000 "
        "(1.500–2.500) slachtoffers per jaar (schatting 2021). Methode: lijsten vergelijken (MSE); 95%-interval. "
        f"{MSE} Let op: C. Bron: nos-2021-11. L"
    ]


def test_what_was_observed_is_not_called_an_estimate():
    rows = in_words("observed", "waargenomen", ("period",)).rows
    assert sentences(rows)[0] == (
        "In 2018–2019 stonden in Nederland 1.300 personen per jaar als mogelijk slachtoffer van mensenhandel op ten "
        "minste één van de lijsten waaruit een schatting is gemaakt (schatting 2021). Zij zijn gezien en dus niet "
        "geschat. Rond de 1.300 waargenomen door een van de meldende instanties. Let op: geregistreerd is niet "
        "hetzelfde als werkelijk. Bron: nr-2021-11-30. L"
    )
    found = quotes.quotable(sharing.named(rows))
    assert quotes.label(found.iloc[0], "en") == (
        "Observed · Netherlands · known to agencies · 2018–2019 · estimate of 2021"
    )


def test_a_share_in_view_is_quoted_with_the_method_of_its_estimate():
    assert sentences(queries.share_in_view())[0] == (
        "In 2019 werd naar schatting 19–34% van de slachtoffers van mensenhandel in Nederland gemeld: 1.334–1.372 "
        f"gemeld, 4.000–7.000 geschat (schatting 2021). Methode: lijsten vergelijken (MSE); {PUBLISHED}. {MSE} {RANGE} "
        "Let op: gemeld is niet vastgesteld; een hoger deel kan betekenen dat er meer gezien is. Bron: nr-2021-11-30; "
        "comensha-2020; nrc-2020-10-16; tip-2021. L"
    )


def test_an_estimate_per_inhabitant_is_quoted_with_its_method():
    (told,) = [one for one in sentences(queries.national_estimated_rates()) if "2018–2019" in one]
    assert told.startswith(
        "Landelijk wordt het aantal slachtoffers van mensenhandel voor 2018–2019 geschat op 4.000–7.000 per jaar, dat "
        f"is 23–41 per 100.000 inwoners (schatting 2021). Methode: lijsten vergelijken (MSE); {PUBLISHED}. {MSE} "
    )


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nl", "In 2021 was het aantal inwoners met een niet-Nederlandse nationaliteit in Nederland 1.202.965 ("),
        ("en", "In 2021 the number of residents with a non-Dutch nationality in the Netherlands was 1,202,965 ("),
    ],
)
def test_a_part_that_the_name_of_a_figure_holds_is_not_said_twice(language, told):
    rows = queries.nationals("", "2021", "land")
    assert sentences(rows[rows["breakdown"] == "nationality=non_NL"], language)[0].startswith(told)


def test_no_ready_sentence_shows_the_name_of_a_column():
    about = queries.all_indicators()
    words = " ".join([*about["caveat_nl"], *about["caveat_en"]])
    assert [one for one in words.split() if "_" in one] == []


def test_the_caveat_of_a_figure_speaks_of_no_other_figures(warehouse):
    """How many of the old areas have small numbers is said of the series that has them, and is so."""
    (caveat,) = warehouse.execute(
        "SELECT caveat_nl FROM indicator WHERE indicator_id = 'om_registered_cases'"
    ).fetchone()
    assert caveat == (
        "De eenheid zaak is in de bron niet omschreven. Weerspiegelt ook inzet en prioriteit van politie en OM. "
        "Vormen van uitbuiting zijn niet te scheiden."
    )
    (note,) = warehouse.execute("SELECT note_nl FROM series WHERE series = 'om-data-2012'").fetchone()
    assert note.endswith("Van de 95 cijfers per parket en jaar zijn er 27 kleiner dan 5.")
    counted = warehouse.execute(
        """SELECT count(*), count(*) FILTER (small_number) FROM observation_wide WHERE series = 'om-data-2012'
           AND indicator_id = 'om_registered_cases' AND region_type = 'arrondissement19' AND length(period) = 4"""
    ).fetchone()
    assert counted == (95, 27)
