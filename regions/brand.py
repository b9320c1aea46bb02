"""A portal's brand: one strong colour, the tokens derived from it, and their contrasts (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import colorsys
import math
from dataclasses import dataclass

from django.utils.translation import gettext as _

DEFAULT_STRONG = "#0f4c5c"

TEXT_CONTRAST = 4.5
#: Steps of lightness in which ``nearest_passing`` looks for a darker colour.
LIGHTNESS_STEPS = 200

_LIGHT_PAPER, _LIGHT_INK = "#fffdf9", "#1c2226"
_DARK_PAPER, _DARK_INK = "#11181b", "#eceff0"


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{round(min(max(channel, 0), 1) * 255):02x}" for channel in (red, green, blue))


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, 0 to 1 (WCAG 2.2, definition of relative luminance)."""
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _mix(colour: str, other: str, share: float) -> str:
    """``share`` of the first colour, the rest of the second, channel by channel."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    red, green, blue = (channel * share + other_channel * (1 - share) for channel, other_channel in pairs)
    return _hex(red, green, blue)


@dataclass(frozen=True)
class Contrast:
    """One pair of colours: what is read on what, its contrast ratio (1 to 21) and the ratio that it needs."""

    what: str
    colour: str
    ground: str
    ratio: float
    needed: float

    @property
    def is_enough(self) -> bool:
        return self.ratio >= self.needed

    @property
    def shown_ratio(self) -> float:
        """The ratio rounded down to one decimal, so that 4.49 is never shown as 4.5."""
        return math.floor(self.ratio * 10) / 10


@dataclass(frozen=True)
class Tokens:
    """The colours that the stylesheet takes from a brand, for one colour scheme."""

    strong: str
    soft: str
    on_strong: str


def properties(tokens: Tokens) -> str:
    return f"--portal-strong:{tokens.strong};--portal-soft:{tokens.soft};--portal-on-strong:{tokens.on_strong}"


@dataclass(frozen=True)
class Brand:
    """A strong colour (``#rrggbb``) and the tokens that follow from it."""

    strong: str = DEFAULT_STRONG

    @property
    def light(self) -> Tokens:
        return Tokens(strong=self.strong, soft=_mix(self.strong, _LIGHT_PAPER, 0.11), on_strong="#ffffff")

    @property
    def dark(self) -> Tokens:
        """The same hue, light enough to be read on the dark paper and as a button under dark text."""
        hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(self.strong))
        lightness = max(lightness, 0.55)
        colour = self.strong
        soft = _mix(self.strong, _DARK_PAPER, 0.35)
        while lightness <= 1:
            colour = _hex(*colorsys.hls_to_rgb(hue, lightness, min(saturation, 0.6)))
            if min(contrast(colour, soft), contrast(colour, _DARK_PAPER)) >= TEXT_CONTRAST + 1.5:
                break
            lightness += 0.02
        return Tokens(strong=colour, soft=soft, on_strong="#0b1214")

    def css(self) -> str:
        """The tokens as custom properties, for both colour schemes."""
        light, dark = properties(self.light), properties(self.dark)
        return f":root{{{light}}}\n@media (prefers-color-scheme: dark){{:root{{{dark}}}}}\n"

    def contrasts(self) -> list[Contrast]:
        """Every pair of colours that the stylesheet puts on each other, in the order in which people meet them."""
        light, dark = self.light, self.dark
        pairs = [
            (light.on_strong, light.strong, TEXT_CONTRAST, _("white text on the colour")),
            (light.strong, _LIGHT_PAPER, TEXT_CONTRAST, _("the colour as text on the page")),
            (light.strong, light.soft, TEXT_CONTRAST, _("the colour as text on its own tint")),
            (_LIGHT_INK, light.soft, TEXT_CONTRAST, _("text on the tint")),
            (dark.on_strong, dark.strong, TEXT_CONTRAST, _("text on the colour in the dark scheme")),
            (dark.strong, _DARK_PAPER, TEXT_CONTRAST, _("the colour as text in the dark scheme")),
            (_DARK_INK, dark.soft, TEXT_CONTRAST, _("text on the tint in the dark scheme")),
        ]
        return [
            Contrast(what, colour, ground, contrast(colour, ground), needed) for colour, ground, needed, what in pairs
        ]

    def faults(self) -> list[str]:
        """Reasons against this colour, for the person who chose it; empty for one that can be used."""
        return [
            _("Too little contrast for %(what)s: %(ratio).1f, needed %(needed).1f. Choose a darker colour.")
            % {"what": pair.what, "ratio": pair.shown_ratio, "needed": pair.needed}
            for pair in self.contrasts()
            if not pair.is_enough
        ]

    def passes(self) -> bool:
        return all(pair.is_enough for pair in self.contrasts())

    def nearest_passing(self) -> Brand:
        """This brand if it passes; otherwise the lightest darker one of the same hue that does. Black always passes."""
        if self.passes():
            return self
        hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(self.strong))
        for step in range(round(lightness * LIGHTNESS_STEPS), 0, -1):
            darker = Brand(strong=_hex(*colorsys.hls_to_rgb(hue, step / LIGHTNESS_STEPS, saturation)))
            if darker.passes():
                return darker
        return Brand(strong="#000000")
