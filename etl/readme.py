"""The readme of an extract: what is in it, what it means, and what it does not say."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from etl import citing, methods, numbers, reading
from etl.datasets import datasets
from etl.gathered import Extract
from etl.selection import Selection
from etl.words import LICENCES, README


def readme(found: Extract, tables: Mapping[str, str], language: str, link: str = "") -> str:
    """What is in an extract and how to read it, as Markdown.

    tables: the file of each table by its name. link: the address of the selection, of a ZIP; files that were written
    by the command have none, and no citation, description and checksums in files of their own.
    """
    say = README[language]
    parts = [f"# {say['title']}", say["caveat"], f"## {say['selection']}"]
    parts.append(
        "\n".join(
            [
                f"- {say['indicators']}: {found.names(language)}",
                f"- {say['regions']}: {_regions(found, language)}",
                f"- {say['period']}: {_period(found.selection, language)}",
                *_filters(found.selection),
                *_absent(found, language),
                *([f"- {say['rows']}: {len(found.rows)}"] if len(found.rows) else []),
                *([f"- {say['file_estimates']}: {len(found.estimates)}"] if len(found.estimates) else []),
                f"- {say['build']}: {found.vintage} ({found.file})",
                *([f"- {say['link']}: {link}"] if link else []),
            ]
        )
    )
    held = "\n".join(f"- `{file}`: {say[f'holds_{name}'].format(**tables)}" for name, file in tables.items())
    more = f"\n{say['file_list']}" if link else ""
    parts += [f"## {say['files']}", f"{held}{more}\n\n{say['guarded']}", f"## {say['meaning']}"]
    for _i, one in found.indicators.iterrows():
        parts.append(f"### {one[f'name_{language}']} (`{one['indicator_id']}`)")
        parts.append(
            f"{one[f'definition_{language}']}\n\n"
            f"- {say['unit']}: {one[f'unit_{language}']}\n"
            f"- {say['region']}: {one[f'region_meaning_{language}']}\n"
            f"- {say['caveat_name']}: {one[f'caveat_{language}']}"
        )
    if len(found.series):
        parts += [f"## {say['series']}", say["series_rule"], _series(found, language)]
    if len(found.estimates):
        about = datasets()["estimates"]
        rule = about.nl if language == "nl" else about.en
        parts += [f"## {say['file_estimates']}", rule, _estimates(found, language)]
        parts += [f"## {say['methods']}", *_methods(found, language)]
    parts += [f"## {say['breaks']}", _breaks(found, language)]
    unsaid = [one.sentence(language) for one in found.caveats]
    unsaid += reading.NOT_OF_ESTIMATES[language] if len(found.estimates) else []
    if unsaid:
        parts += [f"## {say['caveats']}", _listed(unsaid)]
    named = {name: file for name, file in tables.items() if name in ("breaks", "blind_spots")}
    parts += [f"## {say['reading']}", _listed(reading.rules(language, list(tables), **named)), f"## {say['cite']}"]
    parts += [citing.plain(*found.cited(language), language, link).rstrip(), *([say["bibtex"]] if link else [])]
    parts += [*_ages(found, language), f"## {say['licences']}"]
    parts.append(_licences(found, language) + f"\n- {say['code']}")
    return "\n\n".join(parts) + "\n"


def _listed(told: Iterable[str]) -> str:
    return "\n".join(f"- {one}" for one in told)


def _regions(found: Extract, language: str) -> str:
    if not found.selection.regions:
        return README[language]["all"]
    named = [f"{row['name']} ({row['region_id']})" for _i, row in found.regions.iterrows()]
    return citing.listed(named, language, "areas")


def _period(selection: Selection, language: str) -> str:
    first, last = selection.first, selection.last
    say = README[language]
    if first is None and last is None:
        return say["all"]
    if first is None or last is None:
        told = say["from"].format(year=first) if last is None else say["until"].format(year=last)
    else:
        told = numbers.years(first, last)
    return f"{told}. {say['years']}"


def _filters(selection: Selection) -> list[str]:
    """What else was narrowed, by the names the filters have."""
    told = {k: v for k, v in selection.given().items() if k not in ("indicator", "region", "from", "to")}
    return [f"- {name}: {'; '.join(values)}" for name, values in told.items() if isinstance(values, list)]


def _absent(found: Extract, language: str) -> list[str]:
    """What was asked for and has no row: a reader must not take its silence for a zero."""
    told = [
        f"{one[f'name_{language}']} ({one['value']})" if isinstance(one[f"name_{language}"], str) else one["value"]
        for _i, one in found.absent.iterrows()
    ]
    return [f"- {README[language]['absent']}: {'; '.join(told)}"] if told else []


def _methods(found: Extract, language: str) -> Iterator[str]:
    """Each method of the estimates with what it does and assumes, as far as its source tells."""
    words = methods.words(language)
    for method in dict.fromkeys(found.estimates["method"]):
        yield f"### `{method}`: {words[method]}"
        told = f"{words[f'{method}_what']}\n\n{words[f'{method}_assumes'].strip()}" if f"{method}_what" in words else ""
        yield told or README[language]["no_method"]


def _breaks(found: Extract, language: str) -> str:
    told = []
    for _i, one in found.breaks.iterrows():
        what = f"{one[f'title_{language}']} (`{one['break_id']}`). {one[f'explanation_{language}']}"
        told.append(f"- {numbers.period(one['date'], language)}: {what}")
    return "\n".join(told) or README[language]["no_breaks"]


def _ages(found: Extract, language: str) -> list[str]:
    """Which sources are older than they were to be on the day of the build; nothing where none is."""
    told = citing.ages(found.states, language, date.fromisoformat(found.vintage))
    return [README[language]["ages"], "\n".join(f"- `{name}`: {age}" for name, age in told.items())] if told else []


def _licences(found: Extract, language: str) -> str:
    """What each licence asks, and of which sources it is."""
    lines = []
    for licence, told in LICENCES.items():
        of = found.sources.loc[found.sources["licence"] == licence, "source_id"]
        if len(of):
            lines.append(f"- {licence}: {told[language]} ({', '.join(of)})")
    return "\n".join(lines)


def _series(found: Extract, language: str) -> str:
    return "\n".join(
        f"- {one[f'title_{language}']} (`{one['series']}`)" + _noted(one[f"note_{language}"])
        for _i, one in found.series.iterrows()
    )


def _estimates(found: Extract, language: str) -> str:
    """Each with what its maker or the monitor says of it."""
    return "\n".join(
        f"- `{one['estimate_id']}` (`{one['comparable_group']}`)" + _noted(one[f"note_{language}"])
        for _i, one in found.estimates.iterrows()
    )


def _noted(note: object) -> str:
    return f": {note}" if isinstance(note, str) else ""
