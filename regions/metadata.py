"""Metadata of public pages for browsers, search engines and shared links; one head for all pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from regions.paths import home_path, on_host
from regions.registry import Registry

if TYPE_CHECKING:
    from regions.models import Portal

#: Characters that could end a script element or begin a comment in it (HTML, 4.12.1.3).
_IN_SCRIPT = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


#: Open Graph's locales, always language with territory (ogp.me, "og:locale"). It has no Swedish of Finland.
_OPEN_GRAPH_LOCALES = {
    "fi": "fi_FI",
    "sv": "sv_SE",
    "en": "en_GB",
    "ru": "ru_RU",
    "uk": "uk_UA",
    "ar": "ar_AR",
    "so": "so_SO",
    "fa": "fa_IR",
    "et": "et_EE",
}
#: Value of ``hreflang`` for the address that fits any visitor (Google's extension).
ANY_LANGUAGE = "x-default"


@dataclass(frozen=True)
class Alternate:
    """One language version's address, for ``<link rel="alternate" hreflang>``. ``language`` may be ``x-default``."""

    language: str
    url: str


@dataclass(frozen=True)
class SharePicture:
    """The picture of a shared link: its absolute address, size in pixels, and alternative text."""

    url: str
    width: int
    height: int
    words: str = ""


@dataclass(frozen=True)
class Feed:
    """A feed of the page's content: its media type, its address, and its title in a list of feeds."""

    media_type: str
    url: str
    title: str


@dataclass(frozen=True)
class PageMetadata:
    """The head of a public page. Views put it into the context as ``metadata``; the base template shows it.

    ``title`` without the portal's name. Addresses are absolute. ``kind`` is Open Graph's type. ``share_title`` and
    ``share_description`` are for shared links, where they differ from the page's own.
    ``structured_data``: schema.org objects as Python values, each with its ``@context``.
    """

    title: str
    description: str = ""
    canonical: str = ""
    share_url: str = ""
    """The address of a shared link, where it isn't the canonical one: a search with its filters."""
    alternates: tuple[Alternate, ...] = ()
    is_indexed: bool = True
    kind: str = "website"
    share_title: str = ""
    share_description: str = ""
    picture: SharePicture | None = None
    """A picture of the page's own; the portal's share picture without it."""
    structured_data: tuple[dict[str, Any], ...] = ()
    feeds: tuple[Feed, ...] = ()

    @property
    def shared_title(self) -> str:
        return self.share_title or self.title

    @property
    def shared_description(self) -> str:
        return self.share_description or self.description

    @property
    def shared_url(self) -> str:
        return self.share_url or self.canonical

    @property
    def other_locales(self) -> tuple[str, ...]:
        """Open Graph's locales of the page's other languages; the template has the page's own."""
        return tuple(
            open_graph_locale(alternate.language)
            for alternate in self.alternates
            if alternate.language != ANY_LANGUAGE and alternate.url != self.canonical
        )

    @property
    def structured_data_json(self) -> tuple[SafeString, ...]:
        """JSON-LD, safe inside a script element whatever its strings are."""
        return tuple(
            mark_safe(json.dumps(item, ensure_ascii=False).translate(_IN_SCRIPT))  # noqa: S308  (closing tags are escaped)
            for item in self.structured_data
        )


def open_graph_locale(language: str) -> str:
    return _OPEN_GRAPH_LOCALES.get(language, language)


def service_words() -> str:
    """The description of a page without one of its own."""
    return _(
        "Activities for people who have moved to Finland, in one place."
        " Organisations announce them; everybody may look."
    )


#: Functions from portal and language to a schema.org object, which every front page gets.
front_page_data: Registry[Callable[[Portal, str], dict[str, Any]]] = Registry("object of the front page")


def front_page_metadata(portal: Portal, language: str, lead: str) -> PageMetadata:
    """Metadata of a portal's front page. Its ``x-default`` is ``/``, which redirects to the visitor's language."""
    root = portal.root_url
    return PageMetadata(
        title=_("Find activities"),
        description=lead or service_words(),
        canonical=f"{root}{home_path(language)}",
        alternates=(
            *(Alternate(code, f"{root}{home_path(code)}") for code in portal.languages),
            Alternate(ANY_LANGUAGE, f"{root}{on_host('')}"),
        ),
        structured_data=tuple(make(portal, language) for make in front_page_data.entries()),
    )


def unlisted(title: str) -> PageMetadata:
    """Metadata of a page that isn't indexed or shared, such as a preview or an error."""
    return PageMetadata(title=title, is_indexed=False)
