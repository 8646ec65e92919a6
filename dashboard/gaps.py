"""What is not known here, and where it is published."""

from collections.abc import Sequence

import pandas as pd

from dashboard import html, queries
from dashboard.drawn_once import told_once
from dashboard.language import language, t


@told_once
def gaps_table(gap_ids: Sequence[str], caption: str) -> str:
    """The gaps that a page speaks of, as a table; one that has been filled, and so is no longer listed, is left out. A
    sentence in HTML where none is left."""
    found = queries.gaps()
    found = found[found["gap_id"].isin(gap_ids)]
    if found.empty:
        return html.told([t("frame.nothing_held")])
    cells = {
        t("methods.gap"): found[f"what_{language()}"],
        t("methods.gap_where"): found[f"where_{language()}"],
    }
    return html.table(pd.DataFrame(cells), caption, stacked=True)
