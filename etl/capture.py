"""What a table of lists must obey before a dark number is computed from it: rules as in `etl.rules`."""

import pandas as pd

from etl.findings import Findings

Frames = dict[str, pd.DataFrame]
HISTORIES = "capture_histories.csv"


def lists_in_order(frame: pd.DataFrame, frames: Frames, findings: Findings) -> None:
    """The lists of a table are numbered 1, 2, …, for their place says which digit of a history is theirs; the
    persons on each are those of its histories."""
    rank = frame.sort_values("position").groupby("dataset").cumcount().reindex(frame.index) + 1
    expected = "the next place, " + rank.astype("str") + " (the lists of a table are numbered 1, 2, …)"
    findings.expect(frame, frame["position"] == rank, "position", expected)
    _expect_sum(frame, persons_on_each(frame, frames["capture_history"]), findings)


def histories_of_lists(frame: pd.DataFrame, frames: Frames, findings: Findings) -> None:
    """A history has a digit for every list of its table and says that somebody was on at least one."""
    lists = frame["dataset"].map(frames["capture_list"].groupby("dataset").size())
    right = lists.isna() | (frame["history"].str.len() == lists)
    expected = lists.map("{:.0f} digits, one for each list of the table".format, na_action="ignore")
    findings.expect(frame, right, "history", expected)
    somebody = "a 1 for at least one list (who is on none is what is estimated)"
    findings.expect(frame, frame["history"].str.contains("1"), "history", somebody)
    findings.expect(frame, frame["persons"] >= 0, "persons", "a number of 0 or more")


def persons_of_histories(frame: pd.DataFrame, frames: Frames, findings: Findings) -> None:
    """A table has lists and histories, and its number of persons is the sum of the histories."""
    for table, file in (("capture_list", "capture_lists.csv"), ("capture_history", HISTORIES)):
        filled = frame["dataset"].isin(set(frames[table]["dataset"]))
        findings.expect(frame, filled, "dataset", f"a table that has rows in {file}")
    summed = frame["dataset"].map(frames["capture_history"].groupby("dataset")["persons"].sum())
    _expect_sum(frame, summed, findings)


def persons_on_each(lists: pd.DataFrame, histories: pd.DataFrame) -> pd.Series:
    """For each row of capture_list the persons of the histories that name it; null where its table has none."""
    counted: dict[tuple[str, int], int] = {}
    for row in histories.to_dict("records"):
        for place, digit in enumerate(row["history"], start=1):
            key = (row["dataset"], place)
            counted[key] = counted.get(key, 0) + row["persons"] * int(digit)
    keys = zip(lists["dataset"], lists["position"], strict=True)
    return pd.Series([counted.get(key) for key in keys], index=lists.index, dtype="Float64")


def _expect_sum(frame: pd.DataFrame, summed: pd.Series, findings: Findings) -> None:
    """A number of persons must be the sum of its histories; not asked when a row of these is wrong itself."""
    if any(failure.file == HISTORIES for failure in findings.failures):
        return
    said = summed.map("{:.0f}, the sum of its capture histories".format, na_action="ignore")
    findings.expect(frame, summed.isna() | (frame["persons"] == summed), "persons", said)
