"""Pictures drawn from a portal's brand: the share picture, and icons for browsers and home screens.

The address of each, ``/brand/<digest>/<name>``, has a digest of everything that is drawn, so caches may keep it for
ever.
"""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageDraw
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from regions.brand import Brand
from regions.paths import on_host
from regions.picture_text import can_draw, draw_text, text_width
from regions.service_mark import STROKE, SVG, UNITS, draw_mark

if TYPE_CHECKING:
    from regions.models import Portal

logger = logging.getLogger(__name__)

#: Part of the digest: change it whenever the code below draws something else.
_DRAWING = "1"
SHARE_SIZE = (1200, 630)
PAPER, _INK = "#fffdf9", "#1c2226"
_MARGIN = 90
_LOGO = "max-300x150|format-png"
_LARGEST_TEXT, _SMALLEST_TEXT = 112, 36
_ICO_SIZES = ((16, 16), (32, 32), (48, 48))


@dataclass(frozen=True)
class BrandPictures:
    """Everything that the pictures of a portal are drawn from. Equal objects give equal pictures.

    ``logo`` is a Wagtail image or None; ``logo_hash`` the digest of its file.
    """

    title: str
    place: str
    """The host name, as a person would type it."""
    strong: str
    logo_hash: str = ""
    logo: Any = field(default=None, compare=False)

    @classmethod
    def of(cls, portal: Portal) -> BrandPictures:
        logo = portal.logo
        return cls(portal.title, portal.site.hostname, portal.brand_strong.lower(), logo_hash_of(logo), logo)

    @property
    def digest(self) -> str:
        parts = (_DRAWING, self.title, self.place, self.strong, self.logo_hash)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]

    def path(self, name: str) -> str:
        """Where one of ``PICTURES`` is on the portal's host."""
        return on_host(f"brand/{self.digest}/{name}")

    @property
    def brand(self) -> Brand:
        return Brand(self.strong)

    @property
    def share_path(self) -> str:
        return self.path("share.png")

    @property
    def icon_path(self) -> str:
        return self.path("icon.svg")

    @property
    def touch_icon_path(self) -> str:
        return self.path("touch.png")


def logo_hash_of(logo: Any) -> str:
    return "" if logo is None else (logo.file_hash or f"image {logo.pk}")


@lru_cache(maxsize=64)
def draw(pictures: BrandPictures, name: str) -> bytes:
    """The file of one of ``PICTURES``, cached in the process."""
    return PICTURES[name].draw(pictures)


@dataclass(frozen=True)
class Drawing:
    """A kind of picture: its media type and the function that draws it."""

    media_type: str
    draw: Callable[[BrandPictures], bytes]


def _share(pictures: BrandPictures) -> bytes:
    """Stripes in the brand's colour above the service's mark, the portal's name and host; the logo, if there is one."""
    width, height = SHARE_SIZE
    picture = Image.new("RGB", SHARE_SIZE, PAPER)
    _draw_awning(picture, pictures.brand)
    sign = draw_mark(190, pictures.strong)
    picture.paste(sign, (_MARGIN - 20, 190), sign)
    draw_on = ImageDraw.Draw(picture)
    if can_draw(pictures.title):
        size = _largest_fitting_size(pictures.title, width - 2 * _MARGIN)
        draw_text(draw_on, (_MARGIN, 470), pictures.title, size, _INK, weight=2)
    draw_text(draw_on, (_MARGIN, height - 75), pictures.place, 40, pictures.strong)
    logo = _logo(pictures)
    if logo is not None:
        picture.paste(logo, (width - _MARGIN - logo.width, 210), logo)
    return _png(picture)


def _draw_awning(picture: Image.Image, brand: Brand) -> None:
    """Draw stripes with round ends across the top, like the awning of a market stall."""
    stripes, depth = 12, 80
    broad = picture.width / stripes
    over = Image.new("RGB", (picture.width * 2, 300), PAPER)
    draw_on = ImageDraw.Draw(over)
    for number in range(stripes):
        left, right = round(number * broad * 2), round((number + 1) * broad * 2)
        colour = brand.light.soft if number % 2 else brand.light.strong
        draw_on.rectangle((left, 0, right - 1, depth * 2), fill=colour)
        draw_on.pieslice((left, depth * 2 - broad, right - 1, depth * 2 + broad), 0, 180, fill=colour)
    picture.paste(over.resize((picture.width, 150), Image.Resampling.LANCZOS), (0, 0))


def _largest_fitting_size(text: str, width: int) -> int:
    """The largest font size, in pixels, at which the text fits on one line."""
    size = _LARGEST_TEXT
    while size > _SMALLEST_TEXT and text_width(text, size) > width:
        size -= 4
    return size


def _logo(pictures: BrandPictures) -> Image.Image | None:
    """The portal's logo, scaled down; None without a logo and for an unreadable file."""
    if pictures.logo is None:
        return None
    try:
        with pictures.logo.get_rendition(_LOGO).file.open("rb") as file:
            return Image.open(io.BytesIO(file.read())).convert("RGBA")
    except (SourceImageIOError, InvalidFilterSpecError, OSError, ValueError):
        logger.exception("The logo of %s can't be drawn", pictures.title)
        return None


def _svg(pictures: BrandPictures) -> bytes:
    """The mark in the brand's colour for the browser's colour scheme."""
    light, dark = pictures.brand.light.strong, pictures.brand.dark.strong
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {UNITS} {UNITS}" fill="none" stroke-width="{STROKE}" '
        'stroke-linecap="round" stroke-linejoin="round">'
        f"<style>g{{stroke:{light}}}@media(prefers-color-scheme:dark){{g{{stroke:{dark}}}}}</style>"
        f"<g>{SVG}</g></svg>"
    ).encode()


def _tile(pictures: BrandPictures, size: int, share: float, *, rounded: bool = False) -> Image.Image:
    """A square with the mark, light on the brand's colour; ``share``: the mark's width as a part of ``size``."""
    tile = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    corner = size // 5 if rounded else 0
    ImageDraw.Draw(tile).rounded_rectangle((0, 0, size - 1, size - 1), corner, fill=pictures.strong)
    sign = draw_mark(round(size * share), pictures.brand.light.on_strong)
    place = (size - sign.width) // 2
    tile.alpha_composite(sign, (place, place))
    return tile


def _png(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


def _ico(pictures: BrandPictures) -> bytes:
    """Three sizes in one file, for browsers that always request ``/favicon.ico``."""
    file = io.BytesIO()
    largest = _tile(pictures, 192, 0.9, rounded=True)
    largest.save(file, "ICO", sizes=_ICO_SIZES)
    return file.getvalue()


#: Pictures by their name in addresses. In a maskable icon the mark is inside the safe zone, a circle with four fifths
#: of the width (W3C, Web Application Manifest, "maskable").
PICTURES = {
    "share.png": Drawing("image/png", _share),
    "icon.svg": Drawing("image/svg+xml", _svg),
    "favicon.ico": Drawing("image/vnd.microsoft.icon", _ico),
    "touch.png": Drawing("image/png", lambda pictures: _png(_tile(pictures, 180, 0.72).convert("RGB"))),
    "icon-192.png": Drawing("image/png", lambda pictures: _png(_tile(pictures, 192, 0.8, rounded=True))),
    "icon-512.png": Drawing("image/png", lambda pictures: _png(_tile(pictures, 512, 0.8, rounded=True))),
    "maskable-512.png": Drawing("image/png", lambda pictures: _png(_tile(pictures, 512, 0.56).convert("RGB"))),
}
