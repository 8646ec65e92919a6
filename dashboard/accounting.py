"""The tables of the page Verantwoording: sources, definitions, series, breaks, conflicts, gaps, states and licences."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from dashboard import html, numbers, queries, tables
from dashboard.citing import titled
from dashboard.drawn_once import told_once
from dashboard.language import language, n, t
from etl.words import LICENCES

Opened = list[tuple[str, str]]
"""What is written on what opens, and the table in it as HTML."""


@told_once
def sources() -> Opened:
    """Every source with its licence, a table a kind of source."""
    told, found = [], queries.all_sources()
    for kind in ("primary", "secondary", "press"):
        rows = found[found["kind"] == kind]
        cells = {
            "producer": rows["producer"],
            "source_title": _linked(titled(rows["title"], rows["language"]), rows["url"]),
            "year": [_year(one) for one in rows["year"]],
            "figures": [n(one) for one in rows["figures"]],
            "licence": [t(f"methods.licence_{one}") for one in rows["licence"]],
            "source_id": rows["source_id"],
        }
        told.append(_table(t(f"methods.kind_{kind}", count=n(len(rows))), cells, ["source_title"]))
    return told


@told_once
def definitions(indicator_ids: tuple[str, ...]) -> Opened:
    """What each of the indicators counts, a table a stage of the chain."""
    told, found = [], queries.all_indicators()
    for stage in tables.STAGES:
        rows = found[(found["chain_stage"] == stage) & found["indicator_id"].isin(indicator_ids)]
        rows = rows.sort_values(f"name_{language()}")
        if rows.empty:
            continue
        cells = {
            "indicator": _named(rows, "name"),
            "definition": _named(rows, "definition"),
            "unit": _named(rows, "unit"),
            "region_meaning": _named(rows, "region_meaning"),
            "caveat": _named(rows, "caveat"),
            "figures": [n(one) for one in rows["figures"]],
        }
        told.append(_table(t("methods.stage", stage=t(f"methods.stage_{stage}"), count=n(len(rows))), cells))
    return told


@told_once
def series() -> Opened:
    """Every series that has figures."""
    rows = queries.series_used().sort_values(f"title_{language()}")
    names = queries.all_indicators().set_index("indicator_id")[f"name_{language()}"]
    cells = {
        "series_name": _named(rows, "title"),
        "series_note": _named(rows, "note"),
        "series_of": [
            "; ".join(names[one] for one in some.split(";") if one) for some in rows["indicator_ids"].fillna("")
        ],
        "years": [
            "" if pd.isna(first) else numbers.years(_year(first), _year(last))
            for first, last in zip(rows["first"], rows["last"], strict=True)
        ],
        "figures": [n(one) for one in rows["figures"]],
    }
    return [_table(t("methods.series_table", count=n(len(rows))), cells)]


@told_once
def breaks() -> Opened:
    """Every break, with what it holds for."""
    rows = queries.all_breaks()
    tongues = rows["source_id"].map(queries.all_sources().set_index("source_id")["language"])
    everything = pd.Series(t("methods.everything"), index=rows.index)
    cells = {
        "break_title": _named(rows, "title"),
        "date": [numbers.period(one, language()) for one in rows["date"]],
        "break_kind": [t(f"kind.{one}") for one in rows["kind"]],
        "explanation": _named(rows, "explanation"),
        "holds_for": rows[f"name_{language()}"].fillna(everything)
        + rows[f"series_{language()}"].map(lambda one: "" if pd.isna(one) else f" ({one})")
        + rows["breakdown"].map(lambda one: "" if one == "*" else f": {tables.breakdown_text(one, language())}"),
        "line": rows["cuts"].map({True: t("methods.line_cut"), False: t("methods.line_marked")}),
        "source": _linked(rows["producer"] + ", " + titled(rows["source_title"], tongues), rows["source_url"]),
    }
    return [_table(t("methods.breaks_table", count=n(len(rows))), cells, ["source"])]


@told_once
def conflicts() -> Opened:
    """What contradicts, in the order of the chain."""
    rows = queries.conflicts()
    stages = queries.all_indicators().set_index("indicator_id")["chain_stage"].map(tables.STAGES.index)
    rows = rows.assign(stage=rows["indicator_id"].map(stages)).sort_values(["stage", "conflict_id"])
    cells = {
        "conflict": _named(rows, "title"),
        "explanation": _named(rows, "explanation"),
        "holds_for": _named(rows, "name"),
    }
    return [_table(t("methods.conflicts_table", count=n(len(rows))), cells)]


@told_once
def gaps() -> Opened:
    """What is not known."""
    rows = queries.gaps()
    cells = {"gap": _named(rows, "what"), "gap_where": _named(rows, "where")}
    return [_table(t("methods.gaps_table", count=n(len(rows))), cells)]


@told_once
def states() -> Opened:
    """What the states of a figure mean."""
    held = ("value", "zero", "suppressed", "missing", "not_applicable")
    cells = {
        "state": [t(f"methods.state_{one}") for one in held],
        "state_means": [t(f"methods.state_{one}_means") for one in held],
        "state_code": held,
    }
    return [_table(t("methods.states"), cells)]


@told_once
def licences() -> Opened:
    """What each licence asks, and how many sources have it."""
    used = queries.all_sources().groupby("licence").size()
    held = [one for one in LICENCES if one in used]
    cells = {
        "licence": [t(f"methods.licence_{one}") for one in held],
        "licence_asks": [LICENCES[one][language()] for one in held],
        "licence_sources": [n(used[one]) for one in held],
    }
    return [_table(t("methods.licences_table"), cells)]


def _table(title: str, columns: Mapping[str, Any], ready: Iterable[str] = ()) -> tuple[str, str]:
    """A table under its title, or a sentence where it has no rows. columns: by the text key of their heading; `ready`
    are those that hold HTML."""
    frame = pd.DataFrame({t(f"methods.{key}"): cells for key, cells in columns.items()}, dtype="str")
    if frame.empty:
        return title, html.told([t("frame.nothing_held")])
    return title, html.table(frame, title, stacked=True, ready=[t(f"methods.{key}") for key in ready])


def _year(value: float) -> str:
    return "" if pd.isna(value) else f"{value:.0f}"


def _named(rows: pd.DataFrame, column: str) -> pd.Series:
    """A column in the language of the page; empty where there is none."""
    return rows[f"{column}_{language()}"].fillna("")


def _linked(titles: pd.Series, addresses: pd.Series) -> list[str]:
    return [html.link(str(title), address) for title, address in zip(titles, addresses, strict=True)]
