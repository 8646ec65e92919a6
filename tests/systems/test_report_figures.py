"""The figures of a report: whole lines, cut where the count changed, each series told apart, and their rows as CSV."""

import csv
import io
import re
from datetime import date

import pytest

from etl import report
from etl.report.blocks import Picture, Table
from etl.report.cuts import cuts
from etl.report.pictures import district_rows
from etl.warehouse import published

DAY = date(2026, 11, 27)
SOLID = "1,0"
OLD, NEW = "CBS 83518NED (1995 to September 2023)", "CBS 85484NED (from 2022)"


@pytest.fixture(scope="module")
def reporters(warehouse, warehouse_folder):
    return {one: report.Reporter(warehouse.cursor(), published(warehouse_folder), one) for one in report.LANGUAGES}


@pytest.fixture(scope="module")
def pictures(reporters):
    def of(region_id: str, language: str = "en", latest: int = 1) -> dict[str, Picture]:
        blocks = reporters[language].document(region_id, DAY, latest).blocks
        return {one.key: one for one in blocks if isinstance(one, Picture)}

    return of


def lines(picture: Picture) -> list[tuple[str, str, str, int]]:
    """Every piece of line as it is drawn: first point, colour, dash, and how many points it joins."""
    found = []
    for path in re.findall(r'<path [^>]*aria-roledescription="line mark"[^>]*>', picture.svg):
        told = re.search(r'aria-label="x: (\d+); value: [^;]*; label: ([^;]*);', path)
        dash = re.search(r'stroke-dasharray="([^"]*)"', path)[1]
        joined = len(re.findall(r"[ML]", re.search(r' d="([^"]*)"', path)[1]))
        colour = re.search(r'stroke="([^"]*)"', path)[1]
        found.append((f"{told[2]} {told[1]}", colour, dash, joined))
    return found


def texts(picture: Picture) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", picture.svg)


def test_the_line_of_a_district_is_whole_however_few_years_the_table_has(pictures):
    drawn = pictures("gm:GM0622", latest=1)["district"]
    assert drawn.alt == (
        "Trafficking cases registered with the OM, court district until 2013."
        " Rotterdam: 2007 29, 2008 26, 2009 19, 2010 20, 2011 41."
    )
    assert [(first, joined) for first, _colour, _dash, joined in lines(drawn)] == [("Rotterdam 2007", 5)]
    assert [row[1:3] for row in drawn.table.rows] == [
        ["2007", "29"],
        ["2008", "26"],
        ["2009", "19"],
        ["2010", "20"],
        ["2011", "41"],
    ]


def test_two_years_are_no_line(reporters):
    rows = reporters["en"]._figures("ar19:rotterdam")
    assert district_rows(rows)["period"].tolist() == ["2007", "2008", "2009", "2010", "2011"]
    assert district_rows(rows[rows["period"].isin(["2010", "2011"])]).empty


def test_reported_victims_are_cut_at_breaks_and_look_as_on_the_overview(pictures):
    drawn = pictures("gm:GM0193")["reported"]
    told = {first.partition(", ")[2]: rest for first, *rest in lines(drawn) if first.startswith("National")}
    assert told == {
        "current series 2014": ["#2f5d8a", SOLID, 4],
        "current series 2018": ["#2f5d8a", SOLID, 1],
        "current series 2019": ["#2f5d8a", SOLID, 6],
        "older series 2007": ["#48769e", "7,3", 1],
        "older series 2011": ["#48769e", "7,3", 5],
    }
    tip = [(first, colour, joined) for first, colour, _dash, joined in lines(drawn) if first.startswith("US TIP")]
    assert tip == [(f"US TIP Report {year}", "#4a4f57", joined) for year, joined in {2015: 2, 2018: 1, 2019: 2}.items()]


def test_each_series_is_named_once_in_a_key_and_no_name_stands_at_the_last_year(pictures):
    drawn = pictures("gm:GM0193")["reported"]
    names = ["National Rapporteur, current series", "National Rapporteur, older series", "CoMensha, own total"]
    assert texts(drawn)[-4:] == [*names, "US TIP Report"]
    assert sorted(texts(drawn)) == sorted(set(texts(drawn)))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "At a numbered rule a line is cut or begins, because the count changed: 1. New count by the National"
            " Rapporteur (2014): start of ‘National Rapporteur, current series’; 2. GDPR: many organisations may no"
            " longer report without consent (25 May 2018): cuts ‘National Rapporteur, current series’; 3. Changed B8/3"
            " scheme for Dublin claimants (2019): cuts ‘CoMensha, own total’, ‘National Rapporteur, current series’,"
            " ‘US TIP Report’; 4. CoMensha counts differently from the National Rapporteur (2019): cuts ‘CoMensha, own"
            " total’. Other lines run through it.",
        ),
        (
            "nl",
            "Bij een genummerde streep is een lijn geknipt of begint er een, omdat de telling veranderde: 1. Nieuwe"
            " telling door de Nationaal Rapporteur (2014): begin van ‘Nationaal Rapporteur, huidige reeks’; 2. AVG:"
            " melden zonder toestemming niet meer mogelijk voor veel organisaties (25 mei 2018): knipt ‘Nationaal"
            " Rapporteur, huidige reeks’; 3. Gewijzigde B8/3-regeling voor Dublinclaimanten (2019): knipt ‘CoMensha,"
            " eigen totaal’, ‘Nationaal Rapporteur, huidige reeks’, ‘US TIP Report’; 4. CoMensha telt anders dan de"
            " Nationaal Rapporteur (2019): knipt ‘CoMensha, eigen totaal’. Andere lijnen lopen er door.",
        ),
    ],
)
def test_the_caption_says_which_breaks_cut_the_lines(pictures, language, sentence):
    drawn = pictures("gm:GM0193", language)["reported"]
    assert drawn.caption.endswith(sentence)
    assert [one for one in texts(drawn) if one in ("1", "2", "3, 4")] == ["1", "2", "3, 4"]


def test_a_break_in_years_without_figures_has_no_rule(reporters):
    """Of US TIP Report without 2019 no two years in a row lie on both sides of the change for Dublin claimants."""
    shared = reporters["en"].shared
    rows = shared._reported[shared._reported["series"] == "tip"]
    marks, told = cuts(reporters["en"].words, rows[~rows["period"].isin(["2016", "2019"])], shared.breaks)
    assert (marks.to_dict("list"), told) == ({"x": [], "number": []}, "")
    marks, told = cuts(reporters["en"].words, rows[~rows["period"].isin(["2015", "2016"])], shared.breaks)
    assert marks.to_dict("list") == {"x": [2018.5], "number": ["1"]}


def test_an_estimate_over_more_than_two_years_stands_in_the_table_and_is_not_drawn(reporters, pictures):
    drawn = pictures("gm:GM0193")["reported"]
    assert [row[:3] for row in drawn.table.rows if "–" in row[2]] == [
        ["estimate 2017", "2014–2015", "5,000–7,500"],
        ["experts 2019", "2018", "5,000–7,500"],
        ["estimate 2021", "2018–2019", "4,000–7,000"],
    ]
    assert drawn.alt.endswith("Estimates: 2014–2015 5,000–7,500; 2018 5,000–7,500; 2018–2019 4,000–7,000.")
    assert (
        "Not drawn, because it pools more than two years: the estimate for 2010–2015. It stands in the table of"
        " estimates." in drawn.caption
    )
    tables = {one.key: one for one in reporters["en"].document("gm:GM0193", DAY, 1).blocks if isinstance(one, Table)}
    assert [row[0] for row in tables["estimate"].rows] == ["2010–2015", "2014–2015", "2018", "2018–2019"]


def test_each_table_of_immigration_is_a_line_of_its_own_with_its_own_dash_and_name(pictures):
    drawn = pictures("gm:GM0193")["immigration"]
    pieces = [(first, dash, joined) for first, _colour, dash, joined in lines(drawn)]
    assert pieces == [
        ("of Bulgarian origin 1995", SOLID, 28),
        ("of Bulgarian origin 2022", "7,3", 4),
        ("of Polish origin 1995", SOLID, 28),
        ("of Polish origin 2022", "7,3", 4),
        ("of Romanian origin 1995", SOLID, 28),
        ("of Romanian origin 2022", "7,3", 4),
    ]
    assert texts(drawn)[-2:] == [OLD, NEW]
    places = re.findall(r'<text [^>]*transform="translate\(([\d.-]+),([\d.-]+)\)"[^>]*>CBS', drawn.svg)
    assert len({left for left, _up in places}) == 1  # below each other: in a wide letter they would meet in one row
    assert "1" in texts(drawn)
    assert drawn.caption.endswith(
        "At a numbered rule a line is cut or begins, because the count changed: 1. New CBS table by country of"
        " origin (85484NED), next to the discontinued one by migration background (83518NED) (January 2022): start"
        " of ‘CBS 85484NED (from 2022)’. Other lines run through it."
    )


def test_the_rows_of_a_figure_are_those_of_the_warehouse(pictures, warehouse):
    drawn = pictures("gm:GM0193")
    rows = list(csv.DictReader(io.StringIO(drawn["reported"].rows.to_csv())))
    figures = {(row["series"], row["period"], float(row["value"])) for row in rows if row["value"]}
    held = warehouse.cursor().execute(
        """SELECT series, period, value FROM observation WHERE indicator_id = 'reported_victims' AND region_id = 'nl'
           AND breakdown = 'total' AND length(period) = 4 AND value IS NOT NULL AND confidence <> 'ambiguous'
           QUALIFY count(*) OVER (PARTITION BY series) > 2"""
    )
    assert figures == set(held.fetchall())
    ranges = {(row["estimate_id"], row["low"], row["high"]) for row in rows if row["estimate_id"]}
    assert len(ranges) == len(rows) - len(figures) == 3
    assert len(drawn["reported"].table.rows) == len(rows)
    summed = {
        (row["breakdown"], row["series"], row["period"]): float(row["value"])
        for row in csv.DictReader(io.StringIO(drawn["immigration"].rows.to_csv()))
    }
    assert (summed["origin=PL", "cbs-85484ned", "2025"], len(summed)) == (19026, 3 * (28 + 4))
    assert [OLD in row[0] for row in drawn["immigration"].table.rows].count(True) == 3 * 28
