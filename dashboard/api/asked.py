"""What a request asks for: its filters, checked by name and by value, or the problem with them."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request

from dashboard import queries, settings
from dashboard.api.problems import Problem
from dashboard.texts import DEFAULT_LANGUAGE, LANGUAGES
from etl.dataset import Dataset
from etl.datasets import datasets
from etl.formats import DUTCH, PLAIN, Dialect
from etl.periods import FIRST_YEAR, LAST_YEAR, year
from etl.selection import LISTS, Selection, SelectionError
from etl.warehouse import Published

YEARS = ("from", "to")
MOST = 1_000_000
"""The largest `limit`, and the end of `offset`."""
PLAIN_PARAMETERS = ("vintage", "lang")
PACKAGE_PARAMETERS = (*datasets()["observations"].filters, *PLAIN_PARAMETERS)


@dataclass(frozen=True)
class Asked:
    """One request, understood. `builds` are the files that its answer tells of, the served one first; `query` is its
    canonical text: the same question always reads the same."""

    build: Published
    builds: tuple[str, ...]
    fixed: bool
    selection: Selection
    language: str
    own_language: str | None
    dialect: Dialect
    limit: int | None
    offset: int
    query: str

    def address(self, request: Request, path: str = "", vintage: bool = True, **more: object) -> str:
        """The address of this question (or of another `path` of the API), as a rule with the vintage fixed."""
        pairs = [
            (name, one) for name, one in parse_qsl(self.query, keep_blank_values=True) if name not in ("vintage", *more)
        ]
        pairs += [(name, str(one)) for name, one in more.items() if one is not None]
        if vintage:
            pairs.append(("vintage", name_of(self.build)))
        told = urlencode(sorted(pairs), safe=":/=;")
        return f"{base(request)}{path or request.scope['path']}" + (f"?{told}" if told else "")


def name_of(build: Published) -> str:
    """How a build is called in an address: its day and the checksum of its contents."""
    return build.file.removesuffix(".duckdb")


def base(request: Request) -> str:
    """Scheme and host of the monitor without a slash: MONITOR_ADDRESS, else as the request says."""
    return settings.public_address() or f"{request.url.scheme}://{request.url.netloc}"


def understand(request: Request, names: tuple[str, ...], every: bool = False) -> Asked:
    """The request as it was meant; `names` are the parameters it may have, and its answer is of one build or of
    `every`. Raises Problem."""
    given: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        if name not in names:
            raise Problem("unknown-parameter", name[:200], value, sorted(names))
        if value not in given.setdefault(name, []):
            given[name].append(value)
    for name, values in given.items():
        if name not in LISTS and len(values) > 1:
            raise Problem("repeated-parameter", name, ", ".join(values))
    one = {name: values[0] for name, values in given.items() if name not in LISTS}
    _among(one, "lang", LANGUAGES)
    _among(one, "dialect", ("nl",))
    build = vintage_of(one.get("vintage"))
    selection = Selection(
        first=_year(one, "from"),
        last=_year(one, "to"),
        **{attribute: tuple(given.get(name, ())) for name, attribute in LISTS.items()},
    )
    try:
        queries.check(build, selection)
    except SelectionError as error:
        if error.parameter == "from":
            raise Problem("wrong-order", "from", error.value, first=selection.first, last=selection.last) from None
        raise Problem("unknown-value", error.parameter or "", error.value, list(error.allowed)) from None
    pairs = sorted((name, value) for name, values in given.items() for value in values)
    others = [one for one in queries.ready_builds() if one != build] if every else []
    return Asked(
        build,
        tuple(one.file for one in (build, *others)),
        "vintage" in one,
        selection,
        one.get("lang", DEFAULT_LANGUAGE),
        one.get("lang"),
        DUTCH if one.get("dialect") == "nl" else PLAIN,
        _whole(one, "limit", 1, MOST),
        _whole(one, "offset", 0, MOST) or 0,
        urlencode(pairs, safe=":/=;"),
    )


def vintage_of(name: str | None) -> Published:
    """The published build, or the one with this name, or the last one of this day. Raises Problem."""
    builds = queries.ready_builds()
    if name is None:
        return builds[0]
    found = queries.find_build(name)
    if found is not None:
        return found
    named = list(dict.fromkeys(one for build in builds for one in (build.vintage, name_of(build))))
    raise Problem("unknown-value", "vintage", name, named)


def parameters(dataset: Dataset, kind: str) -> tuple[str, ...]:
    """The parameters that a dataset takes in a format."""
    return (*dataset.filters, *PLAIN_PARAMETERS, "limit", "offset", *(("dialect",) if kind == "csv" else ()))


def _among(one: dict[str, str], name: str, allowed: tuple[str, ...]) -> None:
    if name in one and one[name] not in allowed:
        raise Problem("unknown-value", name, one[name], list(allowed))


def _year(one: dict[str, str], name: str) -> int | None:
    if name not in one:
        return None
    try:
        return year(one[name])
    except ValueError:
        raise Problem("unknown-value", name, one[name], [f"{FIRST_YEAR}-{LAST_YEAR}"]) from None


def _whole(one: dict[str, str], name: str, low: int, high: int) -> int | None:
    if name not in one:
        return None
    text = one[name]
    if not (text.isascii() and text.isdigit() and len(text) <= 7 and low <= int(text) <= high):
        raise Problem("unknown-value", name, text, [f"{low}-{high}"])
    return int(text)
