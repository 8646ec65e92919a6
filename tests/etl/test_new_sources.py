"""A new source is one new file; `check` says of what it yields what is wrong with it, with its place."""

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from figure_rows import check

from etl import sources
from etl.__main__ import main
from etl.build import build

MODULE = '''"""A synthetic source."""

import datetime

import pandas as pd

from etl.findings import FILE, ROW
from etl.sources import Source

SOURCE = Source("synthetic")
ABOUT = {{
    "source_id": "synthetic", "producer": "P", "title": "T", "language": "en", "licence": "CC0 1.0", "kind": "primary",
}}
FIGURE = {{
    "indicator_id": "om_registered_cases", "series": "om-later", "region_id": "nl", "period": "2024",
    "breakdown": "total", "value": 301.0, "unit": "cases", "status": "final", "state": "value",
    "confidence": "confirmed", "source_id": "synthetic",
}}


def run(inputs, findings):
    {body}
'''
GOOD = 'yield "about", "source", pd.DataFrame([ABOUT])\n    yield "cases", "observation", pd.DataFrame([FIGURE])'
LICENCES = (
    "one of CC BY 4.0, CC BY-NC-ND 4.0, CC0 1.0, figures only, cite the source, public law, no copyright, public"
    " record, cite the source"
)
PERIOD = "a period as YYYY, YYYY-MM, YYYY-MM-DD, two of these with / between, or undated"
COLUMNS = (
    "indicator_id, series, region_id, period, breakdown, value, low, high, unit, status, state, confidence, source_id,"
    " locator, note_nl, note_en"
)
PIECE = "1:(yield): expected (label, table, rows): two texts, and a DataFrame or the Path of a CSV, got "


def one(**changed: object) -> str:
    """A module body that yields the source, and a good row before a changed one."""
    about = 'yield "about", "source", pd.DataFrame([ABOUT])\n    '
    cells = ", ".join(f"{name}={cell}" for name, cell in changed.items())
    return about + f'yield "x", "observation", pd.DataFrame([dict(FIGURE, period="2023"), dict(FIGURE, {cells})])'


WRONG = {
    "a slip in a listed word": (
        one(state='"vlaue"'),
        ["2:state: expected one of value, zero, suppressed, missing, not_applicable, got 'vlaue'"],
    ),
    "nothing where something must be": (
        one(confidence=None),
        ["2:confidence: expected one of confirmed, derived, ambiguous, got nothing"],
    ),
    "an empty text where something must be": (
        one(unit='""'),
        ["2:unit: expected a text, got nothing"],
    ),
    "a period that is none": (one(period='"20x4"'), [f"2:period: expected {PERIOD}, got '20x4'"]),
    "a period in another spelling": (one(period='"2024/2024"'), ["2:period: expected 2024, got '2024/2024'"]),
    "a year as a number": (one(period=2024), [f"2:period: expected {PERIOD}, as text, got 2024 (int)"]),
    "a day as a day": (
        one(period="datetime.date(2024, 1, 1)"),
        [f"2:period: expected {PERIOD}, as text, got 2024-01-01 (date)"],
    ),
    "a text where a number is due": (one(value='"301"'), ["2:value: expected a number, got '301' (str)"]),
    "a flag where a number is due": (one(value=True), ["2:value: expected a number, got True (bool)"]),
    "a number without end": (one(value='float("inf")'), ["2:value: expected a number, got inf (float64)"]),
    "a number beyond counting": (
        one(low=0, high=1e15),
        ["2:high: expected a number, got 1000000000000000.0 (float64)"],
    ),
    "a number that breaks a rule": (
        one(value=11.5),
        ["2:value: expected a whole number without separators (1106, not 1.106), got '11.5'"],
    ),
    "two wrong cells of a row": (
        one(unit=None, status='"F"'),
        [
            "2:unit: expected a text, got nothing",
            "2:status: expected one of final, provisional, revised, unknown, got 'F'",
        ],
    ),
    "an unknown source": (
        one(source_id='"zzz"'),
        ["2:source_id: expected a source_id that stands in sources.csv; a new one gets a line there first, got 'zzz'"],
    ),
    "the same figure twice": (
        one(period='"2023"'),
        [
            "2:breakdown: expected each indicator_id + series + region_id + period + breakdown once, got"
            " 'om_registered_cases / om-later / nl / 2023 / total again, first in synthetic:1'"
        ],
    ),
    "a licence that is not known: said once, though the figure names the source": (
        GOOD.replace("[ABOUT]", '[dict(ABOUT, licence="MIT")]'),
        [f"1:licence: expected {LICENCES}, got 'MIT'"],
    ),
    "a year that is not whole": (
        GOOD.replace("[ABOUT]", "[dict(ABOUT, year=2024.5)]"),
        ["1:year: expected a whole number, got 2024.5 (float64)"],
    ),
    "a flag as a word": (
        'yield "y", "break", pd.DataFrame([dict(break_id="br-b", indicator_id="*", series="*", breakdown="*",'
        ' scope="all", kind="law", date="2020", title_nl="T", title_en="T", explanation_nl="U", explanation_en="E",'
        ' confirmed="yes", source_id="kst-28638-98")])',
        ["1:confirmed: expected True or False, got 'yes' (str)"],
    ),
    "half a place": (
        'yield "x", "observation", pd.DataFrame([dict(FIGURE, source_id="kst-28638-98", unit="", _file=None,'
        " _row=None)])",
        ["1:unit: expected a text, got nothing"],
    ),
    "a column that must be filled": (
        'yield "x", "observation", pd.DataFrame([FIGURE]).drop(columns="unit")',
        [
            "1:unit: expected a column named unit, got a frame with indicator_id, series, region_id, period,"
            " breakdown, value, status, state, confidence, source_id"
        ],
    ),
    "an unknown column": (
        'yield "x", "observation", pd.DataFrame([dict(FIGURE, bron="x")])',
        [f"1:bron: expected one of {COLUMNS}, got 'bron'"],
    ),
    "a column that the build computes": (
        'yield "x", "observation", pd.DataFrame([dict(FIGURE, vintage="2026-01-01")])',
        [f"1:vintage: expected one of {COLUMNS}, got 'vintage'"],
    ),
    "a column twice": (
        'yield "x", "observation", pd.DataFrame([FIGURE]).assign(low=1.0).rename(columns={"low": "value"})',
        ["1:value: expected each column once, got 2 times"],
    ),
    "two of three": ('yield "x", pd.DataFrame([FIGURE])', [PIECE + "(str, DataFrame)"]),
    "rows alone": ("yield pd.DataFrame([FIGURE])", [PIECE + "DataFrame"]),
    "records": ('yield "x", "observation", [FIGURE]', [PIECE + "(str, str, list)"]),
}


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Adds a file to the sources; its argument is the body of `run`."""
    folder = tmp_path / "sources"
    folder.mkdir()

    def add(body: str, live: bool = False) -> None:
        text = MODULE.format(body=body)
        if live:
            declared = 'Live("synthetic", "P", "T", "en", "CC0 1.0", "https://example.org", "yearly")'
            text = text.replace("import Source", "import Live").replace('Source("synthetic")', declared)
        (folder / "synthetic.py").write_text(text, encoding="utf-8")
        importlib.invalidate_caches()
        monkeypatch.setattr(sources, "__path__", [*sources.__path__, str(folder)])

    yield add
    sys.modules.pop("etl.sources.synthetic", None)
    vars(sources).pop("synthetic", None)


@pytest.mark.parametrize("wrong", WRONG)
def test_what_a_source_yields_is_checked_as_a_csv_is(wrong, source, few, capsys):
    body, expected = WRONG[wrong]
    source(body)
    status, lines = check(few, capsys)
    assert (status, lines[:-1]) == (1, [f"synthetic:{line}" for line in expected])
    assert lines[-1].endswith(f" checks, {len(expected)} failure" + ("s" if len(expected) != 1 else ""))


def test_a_row_that_says_where_it_stood_is_named_there(source, few, capsys):
    body = 'yield "x", "observation", pd.DataFrame([dict(FIGURE, source_id="kst-28638-98", unit="")])'
    source(body + '.assign(**{FILE: "a.ods", ROW: 7})')
    assert check(few, capsys)[1][:-1] == ["a.ods:7:unit: expected a text, got nothing"]


def test_an_unknown_table_is_named_with_those_there_are(source, few, capsys):
    source('yield "x", "observations", pd.DataFrame([FIGURE])')
    status, lines = check(few, capsys)
    (line,) = lines[:-1]
    assert (status, line.startswith("synthetic:1:(table): expected one of source, indicator, series, region, ")) == (
        1,
        True,
    )
    assert line.endswith(", got 'observations'")
    assert " source_state," not in line and " observation," in line


def test_a_source_of_which_no_row_is_right_is_told_and_not_a_trace(source, few, capsys):
    """A live one: its figures are added to those of the facts by the name in their first row."""
    body = 'yield "x", "observation", pd.DataFrame([dict(FIGURE, source_id="kst-28638-98", unit=None)])'
    source(body, live=True)
    assert check(few, capsys)[1][:-1] == ["synthetic:1:unit: expected a text, got nothing"]


def test_a_build_refuses_what_check_refuses(source, few, tmp_path, capsys):
    source(one(state='"vlaue"'))
    assert main(["build", "--data", str(few), "--warehouse", str(tmp_path / "w")]) == 1
    said, complained = capsys.readouterr()
    assert said == ""
    assert complained.splitlines()[0] == (
        "synthetic:2:state: expected one of value, zero, suppressed, missing, not_applicable, got 'vlaue'"
    )
    assert list((tmp_path / "w").glob("*.duckdb")) == []


def test_a_source_as_the_readme_tells_is_in_the_figures(source, few, tmp_path, capsys):
    """Without columns that need not be filled, and without a place."""
    source(GOOD)
    assert check(few, capsys)[0] == 0
    told = build(few, tmp_path / "w", "2026-11-20").published
    with duckdb.connect(str(tmp_path / "w" / told.file), read_only=True) as connection:
        rows = connection.execute(
            "SELECT value, low, note_nl, title, year FROM observation o JOIN source USING (source_id)"
            " WHERE source_id = 'synthetic'"
        ).fetchall()
    assert rows == [(301.0, None, None, "T", None)]


def test_a_source_may_yield_the_path_of_a_csv(source, few, tmp_path, capsys):
    path = tmp_path / "own.csv"
    path.write_text(
        "source_id,producer,title,language,year,published,url,licence,kind,note\ns-1,P,T,en,2024,,,MIT,primary,\n",
        encoding="utf-8",
    )
    source(f'from pathlib import Path\n    yield "own", "source", Path({str(path)!r})')
    assert check(few, capsys)[1][:-1] == [f"own.csv:2:licence: expected {LICENCES}, got 'MIT'"]


def test_numbers_and_flags_come_in_any_type_that_holds_them(source, few, tmp_path):
    """Whole numbers without and with a gap, objects, and columns of nothing at all."""
    source(
        'yield "about", "source", pd.DataFrame([dict(ABOUT, year=2020), dict(ABOUT, source_id="b", year=None)])\n    '
        'rows = pd.DataFrame([dict(FIGURE, value=7), dict(FIGURE, period="2023", value=None, state="missing")])\n    '
        'yield "cases", "observation", rows.astype({"value": "Int64"}).assign(low=None, high=pd.NA, note_en="")'
    )
    told = build(few, tmp_path / "w", "2026-11-20").published
    with duckdb.connect(str(tmp_path / "w" / told.file), read_only=True) as connection:
        rows = connection.execute(
            "SELECT period, value, low, high, note_en, year FROM observation JOIN source USING (source_id)"
            " WHERE source_id = 'synthetic' ORDER BY period"
        ).fetchall()
    assert rows == [("2023", None, None, None, None, 2020), ("2024", 7.0, None, None, None, 2020)]
