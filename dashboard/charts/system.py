"""The system model as a map of all variables, and one part of it as names with arcs between them."""

import math
import textwrap
from collections.abc import Mapping, Sequence

import altair as alt
import networkx as nx
import pandas as pd

from dashboard.charts.theme import Look, either, finish
from dashboard.once import once
from etl.system import IMPLIED, STATED, UNKNOWN, certainty_of

DASHES = {STATED: [1, 0], IMPLIED: [6, 3], UNKNOWN: [1, 4]}
RING = ("policy", "administration", "information", "criminal_justice", "care", "awareness")
"""Domains clockwise from the top."""
WRAP = 34
"""Letters in a line of a name: two lines fit beside the arcs on a narrow screen."""


def positions(variables: pd.DataFrame) -> pd.DataFrame:
    """Adds x and y: the central factors in the middle, each domain a disc of its own round them.

    Within a disc the variables follow a sunflower (Vogel, 1979, Mathematical Biosciences 44): even room for each.
    """
    golden = math.pi * (3 - math.sqrt(5))
    centres = {"central": (0.0, 0.0)}
    for number, domain in enumerate(RING):
        angle = math.pi / 2 - number * math.tau / len(RING)
        centres[domain] = (2.45 * math.cos(angle), 2.45 * math.sin(angle))
    rows = variables.sort_values(["domain", "variable_id"]).copy()
    at = rows.groupby("domain").cumcount()
    size = rows["domain"].map(rows["domain"].value_counts())
    radius = (0.72 + 0.012 * size) * ((at + 0.5) / size) ** 0.5
    rows["x"] = [centres[d][0] + r * math.cos(n * golden) for d, r, n in zip(rows["domain"], radius, at, strict=True)]
    rows["y"] = [centres[d][1] + r * math.sin(n * golden) for d, r, n in zip(rows["domain"], radius, at, strict=True)]
    return rows


@once
def overview(
    placed: pd.DataFrame, links: pd.DataFrame, roles: Mapping[str, str], shown: set[tuple[str, str]],
    titles: Mapping[str, str], look: Look,
) -> alt.LayerChart:  # fmt: skip
    """Every variable as a point and every link as a line; what is chosen and what it reaches stands out.

    placed: as `positions` makes it. links: source_variable, target_variable, sign, basis. roles: variable to chosen,
    first or further; the others stay quiet. shown: the links to draw strong. titles: domain to its name.
    """
    palette = look.palette
    name = f"name_{look.language}"
    points = placed.assign(role=placed["variable_id"].map(roles).fillna("other"), label=placed[name])
    place = placed.set_index("variable_id")[["x", "y"]]
    ends = links.assign(certainty=[certainty_of([one]) for _index, one in links.iterrows()])
    ends = ends.join(place, on="source_variable").join(place.add_suffix("2"), on="target_variable")
    strong = [pair in shown for pair in zip(ends["source_variable"], ends["target_variable"], strict=True)]
    ends["strong"] = strong
    scale = {"scale": alt.Scale(domain=[-3.45, 3.45], nice=False), "axis": None}
    x, y = alt.X("x:Q", **scale), alt.Y("y:Q", **scale)
    dash = alt.StrokeDash("certainty:N", scale=alt.Scale(domain=list(DASHES), range=list(DASHES.values())), legend=None)
    line = alt.Chart(ends[["x", "y", "x2", "y2", "certainty", "strong"]]).encode(
        x=x, y=y, x2=alt.X2("x2"), y2=alt.Y2("y2")
    )
    quiet = line.transform_filter("!datum.strong").mark_rule(strokeWidth=0.7, color=palette.neutral, opacity=0.3)
    loud = line.transform_filter("datum.strong").mark_rule(strokeWidth=1.8, color=palette.ink).encode(strokeDash=dash)
    shape = either(alt.ShapeValue, "datum.kind == 'key_indicator'", "diamond", "circle")
    dots = (
        alt.Chart(points[["x", "y", "role", "label", "kind", "domain"]])
        .mark_point(filled=True, opacity=1, stroke=palette.paper, strokeWidth=0.8)
        .encode(
            x=x,
            y=y,
            shape=shape,
            size=alt.Size(
                "role:N",
                scale=alt.Scale(domain=["chosen", "first", "further", "other"], range=[230, 130, 80, 38]),
                legend=None,
            ),
            color=alt.Color(
                "role:N",
                scale=alt.Scale(
                    domain=["chosen", "first", "further", "other"],
                    range=[palette.ink, palette.registered[0], palette.registered[1], palette.neutral],
                ),
                legend=None,
            ),
            tooltip=[alt.Tooltip("label:N", title=" ")],
        )
    )
    tops = placed.groupby("domain").agg(x=("x", "mean"), y=("y", "max")).reset_index()
    tops["title"] = tops["domain"].map(titles)
    names = alt.Chart(tops).mark_text(fontSize=12, fontWeight="bold", dy=-13, color=palette.ink)
    heads = names.encode(x=x, y=y, text=alt.Text("title:N"))
    halos = heads.mark_text(fontSize=12, fontWeight="bold", dy=-13, stroke=palette.paper, strokeWidth=5)
    return finish(alt.layer(quiet, loud, dots, halos, heads, height=460, width="container"), look)


@once
def arcs(
    graph: nx.DiGraph, order: Sequence[str], chosen: str, links: Sequence[tuple[str, str]],
    names: Mapping[str, str], look: Look,
) -> alt.LayerChart:  # fmt: skip
    """Names under each other, an arc a link from cause to effect, its sign on top; the arrow ends at the effect.

    order: variables from top to bottom. links: pairs that are drawn. Arcs that go down bend wide, those that go up
    bend the other way at the same side, so that no name is ever crossed.
    """
    palette = look.palette
    row = {variable: number for number, variable in enumerate(order)}
    lines, heads, signs = [], [], []
    for number, (source, target) in enumerate(links):
        about = graph.edges[source, target]
        certainty = certainty_of([about])
        start, end = row[source], row[target]
        wide = 0.12 + 0.86 * (abs(end - start) / max(len(order) - 1, 1)) ** 0.8
        for step in range(25):
            turn = math.pi * step / 24
            at = start + (end - start) * (1 - math.cos(turn)) / 2
            lines.append((number, step, -wide * math.sin(turn), at, certainty))
        heads.append((-0.012, float(end)))
        signs.append((-wide, (start + end) / 2, {"-": "−"}.get(about["sign"], about["sign"]), certainty))
    labels = pd.DataFrame(
        {
            "y": [float(row[one]) for one in order],
            "x": 0.05,
            "text": ["\n".join(textwrap.wrap(names[one], WRAP)[:3]) for one in order],
            "name": [names[one] for one in order],
            "chosen": [one == chosen for one in order],
        }
    )
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-1.05, 2.2], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[len(order) - 0.5, -0.5], nice=False))
    dash = alt.StrokeDash("certainty:N", scale=alt.Scale(domain=list(DASHES), range=list(DASHES.values())), legend=None)
    drawn = pd.DataFrame(lines, columns=["link", "step", "x", "y", "certainty"])
    curves = (
        alt.Chart(drawn)
        .mark_line(strokeWidth=1.4, color=palette.registered[0])
        .encode(x=x, y=y, detail=alt.Detail("link:N"), order=alt.Order("step:O"), strokeDash=dash)
    )
    tips = (
        alt.Chart(pd.DataFrame(heads, columns=["x", "y"]))
        .mark_point(shape="triangle-right", filled=True, size=55, opacity=1, color=palette.registered[0])
        .encode(x=x, y=y)
    )
    told = pd.DataFrame(signs, columns=["x", "y", "sign", "certainty"])
    discs = (
        alt.Chart(told)
        .mark_point(shape="circle", filled=True, size=210, opacity=1, fill=palette.paper, stroke=palette.registered[0])
        .encode(x=x, y=y)
    )
    marks = (
        alt.Chart(told)
        .mark_text(fontSize=13, fontWeight="bold", color=palette.ink)
        .encode(x=x, y=y, text=alt.Text("sign:N"))
    )
    text = alt.Chart(labels).encode(x=x, y=y, text=alt.Text("text:N"), tooltip=[alt.Tooltip("name:N", title=" ")])
    style = {"align": "left", "baseline": "middle", "lineBreak": "\n", "lineHeight": 14, "fontSize": 12}
    plain = text.transform_filter("!datum.chosen").mark_text(color=palette.ink, **style)
    bold = text.transform_filter("datum.chosen").mark_text(color=palette.ink, fontWeight="bold", **style)
    return finish(
        alt.layer(curves, tips, discs, marks, plain, bold, height=max(90, 38 * len(order)), width="container"),
        look,
    )
