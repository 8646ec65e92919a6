"""The first sheet of a workbook: what is in it, of when, how it is read and what it does not say."""

import duckdb
import pandas as pd

from etl import methods, reading
from etl.dataset import Dataset
from etl.selection import Selection
from etl.words import README, SHEETS

ROWS = ("observations", "estimates")
"""Datasets of which the rows are selected; the others explain them."""


def explained(
    connection: duckdb.DuckDBPyConnection,
    dataset: Dataset,
    rows: pd.DataFrame,
    language: str,
    build: str,
    link: str,
    chosen: Selection,
) -> list[tuple[str, str]]:
    """The lines: a name and what it is; a heading has nothing beside it."""
    say, told = SHEETS[language], README[language]
    filters = [f"{k} = {', '.join(v) if isinstance(v, list) else v}" for k, v in chosen.given().items()]
    lines = [
        (say["title"], ""),
        (say["what"], dataset.nl if language == "nl" else dataset.en),
        (say["note"], told["caveat"]),
        (told["selection"], "; ".join(filters) or told["all"]),
        (told["rows"], str(len(rows))),
        (told["build"], f"{build[:10]} ({build})"),
        (told["link"], link),
        (say["licence"], say["licences"]),
    ]
    if dataset.name not in ROWS or rows.empty:
        return lines
    named = {one: say["sheet"].format(name=one) for one in ("breaks", "blind_spots")}
    if dataset.name == "estimates" or rows["blind_spot_ids"].isna().all():
        del named["blind_spots"]
    for rule in reading.rules(language, [dataset.name], **named):
        lines.append((told["reading"], rule.replace("`", "")))
    if dataset.name == "estimates":
        lines += [(told["caveats"], one) for one in reading.NOT_OF_ESTIMATES[language]]
        lines += _methods(rows, language)
    return lines + _indicators(connection, rows, language)


def _methods(rows: pd.DataFrame, language: str) -> list[tuple[str, str]]:
    words, lines = methods.words(language), [(README[language]["methods"], "")]
    for method in dict.fromkeys(rows["method"]):
        what = words.get(f"{method}_what", README[language]["no_method"])
        lines.append((method, f"{words[method]}. {what}"))
        lines += [("", one) for one in methods.assumptions(method, language)]
    return lines


def _indicators(connection: duckdb.DuckDBPyConnection, rows: pd.DataFrame, language: str) -> list[tuple[str, str]]:
    told, lines = README[language], []
    named = connection.execute(
        "SELECT * FROM indicator WHERE indicator_id IN (SELECT unnest(?)) ORDER BY indicator_id",
        [list(rows["indicator_id"].unique())],
    ).df()
    for _i, one in named.iterrows():
        lines.append((one[f"name_{language}"], ""))
        parts = (("definition", "meaning"), ("unit", "unit"), ("region_meaning", "region"), ("caveat", "caveat_name"))
        lines += [(told[word], one[f"{part}_{language}"]) for part, word in parts]
    return lines
