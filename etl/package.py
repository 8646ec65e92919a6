"""An extract that can be defended: its rows with their meaning, how to cite them, and all of it in one ZIP."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from etl import citing, datapackage, extract, formats
from etl.dataset_parts import source_fields
from etl.datasets import datasets
from etl.disk import write_all
from etl.explained import ROWS
from etl.gathered import Extract
from etl.model import Field, tables
from etl.readme import readme
from etl.views import wide_fields
from etl.warehouse import OtherFolder
from etl.words import README


def citation(found: Extract, language: str, link: str) -> str:
    """One line that names this extract, its vintage and the publications behind it."""
    return citing.plain(*found.cited(language), language, link)


def bibtex(found: Extract, language: str, link: str) -> str:
    """This extract and each of its sources as BibTeX."""
    return citing.bibtex(*found.cited(language), language, link)


OF_THE_FACTS = {str(table.file) for table in tables().values() if table.file}
OF_THE_FACTS -= {"sources.csv", "breaks.csv", "estimates.csv", "blind_spots.csv"}
"""Files by which a folder is that of the facts; an extract has the other four as well."""

_Csv = tuple[pd.DataFrame, Sequence[Field], tuple[str, ...]]


def _csvs(found: Extract) -> dict[str, _Csv]:
    """Rows, columns and key of each CSV by its name; no figures and no estimates where none are selected."""
    about, estimates = tables(), datasets()["estimates"]
    made: dict[str, _Csv] = {}
    if len(found.rows):
        made["observations"] = found.rows, wide_fields(), about["observation"].key
        made["dictionary"] = extract.dictionary(), extract.DICTIONARY, ("column",)
    if len(found.estimates):
        made["estimates"] = found.estimates, estimates.fields, estimates.key
        made["dictionary-estimates"] = extract.dictionary(estimates.fields), extract.DICTIONARY, ("column",)
    made["sources"] = found.sources, source_fields(), about["source"].key
    made["breaks"] = found.breaks, about["break"].fields, about["break"].key
    if len(found.blind_spots):
        made["blind_spots"] = found.blind_spots, about["blind_spot"].fields, about["blind_spot"].key
    return made


def files(found: Extract, language: str, link: str) -> dict[str, bytes]:
    """The files of the ZIP by name; the last one holds a checksum of every other."""
    say, told = README[language], _csvs(found)
    csvs = {name: formats.to_csv(rows) for name, (rows, _fields, _key) in told.items()}
    described = {name: datapackage.schema(fields, key, language) for name, (_rows, fields, key) in told.items()}
    for name in ROWS:
        if name in described:
            reference = {"resource": "sources", "fields": "source_id"}
            described[name]["foreignKeys"] = [{"fields": "source_id", "reference": reference}]
    package = datapackage.document(
        title=f"{say['title']}: {found.names(language)}",
        description=say["caveat"],
        build=found.file,
        link=link,
        sources=found.sources,
        keywords=("mensenhandel", "human trafficking", *found.indicators["indicator_id"]),
        resources=[
            datapackage.resource(f"{name}.csv", content, say[f"file_{name}"], described[name])
            for name, content in csvs.items()
        ],
    )
    names, links = found.cited(language), (language, link)
    made = {
        "README.md": readme(found, {name: f"{name}.csv" for name in csvs}, language, link).encode(),
        **{f"{name}.csv": content for name, content in csvs.items()},
        "citation.txt": f"{citing.plain(*names, *links)}\n\nAPA\n\n{citing.apa(*names, *links)}\n".encode(),
        "citation.bib": bibtex(found, language, link).encode(),
        "datapackage.json": package,
    }
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in made.items())
    return {**made, "SHA256SUMS": sums.encode()}


def write(folder: Path, found: Extract, kind: str, language: str) -> list[Path]:
    """The files written to `folder`: rows as csv, parquet or json, their dictionaries, sources and breaks as CSV, and
    a README with what may not be concluded.

    Raises OtherFolder where `folder` holds the facts, of which three would be written over, and OSError.
    """
    if any((folder / name).exists() for name in OF_THE_FACTS):
        raise OtherFolder(f"expected another folder than the facts are in, got '{folder}'")
    folder.mkdir(parents=True, exist_ok=True)
    parts, named = {}, {}
    for name, (rows, _fields, _key) in _csvs(found).items():
        ending = kind if name in ROWS else "csv"
        named[name] = f"{name}.{ending}"
        parts[named[name]] = formats.WRITERS[ending](rows)
    parts["README.md"] = readme(found, named, language).encode()
    write_all({folder / name: content for name, content in parts.items()})
    return [folder / name for name in parts]


def zipped(found: Extract, language: str, link: str) -> bytes:
    """All files of an extract; the same selection of the same build gives the same bytes."""
    return datapackage.archive(files(found, language, link), found.vintage)
