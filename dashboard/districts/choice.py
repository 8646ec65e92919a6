"""What can be shown per area, and the rows of what the reader chose."""

from dataclasses import dataclass

import pandas as pd

from dashboard import queries, tables
from dashboard.language import language, t
from dashboard.lines import as_lines
from etl import counts
from etl.derive import PER

APPROXIMATED = "benadering"
COLUMNS = ("region", "period", "figure", "interval", "rate", "rate_interval", "flags")


def choices(kind: str) -> list[str]:
    """What can be shown for a kind of area, as `indicator|series|breakdown`; OM figures first.

    For the present areas the old OM figures can be regrouped, which the breakdown APPROXIMATED says.
    """
    keys = [
        f"{one.indicator_id}|{one.series}|{one.breakdown}" for one in queries.indicators_per_area(kind).itertuples()
    ]
    if kind == "arrondissement11":
        old = [one for one in choices("arrondissement19") if one.startswith("om_")]
        keys += [one.rpartition("|")[0] + "|" + APPROXIMATED for one in old]
    return sorted(keys, key=lambda one: (not one.startswith("om_"), one.startswith("population|")))


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

    rows: as `scattered` leaves them. chosen: region_id of the areas to compare, in the order they were chosen.
    """

    rows: pd.DataFrame
    about: pd.Series
    measure: str
    chosen: tuple[str, ...] = ()
    dotted: bool = False

    @property
    def years(self) -> tuple[int, int]:
        ends = pd.to_datetime(self.rows["period_end"]).dt.year
        return int(ends.min()), int(ends.max())

    @property
    def yearly(self) -> pd.DataFrame:
        """One row an area and year; pooled periods stay in the table."""
        return self.rows[self.rows["period"].str.fullmatch(r"\d{4}")]

    @property
    def breaks(self) -> pd.DataFrame:
        """What bears on these figures of areas."""
        return queries.breaks(str(self.about["indicator_id"]), sorted(self.rows["series"].unique()), regional=True)

    @property
    def name(self) -> str:
        return str(self.about[f"name_{language()}"])

    @property
    def unit(self) -> str:
        if self.measure == "rate":
            return t("regions.per_100k", unit=self.about[f"unit_{language()}"])
        return str(self.about[f"unit_{language()}"])

    @property
    def band(self) -> bool:
        return bool(self.rows["count_low" if self.measure == "value" else "rate_low"].notna().any())

    @property
    def events(self) -> bool:
        """Whether these are counted events: only then chance, rates of events and a funnel mean something."""
        return bool(self.about["number_kind"] == "event_count")

    @property
    def names(self) -> dict[str, str]:
        """region_id to name, in alphabetical order."""
        areas = self.rows[["region_id", "region"]].drop_duplicates().sort_values("region")
        return dict(areas.itertuples(index=False))

    def notes(self) -> list[str]:
        told = [str(self.about[f"region_meaning_{language()}"]), str(self.about[f"caveat_{language()}"])]
        if self.band:
            wide = self.rows.drop_duplicates("region_id")["dispersion"] > 1
            told.append(t("regions.band", wide=int(wide.sum()), areas=len(wide)))
        if self.dotted:
            told.append(t("regions.approximation"))
        return told

    def drawn(self, rows: pd.DataFrame, breaks: pd.DataFrame) -> pd.DataFrame:
        return as_lines(rows, breaks, rows["region"], language(), self.measure)


def approximation(about: pd.Series, series: str) -> pd.DataFrame:
    """Old figures regrouped to present areas, shaped as rows of the wide view; every figure is called derived."""
    found = queries.approximated(str(about["indicator_id"]), series)
    low, high = counts.poisson_interval(found["value"])  # a sum of Poisson counts is a Poisson count
    return found.assign(
        indicator_id=about["indicator_id"],
        region_type="arrondissement11",
        series=series,
        breakdown="total",
        low=None,
        high=None,
        unit=about["unit_en"],
        status="unknown",
        blind_spot_ids=None,
        state=found["value"].map(lambda value: "value" if value else "zero"),
        confidence="derived",
        small_number=found["value"] < 5,
        note_nl=[t("regions.sum_of", parts=parts) for parts in found["parts"]],
        note_en=[t("regions.sum_of", parts=parts) for parts in found["parts"]],
        count_low=low,
        count_high=high,
        rate=found["value"] / found["population"] * PER,
        rate_low=low / found["population"] * PER,
        rate_high=high / found["population"] * PER,
    )


def scattered(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `dispersion` and `unrest`, and limits widened by the first where years scatter more than chance.

    count_low, count_high, rate_low and rate_high of counted events become quasi-Poisson limits; with a dispersion of 1
    they stay the exact ones of Poisson. The scatter is round a constant rate where the population of every year is
    known, else round a constant number.
    """
    told = rows.assign(dispersion=1.0, unrest=1.0)
    single = rows[rows["period"].str.fullmatch(r"\d{4}") & rows["count_low"].notna()]
    for _key, line in single.groupby(["indicator_id", "series", "region_id", "breakdown"]):
        people = line["population"] if line["population"].notna().all() else None
        own = told["region_id"] == line["region_id"].iloc[0]
        told.loc[own, "dispersion"] = counts.dispersion(line["value"], people)
        told.loc[own, "unrest"] = counts.unrest(line.sort_values("period")["value"])
    events = told["count_low"].notna()
    low, high = counts.quasi_poisson_interval(told.loc[events, "value"], told.loc[events, "dispersion"])
    told.loc[events, "count_low"], told.loc[events, "count_high"] = low, high
    for name in ("low", "high"):
        told[f"rate_{name}"] = (told[f"count_{name}"] / told["population"] * PER).where(told["rate"].notna())
    return told
