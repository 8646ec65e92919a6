"""Published estimates as the pages show them: which may be drawn, and how each is named. Pure functions."""

import pandas as pd

from dashboard import numbers
from dashboard.texts import sentences

UNRELIABLE = "unreliable-"
"""Groups whose figures the National Rapporteur called unreliable: told in words, never drawn."""


def name(group: str, language: str) -> str:
    """What a comparable group is called: by its own name, else that of the publication it belongs to."""
    known, part = sentences(language), group
    while f"group.{part}" not in known and "-" in part:
        part = part.rsplit("-", 1)[0]
    return known.get(f"group.{part}", group)


def ranged(found: pd.DataFrame) -> pd.DataFrame:
    """Estimates of all victims in the country with a published range, for at most two years."""
    years = pd.to_datetime(found["period_end"]).dt.year - pd.to_datetime(found["period_start"]).dt.year
    return found[
        (found["indicator_id"] == "estimated_victims")
        & (found["breakdown"] == "total")
        & (found["interval_kind"] != "none")
        & found["low"].notna()
        & found["high"].notna()
        & (years <= 1)
    ]


def with_labels(found: pd.DataFrame, language: str) -> pd.DataFrame:
    """For areas on a year axis: x and x2 (half a year on both sides), label, text, and
    label_x, label_y: to the right of its area, or above it where another area stands there."""
    rows = found.sort_values(["period_start", "high"]).assign(
        x=pd.to_datetime(found["period_start"]).dt.year - 0.42,
        x2=pd.to_datetime(found["period_end"]).dt.year + 0.42,
    )
    text = [numbers.between(row["low"], row["high"], language) for _i, row in rows.iterrows()]
    rows = rows.assign(text=text)
    rows["label"] = [
        f"{name(group, language)}: {told}" for group, told in zip(rows["comparable_group"], rows["text"], strict=True)
    ]
    # beside its area where no other area stands there, else above it
    beside = rows["x2"].map(lambda x2: not ((rows["x"] < x2) & (rows["x2"] > x2)).any())
    rows["label_x"] = rows["x2"].where(beside, rows["x"])
    rows["label_y"] = ((rows["low"] + rows["high"]) / 2).where(beside, rows["high"] + 260)
    return rows


def share_labels(shares: pd.DataFrame, language: str) -> pd.DataFrame:
    """Text for each share in view: name, label, text (a band in per cent), reported_text, estimate_text."""
    told = shares.assign(name=[name(group, language) for group in shares["comparable_group"]])
    told["label"] = told["year"] + " · " + told["name"]
    told["text"] = [
        f"{numbers.number(row['share_low'] * 100, language)}–{numbers.number(row['share_high'] * 100, language)}%"
        for _i, row in shares.iterrows()
    ]
    told["reported_text"] = [
        _span(row["reported_low"], row["reported_high"], language) for _i, row in shares.iterrows()
    ]
    told["estimate_text"] = [
        _span(row["estimate_low"], row["estimate_high"], language) for _i, row in shares.iterrows()
    ]
    return told


def _span(low: float, high: float, language: str) -> str:
    return numbers.number(low, language) if low == high else numbers.between(low, high, language)


def as_rows(found: pd.DataFrame) -> pd.DataFrame:
    """Estimates shaped as rows of figures, so that table and CSV hold all that is drawn: the group is the series."""
    return found.assign(
        series=found["comparable_group"],
        series_nl=[name(group, "nl") for group in found["comparable_group"]],
        series_en=[name(group, "en") for group in found["comparable_group"]],
        status="unknown",
        state="value",
        confidence="confirmed",
        small_number=False,
    )
