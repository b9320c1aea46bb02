"""The type of requests to a portal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

if TYPE_CHECKING:
    from regions.models import Portal


class PortalRequest(HttpRequest):
    """The attributes that the middleware and the page view add to Django's request. Only a type: never instantiated.

    ``portal`` answers the request. ``portal_page`` is the page that is shown, once it has been found. ``is_preview``:
    an editor sees a draft.
    """

    portal: Portal
    portal_page: Page
    is_preview: bool
    #: Wagtail's own caches: the site that answers, and the page with its arguments.
    _wagtail_site: Site
    _wagtail_route_for_request: RouteResult
