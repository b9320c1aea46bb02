"""Text in pictures, in the font that comes with Pillow.

The font has the letters of English only, so the dots of ä and ö and the ring of å are drawn above its letters.
"""

from __future__ import annotations

import string
import unicodedata

from PIL import ImageDraw, ImageFont

_DOTS, _RING = "\u0308", "\u030a"
_DRAWABLE = frozenset(string.ascii_letters + string.digits + " !\"#$%&'()*+,-./:;?@" + _DOTS + _RING)
_DASHES = str.maketrans("–—’", "--'")
#: In parts of the font's size: a dot's radius, its distance from the letter's middle, the gap above the letter.
_DOT, _APART, _GAP = 0.055, 0.11, 0.06
_RING_RADIUS, _RING_LINE = 0.085, 0.05


def can_draw(text: str) -> bool:
    """Whether the font has every letter. A name in another script is left out, or it would be drawn as boxes."""
    return set(_parts(text)) <= _DRAWABLE


def text_width(text: str, size: int) -> float:
    """Width in pixels; ``size`` of the font in pixels."""
    return font(size).getlength(_letters(text))


def draw_text(
    draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, size: int, colour: str, weight: int = 0
) -> None:
    """Draw one line whose baseline begins at ``at``. ``weight`` is added to each side of each stroke, in pixels."""
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
    typeface = ImageFont.load_default(size)
    if not isinstance(typeface, ImageFont.FreeTypeFont):
        raise RuntimeError("This Pillow was built without FreeType, which draws the letters.")
    return typeface


def _draw_accent(
    draw: ImageDraw.ImageDraw, accent: str, at: tuple[float, float], size: int, colour: str, weight: int
) -> None:
    """Draw an accent above a letter; ``at`` is the middle of the letter's top."""
    x, y = at
    if accent == _DOTS:
        radius = _DOT * size + weight
        for side in (-_APART, _APART):
            draw.circle((x + side * size, y - _GAP * size - radius), radius, fill=colour)
        return
    radius, line = _RING_RADIUS * size + weight, _RING_LINE * size + weight
    draw.circle((x, y - _GAP * size / 2 - radius), radius, outline=colour, width=round(line))


def _parts(text: str) -> str:
    """The text with each accent after its letter (Unicode, normalisation form D)."""
    return unicodedata.normalize("NFD", text.translate(_DASHES))


def _letters(text: str) -> str:
    return "".join(part for part in _parts(text) if part not in (_DOTS, _RING))
