"""An HTML text as paragraphs: headings, items of lists and lines that stand alone are paragraphs, too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from listings.rich_text import clean_html, plain_text
from regions.languages import direction

#: Tags around paragraphs. Clean HTML has no attributes on them.
_BLOCK = re.compile(r"(</?(?:p|ul|ol|li|h3)>)")
_OPENING = {"<p>": "</p>", "<li>": "</li>", "<h3>": "</h3>"}


@dataclass(frozen=True)
class Paragraphs:
    """Clean HTML in pieces: tags of blocks, and between them what stands inside. ``places``: pieces with words."""

    pieces: tuple[str, ...]
    places: tuple[int, ...]

    @classmethod
    def of(cls, html: str) -> Paragraphs:
        """``html``: as ``clean_html`` returns it."""
        pieces = tuple(_BLOCK.split(html))
        return cls(pieces, tuple(at for at, piece in enumerate(pieces) if plain_text(piece)))

    @property
    def inner(self) -> list[str]:
        """What stands in each paragraph, in order."""
        return [self.pieces[place] for place in self.places]

    def with_translations(self, translated: Sequence[str | None], language: str) -> str:
        """Return this text with translated paragraphs; where there is None, the own one, as one in ``language``.

        A link or bold type that goes on over several paragraphs ends with each.
        """
        pieces = [_balanced(piece) for piece in self.pieces]
        for place, words in zip(self.places, translated, strict=True):
            if words is not None:
                pieces[place] = _balanced(words)
            else:
                self._mark(pieces, place, language)
        return "".join(pieces)

    @staticmethod
    def _mark(pieces: list[str], place: int, language: str) -> None:
        """Give the paragraph its language: on its block, or around it where the block holds more."""
        attributes = f' lang="{language}" dir="{direction(language)}"'
        before, after = pieces[place - 1 : place], pieces[place + 1 : place + 2]
        if before and after == [_OPENING.get(before[0])]:
            pieces[place - 1] = f"{before[0][:-1]}{attributes}>"
        else:
            pieces[place] = f"<span{attributes}>{pieces[place]}</span>"


def _balanced(piece: str) -> str:
    """Return a piece of clean HTML without tags that are only opened or only closed in it."""
    return piece if "<" not in piece or _BLOCK.fullmatch(piece) else clean_html(piece)
