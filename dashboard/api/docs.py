"""The page about the API, for people: made from the same declarations as the API itself."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from starlette.requests import Request

from dashboard import queries
from dashboard.api import problems
from dashboard.api.asked import Asked, base, name_of
from dashboard.api.catalogue import search_card
from dashboard.api.data import FORMATS, MOST_ROWS
from dashboard.numbers import number
from dashboard.texts import LANGUAGES, text
from etl.datasets import datasets
from etl.selection import LISTS
from etl.words import LICENCES

EXAMPLES = {
    "example_rows": "observations.csv?indicator=om_registered_cases&region_type=arrondissement19&from=2007&to=2011",
    "example_sheet": "observations.csv?indicator=reported_victims&region=nl&dialect=nl",
    "example_estimates": "estimates.json?indicator=estimated_victims",
    "example_package": "package.zip?indicator=reported_victims&region=nl",
}
OTHERS = ("vintage", "lang", "limit", "offset", "dialect", "from", "to")


@cache
def _template() -> Template:
    folder = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return folder.get_template("docs.html")


def page(request: Request, asked: Asked) -> str:
    """HTML without scripts, styles or fonts from elsewhere."""
    language = asked.language
    return _template().render(
        language=language,
        others=[one for one in LANGUAGES if one != language],
        t=lambda key, **values: text(language, key, **values),
        number=lambda value: number(value, language),
        root=f"{base(request)}{request.scope['root_path']}",
        path=request.scope["root_path"],
        home=f"{base(request)}/",
        build=name_of(asked.build),
        vintage=asked.build.vintage,
        datasets=datasets().values(),
        formats=FORMATS,
        most=MOST_ROWS,
        examples=EXAMPLES,
        values={name: queries.allowed(asked.build, name) for name in LISTS},
        plain=OTHERS,
        problems={kind: status for kind, status in problems.TYPES.items()},
        licences={name: told[language] for name, told in LICENCES.items()},
        card=search_card(request, asked.build, language),
    )
