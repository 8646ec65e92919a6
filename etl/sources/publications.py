"""Figures, definitions and estimates that people read in publications, each with its source."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from etl import facts
from etl.findings import Findings
from etl.model import tables
from etl.sources import Inputs, Source

SOURCE = Source("publications")


def run(inputs: Inputs, findings: Findings) -> Iterator[tuple[str, str, Path | pd.DataFrame]]:
    """Yields (file, table, its path): first tables with a file of their own, then other CSVs as observations."""
    named = {table.file: table for table in tables().values() if table.file}
    files = {path.name: path for path in inputs.files()}
    for name, table in named.items():
        if name not in files:
            findings.fail(name, 1, "(file)", f"a file {name} in the folder {inputs.facts.name}", "none")
            yield name, table.name, facts.frame_of([], name, table)
        else:
            yield name, table.name, files[name]
    for name, path in files.items():
        if name in named:
            continue
        if path.suffix.lower() == ".csv":
            yield name, "observation", path
        else:
            findings.fail(name, 1, "(file)", "a CSV file, its name ending in .csv", "another kind of file")
