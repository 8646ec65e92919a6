"""Tables of lists that contradict themselves are refused."""

import pytest

WRONG = {
    "a total that is not the sum": (
        "capture_datasets.csv",
        ",214,",
        ",215,",
        "capture_datasets.csv:2:persons: expected 214, the sum of its capture histories, got '215'",
    ),
    "a list that is not the sum": (
        "capture_lists.csv",
        "List B,95",
        "List B,96",
        "capture_lists.csv:3:persons: expected 95, the sum of its capture histories, got '96'",
    ),
    "a place that is skipped": (
        "capture_lists.csv",
        "synthetic,3,",
        "synthetic,4,",
        "capture_lists.csv:4:position: expected the next place, 3 (the lists of a table are numbered 1, 2, …), got '4'",
    ),
    "a digit too few": (
        "capture_histories.csv",
        ",011,",
        ",01,",
        "capture_histories.csv:7:history: expected 3 digits, one for each list of the table, got '01'",
    ),
    "nobody's history": (
        "capture_histories.csv",
        ",011,",
        ",000,",
        "capture_histories.csv:7:history: expected a 1 for at least one list (who is on none is what is estimated),"
        " got '000'",
    ),
    "another digit": (
        "capture_histories.csv",
        ",011,",
        ",012,",
        "capture_histories.csv:7:history: expected a 1 for every list the person is on, a 0 for the others, in order of"
        " position (form: [01]{2,10}), got '012'",
    ),
    "half a person": (
        "capture_histories.csv",
        ",011,11,",
        ",011,11.5,",
        "capture_histories.csv:7:persons: expected a whole number without separators (1106), got '11.5'",
    ),
    "less than nobody": (
        "capture_histories.csv",
        ",011,11,",
        ",011,-11,",
        "capture_histories.csv:7:persons: expected a number of 0 or more, got '-11'",
    ),
    "a history twice": (
        "capture_histories.csv",
        ",011,",
        ",101,",
        "capture_histories.csv:7:history: expected each dataset + history once, got 'synthetic / 101 again, first in"
        " capture_histories.csv:6'",
    ),
    "a table that is not there": (
        "capture_histories.csv",
        "synthetic,011,",
        "other,011,",
        "capture_histories.csv:7:dataset: expected a dataset that stands in capture_datasets.csv; a new one gets a line"
        " there first, got 'other'",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_table_of_lists_is_refused_with_file_row_and_column(name, few, refuse):
    file, right, wrong, message = WRONG[name]
    path = few / "facts" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(right) == 1
    path.write_text(text.replace(right, wrong), encoding="utf-8")
    told = refuse(few)
    assert told.checked == told.built == 1
    assert told.by_check[:-1] == [message]
    assert told.untouched
