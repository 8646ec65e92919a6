"""Paths and loops of the system model as tables people read."""

import itertools
from collections.abc import Mapping, Sequence

import networkx as nx
import pandas as pd

from dashboard.language import t
from etl.system import Loop, Path

SIGNS = {"+": "+", "-": "−", "?": "?"}


def place(graph: nx.DiGraph, variables: Sequence[str]) -> str:
    """Where the source speaks of each link: section and line, once each; the mapping of a measure has its own."""
    told = []
    for pair in itertools.pairwise(variables):
        link = graph.edges[pair]
        told.append(t("system.place", section=link["section"], line=link["text_line"]))
    return "; ".join(dict.fromkeys(told))


def chain(graph: nx.DiGraph, variables: Sequence[str], names: Mapping[str, str]) -> str:
    """A –(+)→ B –(−)→ C: the names with the sign of each link."""
    told = names[variables[0]]
    for source, target in itertools.pairwise(variables):
        told += f" –({SIGNS[graph.edges[source, target]['sign']]})→ {names[target]}"
    return told


def table_of_paths(graph: nx.DiGraph, found: Sequence[Path], names: Mapping[str, str]) -> pd.DataFrame:
    rows = [
        (
            names[path.variables[-1]],
            t(f"system.sign_{path.sign}"),
            chain(graph, path.variables, names),
            t(f"system.{path.certainty}"),
            place(graph, path.variables),
        )
        for path in found
    ]
    return _headed(rows, ("variable", "direction", "path", "rests_on", "where"))


def table_of_loops(graph: nx.DiGraph, found: Sequence[Loop], names: Mapping[str, str]) -> pd.DataFrame:
    rows = []
    for loop in found:
        round_trip = (*loop.variables, loop.variables[0])
        told = chain(graph, round_trip, names)
        rows.append((told, t(f"system.{loop.kind}"), t(f"system.{loop.certainty}"), place(graph, round_trip)))
    return _headed(rows, ("loop", "kind", "rests_on", "where"))


def _headed(rows: Sequence[tuple[str, ...]], columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[t(f"system.column_{one}") for one in columns], dtype="str")
