"""What a page says of the figures it shows: the engine of etl.caveats on its rows."""

from html import escape

import pandas as pd

from dashboard import queries
from dashboard.language import language, t
from dashboard.once import once
from etl import caveats
from etl.caveats import NEEDED, Caveat

_DERIVE = once(caveats.derive)


def of(rows: pd.DataFrame) -> list[Caveat]:
    """The caveats of rows of the wide view, the weightiest first; none for a frame of another shape.

    Rows of no known series (estimates shown beside figures) are passed over: their caveats stand in their own table.
    """
    if not set(NEEDED) <= set(rows.columns):
        return []
    counted = rows[rows["series"].isin(queries.series()["series"])]
    breaks = queries.breaks_of(sorted(counted["indicator_id"].unique()))
    return _DERIVE(counted, breaks, queries.blind_spots())


def sentences(rows: pd.DataFrame) -> list[str]:
    """The caveats in the language of the page."""
    return [one.sentence(language()) for one in of(rows)]


def listed(told: list[str]) -> str:
    """The sentences as a list under their own name, as HTML; nothing where there are none."""
    items = "".join(f"<li>{escape(one)}</li>" for one in told)
    return f'<div class="caveats"><p>{t("caveats.title")}</p><ul>{items}</ul></div>' if told else ""
