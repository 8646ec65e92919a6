"""An extract that can be defended: its rows with their meaning, how to cite them, and all of it in one ZIP."""

import io
import re
import zipfile
from dataclasses import dataclass

import duckdb
import pandas as pd

from etl import caveats, extract, formats
from etl.caveats import Caveat
from etl.extract import Selection
from etl.words import LICENCES, README

NAMED = 12
"""At most this many areas or sources are named one by one; more are counted, and stand in the files."""


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
    told = [_source(row) for _i, row in found.sources.iterrows()]
    return README[language]["citation"].format(
        year=found.vintage[:4],
        names=_names(found, language),
        vintage=found.vintage,
        file=found.file,
        sources=_listed(told, language, "sources"),
        link=link,
    )


def bibtex(found: Extract, language: str, link: str) -> str:
    """This extract and each of its sources as BibTeX; names in double braces keep their capitals."""
    own = {
        "author": "{Mensenhandelmonitor}",
        "title": "{" + _latex(_names(found, language)) + "}",
        "year": found.vintage[:4],
        "version": _latex(found.file),
        "url": link,
        "note": _latex(README[language]["as_of"].format(vintage=found.vintage)),
    }
    entries = [_entry(f"mensenhandelmonitor-{found.vintage}", own)]
    for _i, row in found.sources.iterrows():
        parts = {
            "author": "{" + _latex(row["producer"]) + "}",
            "title": "{" + _latex(row["title"]) + "}",
            "year": "" if pd.isna(row["year"]) else str(int(row["year"])),
            "url": row["url"] if isinstance(row["url"], str) else "",
        }
        entries.append(_entry(row["source_id"], parts))
    return "\n\n".join(entries) + "\n"


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
    if found.caveats:
        parts.append(f"## {say['caveats']}")
        parts.append("\n".join(f"- {one.sentence(language)}" for one in found.caveats))
    parts += [f"## {say['reading']}", say["reading_rules"], f"## {say['cite']}"]
    parts += [citation(found, language, link), say["bibtex"], f"## {say['licences']}"]
    held = [one for one in LICENCES if one in set(found.sources["licence"])]
    parts.append("\n".join(f"- {one}: {LICENCES[one][language]}" for one in held) + f"\n- {say['code']}")
    return "\n\n".join(parts) + "\n"


def files(found: Extract, language: str, link: str) -> dict[str, bytes]:
    """The files of the ZIP by name."""
    return {
        "README.md": readme(found, language, link).encode(),
        "observations.csv": formats.to_csv(found.rows),
        "dictionary.csv": formats.to_csv(extract.dictionary()),
        "sources.csv": formats.to_csv(found.sources),
        "breaks.csv": formats.to_csv(found.breaks),
        "citation.bib": bibtex(found, language, link).encode(),
    }


def zipped(found: Extract, language: str, link: str) -> bytes:
    """All files of an extract; the same selection of the same build gives the same bytes."""
    year, month, day = map(int, found.vintage.split("-"))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in files(found, language, link).items():
            entry = zipfile.ZipInfo(name, (year, month, day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            folder.writestr(entry, content)
    return buffer.getvalue()


def _names(found: Extract, language: str) -> str:
    return "; ".join(found.indicators[f"name_{language}"])


def _regions(found: Extract, language: str) -> str:
    if not found.selection.regions:
        return README[language]["all"]
    named = found.rows.drop_duplicates("region_id")
    return _listed([f"{row['region']} ({row['region_id']})" for _i, row in named.iterrows()], language, "areas")


def _period(selection: Selection, language: str) -> str:
    first, last = selection.first, selection.last
    say = README[language]
    if first is None and last is None:
        return say["all"]
    if first is None or last is None:
        return say["from"].format(year=first) if last is None else say["until"].format(year=last)
    return str(first) if first == last else f"{first}–{last}"


def _listed(told: list[str], language: str, what: str) -> str:
    if len(told) <= NAMED:
        return "; ".join(told)
    more = README[language][f"more_{what}"].format(count=len(told) - NAMED)
    return "; ".join(told[:NAMED]) + "; " + more


def _series(found: Extract, language: str) -> str:
    told = []
    for _i, one in found.series.iterrows():
        note = one[f"note_{language}"]
        told.append(
            f"- {one[f'title_{language}']} (`{one['series']}`)" + (f": {note}" if isinstance(note, str) else "")
        )
    return "\n".join(told)


def _source(row: pd.Series) -> str:
    year = "" if pd.isna(row["year"]) else f" ({row['year']:.0f})"
    return f"{row['producer']}, {row['title']}{year}"


def _entry(key: str, fields: dict[str, str]) -> str:
    inner = ",\n".join(f"  {name} = {{{text}}}" for name, text in fields.items() if text)
    return f"@misc{{{key},\n{inner}\n}}"


def _latex(text: str) -> str:
    special = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return re.sub(r"[\\&%$#_{}~^]", lambda match: special.get(match[0], "\\" + match[0]), text)
