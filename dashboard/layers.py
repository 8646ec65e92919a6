"""Breaks and events as a layer of every time axis: two switches, and what they show."""

import string

import pandas as pd
import streamlit as st

from dashboard import queries
from dashboard.address import bound
from dashboard.language import language, t

LETTERS = [*string.ascii_lowercase, *(a + b for a in "ab" for b in string.ascii_lowercase)]
"""Events are lettered, breaks numbered: what one disc says is never mistaken for the other."""


def switches() -> None:
    """The two switches, for a page with a time axis; they hold for every chart on it and stand in its address."""
    with (
        bound("breuken", default=True),
        bound("gebeurtenissen", default=False),
        st.container(horizontal=True, gap="medium", key="layers"),
    ):
        st.toggle(t("layers.breaks"), value=True, key="breuken", bind="query-params", help=t("layers.breaks_help"))
        st.toggle(
            t("layers.events"), value=False, key="gebeurtenissen", bind="query-params", help=t("layers.events_help")
        )


def switched() -> tuple[bool, bool]:
    """Whether breaks are drawn, and whether events are."""
    return bool(st.session_state.get("breuken", True)), bool(st.session_state.get("gebeurtenissen", False))


def shown(
    breaks: pd.DataFrame, years: tuple[int, int], region_ids: tuple[str, ...] = (), *, always: bool = False
) -> pd.DataFrame:
    """What is drawn on a time axis, oldest first: the breaks, numbered, the events, lettered, or both.

    breaks: as queries.breaks gives them. years: first and last of the axis; what lies outside them is not drawn, and
    what began before them and lasted into them stands at their beginning.
    region_ids: areas on screen, whose own events are added to those of the country. An event that is one of the breaks
    already is not told twice. Lines stay cut whatever is switched on. always: the breaks as well where they are
    switched off, for what keeps their place free.
    """
    parts = []
    with_breaks, with_events = switched()
    if with_breaks or always:
        own = _within(breaks, years)
        parts.append(own.assign(number=[str(one + 1) for one in range(len(own))]))
    if with_events:
        events = _within(queries.events(list(region_ids)), years)
        told = set(zip(breaks["date"], breaks["source_id"], strict=True))
        known = [(one["date"], one["source_id"]) in told for _i, one in events.iterrows()]
        new = events[~pd.Series(known, index=events.index, dtype="bool")]
        new = new.assign(number=LETTERS[: len(new)], kind="event", confirmed=True, cuts=False)
        parts.append(new.assign(**{f"explanation_{language()}": [_cause(one) for _i, one in new.iterrows()]}))
    if not parts:
        return breaks.head(0)
    return pd.concat(parts, ignore_index=True).sort_values("starts", kind="stable", ignore_index=True)


def _cause(event: pd.Series) -> str:
    """What is known of how an event bears on the counts: the words of the break that goes with it, which may be of
    another count than the chart is. Of most events nothing is held."""
    told, about = event[f"explanation_{language()}"], event[f"about_{language()}"]
    if not isinstance(told, str):
        return t("layers.no_cause")
    return f"{t('layers.about', name=about)} {told}" if isinstance(about, str) else told


def _within(rows: pd.DataFrame, years: tuple[int, int]) -> pd.DataFrame:
    starts, ends = pd.to_datetime(rows["starts"]), pd.to_datetime(rows["ends"])
    lasts = (starts.dt.year <= years[1]) & (ends.dt.year >= years[0])
    first = pd.Timestamp(years[0], 1, 1)
    return rows.assign(starts=starts.where(starts >= first, first))[lasts]
