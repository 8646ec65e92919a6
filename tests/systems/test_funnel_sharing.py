"""A file to share tells no count under five, nor the figures from which one could be computed."""

import itertools

import pytest

from etl import signal_funnel as funnel

HEAD = "year,form,reporter,signals,reports,complaints,investigations,cases"


def shared(*rows: str, language: str = "en") -> list[str]:
    read, wrong = funnel.read("\n".join([HEAD, *rows]).encode(), 2026)
    assert wrong == []
    return funnel.written(read, language, hide=True).splitlines()[1:]


def test_counts_under_five_are_hidden_and_empty_cells_stay_empty():
    rows = ("2023,sexual,police,12,7,4,<5,", "2023,labour,municipality,3,0,,,", "2024,total,total,20,9,6,3,2")
    assert shared(*rows, language="nl") == [
        "2023,arbeid,gemeente,<5,<5,,,",
        "2023,seksueel,politie,12,7,<5,<5,",
        "2024,totaal,totaal,20,9,6,<5,<5",
    ]


@pytest.mark.parametrize(("language", "word"), [("nl", "afgeschermd"), ("en", "withheld")])
def test_a_small_part_alone_under_a_total_takes_the_next_smallest_with_it(language, word):
    parts = ("2023,sexual,police,20,,,,", "2023,other,police,7,,,,", "2023,labour,police,3,,,,")
    told = shared("2023,total,total,30,,,,", *parts, language=language)
    assert [row.split(",")[3] for row in told] == ["<5", word, "20", "30"]


def test_the_total_that_gave_its_part_away_no_longer_does():
    assert shared("2023,total,total,10,,,,", "2023,sexual,police,7,,,,", "2023,labour,police,3,,,,") == [
        "2023,labour,police,<5,,,,",
        "2023,sexual,police,withheld,,,,",
        "2023,total,total,10,,,,",
    ]


def test_small_parts_hide_each_other_where_the_total_leaves_them_room():
    def counts(*told: int) -> list[str]:
        names = ("labour", "other", "sexual", "unknown")
        parts = [f"2023,{name},police,{one},,,," for name, one in zip(names, told[1:], strict=False)]
        return [row.split(",")[3] for row in shared(*parts, f"2023,total,total,{told[0]},,,,")]

    assert counts(25, 3, 2, 20) == ["<5", "<5", "20", "25"]
    assert counts(28, 4, 4, 20) == ["<5", "<5", "withheld", "28"]  # or 8 together would tell that both are 4
    assert counts(20, 0, 0, 20) == ["<5", "<5", "withheld", "20"]
    assert counts(5, 0, 5) == ["<5", "withheld", "withheld"]  # 5 is the least that is withheld


def test_in_a_table_with_totals_on_both_sides_four_cells_are_hidden():
    rows = (
        "2023,sexual,police,15,,,,",
        "2023,sexual,care,5,,,,",
        "2023,labour,police,12,,,,",
        "2023,labour,care,3,,,,",
        "2023,sexual,total,20,,,,",
        "2023,labour,total,15,,,,",
        "2023,total,police,27,,,,",
        "2023,total,care,8,,,,",
        "2023,total,total,35,,,,",
    )
    told = {tuple(row.split(",")[1:3]): row.split(",")[3] for row in shared(*rows)}
    inner = set(itertools.product(("sexual", "labour"), ("police", "care")))
    assert {place for place, cell in told.items() if cell in ("<5", "withheld")} == inner
    assert (told["labour", "care"], told["sexual", "police"]) == ("<5", "withheld")


def test_a_part_that_is_not_the_whole_hides_nothing_else():
    assert shared("2023,total,total,30,,,,", "2023,labour,police,3,,,,") == [
        "2023,labour,police,<5,,,,",
        "2023,total,total,30,,,,",
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_file_that_was_shared_can_be_read_and_shared_again(language):
    rows = ("2023,total,total,10,,,,", "2023,sexual,police,7,,,,", "2023,labour,police,3,,,,")
    read, _wrong = funnel.read("\n".join([HEAD, *rows]).encode(), 2026)
    once = funnel.written(read, language, hide=True)
    again, wrong = funnel.read(once.encode(), 2026)
    assert wrong == []
    assert funnel.written(again, language, hide=True) == funnel.written(again, language, hide=False) == once
