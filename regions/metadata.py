"""What a public page says of itself to browsers, search engines and whoever it is shared with; one head for all."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from regions.registry import Registry

if TYPE_CHECKING:
    from regions.models import Portal

#: Inside a script element, these would end it or begin a comment (HTML, 4.12.1.3).
_IN_SCRIPT = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


#: Language with territory, the only form that Open Graph knows (ogp.me, "og:locale"); Finland's Swedish is no locale of
#: theirs.
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
#: Whoever looks for the address that fits any visitor (Google's name in ``hreflang``).
ANY_LANGUAGE = "x-default"


@dataclass(frozen=True)
class Alternate:
    """One language version's address, for ``<link rel="alternate" hreflang>``. ``language`` may be ``x-default``."""

    language: str
    url: str


@dataclass(frozen=True)
class SharePicture:
    """What stands for the page where it is shared: a picture's absolute address, size in pixels, and what it shows."""

    url: str
    width: int
    height: int
    words: str = ""


@dataclass(frozen=True)
class Feed:
    """The same content for a machine: its media type, its address, and its title for people who choose among feeds."""

    media_type: str
    url: str
    title: str


@dataclass(frozen=True)
class PageMetadata:
    """The head of a public page. Views put it into the context as ``metadata``; the base template shows it.

    ``title`` without the portal's name. Addresses are absolute. ``kind`` is Open Graph's type. ``share_title`` and
    ``share_description`` are what others see when the page is shared, where that differs from the page's own.
    ``structured_data``: schema.org objects as Python values, each with its ``@context``.
    """

    title: str
    description: str = ""
    canonical: str = ""
    share_url: str = ""
    """Where a shared link leads, if not to the canonical address: a search with its filters."""
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
        """The page's other languages as Open Graph writes them; the template says the page's own."""
        return tuple(
            open_graph_locale(one.language)
            for one in self.alternates
            if one.language != ANY_LANGUAGE and one.url != self.canonical
        )

    @property
    def structured_data_json(self) -> tuple[SafeString, ...]:
        """JSON-LD that can stand inside a script element whatever its strings hold."""
        return tuple(
            mark_safe(json.dumps(item, ensure_ascii=False).translate(_IN_SCRIPT))  # noqa: S308  (closing tags are escaped)
            for item in self.structured_data
        )


def open_graph_locale(language: str) -> str:
    return _OPEN_GRAPH_LOCALES.get(language, language)


def service_words() -> str:
    """What a page that has no words of its own says of itself to searchers and sharers."""
    return _(
        "Activities for people who have moved to Finland, in one place."
        " Organisations announce them; everybody may look."
    )


#: schema.org objects that apps add to every front page, made from the portal and a language.
front_page_data: Registry[Callable[[Portal, str], dict[str, Any]]] = Registry("object of the front page")


def front_page_metadata(portal: Portal, language: str, lead: str) -> PageMetadata:
    """A portal's front page; ``/`` is where each visitor finds the language that fits."""
    root = portal.root_url
    return PageMetadata(
        title=_("Find activities"),
        description=lead or service_words(),
        canonical=f"{root}/{language}/",
        alternates=(
            *(Alternate(code, f"{root}/{code}/") for code in portal.languages),
            Alternate(ANY_LANGUAGE, f"{root}/"),
        ),
        structured_data=tuple(make(portal, language) for make in front_page_data.entries()),
    )


def unlisted(title: str) -> PageMetadata:
    """The head of a page with no address to share or to list, such as a preview or a question that can't be read."""
    return PageMetadata(title=title, is_indexed=False)
