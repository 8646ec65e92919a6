"""The recomputed dark number on its page: what stands there when it opens."""

import io
import re
from dataclasses import replace
from html import unescape

import pandas as pd
import pytest
from calculating import open_calculator, spoken, told

from dashboard.mse.study import everything, published
from dashboard.texts import text
from etl import formats


@pytest.fixture(scope="module")
def dutch():
    """The page in Dutch, for all tests that only look."""
    return open_calculator()


def test_the_page_begins_with_the_whole_range_beside_what_was_observed(dutch):
    lead = next(one.value for one in dutch.html if "8.234" in one.value and "lead" in one.value)
    assert "<strong>8.234 vermoedelijke slachtoffers</strong>" in lead
    assert "<strong>36.000 tot 186.000 personen</strong>" in lead
    assert "2010–2015" in lead


def test_a_break_that_no_chart_marks_is_told_without_a_number_or_a_line(dutch):
    boxes = [
        box for one in dutch.html for box in re.findall(r'<details class="fold".*?</details>', one.value, re.DOTALL)
    ]
    words = [unescape(re.sub(r"<[^>]+>", "", one)) for one in boxes]
    words = [one for one in words if one.startswith("Wat er veranderde")]
    wanted = [
        "Wat er veranderde (1)Nieuwe schatting door het WODC (29 november 2021; definitie). De schattingen van 2017 en"
        " 2021 gebruiken andere gegevens en modellen; niet in één lijn. ",
        "Wat er veranderde (1)Elke editie van de Global Slavery Index heeft een andere methode (2016–2023; definitie)."
        " 17.500, 30.000 en 10.000 vormen geen trend. ",
    ]
    assert [one[: len(told)] for one, told in zip(words, wanted, strict=True)] == wanted
    assert not any(cut in one for one in words for cut in (text("nl", "figure.cuts"), text("nl", "figure.marks")))


def test_every_combination_of_lists_is_told_with_its_zeros_and_small_numbers(dutch):
    shown = dutch
    assert spoken(shown, "P: 4.466").startswith("P: 4.466; K: 1.299; R: 650")
    assert "I + K: 0; K + R: 0; O + P + Z: 7" in spoken(shown, "P: 4.466")
    assert "I + O: 1 (< 5)" in spoken(shown, "P: 4.466")
    matrix = next(one.value for one in shown.html if "Personen op twee lijsten" in one.value)
    assert "4.812 (hele lijst)" in matrix
    assert ">3 (&lt; 5)<" in matrix
    assert matrix.count(">0<") == 4
    assert "7.802 van de 8.234 (94,8%)" in told(shown)


def test_every_answer_is_drawn_with_its_interval_and_both_groups_are_named(dutch):
    shown = dutch
    spread = spoken(shown, "alle paren van lijsten: 47.683")
    assert "zonder verbanden tussen lijsten: 52.823 (48.253–57.268)" in spread
    assert "stapsgewijs op p-waarde, drempel 0,02: 111.139 (33.873–136.895)" in spread
    assert "18 modellen die bijna even goed passen: 36.613–131.040" in spread
    assert "zonder lijst P (Politie): 186.302 (120.997–287.987)" in spread
    assert "5 geven 36.613 tot 50.136, 13 geven 75.049 tot 131.040" in told(shown)
    assert "met andere rekenwijzen loopt het weglaten van één lijst van 32.052 tot 353.822" in told(shown)


def test_the_official_estimates_stand_beside_ours_as_another_quantity():
    shown = open_calculator("en")
    panels = [one.value for one in shown.html if 'class="panel"' in one.value]
    assert any("Official, per year: not reproducible from public data" in one for one in panels)
    assert any("Computed here, 2010–2015 together" in one for one in panels)
    assert "2018–2019 · estimate of 2021: 4,000–7,000" in spoken(shown, "2014–2015 · estimate of 2017")
    assert "best model by BIC: 34,251–144,547" in spoken(shown, "all pairs of lists: 28,")
    assert "Do not divide the total over six years by six" in told(shown)


def test_the_part_in_view_is_always_a_band(dutch):
    parts = spoken(dutch, "alle paren van lijsten: 11").split("; ")
    assert parts[0] == "alle paren van lijsten: 11–29%"
    assert len(parts) == 5
    assert all("–" in part and part.endswith("%") for part in parts)


def test_the_assumption_the_checks_and_the_critics_are_there_in_words(dutch):
    shown = dutch
    assert "bestaan ook niet voor wie op geen lijst staat" in told(shown)
    assert "Van de 1.348 mensen op lijst K (Koninklijke Marechaussee) staan er maar 49 ook op een andere lijst" in told(
        shown
    )
    assert "Van de 9 controles geven er 7 bij ten minste één rekenwijze reden tot twijfel" in told(shown)
    assert text("nl", "mse.chao", bound="54.368") in told(shown)
    checks = next(one.value for one in shown.html if text("nl", "mse.checks_caption") in one.value)
    assert "stapsgewijs op p-waarde: let op: geweigerd: een staart rust op minder dan 5 trekkingen" in checks
    assert "let op: 94,8%" in checks
    for name in ("Whitehead", "Binette", "Sharifi Far", "Aleshin-Guendel"):
        assert name in told(shown)


def test_a_refused_interval_is_passed_over_even_where_its_limits_stand():
    study = published("nl-2010-2015", "en")
    kinds = [study.interval("stepwise")["interval"], study.interval("main")["interval"]]
    assert kinds == ["percentile", "bca"]
    refused = study.intervals.assign(
        verdict=study.intervals["verdict"].where(study.intervals["ignores_selection"], "estimate_outside")
    )
    assert replace(study, intervals=refused).interval("stepwise")["interval"] == "wald"


def test_the_file_of_all_results_holds_every_result_with_its_intervals():
    rows = pd.read_csv(io.BytesIO(formats.to_csv(everything(published("nl-2010-2015", "en"), "en"))))
    assert len(rows) == 74
    stepwise = rows.set_index("result_id").loc["stepwise"]
    assert stepwise["name"] == "stepwise by p-value, threshold 0.02"
    assert stepwise["percentile_low"] == pytest.approx(33872.6, abs=0.1)
    assert pd.isna(stepwise["bca_low"]) and stepwise["bca_verdict"] == "thin_tail"
    assert (stepwise["percentile_verdict"], stepwise["without_estimate"], stepwise["unbounded"]) == ("healthy", 0, 0)
    assert stepwise["chao_lower_bound"] == pytest.approx(54368, abs=0.5)
    assert (stepwise["seed"], stepwise["replicates"], stepwise["method_version"]) == (1234, 1000, "mse-2")
