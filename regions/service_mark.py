"""The service's mark, a market stall, in a square of 24 units: as SVG for pages, and drawn into pictures."""

from __future__ import annotations

from PIL import Image, ImageDraw

UNITS = 24
STROKE = 1.8
#: The paths of the mark. ``_LINES`` and ``_ARCS`` are the same shapes for Pillow.
SVG = (
    '<path d="M3 11 6 4h12l3 7"/><path d="M3 11a3 3 0 0 0 6 0 3 3 0 0 0 6 0 3 3 0 0 0 6 0"/>'
    '<path d="M5 14v6h14v-6"/><path d="M10 20v-4a2 2 0 0 1 4 0v4"/>'
)
_LINES = (
    ((3, 11), (6, 4), (18, 4), (21, 11)),
    ((5, 14), (5, 20), (19, 20), (19, 14)),
    ((10, 20), (10, 16)),
    ((14, 16), (14, 20)),
)
#: Arcs as (centre, radius, first and last angle in degrees, clockwise from three o'clock): the awning's edge, the door.
_ARCS = (
    ((6, 11), 3, 0, 180),
    ((12, 11), 3, 0, 180),
    ((18, 11), 3, 0, 180),
    ((12, 16), 2, 180, 360),
)
#: The mark is drawn larger by this factor and then scaled down, which smooths its edges.
_OVERSAMPLING = 4


def draw_mark(size: int, colour: str) -> Image.Image:
    """The mark in one colour (``#rrggbb``) on transparency, ``size`` pixels square, with round ends and corners."""
    scale = size * _OVERSAMPLING / UNITS
    shape = Image.new("L", (size * _OVERSAMPLING,) * 2)
    draw = ImageDraw.Draw(shape)
    width = STROKE * scale
    for line in _LINES:
        points = [(x * scale, y * scale) for x, y in line]
        draw.line(points, fill=255, width=round(width))
        for point in points:
            draw.circle(point, width / 2, fill=255)
    for (x, y), radius, start, end in _ARCS:
        outer = radius * scale + width / 2
        box = (x * scale - outer, y * scale - outer, x * scale + outer, y * scale + outer)
        draw.arc(box, start, end, fill=255, width=round(width))
    picture = Image.new("RGBA", (size, size), colour)
    picture.putalpha(shape.resize((size, size), Image.Resampling.LANCZOS))
    return picture
