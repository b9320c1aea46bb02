"""Serving a portal's pages: which language, which home, which page."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, override
from wagtail import views as wagtail_views

from regions.languages import best_language
from regions.models import Portal, PortalHomePage
from regions.paths import home_path
from regions.portal_request import PortalRequest


def choose_language(request: HttpRequest) -> HttpResponse:
    """Redirect ``/`` to the portal's best language for this browser. Nothing is stored."""
    portal = portal_of(request)
    language = best_language(request.headers.get("Accept-Language", ""), portal.languages)
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponseRedirect(home_path(language) + (f"?{query}" if query else ""))
    patch_vary_headers(response, ["Accept-Language"])
    return response


def portal_of(request: HttpRequest) -> Portal:
    portal: Portal | None = getattr(request, "portal", None)
    if portal is None:
        raise Http404
    return portal


def serve_page(request: PortalRequest, language: str, path: str) -> HttpResponse:
    """A page below this portal's home in this language; 404 for a language that the portal lacks."""
    home = PortalHomePage.objects.front(portal_of(request), language)
    if home is None:
        raise Http404
    if get_language() == language:
        return _serve(home, request, path)
    with override(language):
        response = _serve(home, request, path)
        return response.render() if hasattr(response, "render") else response


def _serve(home: PortalHomePage, request: PortalRequest, path: str) -> HttpResponse:
    """Wagtail's own view, hooks included, from this home instead of the site's root."""
    route = home.route(request, [component for component in path.split("/") if component])
    request._wagtail_route_for_request = route
    request.portal_page = route[0]
    response: HttpResponse = wagtail_views.serve(request, path)
    return response


def brand_css(request: PortalRequest, colour: str) -> HttpResponse:
    """The portal's colours as custom properties, in a file of its own, because the pages' CSP has no ``unsafe-inline``.

    Caches may keep it for ever, because the colour is in the address; an old colour redirects to the current one.
    """
    portal = portal_of(request)
    if colour != portal.brand_strong[1:].lower():
        return HttpResponseRedirect(portal.brand_path)
    response = HttpResponse(portal.brand.css(), content_type="text/css; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
