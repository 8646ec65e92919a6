"""Results, checks and errors of the estimator as people read them, in both languages."""

from typing import get_args

import pandas as pd
import pytest

from dashboard.mse import words
from dashboard.texts import sentences
from etl.mse import InputError, histories_to_csv, make_histories, parse_bytes
from etl.mse.bootstrap import Verdict
from etl.mse.errors import InputCode, ReasonCode

BROKEN = {
    "a digit too high": (
        b"A,B,count\n1,0,5\n0,2,3\n",
        "Rij 3, kolom B: verwacht 0 of 1, gevonden ‘2’.",
        "Row 3, column B: expected 0 or 1, got ‘2’.",
    ),
    "nothing where a digit stands": (
        b"A,B,count\n1,0,5\n0,,3\n",
        "Rij 3, kolom B: verwacht 0 of 1, gevonden ‘niets’.",
        "Row 3, column B: expected 0 or 1, got ‘nothing’.",
    ),
    "a Dutch thousand": (
        b"A;B;count\n1;0;1.106\n",
        "Rij 2, kolom count: verwacht een heel aantal personen, 0 of meer, zonder punten, gevonden ‘1.106’.",
        "Row 2, column count: expected a whole number of persons, 0 or more, without separators, got ‘1.106’.",
    ),
    "nobody's history": (
        b"A,B,count\n0,0,5\n",
        "Rij 2: verwacht iemand op ten minste één lijst (wie op geen lijst staat, wordt juist geschat), gevonden een 0"
        " voor elke lijst.",
        "Row 2: expected someone on at least one list (who is on none is what is estimated), got a 0 for every list.",
    ),
    "a history twice": (
        b"A,B,count\n1,0,5\n1,0,6\n",
        "Rij 3: verwacht elke combinatie van lijsten één keer, gevonden dezelfde als in rij 2.",
        "Row 3: expected each combination of lists once, got the same as in row 2.",
    ),
    "no persons": (
        b"A,B,count\n1,0,0\n",
        "De tabel: verwacht ten minste één persoon, gevonden geen aantal boven 0.",
        "The table: expected at least one person, got no count above 0.",
    ),
    "no column of counts": (
        b"A,B,aantal\n1,0,5\n",
        "Rij 1, kolom count: verwacht een kolom met de naam count, gevonden de kolommen A, B, aantal.",
        "Row 1, column count: expected a column named count, got the columns A, B, aantal.",
    ),
    "one list": (
        b"A,count\n1,5\n",
        "Rij 1: verwacht 2 tot 10 lijsten, gevonden 1.",
        "Row 1: expected 2 to 10 lists, got 1.",
    ),
    "a ragged row": (
        b"A,B,count\n1,0\n",
        "Rij 2: verwacht 3 cellen, gevonden 2.",
        "Row 2: expected 3 cells, got 2.",
    ),
    "a column twice": (
        b"A,A,count\n1,0,5\n",
        "Rij 1, kolom A: verwacht elke kolom één keer, gevonden deze naam 2 keer.",
        "Row 1, column A: expected each column once, got this name 2 times.",
    ),
    "a column without a name": (
        b"A,,count\n1,0,5\n",
        "Rij 1: verwacht een naam boven elke kolom, gevonden een lege naam.",
        "Row 1: expected a name above every column, got an empty name.",
    ),
    "an empty file": (
        b"",
        "Rij 1: verwacht een rij met namen van kolommen, gevonden een leeg bestand.",
        "Row 1: expected a row with names of columns, got an empty file.",
    ),
    "another encoding": (
        b"A,B,count\n\xe9,0,5\n",
        "De tabel: verwacht tekst in UTF-8 (sla het blad op als ‘CSV UTF-8’), gevonden iets anders.",
        "The table: expected text in UTF-8 (save the sheet as ‘CSV UTF-8’), got something else.",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_bad_table_gives_a_sentence_with_row_column_expected_and_got_in_the_language(name):
    raw, dutch, english = BROKEN[name]
    with pytest.raises(InputError) as error:
        parse_bytes(raw)
    assert words.input_sentence(error.value, "nl") == dutch
    assert words.input_sentence(error.value, "en") == english


def test_everything_that_can_be_wrong_with_a_readers_table_has_words():
    assert set(words.INPUT_CODES) == set(get_args(InputCode)) - {"setting", "wide_column"}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_reason_of_no_estimate_has_words(language):
    told = sentences(language)
    assert [code for code in get_args(ReasonCode) if f"mse.reason_{code}" not in told] == []
    assert [code for code in get_args(ReasonCode) if f"mse.reason_short_{code}" not in told] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_verdict_on_replicates_has_words(language):
    told = sentences(language)
    verdicts = set(get_args(Verdict))
    assert {one for one in verdicts if f"mse.verdict_{one}" in told} == verdicts - {"estimate_outside"}
    assert {one for one in verdicts if f"mse.refused_{one}" in told} == {"many_without_estimate", "estimate_outside"}


def result(**more: object) -> pd.Series:
    row = {"kind": "method", "method": "stepwise", "threshold": 0.02, "changed": None, "position": 1}
    return pd.Series({**row, "terms": None, "minus_infinity_terms": None, **more})


def test_every_kind_of_result_has_a_name():
    names = {"P": "Politie", "Z": "Overig (ambulante zorg, IND)"}
    told = [
        words.result_name(row, names, "nl")
        for row in (
            result(),
            result(method="main", threshold=None),
            result(kind="near_model", method="bic", terms="P:Z I:K", minus_infinity_terms="I:K", position=3),
            result(kind="threshold", threshold=0.001),
            result(kind="list_left_out", changed="Z"),
            result(kind="lists_merged", changed="I+O"),
            result(kind="lists_merged", changed='"A+B"+NGO: shelter'),
            result(kind="near_model", terms='"Local authority":LA LA:PF', minus_infinity_terms='"Local authority":LA'),
        )
    ]
    assert told == [
        "stapsgewijs op p-waarde, drempel 0,02",
        "zonder verbanden tussen lijsten",
        "model 3 volgens BIC (P:Z, I:K (samen niemand))",
        "stapsgewijs op p-waarde, drempel 0,001",
        "zonder lijst Z (Overig)",
        "lijsten samengevoegd: I + O",
        "lijsten samengevoegd: A+B + NGO: shelter",
        'model 1 volgens BIC ("Local authority":LA (samen niemand), LA:PF)',
    ]


@pytest.mark.parametrize(("value", "told"), [(186302.06, "186.000"), (36008.3, "36.000"), (999.4, "999"), (7.2, "7")])
def test_a_number_in_a_sentence_has_three_digits_that_count(value, told):
    assert words.about(value, "nl") == told


def test_an_interval_without_upper_limit_or_without_limits_says_so():
    assert words.interval(pd.Series({"low": 33873.2, "high": 136895.4}), "nl") == "33.873–136.895"
    assert words.interval(pd.Series({"low": 33873.2, "high": None}), "en") == "from 33,873, without upper limit"
    assert words.interval(None, "nl") == "geen interval"


def check(check_id: str, passed: bool = False, **more: object) -> pd.Series:
    blank = dict.fromkeys(("value", "code", "low", "high", "count", "lists"))
    return pd.Series({"check_id": check_id, "passed": passed, **blank, **more})


CHECKS = [
    (check("estimate_exists", True), "in orde"),
    (check("estimate_exists", code="no_maximum"), "let op: geen uitkomst"),
    (check("people_on_two_lists", True, value=414.0), "in orde: 414"),
    (check("share_on_one_list", value=0.947535), "let op: 94,8%"),
    (check("pairs_seen_together", value=2.0, lists="I:K K:R"), "let op: I–K, K–R"),
    (
        check("pairs_seen_together", value=2.0, lists='"Local authority":"NGO: shelter" LA:A+B'),
        "let op: Local authority–NGO: shelter, LA–A+B",
    ),
    (
        check("dropped_lists_agree", low=100.0, high=200.0, lists='"Local authority" "NGO: shelter"'),
        "let op: 100–200; geen antwoord zonder Local authority, NGO: shelter",
    ),
    (check("pearson_over_df", value=4.4419), "let op: 4,4"),
    (check("pearson_over_df", code="saturated"), "let op: niet te beoordelen: het model past altijd"),
    (check("no_minus_infinity_terms", True, value=0.0), "in orde"),
    (check("near_models_agree", low=36613.2, high=131040.1), "let op: 36.613–131.040"),
    (
        check("near_models_agree", code="one_model", count=1),
        "let op: niet te beoordelen: er is maar één model met een uitkomst",
    ),
    (check("near_models_agree", True, low=5.0, high=5.0, count=1), "in orde: geen ander model past bijna even goed"),
    (
        check("dropped_lists_agree", low=32051.6, high=353822.3, lists="P"),
        "let op: 32.052–353.822; geen antwoord zonder P",
    ),
    (check("dropped_lists_agree", low=120.0, high=120.0, lists="P Z"), "let op: 120; geen antwoord zonder P, Z"),
    (
        check("bootstrap_healthy", value=0.7, code="thin_tail"),
        "let op: geweigerd: een staart rust op minder dan 5 trekkingen",
    ),
]


@pytest.mark.parametrize(("one", "told"), CHECKS, ids=[told for _one, told in CHECKS])
def test_every_check_says_in_plain_words_what_was_found(one, told):
    assert words.check_cell(one, "nl") == told


def test_a_table_that_was_read_and_written_is_the_same():
    table = make_histories("ABC", [(1, 0, 0), (0, 1, 1)], [4, 3])
    assert histories_to_csv(table) == "A,B,C,count\n1,0,0,4\n0,1,1,3\n"
    assert parse_bytes(histories_to_csv(table).encode()).same_as(table)
