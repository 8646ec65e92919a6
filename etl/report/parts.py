"""Parts of a report that differ by area."""

from collections.abc import Iterable

import pandas as pd

from etl import breakdowns
from etl.report import gather
from etl.report.areas import Surroundings
from etl.report.blocks import Block, Heading, Items, Table, Text
from etl.report.sources import Sources
from etl.report.words import Words

MOST_AROUND = 60


def figures_table(t: Words, rows: pd.DataFrame, cited: Sources, *, key: str, caption: str, named: bool) -> Table:
    """Figures with interval, rate, remarks and the number of their source, one a row, under a heading a line.

    named: the headings name the area as well; without, what is counted is a column of its own and there is no heading.
    """
    columns = ("period", "figure", "interval", "rate", "remarks", "source")
    shown = rows.head(MOST_AROUND)
    cells = []
    for _index, row in shown.iterrows():
        rate = "–" if pd.isna(row["rate"]) else t.number(row["rate"], 2)
        if pd.notna(row["rate_low"]) and pd.notna(row["rate"]):
            rate += f" ({t.interval(row['rate_low'], row['rate_high'], 2)})"
        cells.append(
            [
                t.period(str(row["period"])),
                t.figure(row),
                t.interval(row["count_low"], row["count_high"]),
                rate,
                t.remarks(row),
                cited.number(str(row["source_id"])),
            ]
        )
    head = [t(f"column.{one}") for one in columns]
    lines = line_names(t, shown, named)
    return Table(key, caption, head, cells, numbers=[1, 2, 3], wide=[4], groups=lines)


def line_names(t: Words, rows: pd.DataFrame, named: bool) -> list[str]:
    """What each row counts: its area with `named`, who published it where two publications would look alike, and that
    it is context where other rows count trafficking."""
    lang = t.language
    mixed = on_trafficking(rows).any()
    same = rows["region_id"] + rows["indicator_id"] + rows["breakdown"]
    doubtful = rows["series"].groupby(same).transform("nunique") > 1
    told = []
    for (_index, row), two in zip(rows.iterrows(), doubtful, strict=True):
        area = t("kind_short." + row["region_type"], name=row["region"]) + ": " if named else ""
        part = "" if row["breakdown"] == "total" else f" ({breakdown(t, str(row['breakdown']))})"
        series = f" · {row[f'series_{lang}']}" if two else ""
        context = "" if row["chain_stage"] in gather.CHAIN or not mixed else f" ({t('registered.context')})"
        told.append(f"{area}{row[f'indicator_{lang}']}{part}{series}{context}")
    return told


def on_trafficking(rows: pd.DataFrame) -> pd.Series:
    """Which rows count something of the chain from signal to conviction; the others are context."""
    return rows["chain_stage"].isin(gather.CHAIN)


def breakdown(t: Words, text: str) -> str:
    """form=sexual;sex=female in words; a value that has no words yet stays as it is written."""
    known = breakdowns.words(t.language)
    return ", ".join(known.get(part, part) for part in text.split(";"))


def left_out(t: Words, rows: pd.DataFrame) -> Iterable[Block]:
    """How many older figures a report does not show, and where they are."""
    lines = rows.drop_duplicates(["indicator_id", "series", "region_id", "breakdown"])
    count = int(lines["held"].sum()) - len(rows) + max(len(rows) - MOST_AROUND, 0)
    if count:
        yield Text(t("registered.left_out", count=count))


def meanings(t: Words, rows: pd.DataFrame) -> Iterable[Block]:
    """What the figures of these areas mean and do not say, an indicator a point."""
    lang = t.language
    about = rows.drop_duplicates("indicator_id")
    items = [
        f"{row[f'indicator_{lang}']}. {row[f'region_meaning_{lang}']} {row[f'caveat_{lang}']}"
        for _index, row in about.iterrows()
    ]
    if items:
        yield Text(t("registered.meaning"))
        yield Items(items)


def questions(t: Words, about: Surroundings) -> Iterable[Block]:
    """What to ask whom, with the names of the areas filled in."""
    district = next((one.name for one in about.within if one.kind == "arrondissement11"), about.area.name)
    unit = next((one.name for one in about.within if one.kind == "politie_eenheid"), "")
    unit = t("ask_frame.unit", name=unit) if unit else t("ask_frame.a_unit")
    values = {"name": about.area.name, "district": district, "unit": unit}
    rows = [[t(f"whom.{one}"), asked.format_map(values)] for one, asked in t.section("ask").items()]
    yield Heading(t("ask_frame.title"))
    yield Text(t("ask_frame.lead"))
    yield Table("questions", t("ask_frame.caption"), [t("column.whom"), t("column.ask")], rows, wide=[1])


def local(
    t: Words, about: Surroundings, happened: pd.DataFrame, described: pd.DataFrame, cited: Sources
) -> Iterable[Block]:
    """What happened here according to the documents, and the policy of 2012 where it was described."""
    lang = t.language
    here = [about.area.region_id, *(one.region_id for one in about.within)]
    events = happened[happened["region_id"].isin(here)]
    status = described[described["region_id"] == about.area.region_id]
    if events.empty and status.empty:
        return
    yield Heading(t("local.title"))
    if len(events):
        rows = [
            [t.period(str(row["date"])), str(row[f"title_{lang}"]), cited.number(str(row["source_id"]))]
            for _index, row in events.iterrows()
        ]
        head = [t("column.when"), t("column.event"), t("column.source")]
        yield Table("events", t("local.events"), head, rows, wide=[1])
    if len(status):
        rows = [
            [
                str(row[f"status_{lang}"]),
                str(row[f"value_{lang}"]),
                "" if pd.isna(row[f"note_{lang}"]) else str(row[f"note_{lang}"]),
                f"{cited.number(str(row['source_id']))} {row['section']}",
            ]
            for _index, row in status.iterrows()
        ]
        head = [t("column.aspect"), t("column.state"), t("column.remarks"), t("column.source")]
        day = t.period(str(status["reference_date"].iloc[0])[:10])
        yield Table("status", t("local.status", date=day), head, rows, wide=[0, 2])


def method(t: Words, rows: pd.DataFrame, breaks: pd.DataFrame, cited: Sources) -> Iterable[Block]:
    """How the figures are to be read, and which breaks bear on those shown."""
    lang = t.language
    yield Heading(t("method.title"))
    yield Items(list(t.section("rules").values()))
    bears = breaks["indicator_id"].isin({"*", *rows["indicator_id"]}) & breaks["series"].isin({"*", *rows["series"]})
    found = breaks[bears]
    cells = [
        [
            t.period(str(row["date"])),
            str(row[f"title_{lang}"]),
            str(row[f"explanation_{lang}"]),
            cited.number(str(row["source_id"])),
        ]
        for _index, row in found.iterrows()
    ]
    if cells:
        head = [t("column.when"), t("column.break"), t("column.explanation"), t("column.source")]
        yield Table("breaks", t("method.breaks"), head, cells, wide=[1, 2])
