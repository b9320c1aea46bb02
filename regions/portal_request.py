"""A request as the portals' pages get it from ``PortalMiddleware``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from wagtail.models import Page, Site

if TYPE_CHECKING:
    from regions.models import Portal, PortalHomePage


class PortalRequest(HttpRequest):
    """Names for what the middleware and the page view add to Django's request. Used as a type, never made.

    ``portal`` answers the request. ``portal_page`` is the page that is shown and ``portal_home`` the home above it;
    both are there once a page has been found. ``is_preview``: a draft is shown to somebody who writes it.
    """

    portal: Portal
    portal_page: Page
    portal_home: PortalHomePage
    is_preview: bool
    #: Wagtail's own memory of the site that answers.
    _wagtail_site: Site
