"""The numbered breaks and lettered events of a figure in words, and what they do to the lines that are drawn."""

from collections.abc import Hashable

import pandas as pd

from dashboard import numbers, queries
from dashboard.citing import citations
from dashboard.language import language, t
from etl.caveats.rules import LINE, crossed

_NEEDED = {*LINE, "value", "period", "period_start", "period_end"}
_EVERYTHING = {"indicator_id": "*", "series": "*", "breakdown": "*", "scope": "all"}
"""Of what holds for every line, as an event does."""


def told(breaks: pd.DataFrame, drawn: pd.DataFrame | None) -> list[str]:
    """Each in a paragraph of Markdown. breaks: as `layers.shown` or `queries.breaks` gives them. drawn: rows of the
    wide view that are drawn as lines; None where nothing is, and nothing is said of lines that do not cross."""
    across = _across(breaks, drawn)
    names = queries.series().set_index("series")[f"title_{language()}"]
    return [_told(one, index in across, names) for index, one in breaks.iterrows()]


def number(one: pd.Series) -> str:
    """Its number in the chart, with a point; nothing where no chart marks it."""
    return f"{one['number']}. " if "number" in one else ""


def in_one_line(breaks: pd.DataFrame | None) -> list[str]:
    """What the numbered rules of a chart mean, or what changed where there are none, in one line."""
    if breaks is None or breaks.empty:
        return []
    every = [
        f"{number(one)}{one[f'title_{language()}']} ({numbers.period(one['date'], language())})"
        for _index, one in breaks.iterrows()
    ]
    return [t("share.numbered" if "number" in breaks else "share.changed", breaks="; ".join(every))]


def _across(breaks: pd.DataFrame, drawn: pd.DataFrame | None) -> set[Hashable]:
    """Which of the breaks a drawn line crosses, by their index."""
    if drawn is None or breaks.empty or not set(drawn.columns) >= _NEEDED:
        return set()
    breaks = breaks.reindex(columns=[*dict.fromkeys([*breaks.columns, *_EVERYTHING, "region_ids"])])
    breaks = breaks.assign(**{name: breaks[name].fillna(value) for name, value in _EVERYTHING.items()})
    return {index for _line, across in crossed(drawn, breaks) for index in across.index}


def _told(one: pd.Series, crossing: bool, names: pd.Series) -> str:
    when = numbers.period(str(one["date"]), language())
    parts = [
        f"**{number(one)}{one[f'title_{language()}']}** ({when}; {t('kind.' + one['kind'])}).",
        one[f"explanation_{language()}"],
    ]
    if one.get("series") in names.index:
        parts.append(t("figure.of_series", name=names[one["series"]]))
    if crossing:
        parts.append(t("figure.cuts") if one["cuts"] else t("figure.marks"))
    return f"{' '.join(parts)} *{citations([one['source_id']])[0]}*"
