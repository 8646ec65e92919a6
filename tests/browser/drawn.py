"""What stands in a chart, read from the picture: places in pixels, turned into numbers by the labels on the axes.

Vega hangs on every drawn mark the item it was drawn from. Of that only the place, the size and the name are taken: the
number is worked out from where the mark stands, so a wrong scale, a cut-off axis or a mark in the wrong place shows.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from playwright.sync_api import Locator

READ = """charts => charts.map(chart => {
    const items = (box, kind) => [...box.querySelectorAll(kind)]
        .flatMap(group => [...group.children].map(node => node.__data__)).filter(one => one);
    const plain = value => value instanceof Date ? value.getTime() : value;
    const axes = {};
    for (const box of [...chart.querySelectorAll('g.role-axis')].flatMap(group => [...group.children])) {
        const axis = box.__data__.datum;
        if (axis.labels) axes[axis.scale] = items(box, 'g.role-axis-label')
            .map(one => [plain(one.datum.value), axis.scale === 'x' ? one.x : one.y]);
    }
    const marks = ['symbol', 'rect', 'text'].flatMap(kind => items(chart, `g.mark-${kind}.role-mark`).map(one => ({
        kind, x: one.x, y: one.y, width: one.width, height: one.height, size: one.size, text: String(one.text ?? ''),
        label: one.datum.label ?? one.datum.region ?? '',
        number: one.datum.title_nl ? String(one.datum.number) : null })));
    const lines = [...chart.querySelectorAll('g.mark-line.role-mark')].flatMap(group => [...group.children])
        .map(node => node.__data__.mark.items.filter(one => one.datum.label))
        .filter(line => line.length > 0).map(line => line.map(one => [one.x, one.y, one.datum.label]));
    return {axes, marks, lines, words: chart.querySelector('.words_marks [aria-label]').getAttribute('aria-label')};
})"""


SOME_YEAR, SOME_MOMENT = 10_000, 10_000_000_000
"""Under the first a number on an axis of time is a year, over the second a moment in milliseconds."""
STROKE = 2
"""Width in pixels of a rectangle that is a stroke and no range."""


@dataclass(frozen=True)
class Point:
    """One number in a chart: whose it is, what it is, and when (a year, a day, the name of a period, or nothing); or
    another number on the other axis."""

    label: str
    value: float
    when: int | str | date | None = None
    across: float | None = None


@dataclass(frozen=True)
class Range:
    """From low to high, in one year or two, or in none."""

    label: str
    low: float
    high: float
    years: tuple[int, int] | None = None


@dataclass(frozen=True)
class Tile:
    """One area on a tile map: its words, and the area of its disc (None: none)."""

    label: str
    words: str
    size: float | None


@dataclass(frozen=True)
class Chart:
    """What stands in one picture; `limits` are single strokes, at the end of a range or at "more than"."""

    points: list[Point]
    ranges: list[Range]
    limits: list[Point]
    tiles: list[Tile]
    lines: list[list[Point]]
    texts: list[str]
    breaks: set[str]
    words: str


def charts(figure: Locator) -> list[Chart]:
    """Every chart of a figure, from top to bottom."""
    read = figure.locator("[data-testid=stVegaLiteChart]").evaluate_all(READ)
    return [_chart(one) for one in read]


def _chart(told: dict[str, Any]) -> Chart:
    axes, marks = told["axes"], told["marks"]
    breaks = {one["number"] for one in marks if one["number"] is not None}
    own = [one for one in marks if one["number"] is None]
    texts = [one["text"] for one in own if one["kind"] == "text" and one["text"]]
    if not axes:
        tiles = _tiles([one for one in own if one["label"]])
        return Chart([], [], [], tiles, [], texts, breaks, told["words"])
    points = [_point(one, axes) for one in own if one["kind"] == "symbol"]
    named = [one for one in own if one["kind"] == "rect" and one["label"]]  # one without a name is there to be clicked
    ranges = [_range(one, axes) for one in named if one["width"] > STROKE]
    strokes = [one for one in named if one["width"] <= STROKE]
    limits = [
        _point({**one, "x": one["x"] + one["width"] / 2, "y": one["y"] + one["height"] / 2}, axes) for one in strokes
    ]
    lines = [[_point({"x": x, "y": y, "label": label}, axes) for x, y, label in line] for line in told["lines"]]
    return Chart(points, ranges, limits, [], lines, texts, breaks, told["words"])


def _scale(labels: list[tuple[float, float]]) -> Callable[[float], float]:
    """From a place in pixels to a number, by the first and the last label of an axis."""
    (a, at_a), (b, at_b) = labels[0], labels[-1]
    return lambda place: a + (place - at_a) * (b - a) / (at_b - at_a)


def _when(place: float, labels: list[tuple[float, float]]) -> int | date:
    """A year on an axis of years, a day on an axis of days (milliseconds since 1970)."""
    value = _scale(labels)(place)
    return round(value) if abs(value) < SOME_YEAR else datetime.fromtimestamp(value / 1000, UTC).date()


def _band(place: float, labels: list[tuple[str, float]]) -> str:
    """The name that stands nearest on an axis of names."""
    return min(labels, key=lambda label: abs(label[1] - place))[0]


def _of_names(axis: list[Any] | None) -> bool:
    return axis is not None and isinstance(axis[0][0], str)


def _point(mark: dict[str, Any], axes: dict[str, Any]) -> Point:
    x, y = axes.get("x"), axes.get("y")
    if x and (y is None or _of_names(y)):
        return Point(_band(mark["y"], y) if y else mark["label"], _scale(x)(mark["x"]))
    value = _scale(axes["y"])(mark["y"])
    if x is None:
        return Point(mark["label"], value)
    if _of_names(x):
        return Point(mark["label"], value, _band(mark["x"], x))
    if SOME_YEAR < abs(_scale(x)(mark["x"])) < SOME_MOMENT:
        return Point(mark["label"], value, across=_scale(x)(mark["x"]))
    return Point(mark["label"], value, _when(mark["x"], x))


def _range(mark: dict[str, Any], axes: dict[str, Any]) -> Range:
    left, right, upper, lower = mark["x"], mark["x"] + mark["width"], mark["y"], mark["y"] + mark["height"]
    x = _scale(axes["x"])
    if _of_names(axes["y"]):
        return Range(_band((upper + lower) / 2, axes["y"]), x(left), x(right))
    y = _scale(axes["y"])
    return Range(mark["label"], y(lower), y(upper), (round(x(left)), round(x(right))))


def _tiles(marks: list[dict[str, Any]]) -> list[Tile]:
    def of(area: str) -> Iterator[dict[str, Any]]:
        return (one for one in marks if one["label"] == area)

    found = []
    for area in dict.fromkeys(one["label"] for one in marks):
        words = [one["text"] for one in of(area) if one["kind"] == "text" and one["text"]]
        sizes = [one["size"] for one in of(area) if one["kind"] == "symbol"]
        found.append(Tile(area, " ".join(words[1:]), sizes[0] if sizes else None))
    return found
