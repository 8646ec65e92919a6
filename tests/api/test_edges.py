"""Questions at the edge of what may be asked, links to the rows before, a clock that is wrong, and names of what
changed in both languages."""

import json
import re
import shutil
from datetime import UTC, datetime, timedelta

import pytest

from dashboard import queries


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("from=2099", 200),
        ("from=2100", 400),
        ("from=02007", 400),
        ("to=1900", 200),
        ("to=1899", 400),
        ("limit=1000000", 200),
        ("limit=1000001", 400),
        ("limit=1", 200),
        ("limit=0", 400),
        ("offset=1000000", 200),
        ("offset=1000001", 400),
        ("offset=0", 200),
    ],
)
def test_the_ends_of_years_and_numbers_of_rows_may_be_asked_and_nothing_beyond(service, query, status):
    answer = service.get(f"observations.csv?indicator=police_suspects&{query}")
    assert answer.status_code == status
    if status == 400:
        name, given = query.split("=")
        allowed = {"from": "1900-2099", "to": "1900-2099", "limit": "1-1000000", "offset": "0-1000000"}[name]
        assert (answer.json()["parameter"], answer.json()["value"], answer.json()["allowed"]) == (
            name,
            given,
            [allowed],
        )


@pytest.mark.parametrize(
    ("offset", "before", "after"), [(0, None, 10), (5, 0, 15), (10, 0, 20), (25, 15, 35), (110, 100, None)]
)
def test_links_lead_to_the_rows_before_and_after(service, offset, before, after):
    """Of the 120 figures of the OM."""
    question = {"indicator": "om_registered_cases", "series": "om-data-2012", "region_type": "arrondissement19"}
    answer = service.get(
        "observations.csv", params={**question, "to": 2011, "from": 2007, "limit": 10, "offset": offset}
    )
    links = {name: address for address, name in re.findall(r'<([^>]*)>; rel="(\w+)"', answer.headers["Link"])}
    places = {
        name: dict(re.findall(r"(limit|offset)=(\d+)", links[name])) for name in ("prev", "next") if name in links
    }
    expected = {
        name: {"limit": "10", "offset": str(at)} for name, at in (("prev", before), ("next", after)) if at is not None
    }
    assert (int(answer.headers["X-Total-Count"]), places) == (114, expected)


def test_a_clock_that_is_before_the_build_is_told(serve, kept_builds, tmp_path):
    """As when the clock of the machine was set back after the build."""
    folder = shutil.copytree(kept_builds, tmp_path / "warehouse")
    pointer = folder / "current.json"
    told = json.loads(pointer.read_text(encoding="utf-8"))
    later = (datetime.now(UTC) + timedelta(hours=2)).isoformat(timespec="seconds")
    pointer.write_text(json.dumps({**told, "built": later}), encoding="utf-8")
    answer = serve(folder).get("health")
    found = answer.json()
    assert (answer.status_code, found["status"], found["age_days"], found["built"]) == (200, "degraded", -1, later)
    assert found["checks"] == {
        "figures_can_be_read": True,
        "every_row_equalled_its_checksum_when_opened": True,
        "latest_build_is_served": True,
        "clock_is_after_the_build": False,
    }


@pytest.mark.usefixtures("monitor")
def test_a_changed_figure_has_the_names_of_its_indicator_and_series_in_both_languages():
    told = queries.revised()
    names = {
        "indicator_nl": "Bij het OM ingeschreven mensenhandelzaken",
        "indicator_en": "Trafficking cases registered with the OM",
        "series_nl": "OM-data, peildatum april 2012",
        "series_en": "OM data, reference date April 2012",
    }
    assert told[list(names)].drop_duplicates().to_dict("records") == [names]
    assert sorted(zip(told["region"], told["period"], strict=True)) == [
        ("Arnhem", "2007"),
        ("Arnhem", "2007/2011"),
        ("Nederland", "2007"),
        ("Nederland", "2007/2011"),
    ]
