"""What happened, and where figures break, as the page Tijdlijn shows them."""

from collections.abc import Hashable, Mapping
from functools import partial
from typing import Any

import pandas as pd

from dashboard import numbers, queries, tables
from dashboard.charts import timeline
from dashboard.drawn_once import drawn_once, told_once
from dashboard.figure import Figure
from dashboard.language import language, look, n, t
from dashboard.panel import Panel
from dashboard.texts import text
from etl.model import tables as dictionary
from etl.periods import bounds

KINDS = [*dictionary()["event"].field("kind").allowed, "break"]
"""A lane each."""


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
def happenings(picked: tuple[str, ...], area: str | None) -> Figure:
    """What happened in an area, or of the kinds that were picked, with its rows as a table below it."""
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
    words = "; ".join(f"{when}: {what}" for when, what in zip(rows["when"], rows[title], strict=True))
    only = t("timeline.only", area=areas()[area]) if area else ""
    return Figure(
        key="tijdlijn",
        title=t("timeline.caption"),  # without the count: the browser makes a chart of another title anew
        subtitle=" ".join([t("timeline.subtitle"), t("timeline.counted", count=n(len(rows))), only]).strip(),
        panels=[Panel(timeline.timeline(rows, lanes, look(), years, titles), words)],
        rows=rows.drop(columns=["lane_id", "lane", "when"]),
        table=table,
        notes=[t("timeline.note"), t("timeline.quote_caveat")],
        shows=partial(_shows, rows, area),
        open_table=True,
    )


def _shows(rows: pd.DataFrame, area: str | None, spoken: str) -> tuple[str, str]:
    """What the timeline shows of which kinds, area and years, and what it does not show."""

    def say(name: str, **values: object) -> str:
        return text(spoken, f"timeline.{name}", **values)

    things = []
    for what, some, one in (("event", "events", "events_one"), ("break", "breaks", "breaks_one")):
        if count := int((rows["what"] == what).sum()):
            told = numbers.number(count, spoken)
            things.append(text(spoken, f"timeline.quote_{one if count == 1 else some}", count=told))
    held = set(rows["lane_id"])
    days = [pair for pair in map(bounds, rows["date"]) if pair]
    first, last = min(pair[0].year for pair in days), max(pair[1].year for pair in days)
    row = rows.iloc[0]
    where = tables.area_text(str(row["region"]), str(row["region_type"]), spoken) if area else ""
    told = say(
        "quote",
        area=say("quote_area", area=where) if area else "",
        what=f" {say('quote_and')} ".join(things),
        kinds=", ".join(say(f"kind_{one}") for one in KINDS if one in held),
        when=say("quote_year" if first == last else "quote_years", first=first, last=last),
    )
    return told, say("quote_caveat")


def _about(row: Mapping[Hashable, Any]) -> str:
    """The break that goes with an event, or what a break does."""
    if row["what"] == "break":
        return str(row[f"explanation_{language()}"])
    return t("timeline.with_break", title=row[f"break_title_{language()}"]) if pd.notna(row["break_id"]) else ""


def _where(row: Mapping[Hashable, Any]) -> str:
    if pd.isna(row["region_id"]):
        return t("timeline.figures")
    return tables.area_text(str(row["region"]), str(row["region_type"]), language())
