"""The file of a self-scan, and that its questions cover the factors and the aspects of 2012."""

import json

import pytest

from dashboard import scan
from dashboard.scan import Scan, ScanFileError

QUESTIONS = ["local_policy_note", "basis_beleid"]


def told(**more: object) -> bytes:
    whole = {"kind": scan.KIND, "version": 1, "name": "Emmen", "day": "2026-11-21", "answers": {"basis_beleid": "no"}}
    return json.dumps({**whole, **more}).encode()


def test_a_scan_comes_back_as_it_was_saved():
    made = Scan({"basis_beleid": "partly"}, "’s-Hertogenbosch", "2026-11-21")
    assert scan.loaded(scan.saved(made).encode(), QUESTIONS) == made


@pytest.mark.parametrize(
    ("raw", "what", "where", "got"),
    [
        (b"{", "json", "", ""),
        (b"\xff\xfe", "json", "", ""),
        (told(answers={"\ud800": "yes"}), "json", "", ""),
        (told(answers={"basis_beleid": "\ud800"}), "json", "", ""),
        (told(name="Emmen \udfff"), "json", "", ""),
        (told(version="\ud800"), "json", "", ""),
        (b"[]", "kind", "", ""),
        (b'{"kind": "other"}', "kind", "", ""),
        (told(version=2), "version", "", "2"),
        (told(answers=[1]), "kind", "answers", ""),
        (told(answers={"basis_geluk": "yes"}), "question", "", "basis_geluk"),
        (told(answers={"basis_beleid": "zeker"}), "level", "basis_beleid", "zeker"),
        (told(answers={"basis_beleid": ["yes"]}), "level", "basis_beleid", "['yes']"),
        (b" " * 100_001, "size", "", "100 kB"),
    ],
)
def test_another_file_is_refused_with_what_is_wrong_and_where(raw, what, where, got):
    with pytest.raises(ScanFileError) as refused:
        scan.loaded(raw, QUESTIONS)
    assert (refused.value.what, refused.value.where, refused.value.got) == (what, where, got)


def test_every_factor_has_a_question_and_every_aspect_of_2012_is_one(warehouse):
    cursor = warehouse.cursor()
    factors = cursor.execute("SELECT count(*), count(question_id) FROM policy_factor").fetchone()
    assert factors == (58, 58)
    streams = cursor.execute(
        """SELECT count(*) FROM policy_factor f JOIN scan_question q USING (question_id)
           WHERE f.phase <> q.part"""
    )
    assert streams.fetchone() == (0,)
    aspects = cursor.execute("SELECT DISTINCT status_id FROM municipal_status ORDER BY 1").fetchall()
    asked = cursor.execute("SELECT question_id FROM scan_question WHERE part = 'status' ORDER BY 1").fetchall()
    assert (len(aspects), aspects) == (14, asked)


def test_a_profile_has_a_sign_a_question_and_no_total(warehouse):
    questions = warehouse.cursor().execute("SELECT * FROM scan_question").df()
    found = scan.groups(questions)
    assert list(found) == [
        "status",
        "baseline",
        "agenda_problem",
        "agenda_policy",
        "agenda_politics",
        "embedding_problem",
        "embedding_policy",
        "embedding_politics",
    ]
    assert sum(map(len, found.values())) == 47
    assert scan.strip({"basis_beleid": "yes", "basis_functie": "no"}, found["baseline"]) == "● ○ ·"
