"""Two years of every area side by side, each difference with its interval."""

from dataclasses import dataclass

import pandas as pd

from dashboard import queries, tables
from dashboard.charts.slope import slopes
from dashboard.districts.choice import Choice
from dashboard.districts.picking import pick
from dashboard.drawn_once import drawn_once
from dashboard.figure import Figure
from dashboard.language import language, look, n, t
from dashboard.panel import Panel
from etl import counts
from etl.caveats.rules import crossed
from etl.rules import SMALL


@drawn_once
def slope_figure(choice: Choice, first: str, last: str) -> Figure:
    """The first year beside the last; only a difference beyond chance is called one."""
    both = choice.yearly[choice.yearly["period"].isin([first, last]) & choice.yearly[choice.measure].notna()]
    names, pairs = choice.names, {area: both[both["region_id"] == area] for area in choice.names}
    cut = _cuts(both, choice)
    verdicts = {area: _verdict(pair, choice, cut.get(area, "")) for area, pair in pairs.items()}
    drawn = pd.DataFrame(
        {
            "region_id": both["region_id"],
            "region": both["region"],
            "period": both["period"],
            "value": both[choice.measure],
            "open": both["small_number"].astype(bool),
            "chosen": both["region_id"].isin(choice.chosen),
            "line": [verdicts[one].joined for one in both["region_id"]],
            "beyond": [verdicts[one].beyond for one in both["region_id"]],
            "short": [tables.plain(one, language()) for one in both[choice.measure]],
        }
    ).sort_values(["region", "period"])
    drawn["told"] = (
        drawn["period"]
        + ": "
        + drawn["short"]
        + "; "
        + drawn["region_id"].map({one: told.words for one, told in verdicts.items()})
    )
    labels = [names[one] for one in choice.chosen]
    held = both.set_index(["region_id", "period"])[choice.measure]

    def cell(area: str, period: str) -> str:
        return tables.plain(held[area, period], language()) if (area, period) in held.index else "–"

    table = pd.DataFrame(
        {
            t("column.region"): list(names.values()),
            first: [cell(one, first) for one in names],
            last: [cell(one, last) for one in names],
            t("column.ratio"): [verdicts[one].ratio for one in names],
            t("column.verdict"): [verdicts[one].words for one in names],
        }
    )
    beyond = [names[one] for one, told in verdicts.items() if told.beyond]
    tested = choice.events  # what is no count of events has nothing that chance could explain
    ratios = any(one.ratio != Verdict.ratio for one in verdicts.values())
    return Figure(
        key="twee-jaren",
        per_head=choice.measure != "value",
        title=t("regions.slope_title", name=choice.name, first=first, last=last),
        subtitle=t("regions.slope_subtitle" if tested else "regions.slope_subtitle_counted", unit=choice.unit),
        panels=[
            Panel(
                slopes(drawn, labels, look(), y_title=choice.unit),
                t(
                    "regions.slope_alt" if tested else "regions.slope_alt_counted",
                    first=first,
                    last=last,
                    areas=len(verdicts),
                    beyond=", ".join(beyond) or t("regions.slope_none"),
                ),
            )
        ],
        rows=both,
        table=table,
        lines=labels,
        notes=[*([t("regions.slope_interval")] if ratios else []), t("regions.slope_note")],
        pick=pick,
        dotted=choice.dotted,
    )


@dataclass(frozen=True)
class Verdict:
    """What may be said of the difference between two years of one area: in words, whether a line may join them,
    whether it is beyond chance, and the ratio as text."""

    words: str
    joined: bool = False
    beyond: bool = False
    ratio: str = "–"


def _cuts(rows: pd.DataFrame, choice: Choice) -> dict[str, str]:
    """region_id to the breaks that cut the line between its years, each by its name and year; areas without one are
    left out."""
    told = {}
    for line, across in crossed(rows, queries.breaks_of([str(choice.about["indicator_id"])])):
        cutting = across[across["cuts"].astype(bool)].sort_values("starts")
        if len(cutting):
            named = zip(cutting[f"title_{language()}"], cutting["date"], strict=True)
            years = [f"{title} ({str(date)[:4]})" for title, date in named]
            told[str(line["region_id"].iloc[0])] = "; ".join(years)
    return told


def _verdict(pair: pd.DataFrame, choice: Choice, cut: str) -> Verdict:
    if len(pair) < 2:
        return Verdict(t("regions.slope_missing"))
    before, after = (row for _index, row in pair.sort_values("period").iterrows())
    if cut:
        return Verdict(t("regions.slope_break", breaks=cut))
    if not choice.events:
        return Verdict(t("regions.slope_counted"), joined=True)
    if min(before["value"], after["value"]) < SMALL:
        return Verdict(t("regions.slope_small"), joined=True)
    rated = choice.measure == "rate"
    found = counts.change(
        int(before["value"]),
        int(after["value"]),
        float(before["unrest"]),
        (float(before["population"]), float(after["population"])) if rated else (1.0, 1.0),
    )
    if found is None:
        return Verdict(t("regions.slope_small"), joined=True)
    ratio = t("regions.slope_ratio", ratio=n(found.ratio, 1), low=n(found.low, 1), high=n(found.high, 1))
    words = t("regions.slope_beyond" if found.beyond_chance else "regions.slope_within")
    return Verdict(words, joined=True, beyond=found.beyond_chance, ratio=ratio)
