"""What one chooses in the system model: a variable or a measure, and how many steps to follow from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import networkx as nx
import pandas as pd
import streamlit as st

from dashboard import lens, queries, system_paths
from dashboard.address import kept
from dashboard.drawn_once import told_once
from dashboard.language import language, n, t
from etl import system
from etl.system import Path

Pair = tuple[str, str]


@dataclass(frozen=True)
class Choice:
    """What is chosen, in a graph that holds it.

    measure: its row where a measure is chosen. acts_on: the variables on which that measure works, with their sign.
    """

    chosen: str
    steps: int
    graph: nx.DiGraph
    names: Mapping[str, str]
    acts_on: Mapping[str, str]
    measure: pd.Series | None = None

    @property
    def name(self) -> str:
        return self.names[self.chosen]

    def called(self, spoken: str) -> str:
        """Its name in a language."""
        about = system_paths.model().variables.loc[self.chosen] if self.measure is None else self.measure
        return str(about[f"name_{spoken}"])

    @cached_property
    def found(self) -> list[Path]:
        """Every path from what is chosen, in so many steps."""
        return system.effects(self.graph, self.chosen, self.steps)

    @cached_property
    def causes(self) -> list[str]:
        """What works on it, by name; nothing works on a measure."""
        if self.measure is not None:
            return []
        return sorted(self.graph.predecessors(self.chosen), key=lambda one: self.names[one].lower())

    @property
    def reached(self) -> list[str]:
        """What it works on, nearest first."""
        return list(dict.fromkeys(path.variables[-1] for path in self.found))

    @property
    def roles(self) -> dict[str, str]:
        """What each variable is to it: chosen, first or further."""
        near = {path.variables[-1] for path in self.found if path.steps == 1}
        told = {one: "first" if one in near else "further" for one in self.reached}
        return told | {self.chosen: "chosen"}

    @property
    def pairs(self) -> list[Pair]:
        """The links of those paths."""
        return list(
            dict.fromkeys(pair for path in self.found for pair in zip(path.variables, path.variables[1:], strict=False))
        )

    @property
    def arriving(self) -> list[Pair]:
        """The links from its causes."""
        return [(cause, self.chosen) for cause in self.causes]


def choose() -> Choice | None:
    """Draw the choices; what is chosen. None, with a sentence, where there is nothing to choose."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        what = kept(
            st.segmented_control,
            t("system.choose"),
            ["variable", "measure"],
            key="kies",
            default="variable",
            format_func=lambda one: t(f"system.a_{one}"),
            required=True,
        )
        steps = kept(
            st.segmented_control,
            t("system.steps"),
            [1, 2, 3],
            key="stappen",
            default=2,
            format_func=lambda one: t(f"system.step_{one}"),
            required=True,
        )
    return _measure(steps) if what == "measure" else _variable(steps)


def _variable(steps: int) -> Choice:
    known, titles = system_paths.model(), system_paths.titles()
    chosen = kept(
        st.selectbox,
        t("system.variable", count=n(len(known.variables))),
        list(titles),
        key="variabele",
        default=system.IN_VIEW,
        format_func=titles.__getitem__,
    )
    return _of_variable(chosen, steps)


@told_once  # so that what is made of a choice is known by it, and not by every link of its graph
def _of_variable(chosen: str, steps: int) -> Choice:
    known = system_paths.model()
    return Choice(chosen, steps, known.graph, known.names, {})


def _measure(steps: int) -> Choice | None:
    """None, with a sentence, where no measure is held."""
    barrier = lens.barrier()
    called = _measures(barrier)
    if not called:
        st.info(t("system.no_measures"))
        return None
    chosen = kept(
        st.selectbox,
        t("system.measure", count=n(len(called))),
        list(called),
        key="maatregel",
        default=next(iter(called)),
        format_func=called.__getitem__,
    )
    return _of_measure(chosen, steps, barrier)


@told_once
def _measures(barrier: str | None) -> dict[str, str]:
    """intervention_id to name of every measure, or those of a barrier."""
    found = queries.interventions(barrier)
    return dict(zip(found["intervention_id"], map(str, found[f"name_{language()}"]), strict=True))


@told_once
def _of_measure(chosen: str, steps: int, barrier: str | None) -> Choice:
    known = system_paths.model()
    measure = queries.interventions(barrier).set_index("intervention_id").T[chosen]
    acts_on = {one["variable_id"]: one["sign"] for one in measure["acts_on"]}
    graph = system.with_intervention(known.graph, chosen, acts_on, measure["mapping_basis"] == "stated")
    for variable in acts_on:
        graph.edges[chosen, variable].update(section=measure["section"], text_line=measure["text_line"])
    names = {**known.names, chosen: str(measure[f"name_{language()}"])}
    return Choice(chosen, steps, graph, names, acts_on, measure)
