"""Figures as a readable table: formatted for people, with a word for each way of having no number."""

from collections.abc import Callable

import pandas as pd

from dashboard import numbers
from dashboard.once import once
from dashboard.texts import sentences, text
from etl.model import tables as dictionary

STAGES = dictionary()["indicator"].field("chain_stage").allowed
"""Stages of the chain, in order."""
DEFINITION = ("definition", "unit", "region_meaning", "caveat")
"""What must be told of an indicator, in order; each is a column with _nl and _en."""


def figure_text(row: pd.Series, language: str) -> str:
    """A figure as people read it: 1.106, 45%, "meer dan 200", "50–60%", or why there is none."""
    if row["state"] == "missing" and pd.notna(row["low"]):  # a sum of which some parts are not published
        return text(language, "state.lower_bound", number=plain(row["low"], language))
    if row["state"] not in ("value", "zero"):
        return text(language, f"state.{row['state']}")
    value = row["value"]
    told = plain(value, language) if pd.notna(value) else bounds_text(row["low"], row["high"], language)
    return told + "%" if row.get("unit") == "%" else told


def bounds_text(low: float, high: float, language: str) -> str:
    """What stands in place of a number: "50–60", "meer dan 200", "ten hoogste 5"; one of the two may be missing."""
    if pd.notna(low) and pd.notna(high):
        return f"{plain(low, language)}–{plain(high, language)}"
    if pd.notna(low):
        return text(language, "state.more_than", number=plain(low, language))
    return text(language, "state.at_most", number=plain(high, language))


def plain(value: float, language: str) -> str:
    """Whole numbers without decimals, others with one, or two when smaller than 1."""
    decimals = 0 if value == int(value) else 2 if abs(value) < 1 else 1
    return numbers.number(value, language, decimals)


def marks(row: pd.Series, language: str) -> list[str]:
    """What kind of figure this is, in a few words each: small, provisional, derived and so on."""
    known = [
        (bool(row["small_number"]), "flag.small"),
        (row["state"] == "zero" and isinstance(row.get("blind_spot_ids"), str), "flag.not_sought"),
        (row["status"] == "provisional", "flag.provisional"),
        (row["status"] == "revised", "flag.revised"),
        (row["confidence"] == "derived", "flag.derived"),
        (row["confidence"] == "ambiguous", "flag.ambiguous"),
    ]
    return [text(language, key) for on, key in known if on]


def flags(row: pd.Series, language: str) -> str:
    """What must be known about this figure, in words: its marks and its note."""
    note = row[f"note_{language}"]
    return "; ".join([*marks(row, language), *([note] if isinstance(note, str) and note else [])])


def breakdown_text(breakdown: str, language: str) -> str:
    """form=sexual;sex=female -> seksuele uitbuiting, vrouw; a value that has no words yet stays as it is written."""
    words = sentences(language)
    return ", ".join(words.get(f"value.{part}", part) for part in breakdown.split(";"))


def area_text(name: str, kind: str, language: str) -> str:
    """Arnhem and Arnhem are two areas: each is named with its kind and edition, the country in the language."""
    told = text(language, f"downloads.kind_{kind}")
    return told if kind == "land" else f"{name} ({told})"


def interval_text(low: float, high: float, language: str, decimals: int = 1) -> str:
    if pd.isna(low) or pd.isna(high):
        return "–"
    return f"{numbers.number(low, language, decimals)}–{numbers.number(high, language, decimals)}"


def limits(row: pd.Series | pd.DataFrame, measure: str) -> list[str]:
    """The columns with the limits of a count ("value") or rate: wider than Poisson's where the scatter of the years is
    known, as scatter.scattered tells."""
    name = "count" if measure == "value" else "rate"
    wide = "wide" if measure == "value" else "wide_rate"
    used = wide if f"{wide}_low" in row else name
    return [f"{used}_low", f"{used}_high"]


@once
def observations(rows: pd.DataFrame, language: str, columns: tuple[str, ...]) -> pd.DataFrame:
    """Rows of figures as text. `columns` picks from: region, area (region with its kind), series, indicator, period,
    breakdown, figure, unit, interval, rate, rate_interval, per_1000, flags, source."""
    one = {
        name: [make(row, language) for _index, row in rows.iterrows()]
        for name, make in CELLS.items()
        if name in columns
    }
    headed = {text(language, f"column.{name}"): one[name] for name in columns}
    return pd.DataFrame(headed, dtype="str")


def _limits_text(row: pd.Series, measure: str, language: str) -> str:
    low, high = (row[name] for name in limits(row, measure))
    return interval_text(low, high, language, 1 if measure == "value" else 2)


def _rate(row: pd.Series, language: str) -> str:
    return numbers.number(row["rate"], language, 2) if pd.notna(row["rate"]) else "–"


CELLS: dict[str, Callable[[pd.Series, str], str]] = {
    "region": lambda row, lang: text(lang, "downloads.kind_land") if row["region_id"] == "nl" else str(row["region"]),
    "area": lambda row, lang: area_text(str(row["region"]), str(row["region_type"]), lang),
    "series": lambda row, lang: str(row[f"series_{lang}"]),
    "indicator": lambda row, lang: str(row[f"indicator_{lang}"]),
    "period": lambda row, lang: (
        text(lang, "state.undated") if row["period"] == "undated" else numbers.period(row["period"], lang)
    ),
    "breakdown": lambda row, lang: breakdown_text(str(row["breakdown"]), lang),
    "figure": figure_text,
    "unit": lambda row, lang: str(row[f"unit_{lang}"]),
    "interval": lambda row, lang: _limits_text(row, "value", lang),
    "rate": _rate,
    "per_1000": lambda row, lang: numbers.number(row["per_1000"], lang, 2) if pd.notna(row["per_1000"]) else "–",
    "rate_interval": lambda row, lang: _limits_text(row, "rate", lang),
    "flags": flags,
    "source": lambda row, _: f"{row['producer']} ({row['source_id']})",
}
