"""What a caller holds already is not sent again, and what is not the same is."""

import json
import shutil
import time

import pytest

OM = "observations.csv?indicator=om_registered_cases&region=ar19:arnhem&from=2007&to=2008"


def test_what_a_caller_has_already_is_not_sent_again(service):
    answer = service.get(OM)
    tag, moment = answer.headers["ETag"], answer.headers["Last-Modified"]
    for held in ({"If-None-Match": tag}, {"If-None-Match": f'"x", {tag}'}, {"If-Modified-Since": moment}):
        again = service.get(OM, headers=held)
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    changed = {"If-None-Match": 'W/"other"', "If-Modified-Since": moment}  # the tag goes first
    assert service.get(OM, headers=changed).status_code == 200
    assert service.get(OM, headers={"If-Modified-Since": "Sat, 01 Jan 2000 00:00:00 GMT"}).status_code == 200


@pytest.mark.parametrize(
    "moment",
    [
        "yesterday",
        "",
        "Fri, 27 Nov 99999999999999 19:13:11 GMT",
        "Fri, 99999999999999999999 Nov 2026 19:13:11 GMT",
        "Fri, 27 Nov 2026 19:13:11 +99999999999999999999",
        "Fri, 27 Nov 2026 19:13:11 -9999",
    ],
)
def test_a_moment_that_cannot_be_read_is_passed_over(moment, service):
    assert service.get(OM, headers={"If-Modified-Since": moment}).status_code == 200


def test_who_holds_the_figures_of_a_newer_build_is_given_the_older_one_served_again(serve, kept_builds, tmp_path):
    folder = shutil.copytree(kept_builds, tmp_path / "warehouse")
    service = serve(folder)
    newest = service.get(OM)
    older = next(path for path in folder.glob("*.duckdb") if path.name.startswith("2026-11-19"))
    pointer = folder / "current.json"
    told = json.loads(pointer.read_text())
    built = "2026-11-19T08:00:00+00:00"
    pointer.write_text(json.dumps({**told, "file": older.name, "vintage": "2026-11-19", "built": built}))
    held = {"If-Modified-Since": newest.headers["Last-Modified"]}
    for _ in range(60):
        again = service.get(OM, headers=held)
        if again.status_code == 200:
            break
        time.sleep(0.25)  # what is published is looked up every few seconds
    assert (again.status_code, again.headers["X-Vintage"]) == (200, older.stem)
    assert again.content != newest.content
    same = service.get(OM, headers={"If-Modified-Since": "Thu, 19 Nov 2026 08:00:00 GMT"})
    assert (same.status_code, same.headers["Last-Modified"]) == (304, "Thu, 19 Nov 2026 08:00:00 GMT")


def test_the_tag_of_what_tells_of_all_builds_differs_when_one_of_them_is_gone(serve, kept_builds, tmp_path):
    folder = shutil.copytree(kept_builds, tmp_path / "warehouse")
    service = serve(folder)
    paths = ("changes.atom", "openapi.json", "series.csv")
    before = {path: service.get(path).headers["ETag"] for path in paths}
    next(path for path in folder.glob("*.duckdb") if path.name.startswith("2026-11-19")).unlink()
    for _ in range(60):
        answers = {path: service.get(path, headers={"If-None-Match": before[path]}) for path in paths}
        if answers["changes.atom"].status_code == 200:
            break
        time.sleep(0.25)
    assert {path: one.status_code for path, one in answers.items()} == dict(zip(paths, (200, 200, 304), strict=True))
    assert answers["changes.atom"].text.count("<entry>") == 1


def test_the_tag_differs_by_question_format_and_build_and_not_by_the_order_of_the_filters(service):
    tags = {
        service.get(path).headers["ETag"]
        for path in ("series.csv", "series.json", "series.csv?limit=3", "series.csv?vintage=2026-11-19")
    }
    assert len(tags) == 4
    one, other = (service.get(f"observations.csv?{two}") for two in ("from=2011&region=nl", "region=nl&from=2011"))
    assert one.headers["ETag"] == other.headers["ETag"]
