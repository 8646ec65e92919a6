"""The dark number in the warehouse: the published table of lists, and all that is computed from it at a build."""

from pathlib import Path

import pandas as pd
import pytest

from etl import dark_number
from etl.build import build
from etl.load import load, quiet
from etl.mse import METHOD_VERSION, Histories
from etl.sources import Inputs
from etl.warehouse import published

PROJECT = Path(__file__).parents[2]
REFERENCE = PROJECT / "tests" / "mse" / "reference"
DUTCH = "nl-2010-2015"


@pytest.fixture
def facts(few: Path) -> dark_number.Frames:
    """The facts of the small folder, with its made-up table of three lists."""
    return load(Inputs(few))[0]


def test_the_dutch_table_holds_8234_persons_on_six_lists(warehouse):
    dataset = warehouse.execute(
        "SELECT persons, period, source_id, collected_source_id FROM capture_dataset"
    ).fetchall()
    assert dataset == [(8234, "2010/2015", "silverman-2020", "van-dijk-2017")]
    lists = warehouse.execute("SELECT list, persons FROM capture_list ORDER BY position").fetchall()
    assert lists == [("I", 398), ("K", 1348), ("O", 536), ("P", 4812), ("R", 742), ("Z", 848)]
    held = warehouse.execute("SELECT count(*), sum(persons) FROM capture_history").fetchone()
    assert held == (24, 8234)
    alone = "SELECT sum(persons) FROM capture_history WHERE length(replace(history, '0', '')) = 1"
    assert warehouse.execute(alone).fetchone() == (7802,)


def test_inspectorate_and_border_police_share_nobody_and_border_police_and_regions_neither(warehouse):
    table = dark_number.histories_of(
        warehouse.execute("FROM capture_list").df(), warehouse.execute("FROM capture_history").df(), DUTCH
    )
    for pair in ("IK", "KR"):
        mask = sum(1 << table.lists.index(name) for name in pair)
        assert sum(persons for code, persons in enumerate(table.counts, start=1) if code & mask == mask) == 0


@pytest.mark.parametrize(
    ("method", "row"), [("main", "main_effects"), ("pairs", "all_pairs"), ("stepwise", "stepwise_p0.02")]
)
def test_stored_estimates_and_wald_limits_equal_the_reference(warehouse, method, row):
    reference = pd.read_csv(REFERENCE / "point_estimates_classical.csv")
    told = reference[(reference["dataset"] == "Ned") & (reference["method"] == row)].iloc[0]
    found = warehouse.execute(
        """SELECT r.estimate, r.deviance, r.df, r.aic, r.bic, i.low, i.high FROM mse_result r
           JOIN mse_interval i USING (dataset, result_id) WHERE r.result_id = ? AND i.interval = 'wald'""",
        [method],
    ).fetchone()
    wanted = [told[key] for key in ("estimate", "deviance", "df_resid", "aic", "bic", "ci95_lo", "ci95_hi")]
    assert found[:5] == pytest.approx(wanted[:5], rel=1e-6)
    assert found[5:] == pytest.approx(wanted[5:], rel=2e-6)  # the search of the reference stopped a little early


def test_what_other_choices_give_is_stored(warehouse):
    rows = warehouse.execute(
        "SELECT changed, round(estimate) FROM mse_result WHERE kind = 'list_left_out' AND method = 'stepwise'"
        " ORDER BY position"
    ).fetchall()
    assert rows == [("I", 36421), ("K", 42685), ("O", 157836), ("P", 186302), ("R", 109219), ("Z", 170839)]
    near = "SELECT count(*), round(min(estimate)), round(max(estimate)) FROM mse_result WHERE kind = 'near_model'"
    assert warehouse.execute(near).fetchone() == (18, 36613, 131040)
    merged = "SELECT count(*), count(DISTINCT observed) FROM mse_result WHERE kind = 'lists_merged'"
    assert warehouse.execute(merged).fetchone() == (15, 1)
    moved = "SELECT threshold, round(estimate) FROM mse_result WHERE kind = 'threshold' ORDER BY threshold"
    assert warehouse.execute(moved).fetchall()[2:5] == [(0.01, 121530), (0.02, 111139), (0.05, 68246)]
    aic, bic = warehouse.execute(
        "SELECT round(estimate) FROM mse_result WHERE result_id IN ('aic', 'bic') ORDER BY result_id"
    ).fetchall()
    assert (aic, bic) == ((60320,), (116667,))


def test_every_interval_says_what_it_ignores_and_a_refused_one_has_no_limits(warehouse):
    rows = warehouse.execute(
        """SELECT interval, ignores_selection, verdict, low IS NULL, replicates, seed FROM mse_interval
           WHERE result_id = 'stepwise' ORDER BY interval"""
    ).fetchall()
    assert rows == [
        ("bca", False, "thin_tail", True, 1000, 1234),
        ("percentile", False, "healthy", False, 1000, 1234),
        ("profile", True, "not_judged", False, None, None),
        ("wald", True, "not_judged", False, None, None),
    ]
    adjusted = (
        "SELECT z0, adjusted_low, adjusted_high FROM mse_interval WHERE interval = 'bca' AND result_id = 'stepwise'"
    )
    assert warehouse.execute(adjusted).fetchone() == pytest.approx((0.755, 0.344, 0.9999), abs=0.001)
    drawn = "SELECT low, high FROM mse_interval WHERE interval = 'bca' AND result_id = 'main' AND verdict = 'healthy'"
    assert warehouse.execute(drawn).fetchone() == pytest.approx((48253.15, 57268.13), rel=1e-6)


def test_failed_checks_are_stored_with_what_they_rest_on(warehouse):
    rows = warehouse.execute(
        """SELECT check_id, value, code, lists FROM mse_check WHERE result_id = 'stepwise' AND NOT passed
           ORDER BY position"""
    ).fetchall()
    assert [row[0] for row in rows] == [
        "pearson_over_df",
        "no_minus_infinity_terms",
        "share_on_one_list",
        "pairs_seen_together",
        "bootstrap_healthy",
        "near_models_agree",
        "dropped_lists_agree",
    ]
    told = {row[0]: row[1:] for row in rows}
    assert told["pearson_over_df"][0] == pytest.approx(4.44, abs=0.005)
    assert told["share_on_one_list"][0] == pytest.approx(7802 / 8234)
    assert told["pairs_seen_together"] == (2, None, "I:K K:R")
    assert told["bootstrap_healthy"][1] == "thin_tail"
    bound = warehouse.execute("SELECT chao_lower_bound FROM mse_run").fetchone()
    assert bound == (pytest.approx(54367.74903, abs=1e-4),)
    run = warehouse.execute("SELECT method_version, seed, replicates, searched, exhaustive FROM mse_run").fetchone()
    assert run == (METHOD_VERSION, 1234, 1000, 32768, True)


def test_what_is_carried_over_equals_what_would_be_computed(facts, few, tmp_path):
    build(few, tmp_path, "2026-11-20")
    table = dark_number.histories_of(facts["capture_list"], facts["capture_history"], "synthetic")
    kept = dark_number.published(tmp_path, "synthetic", dark_number.fingerprint(table))
    made = dark_number.estimate("synthetic", table, quiet)
    assert kept is not None
    assert set(kept) == set(made) == set(dark_number.TABLES)
    for name in dark_number.TABLES:
        pd.testing.assert_frame_equal(kept[name], made[name], check_exact=True)
    assert len(made["mse_result"]) == 5 + 15 + 3 + 6 + len(made["mse_result"].query("kind == 'near_model'"))


def test_what_is_kept_beside_the_facts_of_the_project_equals_what_would_be_computed():
    facts = load(Inputs(PROJECT / "data"))[0]
    table = dark_number.histories_of(facts["capture_list"], facts["capture_history"], DUTCH)
    kept = dark_number.beside_facts(PROJECT / "data", DUTCH, dark_number.fingerprint(table))
    assert kept is not None, "the table, the method or its settings changed: run python -m etl build --keep-computed"
    made = dark_number.estimate(DUTCH, table, quiet)
    for name in dark_number.TABLES:
        pd.testing.assert_frame_equal(kept[name], made[name], rtol=1e-8)


def test_results_are_kept_on_request_and_a_first_build_elsewhere_takes_them_over(few, tmp_path):
    first = build(few, tmp_path / "one", "2026-11-20", keep_computed=True).published
    steps: list[str] = []
    assert build(few, tmp_path / "two", "2026-11-20", steps.append).published.file == first.file
    assert [step for step in steps if step.startswith("dark number")] == []
    (few / "computed" / "mse_result.csv").write_text("spoiled\n", encoding="utf-8")
    assert build(few, tmp_path / "three", "2026-11-20", steps.append).published.file == first.file
    assert [step for step in steps if step.startswith("dark number")] != []


def test_a_second_build_computes_nothing_and_has_the_same_contents(few, tmp_path):
    steps: list[str] = []
    first = build(few, tmp_path, "2026-11-20", steps.append).published
    computed = [step for step in steps if step.startswith("dark number")]
    assert computed == [
        f"dark number synthetic: {part}" for part in ("models", "main", "pairs", "stepwise", "aic", "bic")
    ]
    steps.clear()
    assert build(few, tmp_path, "2026-11-20", steps.append).published.file == first.file
    assert [step for step in steps if step.startswith("dark number")] == []
    assert build(few, tmp_path / "elsewhere", "2026-11-20").published.file == first.file


def test_another_count_or_another_order_of_lists_is_computed_anew(facts, few, tmp_path):
    build(few, tmp_path, "2026-11-20")
    table = dark_number.histories_of(facts["capture_list"], facts["capture_history"], "synthetic")
    counts = table.counts.copy()
    counts[0] += 1
    for other in (Histories(table.lists, counts), Histories(tuple("BAC"), table.counts)):
        assert dark_number.published(tmp_path, "synthetic", dark_number.fingerprint(other)) is None
    assert dark_number.published(tmp_path, "another", dark_number.fingerprint(table)) is None


@pytest.mark.parametrize("damage", ["nothing published", "half a pointer", "no database"])
def test_without_a_readable_warehouse_all_is_computed(damage, facts, few, tmp_path):
    if damage != "nothing published":
        told = build(few, tmp_path, "2026-11-20").published
        spoiled = tmp_path / ("current.json" if damage == "half a pointer" else told.file)
        spoiled.write_text('{"file"', encoding="utf-8")
    table = dark_number.histories_of(facts["capture_list"], facts["capture_history"], "synthetic")
    assert dark_number.published(tmp_path, "synthetic", dark_number.fingerprint(table)) is None
    build(few, tmp_path, "2026-11-20")
    assert published(tmp_path) is not None


def test_a_table_without_overlap_gets_no_estimate_but_its_reason():
    apart = Histories(("A", "B", "C"), pd.Series([10, 20, 0, 5, 0, 0, 0]).to_numpy())
    made = dark_number.estimate("apart", apart, quiet)
    results = made["mse_result"]
    assert results["estimate"].isna().all()
    assert set(results["reason"]) == {"too_few_overlaps"}
    assert len(made["mse_interval"]) == 0
    exists = made["mse_check"].query("check_id == 'estimate_exists'")
    assert list(exists["passed"]) == [False] * 5
