"""A line of the table of speeds, the time that a benchmark may take, and how both are printed."""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from statistics import median
from time import monotonic, perf_counter

HEADINGS = ("what", "ours", "beside what", "theirs", "ratio", "to reach")


@dataclass(frozen=True)
class Row:
    """One measurement. `ratio` is ours divided by theirs, unless given; `reach` is what it should be, in words.

    A row without `theirs` stands alone: what is to be reached is then a number of ours.
    """

    what: str
    ours: float
    unit: str
    beside: str = ""
    theirs: float | None = None
    reach: str = ""

    @property
    def ratio(self) -> float | None:
        return self.ours / self.theirs if self.theirs else None

    @property
    def cells(self) -> tuple[str, ...]:
        theirs = "" if self.theirs is None else f"{_short(self.theirs)} {self.unit}"
        ratio = "" if self.ratio is None else f"{_short(self.ratio)}×"
        return (self.what, f"{_short(self.ours)} {self.unit}".strip(), self.beside, theirs, ratio, self.reach)


@dataclass(frozen=True)
class Asked:
    """What a benchmark may do: at full size or a smaller one, and until when (`monotonic` seconds)."""

    full: bool
    until: float

    @property
    def left(self) -> float:
        """Seconds."""
        return max(0.0, self.until - monotonic())

    def rounds(self, most: int, least: int = 2) -> Iterator[int]:
        """Numbers of repetitions: `most` of them, fewer where the time is over, but never less than `least`."""
        for number in range(most):
            if number >= least and self.left == 0:
                return
            yield number


def seconds_of(work: Callable[[], object]) -> float:
    """Seconds that one call takes."""
    started = perf_counter()
    work()
    return perf_counter() - started


def in_turn(asked: Asked, most: int, *works: Callable[[], float]) -> list[float]:
    """The medians of what each work says, taken in turn: what else the machine does meets all of them alike. The
    first turn warms up and does not count."""
    told: list[list[float]] = [[] for _ in works]
    for number in asked.rounds(most + 1):
        for some, work in zip(told, works, strict=True):
            value = work()
            if number:
                some.append(value)
    return [median(some) for some in told]


def p95(some: Iterable[float]) -> float:
    """The smallest that 95 in 100 do not exceed."""
    ordered = sorted(some)
    return ordered[math.ceil(0.95 * len(ordered)) - 1]


def show(rows: list[Row]) -> None:
    """All rows as one table."""
    lines = [HEADINGS, *(row.cells for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(HEADINGS))]
    for number, line in enumerate(lines):
        numbers = (1, 3, 4)
        cells = [
            one.rjust(wide) if at in numbers else one.ljust(wide)
            for at, (one, wide) in enumerate(zip(line, widths, strict=True))
        ]
        print("| " + " | ".join(cells) + " |")
        if number == 0:
            print(
                "|"
                + "|".join("-" * (wide + 1) + (":" if at in (1, 3, 4) else "-") for at, wide in enumerate(widths))
                + "|"
            )


def _short(number: float) -> str:
    """Three figures that tell, and no fewer than stand before the point."""
    if number == 0:
        return "0"
    places = max(0, 2 - math.floor(math.log10(abs(number))))
    return f"{number:,.{min(places, 4)}f}"
