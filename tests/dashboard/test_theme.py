"""The visual grammar can be read by everybody: contrast, and never by colour alone."""

import colorsys
import re
import tomllib
from pathlib import Path

import pandas as pd
import pytest

from dashboard.charts.keys import drawings
from dashboard.charts.theme import APPROXIMATION, DARK, LIGHT, Look
from dashboard.charts.trend import trend
from etl.signs import dashes, shapes

THEMES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def channels(colour):
    return [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]


def luminance(colour):
    """Relative luminance (WCAG 2.1)."""
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_has_the_highest_contrast_there_is():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@THEMES
def test_names_of_lines_and_estimates_can_be_read_on_the_paper(palette):
    inks = [palette.ink, palette.muted, palette.estimated, *palette.registered]
    assert [ink for ink in inks if contrast(ink, palette.paper) < 4.5] == []


@THEMES
def test_rules_of_breaks_and_hatching_can_be_seen_on_the_paper(palette):
    assert contrast(palette.neutral, palette.paper) >= 3


def test_nothing_in_the_colour_of_rules_is_paler_but_grounds_and_links_that_a_table_names():
    """At three quarters of it hatching had 2.4 to 1 on white."""
    charts = Path(__file__).parents[2] / "dashboard" / "charts"
    pale = {path.name for path in charts.glob("*.py") if re.search(r"neutral, opacity=0", path.read_text("utf-8"))}
    assert pale == {"discs.py", "system.py"}


@THEMES
def test_boxes_and_code_of_the_page_can_be_read(palette):
    told = page_theme(palette)
    assert contrast(told["blueTextColor"], told["blueBackgroundColor"]) >= 4.5
    assert contrast(told["codeTextColor"], told["secondaryBackgroundColor"]) >= 4.5
    assert contrast(told["codeTextColor"], told["blueBackgroundColor"]) >= 4.5


def page_theme(palette):
    config = tomllib.loads((Path(__file__).parents[2] / ".streamlit/config.toml").read_text("utf-8"))
    return config["theme"]["light" if palette is LIGHT else "dark"]


@THEMES
def test_nothing_is_red_or_green(palette):
    told = page_theme(palette)
    own = [told["codeTextColor"], told["blueTextColor"], told["blueBackgroundColor"]]  # else Streamlit's: code is green
    colours = [*palette.registered, palette.estimated, palette.band, *palette.scale, *own]
    hues = {
        one: (colorsys.rgb_to_hls(*channels(one))[0] * 360, colorsys.rgb_to_hls(*channels(one))[2]) for one in colours
    }
    assert [one for one, (hue, saturation) in hues.items() if saturation > 0.2 and (hue < 20 or hue > 340)] == []
    assert [one for one, (hue, saturation) in hues.items() if saturation > 0.2 and 70 < hue < 165] == []


@THEMES
def test_estimated_is_of_another_hue_than_anything_registered(palette):
    def hue(colour):
        return colorsys.rgb_to_hls(*channels(colour))[0] * 360

    assert min(abs(hue(palette.estimated) - hue(one)) for one in palette.registered) > 30


@THEMES
def test_two_lines_differ_in_dash_and_in_shape_and_not_in_colour_alone(palette):
    assert len(palette.registered) == 6
    assert len({tuple(dash) for dash in dashes(6)}) == 6
    assert len(set(shapes(6))) == 6


@pytest.mark.parametrize("lines", [1, 6])
def test_up_to_six_lines_have_the_same_scales(lines):
    assert dashes(lines) == [[1, 0], [7, 3], [2, 2], [9, 3, 2, 3], [5, 2, 1, 2, 1, 2], [12, 4]]
    assert shapes(lines) == ["circle", "square", "diamond", "triangle-up", "triangle-down", "cross"]


def test_where_colours_come_round_again_dash_and_shape_are_others():
    assert dashes(8)[6:] == [[7, 3], [2, 2]]
    assert shapes(8)[6:] == ["diamond", "triangle-up"]
    signs = zip(map(tuple, dashes(36)), shapes(36), strict=True)
    assert len(set(signs)) == 36


def test_a_key_and_its_chart_give_a_seventh_line_the_same_sign():
    names = [f"synthetic {at}" for at in range(7)]
    told = [drawing for drawing, _name in drawings(names, Look("nl"))]
    assert len(set(told)) == 7
    rows = pd.DataFrame({"x": [2020.0] * 7, "value": 3.0, "label": names, "segment": names, "open": False})
    rows = rows.assign(told="2020: 3", told_short="3")
    drawn = trend(rows, names, Look("nl"), years=(2019, 2021), y_title="synthetic").to_dict()
    lines, points = (
        next(one["encoding"] for one in drawn["layer"] if one.get("mark", {}).get("type") == kind)
        for kind in ("line", "point")
    )
    colours, dash, shape = (one["scale"]["range"] for one in (lines["color"], lines["strokeDash"], points["shape"]))
    assert (colours[6 % len(colours)], dash[6], shape[6]) == ("#2f5d8a", [7, 3], "diamond")
    assert told[6] == (
        '<g fill="#2f5d8a" stroke="#2f5d8a"><line x1="0" y1="6" x2="30" y2="6" stroke-width="2.2"'
        ' stroke-dasharray="7 3"/><path d="M15 1.5l4.5 4.5-4.5 4.5-4.5-4.5z"/></g>'
    )


def test_an_approximation_is_dotted_as_nothing_else_is():
    assert APPROXIMATION not in dashes(36)
