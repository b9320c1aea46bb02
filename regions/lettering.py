"""Words in pictures, in the font that comes with Pillow. That knows no letter beyond English, so that the dots of ä and
ö and the ring of å are drawn above its letters.
"""

from __future__ import annotations

import string
import unicodedata

from PIL import ImageDraw, ImageFont

_DOTS, _RING = "\u0308", "\u030a"
_KNOWN = frozenset(string.ascii_letters + string.digits + " !\"#$%&'()*+,-./:;?@" + _DOTS + _RING)
_DASHES = str.maketrans("–—’", "--'")
#: In shares of the font's size.
_DOT, _APART, _GAP = 0.055, 0.11, 0.06
_RING_RADIUS, _RING_LINE = 0.085, 0.05


def can_write(text: str) -> bool:
    """Whether every letter can be drawn; a name in another script is better left out than drawn as boxes."""
    return set(_parts(text)) <= _KNOWN


def length(text: str, size: int) -> float:
    """Width in pixels at a font size in pixels."""
    return font(size).getlength(_letters(text))


def write(
    draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, size: int, colour: str, weight: int = 0
) -> None:
    """One line whose baseline begins at a point; ``weight`` adds so many pixels to each side of each stroke."""
    letters, typeface = _letters(text), font(size)
    draw.text(at, letters, font=typeface, fill=colour, anchor="ls", stroke_width=weight)
    place = -1
    for part in _parts(text):
        if part not in (_DOTS, _RING):
            place += 1
            continue
        letter = letters[place]
        middle = at[0] + typeface.getlength(letters[:place]) + typeface.getlength(letter) / 2
        top = at[1] + typeface.getbbox(letter, anchor="ls")[1]
        _draw_accent(draw, part, (middle, top - weight), size, colour, weight)


def font(size: int) -> ImageFont.FreeTypeFont:
    found = ImageFont.load_default(size)
    if not isinstance(found, ImageFont.FreeTypeFont):
        raise RuntimeError("This Pillow was built without FreeType, which draws the letters.")
    return found


def _draw_accent(
    draw: ImageDraw.ImageDraw, accent: str, at: tuple[float, float], size: int, colour: str, weight: int
) -> None:
    """Above a letter whose top middle is at a point."""
    x, y = at
    if accent == _DOTS:
        radius = _DOT * size + weight
        for side in (-_APART, _APART):
            draw.circle((x + side * size, y - _GAP * size - radius), radius, fill=colour)
        return
    radius, line = _RING_RADIUS * size + weight, _RING_LINE * size + weight
    draw.circle((x, y - _GAP * size / 2 - radius), radius, outline=colour, width=round(line))


def _parts(text: str) -> str:
    """Letters and accents apart; an accent follows its letter (Unicode, normalisation form D)."""
    return unicodedata.normalize("NFD", text.translate(_DASHES))


def _letters(text: str) -> str:
    return "".join(part for part in _parts(text) if part not in (_DOTS, _RING))
