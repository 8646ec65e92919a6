"""Reading, checking, merging and dropping lists."""

from __future__ import annotations

import gzip
from itertools import combinations, permutations
from pathlib import Path

import numpy as np
import pytest
from mse_reference import load

from etl.mse import (
    InputError,
    Settings,
    drop_lists,
    estimate_dark_number,
    join_names,
    make_histories,
    merge_lists,
    name_term,
    overlap_matrix,
    parse_histories,
    read_histories,
    read_tables,
    split_names,
    split_terms,
    term_of,
    vary_merges,
)
from etl.mse.reading import parse_bytes
from etl.mse.rows import result_rows

GOOD = "A,B,C,count\n1,0,0,10\n0,1,0,20\n0,0,1,5\n1,1,0,4\n0,1,1,2\n"


def refuse(text: str) -> tuple[int | None, str | None, str, str]:
    with pytest.raises(InputError) as error:
        parse_histories(text.splitlines(keepends=True))
    return error.value.row, error.value.column, error.value.expected, error.value.got


def test_a_table_is_read_whatever_the_place_of_the_count_column_and_the_order_of_rows() -> None:
    table = parse_histories(GOOD.splitlines())
    assert (table.lists, table.observed) == (("A", "B", "C"), 41)
    assert table.counts.tolist() == [10, 20, 4, 5, 0, 2, 0]  # A, B, AB, C, AC, BC, ABC
    moved = "count,A,B,C\n2,0,1,1\n20,0,1,0\n10,1,0,0\n4,1,1,0\n\n5,0,0,1\n"
    assert parse_histories(moved.splitlines()).same_as(table)


def test_byte_order_mark_quotes_spaces_and_windows_line_ends_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(("\ufeff" + GOOD.replace("A,B", '"A", B').replace("\n", "\r\n")).encode())
    assert read_histories(path).same_as(parse_histories(GOOD.splitlines()))


def test_a_gzipped_table_is_read(tmp_path: Path) -> None:
    path = tmp_path / "table.csv.gz"
    path.write_bytes(gzip.compress(GOOD.encode()))
    assert read_histories(path).same_as(parse_histories(GOOD.splitlines()))


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_table_as_a_dutch_spreadsheet_saves_it_is_read(separator: str) -> None:
    assert parse_histories(GOOD.replace(",", separator).splitlines()).same_as(parse_histories(GOOD.splitlines()))


def test_an_error_carries_its_code_and_values_for_who_says_it_in_another_language() -> None:
    for text, code, values in (
        (GOOD.replace("1,1,0,4", "1,2,0,4"), "not_zero_or_one", {"cell": "2"}),
        (GOOD.replace("1,1,0,4", "0,1,0,4"), "history_twice", {"first": 3}),
        (GOOD.replace("1,1,0,4", "1,1,4"), "cells", {"wanted": 4, "cells": 3}),
        ("A,count\n1,5\n", "number_of_lists", {"least": 2, "most": 10, "lists": 1}),
    ):
        with pytest.raises(InputError) as error:
            parse_histories(text.splitlines())
        assert (error.value.code, error.value.values) == (code, values)


@pytest.mark.parametrize(
    ("text", "row", "column", "expected", "got"),
    [
        (GOOD.replace("1,1,0,4", "1,2,0,4"), 5, "B", "0 or 1", "'2'"),
        (GOOD.replace("1,1,0,4", "1,,0,4"), 5, "B", "0 or 1", "''"),
        (GOOD.replace("1,1,0,4", "1,1,0,-4"), 5, "count", "a whole number of persons, 0 or more", "'-4'"),
        (GOOD.replace("1,1,0,4", "1,1,0,4.5"), 5, "count", "a whole number of persons, 0 or more", "'4.5'"),
        (GOOD.replace("1,1,0,4", "1,1,0,<5"), 5, "count", "a whole number of persons, 0 or more", "'<5'"),
        (GOOD.replace("1,1,0,4", "1,1,0,٤"), 5, "count", "a whole number of persons, 0 or more", "'٤'"),
        (GOOD.replace("1,1,0,4", "0,1,0,4"), 5, None, "each capture history once",
         "the history of row 3 again"),
        (GOOD + "0,0,0,99\n", 7, None, "a person on at least one list (the others are what is estimated)",
         "0 for every list"),
        (GOOD.replace("1,1,0,4", "1,1,4"), 5, None, "4 cells", "3"),
        (GOOD.replace("count", "n"), 1, "count", "a column 'count'", "columns A, B, C, n"),
        (GOOD.replace("A,B", "A,A"), 1, "A", "each column once", "2 times"),
        (GOOD.replace("A,B", ",B"), 1, None, "a name for every column", "an empty name"),
        ("A,count\n1,5\n", 1, None, "2 to 10 lists", "1"),
        (",".join("ABCDEFGHIJK") + ",count\n", 1, None, "2 to 10 lists", "11"),
        ("A,B,count\n1,0,0\n", None, None, "at least one person", "no count above 0"),
        ("", 1, None, "a header line", "an empty file"),
    ],
)  # fmt: skip
def test_a_bad_table_is_refused_with_row_column_expected_and_got(
    text: str, row: int | None, column: str | None, expected: str, got: str
) -> None:
    assert refuse(text) == (row, column, expected, got)


def test_an_error_reads_as_a_sentence() -> None:
    with pytest.raises(InputError, match=r"^row 5, column 'B': expected 0 or 1, got 'x'$"):
        parse_histories(GOOD.replace("1,1,0,4", "1,x,0,4").splitlines())


def test_bytes_that_are_not_text_are_refused(tmp_path: Path) -> None:
    for name, content in (("a.csv", b"A,B,count\n\xff\xfe,0,1\n"), ("b.csv.gz", GOOD.encode())):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(InputError, match="expected CSV in UTF-8"):
            read_histories(tmp_path / name)


def test_the_overlap_matrix_of_the_netherlands_holds_its_zeros() -> None:
    table = load("Ned")
    together = overlap_matrix(table)
    assert np.array_equal(together, together.T)
    place = {name: i for i, name in enumerate(table.lists)}
    assert together[place["P"], place["Z"]] == 137 and together[place["O"], place["Z"]] == 64
    assert together[place["I"], place["K"]] == together[place["K"], place["R"]] == 0
    assert table.capture_frequencies.tolist() == [7802, 414, 18, 0, 0, 0]


def test_merging_police_and_nca_gives_the_published_five_list_table() -> None:
    merged = merge_lists(load("UKdat"), ["PF", "NCA"], "PFNCA")
    assert merged.same_as(load("UKdat_5"))
    assert merged.observed == 2744


def test_merging_inspectorate_and_shelters_gives_the_published_dutch_counts() -> None:
    merged = merge_lists(load("Ned"), ["O", "I"])
    assert merged.lists == ("I+O", "K", "P", "R", "Z")
    cell = {code: int(n) for code, n in enumerate(merged.counts, start=1)}
    assert [cell[c] for c in (0b00001, 0b00101, 0b10001, 0b01001, 0b00011, 0b10101, 0b01101)] == [
        756, 81, 73, 5, 1, 11, 2,
    ]  # fmt: skip


def test_dropping_a_list_loses_the_persons_on_no_other() -> None:
    table = drop_lists(load("Ned"), ["I"])
    assert (table.observed, len(table.lists)) == (8234 - 352, 5)
    assert drop_lists(load("UKdat"), ["GP", "NCA"]).lists == ("LA", "NG", "PF", "GO")


ODD = ("Local authority", "NGO: shelter", "A+B", 'the "police"', "PF", '"', ": :", "x\ty")


def test_names_with_spaces_colons_pluses_and_quotes_can_be_told_apart_again() -> None:
    assert join_names(("LA", "NG")) == "LA:NG"
    assert join_names(ODD[:2]) == '"Local authority":"NGO: shelter"'
    assert join_names(ODD[:3], "+") == 'Local authority+NGO: shelter+"A+B"'
    for pair in permutations(ODD, 2):
        assert split_names(join_names(pair)) == pair
        assert split_names(join_names(pair, "+"), "+") == pair
    terms = [join_names(pair) for pair in permutations(ODD, 2)]
    assert split_terms(" ".join(terms)) == tuple(terms)
    assert [term_of(ODD, name_term(ODD, term)) for term in range(1, 256)] == list(range(1, 256))


def test_an_odd_name_is_the_same_list_in_checks_rows_and_variants() -> None:
    lists = ("Local authority", "NGO: shelter", "A+B")
    rows = [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (0, 1, 1)]
    odd, plain = (make_histories(names, rows, [90, 80, 70, 12, 5]) for names in (lists, ("A", "B", "C")))
    result = estimate_dark_number(odd, Settings("stepwise", 0.5))
    assert result.estimate == estimate_dark_number(plain, Settings("stepwise", 0.5)).estimate
    stored = result_rows(result)
    own = stored["mse_result"][0]
    found = {split_names(term) for term in split_terms(str(own["terms"]))}
    assert found == {("Local authority", "A+B"), ("NGO: shelter", "A+B")}
    apart = next(row for row in stored["mse_check"] if row["check_id"] == "pairs_seen_together")
    assert apart["lists"] == '"Local authority":A+B'
    assert [variant.changed for variant in result.leave_one_list_out] == list(lists)
    merged = vary_merges(odd, Settings("main"))
    assert [split_names(variant.changed, "+") for variant in merged] == list(combinations(lists, 2))


@pytest.mark.parametrize("names", [["X", "P"], ["P"], ["P", "P"]])
def test_merging_needs_two_known_lists(names: list[str]) -> None:
    with pytest.raises(InputError):
        merge_lists(load("Ned"), names)


def test_an_unknown_list_and_the_last_list_but_one_cannot_be_dropped() -> None:
    with pytest.raises(InputError, match="expected one of the lists b, c, d, got X"):
        drop_lists(load("Korea"), ["X"])
    with pytest.raises(InputError, match="expected at least 2 lists to remain, got 1"):
        drop_lists(load("Korea"), ["b", "c"])
    with pytest.raises(InputError, match="expected a new name for the merged list, got d"):
        merge_lists(load("Korea"), ["b", "c"], "d")


def test_rows_in_memory_are_checked_as_a_file_is() -> None:
    with pytest.raises(InputError, match="row 3, column 'B': expected 0 or 1, got '7'"):
        make_histories("AB", [(1, 0), (0, 7)], [3, 4])


def test_wide_tables_are_read_by_the_digits_of_their_columns(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("rep,010,100,110,estimate\n1,20,10,4,99\n2,21,9,5,98\n")
    found = read_tables(path, "ABC")
    assert found.tolist() == [[10, 20, 4, 0, 0, 0, 0], [9, 21, 5, 0, 0, 0, 0]]


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("01,100", "row 1, column '01': expected a capture history of 3 digits 0/1"),
        ("000,100", "row 1, column '000': expected a capture history of 3 digits 0/1"),
        ("total,100", "row 1, column 'total': expected a capture history of 3 digits 0/1"),
        ("100,100", "row 1, column '100': expected each capture history once"),
        ("rep,row", "row 1: expected at least one capture history, got none"),
    ],
)
def test_a_wide_table_with_a_strange_column_is_refused(tmp_path: Path, header: str, message: str) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(f"{header}\n1,2\n")
    with pytest.raises(InputError, match=message):
        read_tables(path, "ABC")


def test_settings_that_cannot_be_are_refused() -> None:
    for wrong in ({"method": "magic"}, {"threshold": 1.5}, {"max_order": 1}):
        with pytest.raises(InputError, match="expected"):
            Settings(**wrong)


def test_a_header_of_sixty_thousand_columns_is_refused_by_their_number_alone() -> None:
    """It was compared column by column with every other, for half a minute; the message held them all."""
    raw = (",".join(f"a{at}" for at in range(60_000)) + "\n").encode()
    with pytest.raises(InputError) as caught:
        parse_bytes(raw)
    assert (caught.value.code, str(caught.value)) == ("number_of_lists", "row 1: expected 2 to 10 lists, got 60000")
