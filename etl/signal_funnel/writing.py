"""The rows as a file again, with or without the counts that one does not share; and the file to fill in."""

import pandas as pd

from etl.rules import SMALL
from etl.signal_funnel.sharing import withheld
from etl.signal_funnel.words import DUTCH, HIDDEN, KEY, STAGES, WITHHELD


def written(frame: pd.DataFrame, language: str, hide: bool) -> str:
    """The rows as CSV that can be read again, in Dutch or English.

    With `hide` counts under five are written `<5`. Where one of them could be computed back from the total and the
    other parts, the next smallest count under that total is written `withheld` (`afgeschermd`) as well: it is five or
    more, and not told. A cell that is empty stays empty: not counted.
    """
    words = {english: dutch for dutch, english in DUTCH.items()} if language == "nl" else {}
    shown = pd.DataFrame({column: frame[column] for column in KEY}, dtype="str").replace(words)
    for stage in STAGES:
        cells = frame[stage].astype("str").where(frame[stage].notna(), "")
        small = frame[f"{stage}_hidden"] | (hide & (frame[stage] < SMALL).fillna(False))
        kept = frame[f"{stage}_withheld"] | (_told_by_others(frame, stage) if hide else False)
        cells = cells.mask(small, HIDDEN).mask(kept, words.get(WITHHELD, WITHHELD))
        shown[stage] = cells
    return shown.rename(columns=words).to_csv(index=False, lineterminator="\n")


def _told_by_others(frame: pd.DataFrame, stage: str) -> pd.Series:
    """Which counts of a stage would tell a small one."""
    extra: set[tuple[int, str, str]] = set()
    unseen = frame[f"{stage}_hidden"] | frame[f"{stage}_withheld"]
    for year, some in frame[frame[stage].notna() | unseen].groupby("year"):
        places = list(zip(some["form"], some["reporter"], strict=True))
        counts = {place: None if pd.isna(one) else int(one) for place, one in zip(places, some[stage], strict=True)}
        before = [place for place, one in zip(places, some[f"{stage}_withheld"], strict=True) if one]
        extra |= {(int(str(year)), *place) for place in withheld(counts, before)}
    return pd.Series([key in extra for key in frame[list(KEY)].itertuples(index=False, name=None)], index=frame.index)


def template(language: str, year: int) -> str:
    """A file to fill in: one row of totals and two of parts, without counts."""
    rows = [("total", "total"), ("sexual", "police"), ("labour", "municipality")]
    empty = pd.DataFrame([(year, *row) for row in rows], columns=list(KEY))
    for stage in STAGES:
        empty[stage] = pd.Series([None] * len(rows), dtype="Int64")
        empty[f"{stage}_hidden"] = empty[f"{stage}_withheld"] = False
    return written(empty, language, hide=False)
