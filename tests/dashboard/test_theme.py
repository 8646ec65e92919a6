"""The visual grammar can be read by everybody: contrast, and never by colour alone."""

import colorsys

import pytest

from dashboard.charts.theme import APPROXIMATION, DARK, LIGHT
from etl.signs import DASHES, SHAPES

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


@THEMES
def test_nothing_is_red_or_green(palette):
    colours = [*palette.registered, palette.estimated, palette.band, *palette.scale]
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
    assert len(palette.registered) == len(DASHES) == len(SHAPES)
    assert len({tuple(dash) for dash in DASHES}) == len(DASHES)
    assert len(set(SHAPES)) == len(SHAPES)


def test_an_approximation_is_dotted_as_nothing_else_is():
    assert APPROXIMATION not in DASHES
