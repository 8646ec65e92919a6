"""Paths, signs and loops of the system model against a search that knows no graph library."""

import itertools

import pandas as pd
import pytest

from etl import system

FIVE = pd.DataFrame(
    [
        ("a", "b", "+", "stated"),
        ("b", "c", "-", "implied"),
        ("c", "a", "-", "stated"),
        ("b", "d", "?", "implied"),
        ("d", "a", "+", "stated"),
    ],
    columns=["source_variable", "target_variable", "sign", "basis"],
)


@pytest.fixture(scope="module")
def links(warehouse):
    return warehouse.cursor().execute("SELECT * FROM causal_link").df()


def walks(links: pd.DataFrame, start: str, limit: int) -> list[list[str]]:
    """Every walk from `start` of at most `limit` links that visits no variable twice, save that it may come home."""
    after: dict[str, list[str]] = {}
    for one in links.itertuples():
        after.setdefault(one.source_variable, []).append(one.target_variable)
    found, todo = [], [[start]]
    while todo:
        walk = todo.pop()
        if len(walk) > limit:
            continue
        for target in after.get(walk[-1], []):
            if target == start:
                found.append([*walk, target])
            elif target not in walk:
                found.append([*walk, target])
                todo.append([*walk, target])
    return found


def judged(links: pd.DataFrame, walk: list[str]) -> tuple[str, str]:
    """Sign by counting, certainty by looking: written apart from the module."""
    about = {(one.source_variable, one.target_variable): one for one in links.itertuples()}
    some = [about[pair] for pair in itertools.pairwise(walk)]
    if any(one.sign == "?" for one in some):
        return "?", "unknown"
    sign = 1
    for one in some:
        sign *= {"+": 1, "-": -1}[one.sign]
    return {1: "+", -1: "-"}[sign], "implied" if any(one.basis == "implied" for one in some) else "stated"


def test_five_links_have_one_reinforcing_loop_and_one_that_stays_open():
    assert system.loops(system.graph_of(FIVE), 5) == [
        system.Loop(("a", "b", "c"), "reinforcing", "implied"),
        system.Loop(("a", "b", "d"), "open", "unknown"),
    ]


def test_the_sign_of_a_path_is_the_product_and_an_open_link_is_never_filled_in():
    graph = system.graph_of(FIVE)
    assert system.effects(graph, "a", 2) == [
        system.Path(("a", "b"), "+", "stated"),
        system.Path(("a", "b", "c"), "-", "implied"),
        system.Path(("a", "b", "d"), "?", "unknown"),
    ]
    assert system.paths(graph, "c", "d", 3) == [system.Path(("c", "a", "b", "d"), "?", "unknown")]
    assert system.paths(graph, "c", "d", 2) == []


def test_an_intervention_acts_through_the_variables_it_is_mapped_to():
    graph = system.with_intervention(system.graph_of(FIVE), "plan", {"c": "-"}, stated=True)
    assert system.effects(graph, "plan", 2) == [
        system.Path(("plan", "c"), "-", "stated"),
        system.Path(("plan", "c", "a"), "+", "stated"),
    ]
    assert "plan" not in system.graph_of(FIVE)


@pytest.mark.parametrize("limit", [2, 3, 5, 8, 131])
def test_loops_equal_a_brute_force_search_of_the_same_table(links, limit):
    expected = set()
    for start in sorted(set(links["source_variable"])):
        for walk in walks(links, start, limit):
            if walk[-1] == start and min(walk) == start:
                sign, certainty = judged(links, walk)
                kind = {"+": "reinforcing", "-": "balancing", "?": "open"}[sign]
                expected.add(system.Loop(tuple(walk[:-1]), kind, certainty))
    found = system.loops(system.graph_of(links), limit)
    assert (len(found), set(found)) == (len(expected), expected)


def test_signed_paths_of_every_variable_equal_a_brute_force_search(links):
    graph = system.graph_of(links)
    for start in sorted(set(links["source_variable"])):
        expected = {
            system.Path(tuple(walk), *judged(links, walk)) for walk in walks(links, start, 3) if walk[-1] != start
        }
        found = system.effects(graph, start, 3)
        assert (len(found), set(found)) == (len(expected), expected)
        for end in system.KEY_INDICATORS:
            to_end = {path for path in expected if path.variables[-1] == end}
            assert set(system.paths(graph, start, end, 3)) == to_end


def test_more_victims_in_view_raise_four_kinds_of_pressure(links):
    found = system.pressures(system.graph_of(links), 1)
    assert [(path.variables[-1], path.sign) for path in found] == [
        ("druk_hulpverlening", "+"),
        ("druk_opsporing", "+"),
        ("druk_toezicht", "+"),
        ("druk_vervolging", "+"),
    ]


def test_the_model_is_whole_and_every_link_has_its_place_in_the_source(warehouse, links):
    assert len(links) == 214
    assert dict(links["sign"].value_counts()) == {"+": 162, "-": 41, "?": 11}
    assert links[["section", "text_line", "source_id"]].notna().all().all()
    assert (links["section"].str.len() > 0).all() and (links["text_line"] > 0).all()
    counted = warehouse.cursor().execute(
        """SELECT (SELECT count(*) FROM causal_variable), (SELECT count(*) FROM intervention),
           (SELECT count(*) FROM causal_variable WHERE kind = 'key_indicator'),
           (SELECT count(DISTINCT domain) FROM causal_variable WHERE domain <> 'central')"""
    )
    assert counted.fetchone() == (131, 66, 2, 6)
