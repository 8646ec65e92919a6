"""The qualitative system model as a signed directed graph: effects, paths and loops. It computes no numbers.

A link says that a rise of the source makes the target rise (+) or fall (-), or that the text leaves it open (?). The
sign of a path is the product of its signs; one open link leaves the whole path open, and nothing fills it in. A loop is
reinforcing when the product is +, balancing when it is - (Sterman, Business Dynamics, 2000, chapter 5).
"""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import pandas as pd

KEY_INDICATORS = ("pct_in_beeld", "aantal_slachtoffers")
"""Share of victims in view, and number of victims: the two key indicators of the model."""
IN_VIEW = KEY_INDICATORS[0]
PRESSURE = "druk_"
"""How the identifiers of the variables begin that stand for pressure on a part of the system."""
OPEN = "?"
KINDS = {"+": "reinforcing", "-": "balancing", OPEN: "open"}
STATED, IMPLIED, UNKNOWN = "stated", "implied", "unknown"
"""Certainty of a path: every link said in so many words; some gathered from the text; some left open by it."""


@dataclass(frozen=True)
class Path:
    """Variables in order, the product of the signs of the links, and what the weakest link rests on."""

    variables: tuple[str, ...]
    sign: str
    certainty: str

    @property
    def steps(self) -> int:
        return len(self.variables) - 1


@dataclass(frozen=True)
class Loop:
    """Variables in order, from the first in the alphabet; the last leads back to it."""

    variables: tuple[str, ...]
    kind: str
    certainty: str


def graph_of(links: pd.DataFrame) -> nx.DiGraph:
    """links: source_variable, target_variable, sign, basis; other columns stay with the link."""
    return nx.from_pandas_edgelist(links, "source_variable", "target_variable", edge_attr=True, create_using=nx.DiGraph)


def with_intervention(graph: nx.DiGraph, name: str, acts_on: Mapping[str, str], stated: bool) -> nx.DiGraph:
    """A copy in which the intervention is a node of its own. acts_on: variable to sign."""
    result = graph.copy()
    for variable, sign in acts_on.items():
        result.add_edge(name, variable, sign=sign, basis=STATED if stated else IMPLIED)
    return result


def product(signs: Iterable[str]) -> str:
    found = list(signs)
    if OPEN in found:
        return OPEN
    return "-" if found.count("-") % 2 else "+"


def certainty_of(links: Sequence[Mapping[str, str] | pd.Series]) -> str:
    if any(link["sign"] == OPEN for link in links):
        return UNKNOWN
    return STATED if all(link["basis"] == STATED for link in links) else IMPLIED


def effects(graph: nx.DiGraph, start: str, steps: int) -> list[Path]:
    """Every path without repetition from `start`, of 1 to `steps` links, short ones first."""
    if start not in graph:
        return []
    found: list[Path] = []
    ends: list[tuple[str, ...]] = [(start,)]
    for _step in range(steps):
        ends = [(*path, target) for path in ends for target in graph.successors(path[-1]) if target not in path]
        found += sorted((_path(graph, path) for path in ends), key=lambda path: path.variables)
    return found


def paths(graph: nx.DiGraph, start: str, end: str, limit: int) -> list[Path]:
    """Every path without repetition from `start` to `end` of at most `limit` links, short ones first."""
    if start not in graph or end not in graph or start == end:
        return []
    found = (_path(graph, tuple(path)) for path in nx.all_simple_paths(graph, start, end, cutoff=limit))
    return sorted(found, key=lambda path: (path.steps, path.variables))


def loops(graph: nx.DiGraph, limit: int) -> list[Loop]:
    """Every loop of at most `limit` variables, short ones first."""
    found = []
    for cycle in nx.simple_cycles(graph, length_bound=limit):
        at = cycle.index(min(cycle))
        turned = (*cycle[at:], *cycle[:at])
        links = _links(graph, (*turned, turned[0]))
        sign = product(link["sign"] for link in links)
        found.append(Loop(turned, KINDS[sign], certainty_of(links)))
    return sorted(found, key=lambda loop: (len(loop.variables), loop.variables))


def pressures(graph: nx.DiGraph, limit: int, start: str = IN_VIEW) -> list[Path]:
    """How pressure changes when more victims come into view: the paths to each variable that stands for pressure."""
    targets = sorted(variable for variable in graph if variable.startswith(PRESSURE))
    return [path for target in targets for path in paths(graph, start, target, limit)]


def _path(graph: nx.DiGraph, variables: tuple[str, ...]) -> Path:
    links = _links(graph, variables)
    return Path(variables, product(link["sign"] for link in links), certainty_of(links))


def _links(graph: nx.DiGraph, variables: Sequence[str]) -> list[Mapping[str, str]]:
    return [graph.edges[pair] for pair in itertools.pairwise(variables)]
