"""Figures, definitions and estimates that people read in publications and wrote down, each row with its source."""

from collections.abc import Iterator

import pandas as pd

from etl import facts
from etl.findings import Findings
from etl.model import tables
from etl.sources import Inputs, Source

SOURCE = Source(
    name="publications",
    producer="the publications themselves; carried over by the makers of this monitor",
    title="Figures from reports, tables and the press, reviewed row by row",
    licence="per row: see sources.csv",
    url="data/facts/sources.csv",
    rhythm="when a new report appears",
)


def run(inputs: Inputs, findings: Findings) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Yields (file, table, rows): first the tables that have a file of their own, then every other CSV as observations."""
    named = {table.file: table for table in tables().values() if table.file}
    for file, table in named.items():
        path = inputs.facts / file
        if not path.exists():
            findings.fail(file, 1, "(file)", f"a file {file} in {inputs.facts.name}/", "none")
            continue
        yield file, table.name, facts.read(path, table, findings)
    for path in sorted(inputs.facts.glob("*.csv")):
        if path.name not in named:
            yield path.name, "observation", facts.read(path, tables()["observation"], findings)
