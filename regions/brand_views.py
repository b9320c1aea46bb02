"""Views of the portal's drawn pictures, its icons, and its web app manifest (W3C, Web Application Manifest)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse

from regions.brand_pictures import PAPER, PICTURES, BrandPictures, draw
from regions.languages import direction
from regions.metadata import service_words
from regions.paths import home_path, on_host
from regions.views import portal_of

_IMMUTABLE = "public, max-age=31536000, immutable"
_ONE_DAY = "public, max-age=86400"


def brand_picture(request: HttpRequest, digest: str, name: str) -> HttpResponse:
    """A picture of this portal; another digest redirects to the current address."""
    pictures = BrandPictures.of(portal_of(request))
    if name not in PICTURES:
        raise Http404
    if digest != pictures.digest:
        return HttpResponseRedirect(pictures.path(name))
    return _picture(pictures, name, _IMMUTABLE)


def favicon(request: HttpRequest) -> HttpResponse:
    """The icon that browsers request without a link to it."""
    return _picture(BrandPictures.of(portal_of(request)), "favicon.ico", _ONE_DAY)


def touch_icon(request: HttpRequest) -> HttpResponse:
    """The icon that phones request without a link to it."""
    return HttpResponseRedirect(BrandPictures.of(portal_of(request)).touch_icon_path)


def manifest(request: HttpRequest, language: str) -> HttpResponse:
    """404 for a language that the portal lacks. ``minimal-ui`` keeps the address and the back button visible."""
    portal = portal_of(request)
    if language not in portal.languages:
        raise Http404
    pictures = BrandPictures.of(portal)
    content = {
        "name": portal.title,
        "short_name": portal.title if portal.is_national else portal.name,
        "description": service_words(),
        "lang": language,
        "dir": direction(language),
        "id": on_host(""),
        "start_url": home_path(language),
        "scope": on_host(""),
        "display": "minimal-ui",
        "theme_color": portal.brand.light.strong,
        "background_color": PAPER,
        "icons": [
            _icon(pictures, "icon.svg", "any"),
            _icon(pictures, "icon-192.png", "192x192"),
            _icon(pictures, "icon-512.png", "512x512"),
            _icon(pictures, "maskable-512.png", "512x512", purpose="maskable"),
        ],
    }
    return JsonResponse(content, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


def _icon(pictures: BrandPictures, name: str, sizes: str, **more: str) -> dict[str, Any]:
    return {"src": pictures.path(name), "sizes": sizes, "type": PICTURES[name].media_type, **more}


def _picture(pictures: BrandPictures, name: str, cache_control: str) -> HttpResponse:
    response = HttpResponse(draw(pictures, name), content_type=PICTURES[name].media_type)
    response.headers["Cache-Control"] = cache_control
    return response
