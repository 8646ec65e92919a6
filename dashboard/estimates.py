"""Published estimates as the pages show them: which may be drawn, and how each is named. Pure functions."""

from collections.abc import Callable

import pandas as pd

from dashboard import numbers, tables
from dashboard.texts import sentences, text
from etl.comparability import of_two_years_at_most

UNRELIABLE = "unreliable-"
"""Groups whose figures the National Rapporteur called unreliable: told in words, never drawn."""
TOTALS = ("estimated_victims", "modern_slavery_prevalence")
"""Indicators that estimate how many there are in the country as a whole."""


def name(group: str, language: str) -> str:
    """What a comparable group is called: by its own name, else that of the publication it belongs to."""
    known, part = sentences(language), group
    while f"group.{part}" not in known and "-" in part:
        part = part.rsplit("-", 1)[0]
    return known.get(f"group.{part}", group)


def place(found: pd.DataFrame) -> pd.Series:
    """Where each estimate may be shown: "unreliable" in words only, "drawn" with its range, "no_range" (all victims,
    but a bare number or "more than"), "part" (a group, a share or a rate) and "observed" (the part of the lists that an
    estimate began with: no estimate itself) in a table only."""
    whole = found["indicator_id"].isin(TOTALS) & found["breakdown"].isin(["total", "rate"])
    victims = (found["indicator_id"] == "estimated_victims") & (found["breakdown"] == "total")
    shown = pd.Series("part", index=found.index)
    shown = shown.mask(whole, "no_range").mask(victims & has_range(found), "drawn")
    shown = shown.mask(observed(found), "observed")
    return shown.mask(found["comparable_group"].str.startswith(UNRELIABLE), "unreliable")


def has_range(found: pd.DataFrame) -> pd.Series:
    """Whether each estimate was published with both ends of a range."""
    return (found["interval_kind"] != "none") & found["low"].notna() & found["high"].notna()


def observed(found: pd.DataFrame) -> pd.Series:
    """Whether each row is what an estimate began with: persons on one of the lists, who were seen."""
    return (found["indicator_id"] == "estimated_victims") & (found["breakdown"] == "known=yes")


def ranged(found: pd.DataFrame) -> pd.DataFrame:
    """Estimates of all victims in the country with a published range, for at most two years."""
    return found[(place(found) == "drawn") & of_two_years_at_most(found)]


def of_year(found: pd.DataFrame, year: int) -> pd.DataFrame:
    """Estimates of how many there are in the country in a period that holds the year, with a range or without."""
    first, last = (pd.to_datetime(found[name]).dt.year for name in ("period_start", "period_end"))
    whole = found["indicator_id"].isin(TOTALS) & (found["breakdown"] == "total")
    return found[whole & (first <= year) & (last >= year)]


LABEL = 4.5
"""Years that the longest label takes on the axis of the overview."""


def with_labels(found: pd.DataFrame, language: str) -> pd.DataFrame:
    """For areas on a year axis: x and x2 (half a year on both sides), label, text, and
    label_x, label_y: to the right of its area; above it where another area stands at that edge, below it where one
    begins within the length of the label."""
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
    free = rows["x2"].map(lambda x2: not rows["x"].between(x2, x2 + LABEL).any())
    rows["label_x"] = rows["x2"].where(beside & free, rows["x"])
    middle = (rows["low"] + rows["high"]) / 2
    rows["label_y"] = middle.where(beside, rows["high"] + 260).where(~beside | free, rows["low"] - 260)
    return rows


def share_labels(shares: pd.DataFrame, language: str) -> pd.DataFrame:
    """Text for each share in view: name, label, text (a band in per cent), reported_text, estimate_text."""
    told = shares.assign(name=[name(group, language) for group in shares["comparable_group"]])
    told["label"] = told["year"] + " · " + told["name"]
    told["text"] = [
        f"{numbers.number(row['share_low'] * 100, language)}–{numbers.number(row['share_high'] * 100, language)}%"
        for _i, row in shares.iterrows()
    ]
    told["reported_text"] = [span(row["reported_low"], row["reported_high"], language) for _i, row in shares.iterrows()]
    told["estimate_text"] = [span(row["estimate_low"], row["estimate_high"], language) for _i, row in shares.iterrows()]
    return told


def span(low: float, high: float, language: str) -> str:
    """A range of whole numbers; one number where both ends are the same."""
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


def figure_text(row: pd.Series, language: str) -> str:
    """A number with its range, or what was published instead: "6.250 (5.000–7.500)", "meer dan 8.000", "46"."""
    if pd.isna(row["value"]):
        return tables.bounds_text(row["low"], row["high"], language)
    told = tables.plain(row["value"], language)
    if pd.isna(row["low"]) or pd.isna(row["high"]):
        return told
    return f"{told} ({numbers.between(row['low'], row['high'], language)})"


def with_unit(row: pd.Series, language: str) -> str:
    """A number with its range and unit: "46%"; a unit that has no words yet stays as it is written."""
    told, unit = figure_text(row, language), sentences(language).get(f"unit.{row['unit']}", row["unit"])
    return told + unit if unit == "%" else f"{told} {unit}"


def who(row: pd.Series, language: str) -> str:
    """Whom an estimate is about: the breakdown, else the population as the publication words it."""
    if row["breakdown"] not in ("total", "rate"):
        return tables.breakdown_text(row["breakdown"], language)
    return sentences(language).get(f"population.{row['population']}", row["population"])


def table(found: pd.DataFrame, language: str, columns: tuple[str, ...]) -> pd.DataFrame:
    """Estimates as text. `columns` picks from: estimate (the group), period, what, who, estimated, observed, margin,
    method, flags, source. found: as `queries.estimates` gives it."""
    headed = {
        text(language, f"column.{column}"): [_CELLS[column](row, language) for _index, row in found.iterrows()]
        for column in columns
    }
    return pd.DataFrame(headed, dtype="str")


def differences(found: pd.DataFrame, language: str) -> pd.DataFrame:
    """What the estimates of everyone in the country differ in: a row a name, those with a range first."""
    shown = place(found)
    everyone = found[shown.isin(["drawn", "no_range"])].assign(drawn=shown == "drawn")
    named = everyone["comparable_group"].map(lambda group: name(group, language))
    groups = everyone.groupby(named, sort=False)
    ordered = sorted(groups, key=lambda one: not one[1]["drawn"].any())
    rows = []
    for _name, own in ordered:
        own = own.sort_values(["period_start", "period_end"])
        cells = {column: table(own, language, (column,)).iloc[:, 0] for column in _DIFFERENCES}
        rows.append({text(language, f"column.{one}"): "; ".join(dict.fromkeys(told)) for one, told in cells.items()})
    return pd.DataFrame(rows, dtype="str")


_DIFFERENCES = ("estimate", "what", "method", "who", "period", "margin", "source")
_CELLS: dict[str, Callable[[pd.Series, str], str]] = {
    "estimate": lambda row, lang: name(row["comparable_group"], lang),
    "period": lambda row, lang: numbers.period(row["period"], lang),
    "what": lambda row, lang: str(row[f"indicator_{lang}"]),
    "who": who,
    "estimated": with_unit,
    "observed": with_unit,
    "margin": lambda row, lang: text(lang, f"margin.{row['interval_kind']}"),
    "method": lambda row, lang: text(lang, f"method.{row['method']}"),
    "flags": lambda row, lang: row[f"note_{lang}"] if isinstance(row[f"note_{lang}"], str) else "",
    "source": lambda row, _: f"{row['producer']} ({row['source_id']})",
}
