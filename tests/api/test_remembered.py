"""Answers of a moment ago are given again, made once, and never more of them than there is room for."""

import threading
import time

from dashboard.api import remembered
from dashboard.api.remembered import Remembered


def test_the_same_question_is_answered_from_memory_and_another_is_not():
    made, held = [], Remembered()

    def answer(word):
        return held.answer((word,), lambda: made.append(word) or iter([word.encode(), b"!"]))

    assert [answer("a"), answer("a"), answer("b")] == [b"a!", b"a!", b"b!"]
    assert made == ["a", "b"]


def test_a_crowd_waits_for_one_answer():
    made, held, told = [], Remembered(), []

    def slow():
        made.append(1)
        time.sleep(0.2)
        return b"answer"

    threads = [threading.Thread(target=lambda: told.append(held.answer(("a",), slow))) for _one in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert (told, made) == ([b"answer"] * 8, [1])


def test_the_oldest_go_where_there_is_no_room_and_a_large_one_is_not_held(monkeypatch):
    monkeypatch.setattr(remembered, "LARGEST", 4)
    monkeypatch.setattr(remembered, "MOST", 6)
    made, held = [], Remembered()

    def answer(word):
        return held.answer((word,), lambda: made.append(word) or word.encode())

    for word in ("aaa", "bbb", "aaa", "ccc", "aaa", "bbb", "large", "large"):
        assert answer(word) == word.encode()
    assert made == ["aaa", "bbb", "ccc", "bbb", "large", "large"]
