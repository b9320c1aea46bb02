"""A request as the portals' pages get it from ``PortalMiddleware``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

if TYPE_CHECKING:
    from regions.models import Portal


class PortalRequest(HttpRequest):
    """Names for what the middleware and the page view add to Django's request. Used as a type, never made.

    ``portal`` answers the request. ``portal_page`` is the page that is shown, once it has been found. ``is_preview``: a
    draft is shown to somebody who writes it.
    """

    portal: Portal
    portal_page: Page
    is_preview: bool
    #: Wagtail's own caches: the site that answers, and the page with its arguments.
    _wagtail_site: Site
    _wagtail_route_for_request: RouteResult
