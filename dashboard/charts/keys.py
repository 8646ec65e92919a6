"""The key of a chart: line, dash and shape of each name, as small drawings."""

from collections.abc import Sequence

from dashboard.charts.theme import APPROXIMATION, Look
from etl import signs

WIDTH, HEIGHT = 30, 12
"""Of a drawing, in pixels."""
_SHAPES = {
    "circle": '<circle cx="15" cy="6" r="3.6"/>',
    "square": '<rect x="11.5" y="2.5" width="7" height="7"/>',
    "diamond": '<path d="M15 1.5l4.5 4.5-4.5 4.5-4.5-4.5z"/>',
    "triangle-up": '<path d="M15 2l4.5 8h-9z"/>',
    "triangle-down": '<path d="M15 10l4.5-8h-9z"/>',
    "cross": '<path d="M13 1.5h4v2.5h2.5v4h-2.5v2.5h-4v-2.5h-2.5v-4h2.5z"/>',
}


def drawings(
    lines: Sequence[str], look: Look, estimates: Sequence[str] = (), dotted: bool = False
) -> list[tuple[str, str]]:
    """What stands before each name, as the inside of an SVG of WIDTH by HEIGHT, and the name. An empty name holds the
    place of a line that is not shown, so that the others stay what they are."""
    palette, made = look.palette, []
    dashes, shapes = signs.dashes(len(lines)), signs.shapes(len(lines))
    for index, label in enumerate(lines):
        if not label:
            continue
        dash = " ".join(map(str, APPROXIMATION if dotted else dashes[index]))
        colour = palette.registered[index % len(palette.registered)]
        line = f'<line x1="0" y1="6" x2="30" y2="6" stroke-width="2.2" stroke-dasharray="{dash}"/>'
        shape = _SHAPES[shapes[index]]
        made.append((f'<g fill="{colour}" stroke="{colour}">{line}{shape}</g>', label))
    box = f'fill="{palette.band}" fill-opacity=".16" stroke="{palette.estimated}" stroke-dasharray="5 3"'
    made += [(f'<rect x="1" y="1" width="28" height="10" {box}/>', label) for label in estimates]
    return made
