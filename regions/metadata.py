"""What a public page says of itself to browsers, search engines and whoever it is shared with; one head for all."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

#: Inside a script element, these would end it or begin a comment (HTML, 4.12.1.3).
_IN_SCRIPT = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


@dataclass(frozen=True)
class Alternate:
    """One language version's address, for ``<link rel="alternate" hreflang>``. ``language`` may be ``x-default``."""

    language: str
    url: str


@dataclass(frozen=True)
class Feed:
    """The same content for a machine: its media type, its address, and its title for people who choose among feeds."""

    media_type: str
    url: str
    title: str


@dataclass(frozen=True)
class PageMetadata:
    """The head of a public page. Views put it into the context as ``metadata``; the base template shows it.

    ``title`` without the portal's name. Addresses are absolute. ``share_title`` and ``share_description`` are what
    others see when the page is shared, where that differs from the page's own (sensitive activities, need E12).
    ``structured_data``: schema.org objects as Python values, each with its ``@context``.
    """

    title: str
    description: str = ""
    canonical: str = ""
    alternates: tuple[Alternate, ...] = ()
    is_indexed: bool = True
    kind: str = "website"
    share_title: str = ""
    share_description: str = ""
    picture: str = ""
    """Address of a picture of the page's own; the portal's share picture without it."""
    structured_data: tuple[dict[str, Any], ...] = ()
    feeds: tuple[Feed, ...] = ()

    @property
    def shared_title(self) -> str:
        return self.share_title or self.title

    @property
    def shared_description(self) -> str:
        return self.share_description or self.description

    @property
    def structured_data_json(self) -> tuple[SafeString, ...]:
        """JSON-LD that can stand inside a script element whatever its strings hold."""
        return tuple(
            mark_safe(json.dumps(item, ensure_ascii=False).translate(_IN_SCRIPT)) for item in self.structured_data
        )
