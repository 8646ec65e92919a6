"""What can be shown per area, and the rows of what the reader chose."""

from dataclasses import dataclass, field, replace

import pandas as pd

from dashboard import queries, tables
from dashboard.districts.rows import approximation
from dashboard.drawn_once import told_once
from dashboard.language import language, t
from dashboard.lines import as_lines
from dashboard.scatter import scattered

APPROXIMATED = "benadering"
COLUMNS = {
    "rate": ("region", "period", "figure", "interval", "rate", "rate_interval", "flags"),
    "per_1000": ("region", "period", "figure", "per_1000", "flags"),
}
"""Of the table beside a figure, by what a figure per inhabitant is: counted events have limits, persons have not."""
ORDER = ("om_", "registered_crimes_trafficking", "registered_complaints_trafficking", "residents_by_origin", "")
LAST = "population"


@told_once
def choices(kind: str) -> list[str]:
    """What can be shown for a kind of area, as `indicator|series|breakdown`; OM figures first, then as ORDER says.

    For the present areas the old OM figures can be regrouped, which the breakdown APPROXIMATED says.
    """
    keys = [
        f"{one.indicator_id}|{one.series}|{one.breakdown}" for one in queries.indicators_per_area(kind).itertuples()
    ]
    if kind == "arrondissement11":
        old = [one for one in choices("arrondissement19") if one.startswith("om_")]
        keys += [one.rpartition("|")[0] + "|" + APPROXIMATED for one in old]
    first = {one: next(at for at, start in enumerate(ORDER) if one.startswith(start)) for one in keys}
    return sorted(keys, key=lambda one: (one.startswith(f"{LAST}|"), first[one]))


@told_once
def choice_name(key: str) -> str:
    """Name of a choice in the reader's language, with its series where that tells choices apart."""
    indicator_id, series, breakdown = key.split("|")
    name = str(queries.indicator(indicator_id)[f"name_{language()}"])
    if breakdown == APPROXIMATED:
        return f"{name} · {t('regions.approximated')}"
    if breakdown != "total":
        return f"{name} · {tables.breakdown_text(breakdown, language())}"
    titles = queries.series().set_index("series")[f"title_{language()}"]
    return f"{name} · {titles[series]!s}"


@dataclass(frozen=True)
class Choice:
    """What the reader chose: rows of one indicator and series for one edition, and the measure to draw.

    rows: as `scattered` leaves them, for years and pooled years. months: those of single months; they never stand among
    years. measure: the column drawn; "value", or what `per_head` says. chosen: region_id of the areas to compare, in
    the order they were chosen.
    """

    rows: pd.DataFrame
    about: pd.Series
    measure: str
    chosen: tuple[str, ...] = ()
    dotted: bool = False
    months: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def per_head(self) -> str:
        """The column of the figure by inhabitants: events are told per 100,000 ("rate"), persons "per_1000"."""
        return "rate" if self.events else "per_1000"

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the table beside a figure of years."""
        return COLUMNS[self.per_head]

    def of(self, measure: str) -> "Choice":
        """The same choice in a measure; in numbers where no figure by inhabitants is known."""
        known = measure == "value" or bool(self.rows[self.per_head].notna().any())
        return replace(self, measure=self.per_head if measure != "value" and known else "value")

    @property
    def years(self) -> tuple[int, int]:
        ends = pd.to_datetime(self.rows["period_end"]).dt.year
        return int(ends.min()), int(ends.max())

    @property
    def yearly(self) -> pd.DataFrame:
        """One row an area and year, without figures over several years: no chart of areas draws those."""
        return _yearly(self.rows)

    @property
    def breaks(self) -> pd.DataFrame:
        """What bears on these figures of areas."""
        series, breakdowns = sorted(self.rows["series"].unique()), set(self.rows["breakdown"])
        return queries.breaks(str(self.about["indicator_id"]), series, True, breakdowns)

    @property
    def name(self) -> str:
        """What is counted, and of which part of all."""
        told, breakdown = str(self.about[f"name_{language()}"]), str(self.rows["breakdown"].iloc[0])
        return told if breakdown == "total" else f"{told} ({tables.breakdown_text(breakdown, language())})"

    @property
    def unit(self) -> str:
        unit = str(self.about[f"unit_{language()}"])
        told = {"rate": "regions.per_100k", "per_1000": "regions.per_1000"}
        return t(told[self.measure], unit=unit) if self.measure in told else unit

    @property
    def band(self) -> bool:
        low, _high = tables.limits(self.rows, self.measure)
        return low in self.rows and bool(self.rows[low].notna().any())

    @property
    def events(self) -> bool:
        """Whether these are counted events: only then chance, rates of events and a funnel mean something."""
        return bool(self.about["number_kind"] == "event_count")

    @property
    def names(self) -> dict[str, str]:
        """region_id to name, in alphabetical order."""
        return _names(self.rows)

    def meaning(self) -> list[str]:
        """What the place of these figures means, and what they do not say."""
        return [str(self.about[f"region_meaning_{language()}"]), str(self.about[f"caveat_{language()}"])]

    def notes(self) -> list[str]:
        told = self.meaning()
        if self.band:
            wide = self.rows.drop_duplicates("region_id")["dispersion"] > 1
            told.append(t("regions.band", wide=int(wide.sum()), areas=len(wide)))
        if self.dotted:
            told.append(t("regions.approximation"))
        return told

    def drawn(self, rows: pd.DataFrame, breaks: pd.DataFrame) -> pd.DataFrame:
        return as_lines(rows, breaks, rows["region"], language(), self.measure)


@told_once
def _yearly(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["period"].str.fullmatch(r"\d{4}")]


@told_once
def _names(rows: pd.DataFrame) -> dict[str, str]:
    areas = rows[["region_id", "region"]].drop_duplicates().sort_values("region")
    return dict(areas.itertuples(index=False))


@told_once
def choose(key: str, kind: str) -> Choice:
    """What a key of `choices` stands for, in numbers and with no area chosen yet."""
    indicator_id, series, breakdown = key.split("|")
    about = queries.indicator(indicator_id)
    if breakdown == APPROXIMATED:
        return Choice(scattered(approximation(about, series)), about, "value", dotted=True)
    rows = queries.figures([indicator_id], kind, breakdown)
    rows = rows[rows["series"] == series]
    month = rows["period"].str.fullmatch(r"\d{4}-\d{2}")
    found = Choice(scattered(rows[~month]), about, "value", months=rows[month])
    return found if found.events else replace(found, rows=found.rows.assign(per_1000=found.rows["rate"] / 100))
