"""The two pictures of the system model: all variables, and as arcs the part that one chose."""

from collections.abc import Sequence
from functools import partial

import networkx as nx
import pandas as pd

from dashboard import system_paths
from dashboard.charts import system as charts
from dashboard.drawn_once import drawn_once, told_once
from dashboard.figure import Figure
from dashboard.language import language, look, n, t
from dashboard.numbers import number
from dashboard.panel import Panel
from dashboard.system_choice import Choice, Pair
from dashboard.texts import text
from etl import system
from etl.system import Path

MOST = 26
"""Names in one picture of arcs; longer ones are told in the table alone."""


@drawn_once
def on_the_map(choice: Choice) -> Figure:
    """All variables, with what is chosen and what it works on."""
    known = system_paths.model()
    strong = {*choice.pairs, *choice.arriving}
    drawn = charts.overview(known.placed, known.links, choice.roles, strong, known.domains, look())
    told = t("system.map_alt", name=choice.name, count=n(len(choice.reached)))
    return Figure(
        key="kaart",
        title=t("system.map"),
        subtitle=f"{t('system.map_caption', name=choice.name)} {t('system.key_lines')}",
        panels=[Panel(drawn, told)],
        rows=known.links,
        table=_every_link(),
        notes=[_not_shown(choice, language())],
        shows=partial(_map_shows, choice),
    )


@drawn_once
def near(choice: Choice) -> Figure:
    """The part of the system that it works on, as arcs; without any link, no panels and no rows."""
    causes, own = choice.causes, choice.chosen
    order = list(dict.fromkeys([*causes, own, *choice.reached]))
    whole = len(order) <= MOST
    drawn = order if whole else list(dict.fromkeys([*causes, own, *choice.graph.successors(own)]))
    links = dict.fromkeys([*choice.arriving, *choice.pairs])
    pairs = [pair for pair in links if pair[0] in drawn and pair[1] in drawn]
    told = t("system.arcs_alt", name=choice.name, causes=n(len(causes)), effects=n(len(drawn) - len(causes) - 1))
    drawing = [charts.arcs(choice.graph, drawn, own, pairs, choice.names, look())] if pairs else []
    return Figure(
        key="verbanden",
        title=t("system.near" if choice.measure is None else "system.near_measure", name=choice.name),
        subtitle=f"{t('system.key_lines')} {t('system.key_signs')}",
        panels=[Panel(arcs, told) for arcs in drawing],
        rows=_rows(choice, pairs),
        table=_table(choice.graph, pairs, choice.names),
        notes=[*([] if whole else [t("system.too_many", most=n(MOST))]), _not_shown(choice, language())],
        shows=partial(_arcs_show, choice, whole),
    )


@told_once
def _every_link() -> pd.DataFrame:
    known = system_paths.model()
    cells = zip(known.links["source_variable"], known.links["target_variable"], strict=True)
    return _table(known.graph, list(cells), known.names)


def _table(graph: nx.DiGraph, pairs: Sequence[Pair], names: system_paths.Names) -> pd.DataFrame:
    """Links as paths of one step, to read."""
    found = [Path(one, graph.edges[one]["sign"], system.certainty_of([graph.edges[one]])) for one in pairs]
    return system_paths.table_of_paths(graph, found, names)


def _rows(choice: Choice, pairs: Sequence[Pair]) -> pd.DataFrame:
    """Links that are drawn, with the columns of the table `causal_link`; of a measure too, by its identifier."""
    columns = list(system_paths.model().links.columns)
    rows = [dict(zip(columns[:2], pair, strict=True)) | dict(choice.graph.edges[pair]) for pair in pairs]
    found = pd.DataFrame(rows, columns=columns)
    return found if choice.measure is None else found.fillna({"source_id": choice.measure["source_id"]})


def _map_shows(choice: Choice, spoken: str) -> tuple[str, str]:
    known = system_paths.model()
    return text(
        spoken,
        "system.quote_map" if choice.reached else "system.quote_map_alone",
        variables=number(len(known.variables), spoken),
        links=number(len(known.links), spoken),
        name=choice.called(spoken),
        within=text(spoken, f"system.within_{choice.steps}"),
        count=number(len(choice.reached), spoken),
    ), _not_shown(choice, spoken)


def _arcs_show(choice: Choice, whole: bool, spoken: str) -> tuple[str, str]:
    """whole: whether all steps are drawn, and not the direct effects alone."""
    steps = choice.steps if whole else 1
    effects = len({path.variables[-1] for path in choice.found if path.steps <= steps})
    part = "both" if choice.causes and effects else "causes" if choice.causes else "effects"
    if choice.measure is not None:  # the source does not always say itself what a measure acts on
        part = "measure"
    return text(
        spoken,
        f"system.quote_{part}",
        name=choice.called(spoken),
        causes=number(len(choice.causes), spoken),
        within=text(spoken, f"system.within_{steps}"),
        effects=number(effects, spoken),
    ), _not_shown(choice, spoken)


def _not_shown(choice: Choice, spoken: str) -> str:
    told = [text(spoken, "system.quote_caveat")]
    if choice.measure is not None:
        told.append(text(spoken, f"system.mapping_{choice.measure['mapping_basis']}"))
    return " ".join(told)
