"""Previews of drafts: a document is made from the form, and rendered by the functions that render public pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from wagtail.models import Page

from faces.activity.activity_view import render_activity
from faces.organisation.organisation_views import render_organisation
from listings.models import ActivityPage, OrganisationPage
from regions.portal_request import PortalRequest
from search.documents.drafts import build_listing_draft, build_organisation_draft, home_portal_of
from search.models import ListingDocument, OrganisationDocument


def preview_activity(request: PortalRequest, page: ActivityPage) -> HttpResponse:
    def render() -> TemplateResponse:
        draft = build_listing_draft(page)
        document = ListingDocument(pk=draft.id, **draft.columns)
        return render_activity(request, document, now=timezone.now(), is_preview=True)

    return _in_home_portal(request, page, render)


def preview_organisation(request: PortalRequest, page: OrganisationPage) -> HttpResponse:
    def render() -> TemplateResponse:
        draft = build_organisation_draft(page)
        return render_organisation(request, OrganisationDocument(pk=draft.id, **draft.columns), is_preview=True)

    return _in_home_portal(request, page, render)


def _in_home_portal(request: PortalRequest, page: Any, render: Callable[[], TemplateResponse]) -> HttpResponse:
    """Render in the page's language, or in the portal's first where the home portal doesn't have that language."""
    request.portal = portal = home_portal_of(page)
    with translation.override(page.language if page.language in portal.languages else portal.first_language):
        response: HttpResponse = render().render()
    return response


PREVIEWS: dict[type[Page], Callable[[PortalRequest, Any], HttpResponse]] = {
    ActivityPage: preview_activity,
    OrganisationPage: preview_organisation,
}
