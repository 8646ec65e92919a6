"""Paths and loops of the system model as tables people read."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import pandas as pd

from dashboard import html, queries
from dashboard.charts.system import positions
from dashboard.drawn_once import told_once
from dashboard.language import language, t
from etl import system
from etl.system import Loop, Path

Names = Mapping[str, str]
"""Variables by their identifier, in the language of the page."""


@dataclass(frozen=True)
class Model:
    """The system model as the page needs it; shared by all readers, so it must be left as it is.

    variables: by variable_id. placed: the same with a place on the map. names and domains: in the language of the page.
    """

    variables: pd.DataFrame
    links: pd.DataFrame
    placed: pd.DataFrame
    graph: nx.DiGraph
    names: Names
    domains: Mapping[str, str]


@told_once
def model() -> Model:
    """What is in the build that the page shows."""
    variables, links = queries.causal_variables(), queries.causal_links()
    own = variables.set_index("variable_id")
    domains = {one: t(f"system.domain_{one}") for one in own["domain"].unique()}
    names = dict(own[f"name_{language()}"])
    graph = system.graph_of(links)
    graph.add_nodes_from(own.index)  # one that no link leads to can be chosen as well
    return Model(own, links, positions(variables), graph, names, domains)


@told_once
def titles() -> dict[str, str]:
    """Every variable with its name and domain, in the order of these."""
    known = model()
    order = known.variables["domain"].map(known.domains)
    ordered = sorted(known.names, key=lambda one: (order[one], known.names[one].lower()))
    return {one: f"{known.names[one]} · {order[one]}" for one in ordered}


@told_once
def loops_table(limit: int, touched: frozenset[str] | None = None) -> tuple[int, str]:
    """Loops of at most so many links, all or those through one of the variables: how many, and a table as HTML."""
    known = model()
    found = [one for one in system.loops(known.graph, limit) if touched is None or touched & set(one.variables)]
    caption = t("system.loops_table" if touched is None else "system.loops_through")
    return len(found), html.table(table_of_loops(known.graph, found, known.names), caption, stacked=True)


@told_once
def side_table() -> str:
    """What presses on a part of the system, at three links at most."""
    known = model()
    found = system.pressures(known.graph, 3)
    return html.table(table_of_paths(known.graph, found, known.names), t("system.side_table"), stacked=True)


@told_once
def open_table() -> tuple[int, str]:
    """Links whose sign the text leaves open: how many, and a table as HTML."""
    known = model()
    found = [
        Path((row["source_variable"], row["target_variable"]), system.OPEN, system.UNKNOWN)
        for row in known.links[known.links["sign"] == system.OPEN].to_dict("records")
    ]
    table = table_of_paths(known.graph, found, known.names)
    return len(found), html.table(table, t("system.left_open"), stacked=True)


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
