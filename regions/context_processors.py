"""Context of every template: the portal, its language, and links to other languages and portals."""

from typing import Any

from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from regions.brand_pictures import BrandPictures
from regions.languages import direction
from regions.metadata import open_graph_locale
from regions.navigation_links import language_links, portal_links
from regions.paths import home_path, on_host
from regions.pictures import pictures_by_id
from regions.portal_request import PortalRequest


def portal(request: PortalRequest) -> dict[str, Any]:
    """``portal`` or None, ``language``, ``direction``, ``language_links``, ``portal_links``. Links are read when used.

    ``root_path`` and ``home_path``: where the addresses of the host, and of the portal in this language, begin.
    ``portal_pages``: paths of the fixed pages that this portal has in this language, by name. ``portal_logo``: a
    picture, or None; two queries for a portal that has one.
    """
    current = getattr(request, "portal", None)
    language = get_language() or "fi"
    if current is None:
        return {"portal": None, "language": language, "direction": direction(language), "root_path": on_host("")}
    return {
        "portal": current,
        "language": language,
        "direction": direction(language),
        "root_path": on_host(""),
        "home_path": home_path(language),
        "portal_pages": current.page_paths(language),
        "brand_pictures": BrandPictures.of(current),
        "open_graph_locale": open_graph_locale(language),
        "language_links": SimpleLazyObject(lambda: language_links(request)),
        "portal_links": SimpleLazyObject(lambda: portal_links(request)),
        "portal_logo": SimpleLazyObject(lambda: pictures_by_id({current.logo_id} - {None}).get(current.logo_id)),
    }
