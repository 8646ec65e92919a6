"""Whether parts make their whole: areas the country, years a pooled period, municipalities a division. Rules as in
`etl.rules`."""

import pandas as pd

from etl.findings import FILE, ROW, Findings, show
from etl.model import tables

Frames = dict[str, pd.DataFrame]
FIGURE = ["indicator_id", "series", "period", "breakdown"]
"""Figures that differ in their area alone share these."""
WHOLE = ("arrondissement19", "arrondissement11")
"""Editions of which every area is known, so that all of them together are the country."""
BESIDE = {
    **dict.fromkeys(WHOLE, ("parket:", "gm:")),
    "arrondissement10": ("parket:", "gm:"),
    "politie_eenheid": ("eenheid:",),
    "politieregio25": (),
    "ressort": (),
}
"""Kinds of area that do not overlap, and how what lies outside them is named where it is published beside them."""
PLACED = tables()["placement"].file
OUTSIDE = ("parket", "zonder_plaats")
ELSEWHERE = " (if the total holds cases of no area, add a row for parket:landelijk, with state missing if not known)"


def by_id(table: pd.DataFrame, key: str) -> pd.DataFrame:
    """One row an id, also when the file has a double one (that is another check's finding)."""
    return table.drop_duplicates(key).set_index(key)


def is_counted(frame: pd.DataFrame, frames: Frames) -> pd.Series:
    kind = frame["indicator_id"].map(by_id(frames["indicator"], "indicator_id")["number_kind"])
    return kind.isin(["event_count", "count"])


def parts_add_up(frame: pd.DataFrame, frames: Frames, findings: Findings) -> None:
    """Where areas of one kind are published beside the national count they may not exceed it, together with what lies
    outside them; all court districts must equal it, unless the series has a row for what lies outside (a parket
    without area)."""
    types = by_id(frames["region"], "region_id")["type"]
    counts = frame[is_counted(frame, frames)]
    kind = counts["region_id"].map(types)
    without, elsewhere = kind.isin(OUTSIDE), kind.isin(OUTSIDE)
    if "missing_parts" in counts:  # crimes added up from municipalities: some may have no known place
        events = by_id(frames["indicator"], "indicator_id")["number_kind"] == "event_count"
        elsewhere |= counts["missing_parts"].notna() & counts["indicator_id"].map(events)
    torn = any(failure.file == PLACED for failure in findings.failures)  # its sums lack the rows that were left out
    # most figures are of the country alone or of areas alone; one text a figure tells so sooner than four columns
    figure = counts["indicator_id"] + " " + counts["series"] + " " + counts["period"] + " " + counts["breakdown"]
    whole, part = (kind == "land") & counts["value"].notna(), kind.isin(list(BESIDE)) | without
    known = figure.isin(figure[part]) & figure.isin(figure[whole])
    outside = counts.loc[elsewhere & known, FIGURE].drop_duplicates().assign(outside=True)
    national = counts[whole & known].drop_duplicates(FIGURE)
    every = counts[part & known].drop_duplicates([*FIGURE, "region_id"])
    gathered = []
    for edition, prefixes in BESIDE.items():
        own = kind[every.index] == edition
        if own.any():
            beside = without[every.index] & every["region_id"].str.startswith(prefixes)
            gathered.append(every[own | beside].assign(edition=edition, own=own & every["value"].notna()))
    if not gathered:
        return
    told = {"total": ("value", "sum"), "given": ("value", "count"), "own": ("own", "sum"), "where": (FILE, "first")}
    areas = pd.concat(gathered).groupby([*FIGURE, "edition"], as_index=False, sort=False).agg(**told)
    both = national.merge(areas, on=FIGURE).merge(outside, how="left", on=FIGURE)
    both = both[(both["own"] > 0) & ~(torn & (both["where"] == PLACED))]
    every_area = both["own"] == both["edition"].map(types.value_counts())
    equal = every_area & both["outside"].isna() & both["edition"].isin(WHOLE)
    right = (both["total"] == both["value"]) | (~equal & (both["total"] < both["value"]))
    areas_in = both["given"].astype("str") + " areas in " + both["where"]
    said = both["total"].map("{:.0f}, the sum of the ".format) + areas_in
    findings.expect(both, right, "value", said + equal.map({True: ELSEWHERE, False: ", or more"}))


def pooled_equals_years(frame: pd.DataFrame, _: Frames, findings: Findings) -> None:
    """A pooled total per area equals the sum of its years when all are given (the printed OM table)."""
    area = frame[(frame["region_id"] != "nl") & frame["value"].notna()]
    years = area[area["period"].str.fullmatch(r"\d{4}")]
    key = ["indicator_id", "series", "region_id", "breakdown"]
    value = years.set_index([*key, "period"])["value"].to_dict()
    pooled = area[area["period"].str.fullmatch(r"\d{4}/\d{4}")]
    for row in pooled.to_dict("records"):
        first, last = map(int, row["period"].split("/"))
        same = tuple(row[column] for column in key)
        parts = [value[*same, str(year)] for year in range(first, last + 1) if (*same, str(year)) in value]
        if len(parts) == last - first + 1:
            findings.checks += 1
            if sum(parts) != row["value"]:
                expected = f"{sum(parts):.0f}, the sum of its years"
                findings.note(row[FILE], row[ROW], "value", expected, show(row["value"]))


def whole_divisions(frame: pd.DataFrame, frames: Frames, findings: Findings) -> None:
    """The municipalities of a year make up all court districts of one edition, and the country has a population of
    that year that they add up to (`parts_add_up`): otherwise a part of a district would pass for its inhabitants."""
    if findings.failures:  # a row that was left out, here or among the populations, would be missed again
        return
    types = by_id(frames["region"], "region_id")["type"]
    told = frames["observation"].dropna(subset="value")
    national = told[(told["region_id"] == "nl") & (told["breakdown"] == "total")]
    population = national[(national["indicator_id"] == "population") & (national["series"] == "cbs-register")]
    for year, rows in frame.groupby("year"):
        findings.checks += 1
        districts = set(rows["district_id"])
        editions = [set(types.index[types == edition]) for edition in WHOLE]
        file, row = rows[FILE].iloc[0], int(rows[ROW].iloc[0])
        if districts not in editions:
            expected = f"municipalities of {year} in every court district of one edition, and in no other"
            findings.note(file, row, "district_id", expected, f"{len(districts)} districts")
        elif str(year) not in set(population["period"]):
            expected = f"a national population (cbs-register) of {year} that the municipalities add up to"
            findings.note(file, row, "population", expected, "none")
