"""A country of few municipalities, for tests that do not need all of them."""

import csv
from pathlib import Path

YEAR = "2007"


def keep_few(facts: Path, named: set[str]) -> None:
    """Leaves of the placements those of YEAR, of the `named` municipalities and the first of every court district, and
    writes a national population that is their sum."""
    placements = facts / "placements.csv"
    with placements.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        columns = list(reader.fieldnames or ())
        rows = [row for row in reader if row["year"] == YEAR]
    first = {row["district_id"]: row["region_id"] for row in reversed(rows)}
    kept = [row for row in rows if row["region_id"] in {*named, *first.values()}]
    with placements.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns)
        writer.writeheader()
        writer.writerows(kept)
    header = (facts / "observations-om.csv").read_text(encoding="utf-8").splitlines()[0]
    people, source = sum(int(row["population"]) for row in kept), kept[0]["population_source_id"]
    row = f"population,cbs-register,nl,{YEAR},total,{people},,,persons,unknown,value,derived,{source},,,"
    (facts / "observations-population.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
