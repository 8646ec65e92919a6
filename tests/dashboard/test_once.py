"""What is made once is made anew for other arguments and another reader, and never twice at the same time."""

import threading
import time
from dataclasses import dataclass
from datetime import date

import pandas as pd
import pytest

from dashboard import vintage
from dashboard.drawn_once import told_once
from dashboard.once import Kept


def test_the_same_values_are_the_same_arguments():
    calls = []

    @Kept(5)
    def doubled(frame, *, factor):
        calls.append(factor)
        return frame * factor

    first = doubled(pd.DataFrame({"a": [1, 2]}), factor=2)
    first["b"] = 0  # one's own
    again = doubled(pd.DataFrame({"a": [1, 2]}), factor=2)
    pd.testing.assert_frame_equal(again, pd.DataFrame({"a": [2, 4]}))
    assert calls == [2]
    doubled(pd.DataFrame({"a": [1, 3]}), factor=2)
    doubled(pd.DataFrame({"a": [1, 2]}), factor=3)
    assert calls == [2, 2, 3]


def test_another_reader_gets_what_is_his():
    reader = {"language": "nl"}

    @Kept(5, lambda: reader["language"])
    def greeting(name):
        return f"{name} {reader['language']}"

    told = [greeting("a")]
    reader["language"] = "en"
    assert [*told, greeting("a")] == ["a nl", "a en"]


def test_on_another_day_words_are_made_anew(monkeypatch):
    class Clock(date):
        now = date(2026, 11, 28)

        @classmethod
        def today(cls):
            return cls.now

    monkeypatch.setattr(vintage, "date", Clock)

    @told_once
    def said():
        return f"old since {vintage.as_of()}"

    told = [said(), said()]
    Clock.now = date(2026, 11, 29)  # as a source is late from one day to the next, while nothing else happens
    assert [*told, said()] == ["old since 2026-11-28"] * 2 + ["old since 2026-11-29"]


def test_the_last_used_ones_are_kept():
    calls = []

    @Kept(2)
    def seen(name):
        calls.append(name)

    for name in "ababcab":
        seen(name)
    assert calls == ["a", "b", "c", "a", "b"]


def test_what_another_is_making_is_waited_for():
    calls = []

    @Kept(5)
    def slow(name):
        calls.append(name)
        time.sleep(0.2)
        return object()

    results = []
    threads = [threading.Thread(target=lambda: results.append(slow("a"))) for _one in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert calls == ["a"]
    assert len(set(map(id, results))) == 1


def test_after_a_failure_the_next_one_tries_again():
    calls = []

    @Kept(5)
    def fails_once():
        calls.append(1)
        if len(calls) == 1:
            raise ValueError
        return "made"

    with pytest.raises(ValueError):
        fails_once()
    assert fails_once() == "made"


@dataclass(frozen=True)
class Holding:
    rows: pd.DataFrame
    make: object
    """Something that cannot be read to be compared."""


def test_what_was_kept_is_known_as_an_argument_without_being_read():
    calls = []
    kept = Kept(3)

    @kept
    def held(name):
        return Holding(pd.DataFrame({"a": [len(name)]}), lambda: name)

    @kept
    def told(holding):
        calls.append(holding.make())
        return Holding(holding.rows, lambda: "told")

    @kept
    def counted(rows):
        calls.append(len(rows))
        return len(rows)

    assert told(held("a")) is told(held("a"))
    told(held("b"))
    assert calls == ["a", "b"]
    calls.clear()
    assert [counted(held("b").rows), counted(told(held("b")).rows)] == [1, 1]
    assert calls == [1]


def test_what_is_kept_no_longer_is_read_again():
    calls = []
    kept = Kept(2)

    @kept
    def held(name):
        return Holding(pd.DataFrame({"a": [len(name)]}), name)

    @kept
    def told(holding):
        calls.append(holding.make)

    first = held("a")
    told(first)
    held("b")
    held("c")
    told(first)
    told(first)
    told(Holding(pd.DataFrame({"a": [2]}), "a"))
    assert calls == ["a", "a", "a"]


def test_two_who_try_again_after_a_failure_get_the_same():
    calls = []

    @Kept(5)
    def slow():
        calls.append(1)
        first = len(calls) == 1
        time.sleep(0.4)
        if first:
            raise ValueError
        return object()

    results = []

    def ask():
        try:
            results.append(slow())
        except ValueError:
            results.append(None)

    threads = [threading.Thread(target=ask) for _one in range(3)]
    for one in threads:  # the second waits for the first, which fails; the third comes while the second tries again
        one.start()
        time.sleep(0.25)
    for one in threads:
        one.join()
    assert results.count(None) == 1
    assert len(set(map(id, filter(None, results)))) == 1
    assert slow() is next(filter(None, results))
