"""What the page of methods lists."""

import pandas as pd

from dashboard.queries.database import ask, ask_dataset


def all_indicators() -> pd.DataFrame:
    """The dataset `indicators`: every one, whether it has figures or estimates or none, with how many."""
    return ask_dataset("indicators")


def series_used() -> pd.DataFrame:
    """Of the dataset `series` those of counted figures, with their number and the first and last year they speak of."""
    found = ask_dataset("series")
    return found[found["kind"] == "figures"].reset_index(drop=True)


def all_breaks() -> pd.DataFrame:
    """The dataset `breaks`, oldest first, with its source and the names of what it bears on (null: all)."""
    return ask_dataset("breaks")


def conflicts() -> pd.DataFrame:
    """Publications that contradict each other, with the name of the indicator (null: none in particular)."""
    return ask(
        "SELECT c.*, i.name_nl, i.name_en FROM conflict c LEFT JOIN indicator i USING (indicator_id)"
        " ORDER BY conflict_id"
    )


def gaps() -> pd.DataFrame:
    """What is not known here, and where it is published."""
    return ask("SELECT * FROM gap ORDER BY gap_id")
