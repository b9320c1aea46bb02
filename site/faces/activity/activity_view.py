"""One activity's page; a preview of a draft is rendered by the same function from an unsaved document."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language

from faces.activity.activity_view_model import make_activity
from faces.ended.ended_view import ended_activity_page
from faces.head.page_metadata import activity_metadata, preview_metadata
from faces.parts.card import make_card
from faces.parts.document_pictures import picture_of
from faces.parts.quick_exit import exit_from_documents, keep_no_copy
from faces.parts.viewpoint import Viewpoint
from regions.known_portals import portals_by_slug
from regions.models import Portal
from regions.portal_request import PortalRequest
from search.models import ListingDocument

#: Similar activities that the page suggests.
_ALIKE = 3


def activity_page(request: PortalRequest, listing_id: UUID) -> HttpResponse:
    """410 for what this portal showed once; 404 for what it never showed: unknown, out of scope, never published."""
    portal = request.portal
    now = timezone.now()
    document = ListingDocument.objects.visible(portal, now).filter(pk=listing_id).first()
    if document is None:
        return ended_activity_page(request, listing_id)
    return render_activity(request, document, now=now)


def render_activity(
    request: PortalRequest,
    document: ListingDocument,
    *,
    now: datetime.datetime | None = None,
    is_preview: bool = False,
) -> TemplateResponse:
    """The page of a document, saved or not, in the active language. A preview has no address of its own."""
    portal = request.portal
    language = get_language() or portal.first_language
    viewpoint = Viewpoint.of(language, now, portal.languages)
    home = portal
    if document.facts["canonical_portal"] != portal.slug:
        slug = document.facts["canonical_portal"]
        home = portals_by_slug([slug]).get(slug, portal)
    picture = picture_of(document)
    context: dict[str, Any] = {
        "metadata": preview_metadata(document, viewpoint)
        if is_preview
        else activity_metadata(document, viewpoint, portal, home, picture),
        "view": make_activity(document, viewpoint, None if is_preview else portal),
        "alike": [make_card(other, viewpoint) for other in _alike(document, portal, viewpoint.now)],
        "picture": picture,
        "is_preview": is_preview,
        "quick_exit": exit_from_documents([document]),
    }
    response = TemplateResponse(request, "faces/activity.html", context)
    return keep_no_copy(response) if context["quick_exit"] else response


def _alike(document: ListingDocument, portal: Portal, now: datetime.datetime) -> list[ListingDocument]:
    return list(ListingDocument.objects.visible(portal, now).similar_to(document)[:_ALIKE])
