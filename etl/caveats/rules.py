"""The rules of the caveats, one function each: rows of observation_wide in, the caveats that hold out."""

from collections.abc import Callable, Container, Iterator

import pandas as pd

from etl import counts
from etl.caveats.caveat import Caveat
from etl.comparability import bears_on, between
from etl.rules import SMALL

LINE = ["indicator_id", "series", "region_id", "breakdown"]
"""Rows that differ in their period alone share these: together they are one line."""
SUCCESSIONS = (("arrondissement19", ("arrondissement10", "arrondissement11")), ("politieregio25", ("politie_eenheid",)))
"""Editions of areas and what came after them: different areas, whatever they are called."""
YEAR_AT_MOST = 366
"""Days in the longest year."""

Rule = Callable[[pd.DataFrame, pd.DataFrame, pd.DataFrame], Iterator[Caveat]]


def lines(rows: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Every line of two figures or more in order of time; pooled and undated figures are on no line."""
    single = rows[rows["value"].notna() & rows["period_start"].notna() & ~rows["period"].str.contains("/")]
    for _key, line in single.groupby(LINE, sort=False):
        if len(line) > 1:
            yield line.sort_values("period_start")


def structural_zero(rows: pd.DataFrame, _b: pd.DataFrame, blind_spots: pd.DataFrame) -> Iterator[Caveat]:
    """A counted zero where nobody looks."""
    zero = rows[(rows["state"] == "zero") & rows["blind_spot_ids"].notna()]
    named = {one for ids in zero["blind_spot_ids"] for one in ids.split(";")}
    for spot in blind_spots[blind_spots["blind_spot_id"].isin(named)].to_dict("records"):
        where = zero[zero["blind_spot_ids"].str.split(";").map(lambda ids, one=spot["blind_spot_id"]: one in ids)]
        told = {
            "region": str(where["region"].iloc[0]),
            "why_nl": spot["explanation_nl"],
            "why_en": spot["explanation_en"],
        }
        yield Caveat("structural_zero", told)


def editions(rows: pd.DataFrame, _b: pd.DataFrame, _s: pd.DataFrame) -> Iterator[Caveat]:
    """Areas of an old and a new edition together."""
    kinds = set(rows["region_type"])
    if any(old in kinds and kinds & set(new) for old, new in SUCCESSIONS):
        yield Caveat("editions")


def several_series(rows: pd.DataFrame, _b: pd.DataFrame, _s: pd.DataFrame) -> Iterator[Caveat]:
    """Publications of different bodies, or of one body at different times, of the same thing."""
    per_thing = rows.groupby("indicator_id")["series"].nunique()
    if len(per_thing) and per_thing.max() > 1:
        yield Caveat("several_series", {"count": int(per_thing.max()), "things": len(per_thing)})


def several_units(rows: pd.DataFrame, _b: pd.DataFrame, _s: pd.DataFrame) -> Iterator[Caveat]:
    """Victims, suspects, cases and reports together."""
    if rows["unit"].nunique() > 1:
        yield Caveat("several_units", {"count": int(rows["unit"].nunique())})


Crossing = tuple[str, str, str, str, pd.Timestamp, pd.Timestamp]
"""Indicator, series, area, breakdown, and the ends of the first and the last period."""


def crossing(line: pd.DataFrame, named: Container[str], *, split: bool) -> Crossing:
    """What decides which breaks a line crosses: lines that share it cross the same ones. named: areas that a break
    names; no other need be told apart, save the country. split: whether a break holds for some breakdowns alone."""
    first, last = line.iloc[0], line.iloc[-1]
    area = str(first["region_id"])
    area = area if area == "nl" or area in named else ""
    ends = pd.Timestamp(first["period_end"]), pd.Timestamp(last["period_end"])
    breakdown = str(first["breakdown"]) if split else ""
    return str(first["indicator_id"]), str(first["series"]), area, breakdown, *ends


def crossed(rows: pd.DataFrame, breaks: pd.DataFrame) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    """Every line with the breaks between its first and its last figure."""
    known: dict[Crossing, pd.DataFrame] = {}
    named = {one for ids in breaks["region_ids"].dropna() for one in ids.split(";")}
    split = bool((breaks["breakdown"] != "*").any())
    for line in lines(rows):
        key = crossing(line, named, split=split)
        if key not in known:
            indicator_id, series, area, breakdown, first, last = key
            own = breaks[breaks["indicator_id"].isin([indicator_id, "*"])]
            known[key] = between(bears_on(own, series, area, breakdown), first, last)
        yield line, known[key]


def crossed_break(rows: pd.DataFrame, breaks: pd.DataFrame, _s: pd.DataFrame) -> Iterator[Caveat]:
    """The selection crosses a break: in the way of counting, or in the effort and the world. What lasts from the first
    figure of a line to its last changed nothing between them: it says that these are no line at all."""
    found, loose = set(), set()
    for line, across in crossed(rows, breaks):
        begins, stops = pd.Timestamp(line["period_start"].min()), pd.Timestamp(line["period_end"].max())
        lasting = across["cuts"].astype(bool) & (across["starts"] <= begins) & (across["ends"] >= stops)
        loose |= set(across.loc[lasting, "break_id"])
        found |= set(across.loc[~lasting, "break_id"])
    for one in breaks[breaks["break_id"].isin(loose)].sort_values("starts").to_dict("records"):
        yield Caveat("loose_points", {"title_nl": str(one["title_nl"]), "title_en": str(one["title_en"])})
    across = breaks[breaks["break_id"].isin(found)].sort_values("starts")
    for code, cuts in (("counting_changed", True), ("effort_changed", False)):
        these = across[across["cuts"].astype(bool) == cuts]
        if len(these):
            years = ", ".join(dict.fromkeys(these["date"].str[:4]))
            first = these.iloc[0]
            titles = {"title_nl": str(first["title_nl"]), "title_en": str(first["title_en"])}
            yield Caveat(code, {"count": len(these), "years": years, **titles})


def pooled(rows: pd.DataFrame, _b: pd.DataFrame, _s: pd.DataFrame) -> Iterator[Caveat]:
    """Figures over more than a year together."""
    days = (pd.to_datetime(rows["period_end"]) - pd.to_datetime(rows["period_start"])).dt.days + 1
    if (longer := int((days > YEAR_AT_MOST).sum())) > 0:
        yield Caveat("pooled", {"count": longer})


def small_numbers(rows: pd.DataFrame, _b: pd.DataFrame, _s: pd.DataFrame) -> Iterator[Caveat]:
    """Counts under 5."""
    if (few := int(rows["small_number"].astype(bool).sum())) > 0:
        yield Caveat("small_numbers", {"count": few})


def marked(code: str, column: str, value: str) -> Rule:
    """The rule that counts the rows in which a column has a value."""

    def rule(rows: pd.DataFrame, _b: pd.DataFrame, _s: pd.DataFrame) -> Iterator[Caveat]:
        if (found := int((rows[column] == value).sum())) > 0:
            yield Caveat(code, {"count": found})

    return rule


def within_chance(rows: pd.DataFrame, breaks: pd.DataFrame, _s: pd.DataFrame) -> Iterator[Caveat]:
    """First and last figure of a line differ less than chance allows, at the unrest of that line.

    A line on which the way of counting changed is passed over: its ends are not comparable at all.
    """
    counted = rows[rows["count_low"].notna()]
    whole = [line for line, across in crossed(counted, breaks) if not across["cuts"].astype(bool).any()]
    yield from chance(pd.concat(whole) if whole else rows.head(0), among=sum(1 for _ in lines(rows)))


def chance(rows: pd.DataFrame, dispersion: float | None = None, among: int = 1) -> Iterator[Caveat]:
    """Counts of events whose change from first to last is not beyond chance. Events are what has `count_low`.

    dispersion: else that of the column `unrest` (of lines of which only some years are shown), else of each line.
    among: lines that are shown, with those that are not tested: for one, an end under 5 says too little.
    """
    tested, within = 0, []
    for line in lines(rows[rows["count_low"].notna()]):
        first, last = line.iloc[0], line.iloc[-1]
        if min(first["value"], last["value"]) < SMALL:
            continue
        known = first["unrest"] if "unrest" in line else unrest(line)
        phi = float(known) if dispersion is None else dispersion
        found = counts.change(int(first["value"]), int(last["value"]), phi)
        tested += 1
        if found is None or not found.beyond_chance:
            within.append((first, last))
    if within:
        first, last = within[0]
        ends = {"from": str(first["period"]), "to": str(last["period"])}
        yield Caveat("within_chance", {"count": tested, "within": len(within), "shown": max(among, tested), **ends})


def unrest(line: pd.DataFrame) -> float:
    """`counts.unrest` of the years of one line (period, value); only years that follow each other are neighbours."""
    told = sorted(zip(line["period"], line["value"], strict=True))
    years = dict((int(period), float(value)) for period, value in reversed(told) if len(period) == 4)
    if not years:
        return counts.unrest(line["value"])
    return counts.unrest([years.get(year, float("nan")) for year in range(min(years), max(years) + 1)])


def fall(rows: pd.DataFrame, _b: pd.DataFrame, _s: pd.DataFrame) -> Iterator[Caveat]:
    """A count of events that falls from one figure to the next: less seen, not less there."""
    if any((line["value"].diff() < 0).any() for line in lines(rows[rows["count_low"].notna()])):
        yield Caveat("fall")


RULES: tuple[Rule, ...] = (
    structural_zero,
    editions,
    several_series,
    several_units,
    crossed_break,
    pooled,
    small_numbers,
    within_chance,
    marked("ambiguous", "confidence", "ambiguous"),
    marked("provisional", "status", "provisional"),
    marked("not_published", "state", "missing"),
    marked("suppressed", "state", "suppressed"),
    fall,
)
