"""What happened, and where figures break, as the page Tijdlijn shows them."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from dashboard import html, numbers, queries, tables
from dashboard.charts import timeline
from dashboard.drawn_once import drawn_once, told_once
from dashboard.language import language, look, n, t
from etl import formats
from etl.model import tables as dictionary
from etl.periods import bounds

KINDS = [*dictionary()["event"].field("kind").allowed, "break"]
"""A lane each."""


@dataclass(frozen=True)
class Happenings:
    """The same rows as a chart, in words, as a table in HTML and as CSV."""

    chart: alt.LayerChart
    told: str
    table: str
    csv: bytes


def found() -> pd.DataFrame:
    """Every event and break, with its kind (`lane_id`, one of KINDS)."""
    rows = queries.happenings()
    return rows.assign(lane_id=rows["kind"].where(rows["what"] == "event", "break"))


@told_once
def kinds() -> list[str]:
    """Those that something happened of, in order."""
    held = set(found()["lane_id"])
    return [one for one in KINDS if one in held]


@told_once
def areas() -> dict[str, str]:
    """region_id to name of every area that something happened in, in order of name."""
    rows = found().dropna(subset=["region_id"]).drop_duplicates("region_id").sort_values("region")
    rows = rows[rows["region_type"] != "land"]
    cells = zip(rows["region_id"], rows["region"], rows["region_type"], strict=True)
    return {area: tables.area_text(str(name), str(kind), language()) for area, name, kind in cells}


@drawn_once
def happenings(picked: tuple[str, ...], area: str | None) -> Happenings:
    """What happened in an area, or of the kinds that were picked."""
    whole = found()
    days = [bounds(one) for one in whole["date"]]
    years = (min(one[0].year for one in days if one), max(one[1].year for one in days if one))
    rows = whole[whole["region_id"] == area] if area else whole[whole["lane_id"].isin(picked)]
    rows = rows.assign(
        lane=[t(f"timeline.kind_{one}") for one in rows["lane_id"]],
        when=[numbers.period(one, language()) for one in rows["date"]],
    )
    shown = set(rows["lane_id"])
    lanes = [t(f"timeline.kind_{one}") for one in kinds() if one in shown]
    title = f"title_{language()}"
    table = pd.DataFrame(
        {
            t("timeline.when"): rows["when"],
            t("timeline.what"): rows[title],
            t("timeline.kind"): rows["lane"],
            t("timeline.where"): [_where(row) for row in rows.to_dict("records")],
            t("timeline.figures_too"): [_about(row) for row in rows.to_dict("records")],
            t("timeline.source"): rows["producer"],
        },
        dtype="str",
    )
    titles = {"event": t("timeline.an_event"), "break": t("timeline.a_break")}
    return Happenings(
        timeline.timeline(rows, lanes, look(), years, titles),
        "; ".join(f"{when}: {what}" for when, what in zip(rows["when"], rows[title], strict=True)),
        html.table(table, t("timeline.caption", count=n(len(rows))), stacked=True),
        formats.to_csv(rows.drop(columns=["lane_id", "lane", "when"])),
    )


def _about(row: Mapping[Hashable, Any]) -> str:
    """The break that goes with an event, or what a break does."""
    if row["what"] == "break":
        return str(row[f"explanation_{language()}"])
    return t("timeline.with_break", title=row[f"break_title_{language()}"]) if pd.notna(row["break_id"]) else ""


def _where(row: Mapping[Hashable, Any]) -> str:
    if pd.isna(row["region_id"]):
        return t("timeline.figures")
    return tables.area_text(str(row["region"]), str(row["region_type"]), language())
