"""What every answer carries: validators, how it may be kept, its name as a file, and where it comes from."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from dashboard.api.asked import Asked, base, understand
from etl.formats import DUTCH
from etl.selection import LISTS
from etl.warehouse import Published

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
    "jsonld": "application/ld+json",
    "ttl": "text/turtle; charset=utf-8",
    "atom": "application/atom+xml",
}
_PROJECT = Path(__file__).parents[2]


def endpoint(
    names: tuple[str, ...], make: Callable[[Request, Asked], Response], every: bool = False
) -> Callable[[Request], Response]:
    """What takes the parameters `names` and makes an answer, unless the caller holds it already; `every`: the answer
    tells of all builds. A plain function, so that Starlette runs it in its thread pool."""

    def answer(request: Request) -> Response:
        asked = understand(request, names, every)
        return unchanged(request, asked) or make(request, asked)

    return answer


@cache
def _software() -> bytes:
    """A checksum of what writes the answers: an answer may differ when it does, though the figures do not."""
    told = hashlib.sha256()
    for path in sorted((*(_PROJECT / "etl").glob("**/*.*"), *(_PROJECT / "dashboard").glob("[at]*/**/*.*"))):
        if path.suffix in (".py", ".toml", ".html"):
            told.update(path.read_bytes())
    return told.digest()


def etag(request: Request, asked: Asked) -> str:
    """Of the builds, the question and the software; weak, because the answer may be compressed on its way."""
    told = hashlib.sha256(_software())
    for part in (*asked.builds, base(request), request.scope["path"], asked.query):
        told.update(part.encode() + b"\0")
    return f'W/"{told.hexdigest()[:20]}"'


def modified(build: Published) -> datetime:
    """The moment of the build."""
    moment = datetime.fromisoformat(build.built)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)


def headers(request: Request, asked: Asked) -> dict[str, str]:
    return {
        "ETag": etag(request, asked),
        "Last-Modified": format_datetime(modified(asked.build), usegmt=True),
        "Cache-Control": "no-cache",  # may be kept, and is asked for again: ETag makes that cheap
        "X-Vintage": asked.build.file.removesuffix(".duckdb"),
        "Content-Language": asked.language,
    }


def unchanged(request: Request, asked: Asked) -> Response | None:
    """304 when the caller has this answer already (RFC 9110, 13.2.2: If-None-Match goes first)."""
    told = headers(request, asked)
    held = request.headers.get("if-none-match")
    if held is not None:
        tags = {one.strip().removeprefix("W/") for one in held.split(",")}
        same = "*" in tags or told["ETag"].removeprefix("W/") in tags
    else:
        same = _is_moment(request.headers.get("if-modified-since"), modified(asked.build))
    return Response(status_code=304, headers=told) if same else None


def _is_moment(text: str | None, moment: datetime) -> bool:
    """Whether a date is that of the build. A later one is of other figures, where an older build is served again."""
    try:
        since = parsedate_to_datetime(text or "")
    except (ValueError, OverflowError):  # a year of twenty digits is no number to the clock
        return False
    return moment == (since if since.tzinfo else since.replace(tzinfo=UTC))


def file(
    request: Request,
    asked: Asked,
    kind: str,
    content: bytes | Iterable[bytes],
    name: str,
    more: Mapping[str, str] | None = None,
) -> Response:
    """An answer in one of TYPES; an iterable is sent piece by piece."""
    place = "inline" if kind in ("json", "jsonld", "ttl", "atom") else "attachment"
    told = {
        **headers(request, asked),
        "Content-Disposition": f'{place}; filename="{name}.{kind}"',
        "X-Content-Type-Options": "nosniff",
        **(more or {}),
    }
    if isinstance(content, bytes):
        return Response(content, 200, told, TYPES[kind])
    return StreamingResponse(content, 200, told, TYPES[kind])


def speaking(asked: Asked, what: str) -> str:
    """A file name that tells what is in it: dataset, one or two values of each filter, years, language, rows, dialect
    and vintage."""
    chosen = asked.selection
    parts = ["mensenhandelmonitor", what]
    for name, attribute in LISTS.items():
        some = getattr(chosen, attribute)
        parts += some if len(some) <= 2 else [f"{len(some)}x-{name}"]
    parts += [f"{name}-{year}" for name, year in (("from", chosen.first), ("to", chosen.last)) if year]
    if chosen.first and chosen.last:
        parts[-2:] = [str(chosen.first), str(chosen.last)]
    parts += [asked.own_language] if asked.own_language else []
    parts += [f"limit-{asked.limit}"] if asked.limit else []
    parts += [f"offset-{asked.offset}"] if asked.offset else []
    parts += ["dialect-nl"] if asked.dialect == DUTCH else []
    plain = "-".join([*parts, asked.build.vintage])
    return "".join(one if one.isalnum() or one in "-_." else "-" for one in plain)
