"""The public page of a draft: a document from what is in the form, shown by the same views as what is public."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone, translation

from faces.activity.activity_view import render_activity
from faces.organisation.organisation_views import render_organisation
from listings import previews
from listings.models import ActivityPage, OrganisationPage
from regions.portal_request import PortalRequest
from search.documents.draft import draft_of_listing, draft_of_organisation, home_portal_of
from search.models import ListingDocument, OrganisationDocument


def preview_activity(request: PortalRequest, page: ActivityPage) -> HttpResponse:
    def show() -> TemplateResponse:
        built = draft_of_listing(page)
        document = ListingDocument(pk=built.id, **built.columns)
        return render_activity(request, document, now=timezone.now(), is_preview=True)

    return _at_home(request, page, show)


def preview_organisation(request: PortalRequest, page: OrganisationPage) -> HttpResponse:
    def show() -> TemplateResponse:
        built = draft_of_organisation(page)
        return render_organisation(request, OrganisationDocument(pk=built.id, **built.columns), is_preview=True)

    return _at_home(request, page, show)


def _at_home(request: PortalRequest, page: Any, show: Callable[[], TemplateResponse]) -> HttpResponse:
    """In its home portal, in the page's language or, where the portal hasn't it, the portal's first."""
    request.portal = portal = home_portal_of(page)
    with translation.override(page.language if page.language in portal.languages else portal.first_language):
        response: HttpResponse = show().render()
    return response


def connect() -> None:
    previews.registry.register(ActivityPage._meta.label, preview_activity)
    previews.registry.register(OrganisationPage._meta.label, preview_organisation)
