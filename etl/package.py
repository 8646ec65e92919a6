"""An extract that can be defended: its rows with their meaning, how to cite them, and all of it in one ZIP."""

import hashlib
from dataclasses import dataclass

import duckdb
import pandas as pd

from etl import caveats, citing, datapackage, extract, formats
from etl.caveats import Caveat
from etl.model import tables
from etl.selection import Selection
from etl.views import wide_fields
from etl.words import LICENCES, README


@dataclass(frozen=True)
class Extract:
    """The rows of a selection, the rows of `source`, `break`, `indicator` and `series` that explain them, and the
    build they come from (`file`, without its ending)."""

    selection: Selection
    file: str
    vintage: str
    rows: pd.DataFrame
    sources: pd.DataFrame
    breaks: pd.DataFrame
    indicators: pd.DataFrame
    series: pd.DataFrame
    caveats: list[Caveat]


def gather(connection: duckdb.DuckDBPyConnection, selection: Selection, file: str) -> Extract:
    """Everything about a selection. Raises SelectionError as `extract.rows` does."""
    rows = extract.rows(connection, selection)

    def about(table: str, key: str) -> pd.DataFrame:
        named = [list(rows[key].unique())]
        return connection.execute(
            f'SELECT * FROM "{table}" WHERE {key} IN (SELECT unnest(?)) ORDER BY {key}', named
        ).df()

    return Extract(
        selection,
        file,
        str(rows["vintage"].iloc[0])[:10],
        rows,
        extract.sources_of(connection, rows),
        extract.breaks_of(connection, rows),
        about("indicator", "indicator_id"),
        about("series", "series"),
        caveats.derive(rows, *explained(connection, sorted(rows["indicator_id"].unique()))),
    )


def explained(connection: duckdb.DuckDBPyConnection, indicator_ids: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of `break` and of `blind_spot` that bear on indicators, as `caveats.derive` takes them."""
    breaks = connection.execute(
        """SELECT * FROM "break" WHERE indicator_id = '*' OR indicator_id IN (SELECT unnest(?))
           ORDER BY starts, break_id""",
        [indicator_ids],
    ).df()
    return breaks, connection.execute("SELECT * FROM blind_spot ORDER BY blind_spot_id").df()


def citation(found: Extract, language: str, link: str) -> str:
    """One line that names this extract, its vintage and the publications behind it."""
    return citing.plain(*_cited(found, language), language, link)


def bibtex(found: Extract, language: str, link: str) -> str:
    """This extract and each of its sources as BibTeX."""
    return citing.bibtex(*_cited(found, language), language, link)


def _cited(found: Extract, language: str) -> tuple[str, str, str, pd.DataFrame]:
    return _names(found, language), found.vintage, found.file, found.sources


def readme(found: Extract, language: str, link: str) -> str:
    """What is in the ZIP and how to read it, as Markdown."""
    say = README[language]
    rows = found.rows
    parts = [f"# {say['title']}", say["caveat"], f"## {say['selection']}"]
    parts.append(
        "\n".join(
            [
                f"- {say['indicators']}: {_names(found, language)}",
                f"- {say['regions']}: {_regions(found, language)}",
                f"- {say['period']}: {_period(found.selection, language)}",
                *_filters(found.selection),
                f"- {say['rows']}: {len(rows)}",
                f"- {say['build']}: {found.vintage} ({found.file})",
                f"- {say['link']}: {link}",
            ]
        )
    )
    parts += [f"## {say['files']}", say["file_list"], f"## {say['meaning']}"]
    for _i, one in found.indicators.iterrows():
        parts.append(f"### {one[f'name_{language}']} (`{one['indicator_id']}`)")
        parts.append(
            f"{one[f'definition_{language}']}\n\n"
            f"- {say['unit']}: {one[f'unit_{language}']}\n"
            f"- {say['region']}: {one[f'region_meaning_{language}']}\n"
            f"- {say['caveat_name']}: {one[f'caveat_{language}']}"
        )
    parts += [f"## {say['series']}", say["series_rule"], _series(found, language)]
    parts += [f"## {say['breaks']}", _breaks(found, language)]
    if found.caveats:
        parts.append(f"## {say['caveats']}")
        parts.append("\n".join(f"- {one.sentence(language)}" for one in found.caveats))
    parts += [f"## {say['reading']}", say["reading_rules"], f"## {say['cite']}"]
    parts += [citation(found, language, link), say["bibtex"], f"## {say['licences']}"]
    parts.append(_licences(found, language) + f"\n- {say['code']}")
    return "\n\n".join(parts) + "\n"


def files(found: Extract, language: str, link: str) -> dict[str, bytes]:
    """The files of the ZIP by name; the last one holds a checksum of every other."""
    say, about = README[language], tables()
    told = {
        "observations": (formats.to_csv(found.rows), wide_fields(), about["observation"].key),
        "dictionary": (formats.to_csv(extract.dictionary()), extract.DICTIONARY, ("column",)),
        "sources": (formats.to_csv(found.sources), about["source"].fields, about["source"].key),
        "breaks": (formats.to_csv(found.breaks), about["break"].fields, about["break"].key),
    }
    described = {name: datapackage.schema(fields, key, language) for name, (_csv, fields, key) in told.items()}
    cites = {"fields": "source_id", "reference": {"resource": "sources", "fields": "source_id"}}
    described["observations"]["foreignKeys"] = [cites]
    package = datapackage.document(
        title=f"{say['title']}: {_names(found, language)}",
        description=say["caveat"],
        build=found.file,
        link=link,
        sources=found.sources,
        keywords=("mensenhandel", "human trafficking", *found.indicators["indicator_id"]),
        resources=[
            datapackage.resource(f"{name}.csv", content, say[f"file_{name}"], described[name])
            for name, (content, *_rest) in told.items()
        ],
    )
    names, links = _cited(found, language), (language, link)
    made = {
        "README.md": readme(found, language, link).encode(),
        **{f"{name}.csv": content for name, (content, *_rest) in told.items()},
        "citation.txt": f"{citing.plain(*names, *links)}\n\nAPA\n\n{citing.apa(*names, *links)}\n".encode(),
        "citation.bib": bibtex(found, language, link).encode(),
        "datapackage.json": package,
    }
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in made.items())
    return {**made, "SHA256SUMS": sums.encode()}


def zipped(found: Extract, language: str, link: str) -> bytes:
    """All files of an extract; the same selection of the same build gives the same bytes."""
    return datapackage.archive(files(found, language, link), found.vintage)


def _names(found: Extract, language: str) -> str:
    return "; ".join(found.indicators[f"name_{language}"])


def _regions(found: Extract, language: str) -> str:
    if not found.selection.regions:
        return README[language]["all"]
    named = found.rows.drop_duplicates("region_id")
    return citing.listed([f"{row['region']} ({row['region_id']})" for _i, row in named.iterrows()], language, "areas")


def _period(selection: Selection, language: str) -> str:
    first, last = selection.first, selection.last
    say = README[language]
    if first is None and last is None:
        return say["all"]
    if first is None or last is None:
        return say["from"].format(year=first) if last is None else say["until"].format(year=last)
    return str(first) if first == last else f"{first}–{last}"


def _filters(selection: Selection) -> list[str]:
    """What else was narrowed, by the names the filters have."""
    told = {k: v for k, v in selection.given().items() if k not in ("indicator", "region", "from", "to")}
    return [f"- {name}: {'; '.join(values)}" for name, values in told.items() if isinstance(values, list)]


def _breaks(found: Extract, language: str) -> str:
    told = [
        f"- {one['date']}: {one[f'title_{language}']} (`{one['break_id']}`). {one[f'explanation_{language}']}"
        for _i, one in found.breaks.iterrows()
    ]
    return "\n".join(told) or README[language]["no_breaks"]


def _licences(found: Extract, language: str) -> str:
    """What each licence asks, and of which sources it is."""
    lines = []
    for licence, told in LICENCES.items():
        of = found.sources.loc[found.sources["licence"] == licence, "source_id"]
        if len(of):
            lines.append(f"- {licence}: {told[language]} ({', '.join(of)})")
    return "\n".join(lines)


def _series(found: Extract, language: str) -> str:
    told = []
    for _i, one in found.series.iterrows():
        note = one[f"note_{language}"]
        told.append(
            f"- {one[f'title_{language}']} (`{one['series']}`)" + (f": {note}" if isinstance(note, str) else "")
        )
    return "\n".join(told)
