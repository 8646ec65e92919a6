"""A wrong cell in a file of figures: said with its place, in words that help; nothing is published."""

import shutil
from datetime import date

import pytest
from figure_rows import HEADER, SHARE, check, row

THOUSAND = "a number without thousands separators"
NUMBER = "a number with a point as decimal mark and no thousands separators (1106 or 12.5)"
REASON = "a number, or in the column state why there is none (missing, suppressed, not_applicable)"
PERIOD = "a period as YYYY, YYYY-MM, YYYY-MM-DD, two of these with / between, or undated"
DIMENSIONS = (
    "total, or dimensions out of age, by, complaint, form, nationality, origin, outcome, reporter, residence,"
    " sample, scope, sex, type, victim_residence, within"
)
AREAS = {
    "ar19:arnhem": "a period in which ar19:arnhem existed (until 2012-12-31)",
    "ar11:AR05": "a period in which ar11:AR05 existed (from 2013-01-01)",
}
LISTED = "a value that stands in breakdowns.toml{}; a new one gets a line there first"
PLAIN = "a text without HTML or Markdown (<…> or [..](..))"
WRONG_CELLS = {
    "an element": ({"note_en": "a<img src=x>"}, f"note_en: expected {PLAIN}, got 'a<img src=x>'"),
    "a script": ({"note_nl": "<SCRIPT>"}, f"note_nl: expected {PLAIN}, got '<SCRIPT>'"),
    "a link": ({"locator": "[a](http://b)"}, f"locator: expected {PLAIN}, got '[a](http://b)'"),
    "code": ({"note_nl": "`a`"}, f"note_nl: expected {PLAIN}, got '`a`'"),
    "a Dutch thousand": (
        {"value": "1.106"},
        f"value: expected {THOUSAND} (1106; 1.1060 for a decimal number), got '1.106'",
    ),
    "a round Dutch thousand": (
        {"value": "10.000"},
        f"value: expected {THOUSAND} (10000; 10.0000 for a decimal number), got '10.000'",
    ),
    "an English thousand": ({"value": "1,106"}, f"value: expected {NUMBER}, got '1,106'"),
    "a decimal comma": ({**SHARE, "value": "12,5"}, f"value: expected {NUMBER}, got '12,5'"),
    "a thousand with a space": ({"value": "1 106"}, f"value: expected {NUMBER}, got '1 106'"),
    "a word for a number": ({"value": "geen"}, f"value: expected {NUMBER}, got 'geen'"),
    "a dash for none": ({"value": "-"}, f"value: expected {NUMBER}, got '-'"),
    "a number in powers of ten": ({"value": "1E+05"}, f"value: expected {NUMBER}, got '1E+05'"),
    "digits of another script": ({"value": "١١"}, f"value: expected {NUMBER}, got '١١'"),
    "a number beyond counting": ({"value": "9" * 16}, f"value: expected {NUMBER}, got '{'9' * 16}'"),
    "half a case": (
        {"value": "11.5"},
        "value: expected a whole number without separators (1106, not 1.106), got '11.5'",
    ),
    "less than nothing": ({"value": "-3"}, "value: expected a number of 0 or more, got '-3'"),
    "more than all": (
        {**SHARE, "value": "104.5"},
        "value: expected a percentage of 100 at most, got '104.5'",
    ),
    "a cell that was not filled in": ({"value": ""}, f"value: expected {REASON}, got nothing"),
    "a zero with state value": (
        {"value": "0"},
        "state: expected zero where the value is 0 (counted: none), got 'value'",
    ),
    "state zero without a zero": (
        {"value": "", "state": "zero"},
        "value: expected 0 where state is zero, got nothing",
    ),
    "a number that is suppressed": (
        {"state": "suppressed"},
        "state: expected value where a number is given, got 'suppressed with a number'",
    ),
    "an unknown state": (
        {"state": "onbekend"},
        "state: expected one of value, zero, suppressed, missing, not_applicable, got 'onbekend'",
    ),
    "bounds the wrong way round": (
        {"low": "20", "high": "10", "value": ""},
        "low: expected a lower bound not above high, got '20'",
    ),
    "a value outside its bounds": (
        {"low": "301", "high": "310"},
        "value: expected a value between low and high, got '300'",
    ),
    "an unknown series": (
        {"series": "openbaar"},
        "series: expected a series that stands in series.csv; a new one gets a line there first, got 'openbaar'",
    ),
    "an unknown source": (
        {"source_id": "zzz"},
        "source_id: expected a source_id that stands in sources.csv; a new one gets a line there first, got 'zzz'",
    ),
    "no source at all": (
        {"source_id": ""},
        "source_id: expected a source_id out of sources.csv, got nothing",
    ),
    "an unknown region": (
        {"region_id": "ar11:AR5"},
        "region_id: expected a region_id that stands in regions.csv or placements.csv (near: ar11:AR05);"
        " a new one gets a line there first, got 'ar11:AR5'",
    ),
    "a bare code for a region": (
        {"region_id": "AR05"},
        "region_id: expected a region_id that stands in regions.csv or placements.csv;"
        " a new one gets a line there first, got 'AR05'",
    ),
    "an unknown indicator": (
        {"indicator_id": "om_registered_case"},
        "indicator_id: expected a indicator_id that stands in indicators.csv (near: om_registered_cases);"
        " a new one gets a line there first, got 'om_registered_case'",
    ),
    "an old arrondissement after 2012": (
        {"region_id": "ar19:arnhem", "period": "2013"},
        f"period: expected {AREAS['ar19:arnhem']}, got '2013'",
    ),
    "a present arrondissement before 2013": (
        {"region_id": "ar11:AR05", "period": "2012"},
        f"period: expected {AREAS['ar11:AR05']}, got '2012'",
    ),
    "a pooled period across the two editions": (
        {"region_id": "ar11:AR05", "period": "2011/2014"},
        f"period: expected {AREAS['ar11:AR05']}, got '2011/2014'",
    ),
    "a month that does not exist": ({"period": "2024-13"}, f"period: expected {PERIOD}, got '2024-13'"),
    "a year with two digits": ({"period": "24"}, f"period: expected {PERIOD}, got '24'"),
    "a period that ends before it begins": (
        {"period": "2024/2020"},
        f"period: expected {PERIOD}, got '2024/2020'",
    ),
    "a year in another spelling": ({"period": "2011/2011"}, "period: expected 2011, got '2011/2011'"),
    "a year in months": ({"period": "2024-01/2024-12"}, "period: expected 2024, got '2024-01/2024-12'"),
    "a year in days": ({"period": "2024-01-01/2024-12-31"}, "period: expected 2024, got '2024-01-01/2024-12-31'"),
    "a year that has not begun": (
        {"period": "2042"},
        f"period: expected a period that began by {date.today()}, got '2042'",
    ),
    "a zero with an upper bound": (
        {"value": "0", "state": "zero", "high": "5"},
        "state: expected value where low or high is not 0, got 'zero with bounds'",
    ),
    "another unit than the indicator's": ({"unit": "persons"}, "unit: expected cases, got 'persons'"),
    "an unknown dimension": (
        {"breakdown": "kleur=rood"},
        f"breakdown: expected {DIMENSIONS}, got 'kleur=rood'",
    ),
    "dimensions out of order": (
        {"breakdown": "sex=female;form=sexual"},
        "breakdown: expected form=sexual;sex=female, got 'sex=female;form=sexual'",
    ),
    "a value with a space": (
        {"breakdown": "form= sexual"},
        f"breakdown: expected {LISTED.format(' (near: form=sexual)')}, got 'form= sexual'",
    ),
    "a value with a letter too many": (
        {"breakdown": "form=sexuall;sex=female"},
        f"breakdown: expected {LISTED.format(' (near: form=sexual)')}, got 'form=sexuall;sex=female'",
    ),
    "a value with a letter of another script": (
        {"breakdown": "form=s\u0435xual"},
        f"breakdown: expected {LISTED.format(' (near: form=sexual)')}, got 'form=s\u0435xual'",
    ),
    "a value like no other": ({"breakdown": "by=nobody"}, f"breakdown: expected {LISTED.format('')}, got 'by=nobody'"),
    "one dimension twice": (
        {"breakdown": "form=labour;form=sexual"},
        "breakdown: expected each dimension once, got 'form=labour;form=sexual'",
    ),
    "a text with a lost letter": (
        {"note_nl": "Zuid-Holland\ufffd"},
        "note_nl: expected a text without lost letters, got 'Zuid-Holland\ufffd'",
    ),
    "a figure that another file holds": (
        {"period": "2012", "value": "311"},
        "breakdown: expected each indicator_id + series + region_id + period + breakdown once, got"
        " 'om_registered_cases / om-later / nl / 2012 / total again, first in observations-om.csv:123'",
    ),
}


@pytest.fixture(scope="module")
def refused(few_facts, tmp_path_factory, refuse):
    """What is said of all wrong cells at once, each in a file of its own."""
    data = shutil.copytree(few_facts, tmp_path_factory.mktemp("wrong") / "data")
    for number, (changed, _message) in enumerate(WRONG_CELLS.values()):
        (data / "facts" / f"zz-{number}.csv").write_text(f"{HEADER}\n{row(**changed)}\n", encoding="utf-8")
    return refuse(data)


@pytest.mark.parametrize("name", WRONG_CELLS)
def test_check_and_build_name_the_cell_and_what_it_should_be(name, refused):
    line = f"zz-{list(WRONG_CELLS).index(name)}.csv:2:{WRONG_CELLS[name][1]}"
    assert line in refused.by_check
    assert line in refused.by_build


def test_wrong_cells_leave_what_is_published(refused):
    assert refused.by_check[-1].endswith(" failures")
    assert refused.by_build[-1].endswith("; nothing was published")
    assert refused.by_build[:-1] == refused.by_check[:-1]
    assert (refused.checked, refused.built, refused.untouched) == (1, 1, True)


def test_the_good_row_that_the_others_spoil_passes(few, capsys):
    (few / "facts" / "observations-zz.csv").write_text(f"{HEADER}\n{row()}\n", encoding="utf-8")
    assert check(few, capsys)[0] == 0


@pytest.mark.parametrize("breakdown", ["age=20-29", "nationality=VN;sex=male"])
def test_ages_and_countries_need_no_line(breakdown, few, capsys):
    (few / "facts" / "zz.csv").write_text(f"{HEADER}\n{row(breakdown=breakdown)}\n", encoding="utf-8")
    assert check(few, capsys)[0] == 0


def test_every_wrong_cell_of_a_file_is_named_at_once(few, capsys):
    lines = [HEADER, row(value="1.106", period="24"), row(), row(state="?", series="")]
    (few / "facts" / "zz.csv").write_text("\n".join(lines), encoding="utf-8")
    _status, said = check(few, capsys)
    places = [line.split(": ")[0] for line in said]
    assert places == [
        "zz.csv:2:period",
        "zz.csv:2:value",
        "zz.csv:4:series",
        "zz.csv:4:state",
        places[-1],
    ]
