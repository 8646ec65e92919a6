"""The datasets as CSV, JSON, Parquet and XLSX: the rows that the pages show, from the same functions."""

from collections.abc import Callable, Iterator
from itertools import chain
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from dashboard import queries
from dashboard.api import answers
from dashboard.api.asked import Asked, base, parameters
from dashboard.api.problems import Problem
from dashboard.api.remembered import ROWS, Remembered
from etl import formats, workbook
from etl.dataset import Dataset
from etl.datasets import datasets
from etl.explained import ROWS as EXPLAINED

FORMATS = ("csv", "json", "parquet", "xlsx")
MOST_ROWS = {"parquet": 5_000_000, "xlsx": 100_000}
"""Formats that are made whole before they are sent, and the most rows they take."""
_REMEMBERED = Remembered()


def endpoint(dataset: Dataset, kind: str) -> Callable[[Request], Response]:
    """Answers `/api/v1/<dataset>.<kind>`."""

    def answer(request: Request, asked: Asked) -> Response:
        total = queries.count(asked.build, dataset, asked.selection)
        more = {"X-Total-Count": str(total), "Link": _links(request, asked, dataset, kind, total)}
        return answers.file(
            request,
            asked,
            kind,
            _content(request, asked, dataset, kind, total),
            answers.speaking(asked, dataset.name),
            more,
        )

    return answers.endpoint(parameters(dataset, kind), answer)


def _content(request: Request, asked: Asked, dataset: Dataset, kind: str, total: int) -> bytes | Iterator[bytes]:
    held = max(0, min(total - asked.offset, asked.limit or total))
    if kind == "xlsx" or held > ROWS:  # a workbook tells where it was asked, so that no two need be the same
        return _made(request, asked, dataset, kind, held)
    told = (asked.build.file, dataset.name, kind, asked.query)
    return _REMEMBERED.answer(told, lambda: _made(request, asked, dataset, kind, held))


def _made(request: Request, asked: Asked, dataset: Dataset, kind: str, held: int) -> bytes | Iterator[bytes]:
    window = (asked.own_language, asked.limit, asked.offset)
    if kind in ("csv", "json"):
        frames = queries.parts(asked.build, dataset, asked.selection, *window)
        pieces = formats.csv_parts(frames, asked.dialect) if kind == "csv" else formats.json_parts(frames)
        return chain([next(pieces)], pieces)  # what goes wrong in the query goes wrong before the answer begins
    if held > MOST_ROWS[kind]:
        raise Problem("too-many-rows", "limit", "", [f"1-{MOST_ROWS[kind]}"], rows=held, most=MOST_ROWS[kind])
    frame = queries.rows(asked.build, dataset, asked.selection, *window)
    if kind == "parquet":
        return formats.to_parquet(frame)
    with queries.cursor(asked.build) as connection:
        return workbook.to_xlsx(
            connection,
            dataset,
            frame,
            language=asked.language,
            both=asked.own_language is None,
            build=asked.build.file.removesuffix(".duckdb"),
            link=asked.address(request),
            chosen=asked.selection,
        )


def _links(request: Request, asked: Asked, dataset: Dataset, kind: str, total: int) -> str:
    """Where the next and previous rows are, this answer for ever, what explains it, and of figures and estimates the
    sources, which say how old they are (RFC 8288)."""
    api = request.scope["root_path"]
    told = {"canonical": asked.address(request), "describedby": f"{base(request)}{api}/docs"}
    if dataset.name in EXPLAINED:
        kept = {*datasets()["sources"].filters, "lang", "dialect", "vintage"}
        others = {name for name, _one in parse_qsl(asked.query)} - kept
        told["related"] = asked.address(request, f"{api}/sources.{kind}", True, **dict.fromkeys(others))
    if asked.limit and asked.offset + asked.limit < total:
        told["next"] = asked.address(request, limit=asked.limit, offset=asked.offset + asked.limit)
    if asked.limit and asked.offset:
        told["prev"] = asked.address(request, limit=asked.limit, offset=max(0, asked.offset - asked.limit))
    return ", ".join(f'<{address}>; rel="{relation}"' for relation, address in told.items())
