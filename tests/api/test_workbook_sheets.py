"""The sheets of a workbook: their names, their language, and what defends estimates."""

import io

import openpyxl


def sheets_of(service, path: str) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(service.get(path).content), read_only=True)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_a_workbook_of_estimates_has_what_defends_them(service):
    sheets = sheets_of(service, "estimates.xlsx?series=mse-2017&lang=en")
    assert list(sheets) == ["Explanation", "estimates", "sources", "breaks", "columns"]
    first = sheets["Explanation"]
    assert (
        "What the figures mean",
        "Estimate of all victims in a year, including those not reported. Not a count.",
    ) in first
    assert (
        "Note",
        "Compare only estimates with the same name. No range of the estimates by year was seen.",
    ) in first
    assert (
        "Reading",
        "interval_kind: published range (a range as published, not a 95% interval), 95% interval, or none"
        " (no range published).",
    ) in first
    at = [row[0] for row in first].index("Methods and assumptions")
    assert str(first[at + 1][1]).startswith("comparing lists (MSE). Multiple systems estimation lays lists")
    assert first[at + 3][1] == (
        "every victim has some chance of getting on a list. A group that nobody sees is not estimated either;"
    )
    assert [row[0] for row in sheets["breaks"]] == ["break_id", "br-mse-editions"]
    assert [row[0] for row in sheets["sources"]] == ["source_id", "nr-2021-11-30", "nr-en-2017-09-28"]


def test_a_workbook_names_its_own_sheets_and_keeps_to_the_language_asked_for(service):
    dutch = sheets_of(service, "observations.xlsx?indicator=police_investigations&lang=nl")
    told = [row[1] for row in dutch["Uitleg"]]
    assert "break_ids: in deze periode veranderde iets aan de telling of aan de inzet; zie blad breaks." in told
    assert "blind_spot_ids: hier is niet naar gezocht; een nul is dan geen uitkomst. Zie blad blind_spots." in told
    assert not [one for one in told if ".csv" in str(one)]
    for name in ("breaks", "blind_spots"):
        heads = dutch[name][0]
        assert "explanation_nl" in heads
        assert not [one for one in heads if str(one).endswith("_en")]
    both = sheets_of(service, "observations.xlsx?indicator=police_investigations")
    assert {"explanation_nl", "explanation_en"} <= set(both["breaks"][0])
    assert "blind_spots" not in sheets_of(service, "observations.xlsx?indicator=om_registered_cases")
