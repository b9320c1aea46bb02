"""Links from a page to its other languages, and from a portal to the other portals."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from wagtail.models import Page

from regions.known_portals import known_portals
from regions.languages import direction, own_name
from regions.models import Portal, PortalHomePage
from regions.paths import home_path
from regions.portal_request import PortalRequest

#: Characters of a query that links to other languages keep.
_LONGEST_QUERY = 1000


@dataclass(frozen=True)
class LanguageLink:
    """An entry of the language menu; ``name`` is the language's own name, ``url`` a path on this portal's host."""

    code: str
    name: str
    url: str
    direction: str
    is_current: bool


@dataclass(frozen=True)
class PortalLink:
    name: str
    title: str
    url: str
    is_national: bool


def language_links(request: PortalRequest) -> list[LanguageLink]:
    """The address of the current page in each of the portal's languages, in the portal's order.

    A page may have a method ``get_translated_url(language) -> str | None``. Otherwise the link is to the page's live
    translation in this portal; without one, to that language's home. Two queries at most. A view that isn't a page has
    the same path and query in every language.
    """
    portal = request.portal
    page = getattr(request, "portal_page", None)
    get_translated_url = getattr(page, "get_translated_url", None)
    translated: dict[str, str] = {}
    if page is not None and get_translated_url is None:
        translated = _translations(page, portal)
    elif page is None:
        translated = _same_path(request, portal)
    links = []
    for code in portal.languages:
        url = (get_translated_url(code) if get_translated_url else translated.get(code)) or home_path(code)
        links.append(LanguageLink(code, own_name(code), url, direction(code), code == get_language()))
    return links


def _same_path(request: PortalRequest, portal: Portal) -> dict[str, str]:
    """The path of a view below a language, such as the desk, with its query; nothing where no view answers."""
    own, _slash, rest = request.path_info.lstrip("/").partition("/")
    if (
        request.resolver_match is None
        or request.resolver_match.url_name == "portal_page"
        or own not in portal.languages
    ):
        return {}
    query = request.GET.urlencode()
    query = f"?{query}" if 0 < len(query) <= _LONGEST_QUERY else ""
    return {code: f"{home_path(code)}{rest}{query}" for code in portal.languages}


def _translations(page: Any, portal: Portal) -> dict[str, str]:
    homes = PortalHomePage.objects.filter(portal=portal).home_paths()
    rows = (
        Page.objects.filter(translation_key=page.translation_key, live=True, locale__language_code__in=portal.languages)
        .exclude(depth=1)
        .values_list("path", "url_path", "locale__language_code")
    )
    urls = {}
    for path, url_path, language in rows:
        home = homes.get(language)
        if home is not None and path.startswith(home.path):
            urls[language] = f"{home_path(language)}{url_path[len(home.url_path) :]}"
    return urls


def portal_links(request: PortalRequest) -> list[PortalLink]:
    """The other portals, the national one first, each in the visitor's language where it has that."""
    current: Portal = request.portal
    language = get_language() or current.first_language
    return [
        PortalLink(
            portal.name,
            portal.title,
            f"{portal.root_url}{home_path(language if language in portal.languages else portal.first_language)}",
            portal.is_national,
        )
        for portal in known_portals()
        if portal.pk != current.pk
    ]
