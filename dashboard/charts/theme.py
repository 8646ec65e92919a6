"""The visual grammar: what each kind of figure looks like, in both themes, and the reader's number convention.

registered = solid, calm blue; estimated = violet, dashed, always with its band; approximation = dotted; provisional
and ambiguous = open marker; small number = open marker; missing = hatching; zero = marker on the axis; break = thin
rule with a number. No red, no green, no arrows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from etl.signs import REGISTERED

FONT = "'Source Sans', 'Source Sans 3', 'Liberation Sans', Arial, sans-serif"
APPROXIMATION = [2, 4]
NUMBERS = ",f"
"""Format of the labels on a value axis: as many decimals as keep them apart."""
NARROW = 560
"""Width in pixels under which a label at the end of a line has no room and the key above the chart takes over."""
HALF = 0.5
"""Years from the middle of the last year to the end of an axis."""

ROWS = alt.AutoSizeParams(type="fit-x", contains="padding")
"""For charts with a fixed height per row: fitted to the width alone."""


@dataclass(frozen=True)
class Palette:
    ink: str
    muted: str
    registered: tuple[str, ...]
    estimated: str
    band: str
    neutral: str
    grid: str
    paper: str
    scale: tuple[str, str]


LIGHT = Palette(
    ink="#1d2a3a",
    muted="#56616d",
    registered=REGISTERED,
    estimated="#7a4f9a",
    band="#7a4f9a",
    neutral="#7f8893",
    grid="#e6e3dc",
    paper="#fbfaf7",
    scale=("#dfe6ee", "#2f5d8a"),
)
DARK = Palette(
    ink="#e9e6df",
    muted="#aeb6bf",
    registered=("#86b8e6", "#b7d0e6", "#86c2c2", "#b3b6e2", "#d3bd97", "#c9ccd1"),
    estimated="#c7a3e6",
    band="#b58bd8",
    neutral="#8b949e",
    grid="#2b333c",
    paper="#14191f",
    scale=("#24303c", "#86b8e6"),
)


@dataclass(frozen=True)
class Look:
    """Language and theme a chart is drawn in."""

    language: str
    dark: bool = False

    @property
    def palette(self) -> Palette:
        return DARK if self.dark else LIGHT

    @property
    def pale(self) -> str:
        """Ink on the strongest tint of the scale."""
        return "#10151a" if self.dark else "#ffffff"

    def named(self, about: pd.Series, column: str) -> str:
        """The text of `column` in the reader's language."""
        return str(about[f"{column}_{self.language}"])


def finish(chart: alt.LayerChart, look: Look) -> alt.LayerChart:
    """The one configuration of every chart: fonts, grid, colours and number locale."""
    palette = look.palette
    dutch = look.language == "nl"
    locale = alt.Locale(
        number=alt.NumberLocale(
            decimal="," if dutch else ".", thousands="." if dutch else ",", grouping=[3], currency=["€ ", ""]
        ),
        time=_time_locale() if dutch else alt.Undefined,
    )
    chart.config = alt.Config(  # `configure` would copy every layer twice
        locale=locale,
        font=FONT,
        background=palette.paper,
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(
            labelColor=palette.muted,
            titleColor=palette.muted,
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight="normal",
            gridColor=palette.grid,
            domainColor=palette.neutral,
            tickColor=palette.neutral,
            labelOverlap=True,
        ),
        text=alt.MarkConfig(font=FONT, fontSize=12, color=palette.ink),
        header=alt.HeaderConfig(labelColor=palette.ink, labelFontSize=13, labelFontWeight="bold", title=None),
        legend=alt.LegendConfig(disable=True),
        title=alt.TitleConfig(color=palette.ink, fontSize=13, anchor="start", offset=6),
        padding={"left": 2, "right": 6, "top": 6, "bottom": 2},
    )
    return chart


def either(channel: Callable[..., Any], test: str, yes: object, no: object) -> Any:
    """A channel of Altair (`alt.FillValue`, …) with the value `yes` where `test`, an expression of Vega, holds.

    As `alt.condition`, of which Altair finds out the class anew at each chart, among all that it has; of a text as
    `text="name:N"` as well, which is why channels are given as their classes everywhere.
    """
    return channel(no, condition={"test": test, "value": yes})


def year_axis(first: int, last: int, title: str | None = None) -> alt.Axis:
    """Whole years, as many labels as fit."""
    return alt.Axis(
        values=list(range(first, last + 1)),
        format="d",
        title=title,
        grid=False,
        labelFlush=False,
        labelPadding=4,
    )


def year_scale(first: int, last: int, room: float = HALF) -> alt.Scale:
    """Every layer of a chart takes this scale; without zero=False the years are squeezed to the edge.

    room: years left free for the names at the ends of lines; where those do not fit, the lines take it.
    """
    end = last + room if room <= HALF else alt.ExprRef(f"width > {NARROW} ? {last + room} : {last + HALF}")
    return alt.Scale(domain=[first - 0.6, end], zero=False, nice=False)


def _time_locale() -> alt.TimeLocale:
    spelled = "januari februari maart april mei juni juli augustus september oktober november december"
    months = spelled.split()
    days = ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"]
    return alt.TimeLocale(
        dateTime="%A %e %B %Y %X",
        date="%d-%m-%Y",
        time="%H:%M:%S",
        periods=["", ""],
        days=days,
        shortDays=[day[:2] for day in days],
        months=months,
        shortMonths=["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
    )
