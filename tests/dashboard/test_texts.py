"""Every sentence of the interface stands in both languages, is used, and stands nowhere else."""

import re
import string

import pytest
from words import calls, constants, in_lists_of_templates, modules, put_together, spoken

from dashboard.charts.theme import FONT
from dashboard.scripts import BASE
from dashboard.texts import LANGUAGES, sentences, text
from etl.model import tables
from etl.sources.cbs_origin import ORIGINS

NL, EN = sentences("nl"), sentences("en")
CALLS = calls()


def placeholders(sentence):
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def texts_of(warehouse):
    """What stands in the columns of the warehouse that hold codes."""
    columns = warehouse.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE data_type = 'VARCHAR' AND NOT internal"
    ).fetchall()
    found = set()
    for table, column in columns:
        rows = warehouse.execute(f'SELECT DISTINCT "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL').fetchall()
        found |= {row[0] for row in rows} if len(rows) < 200 else set()
    return found


@pytest.fixture(scope="module")
def known(warehouse):
    """What can be filled in in a key: texts in the code, allowed values, and the codes that stand in the figures."""
    queries = (
        "SELECT unnest(string_split(breakdown, ';')) FROM observation",
        "SELECT unnest(string_split(breakdown, ';')) FROM estimate",
        "SELECT unnest([comparable_group, unit, population]) FROM estimate",
        "SELECT origin FROM observation_wide WHERE origin IS NOT NULL",
        "SELECT part || '_' || stream FROM scan_question WHERE stream IS NOT NULL",
    )
    found = {row[0] for query in queries for row in warehouse.execute(query).fetchall()}
    found |= {f"origin={one.label}" for one in ORIGINS}  # in the figures after a refresh
    found |= {group[: at.start()] for group in found for at in re.finditer("-", group)}
    for table in tables().values():
        for name in table.columns:
            found |= {*table.field(name).allowed, table.field(name).type}
    numbers = {str(step) for step in range(10)}
    return found | numbers | in_lists_of_templates() | texts_of(warehouse) | spoken()


def test_dutch_and_english_hold_the_same_sentences_in_the_same_order():
    assert list(NL) == list(EN)


def test_a_sentence_has_the_same_places_to_fill_in_in_both_languages():
    assert {key: placeholders(NL[key]) for key in NL} == {key: placeholders(EN[key]) for key in EN}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty_or_has_spaces_too_many(language):
    lines = {(key, line) for key, told in sentences(language).items() for line in told.splitlines() or [""]}
    assert {(key, line) for key, line in lines if not line.strip() or "  " in line or line != line.rstrip()} == set()


def test_a_sentence_of_some_length_is_not_the_same_in_both_languages():
    words = {key: re.sub(r"\{\w+\}", "", told) for key, told in NL.items()}
    same = {key for key, told in NL.items() if told == EN[key] and len(re.findall(r"\w{2,}", words[key])) > 4}
    assert same == set()


def test_every_sentence_is_used(known):
    plain, patterns = spoken(), [*(call.key for call in CALLS), *put_together()]

    def used(key):
        if key in plain:
            return True
        found = [match for one in patterns if (match := one.fullmatch(key))]
        return any(all(part in known for part in match.groups()) for match in found)

    assert [key for key in NL if not used(key)] == []


def test_every_sentence_that_is_asked_for_exists():
    missing = [(call.place, call.key.pattern) for call in CALLS if not any(map(call.key.fullmatch, NL))]
    assert missing == []


def test_every_place_in_a_sentence_is_filled_in_by_who_asks_for_it():
    short = []
    for call in CALLS:
        keys = [key for key in NL if call.key.fullmatch(key)]
        for key in keys if call.given is not None and len(keys) == 1 else []:
            if not placeholders(NL[key]) <= call.given:
                short.append((call.place, key, placeholders(NL[key]) - call.given))
    assert short == []


def test_a_sentence_that_does_not_exist_or_is_not_filled_in_is_an_error():
    with pytest.raises(KeyError):
        text("nl", "frame.no_such_sentence")
    with pytest.raises(KeyError):
        text("nl", "figure.table", lines=3)
    assert text("nl", "figure.table", rows=3) == "Tabel en CSV (3 rijen)"


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_counted_apart_in_the_figures_has_words(warehouse, language):
    parts = warehouse.execute(
        "SELECT DISTINCT unnest(string_split(breakdown, ';')) AS part FROM"
        " (SELECT breakdown FROM observation UNION SELECT breakdown FROM estimate) ORDER BY part"
    ).fetchall()
    assert [part for (part,) in parts if f"value.{part}" not in sentences(language)] == []


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("SELECT DISTINCT kind FROM break", "kind.{}"),
        ("SELECT DISTINCT type FROM region", "downloads.kind_{}"),
        ("SELECT DISTINCT licence FROM source", "methods.licence_{}"),
        ("SELECT DISTINCT kind FROM source", "methods.kind_{}"),
        ("SELECT DISTINCT chain_stage FROM indicator", "methods.stage_{}"),
        ("SELECT DISTINCT state FROM observation", "methods.state_{}"),
        ("SELECT DISTINCT method FROM estimate", "method.{}"),
        ("SELECT DISTINCT interval_kind FROM estimate", "margin.{}"),
        ("SELECT DISTINCT unit FROM estimate", "unit.{}"),
        ("SELECT DISTINCT population FROM estimate", "population.{}"),
        ("SELECT DISTINCT check_id FROM mse_check", "mse.check_{}"),
        ("SELECT DISTINCT check_id FROM mse_check", "mse.means_{}"),
    ],
)
def test_every_code_that_a_page_spells_out_has_words(warehouse, query, key):
    codes = [row[0] for row in warehouse.execute(query).fetchall()]
    assert [code for code in codes if key.format(code) not in NL] == []


NOT_READ = ("queries", "telemetry.py")
"""SQL, and what the metrics say of themselves, in English as their readers are."""

NO_SENTENCES = {
    ("address.py", "address of "),  # a name in the memory of a session
    ("panel.py", "clicks in "),
    ("api/catalogue.py", "human trafficking"),  # subjects of the catalogue, in English as its vocabulary is
    ("api/catalogue.py", "dark number"),
    ("scripts.py", BASE),
    ("charts/theme.py", FONT),
    ("charts/theme.py", "januari februari maart april mei juni juli augustus september oktober november december"),
}


def says_something(words):
    """Two words after each other that are no SQL, no script and no mark of a page."""
    if words.startswith(("SELECT ", "\n(() =>")):
        return False
    if "<" in words or ">" in words:
        words = re.sub(r"<[^>]*>?|[^<]*>", " ", words)
    return re.search(r"[^\W\d_]{2,} +[^\W\d_]{2,}", words) is not None


def test_no_sentence_stands_in_the_code():
    found = {
        (place, one.value)
        for place, tree in modules().items()
        for one in constants(tree)
        if not place.startswith(NOT_READ) and says_something(one.value)
    }
    assert found == NO_SENTENCES
