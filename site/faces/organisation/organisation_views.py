"""The list of organisations, and an organisation's page with what it does in this portal."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from faces.ended.ended_view import removed_organisation_page
from faces.head.page_metadata import (
    organisation_metadata,
    organisations_metadata,
    preview_metadata,
    refused_metadata,
)
from faces.organisation.organisation_view_model import make_activities, make_organisation, make_organisations
from faces.parts.document_pictures import picture_of
from faces.parts.quick_exit import exit_from_documents, keep_no_copy
from faces.parts.refused_input import make_refused_input
from faces.parts.viewpoint import Viewpoint
from regions.known_portals import portals_by_id
from regions.portal_request import PortalRequest
from search.engines import get_engine
from search.models import OrganisationDocument
from search.query import ParameterError, SearchQuery
from search.query.errors import ValueFault
from search.query.value_formats import MAX_NAME_LENGTH, clean

_PAGE_SIZE = 30
#: Activities that an organisation's page lists; the finder has the others.
_ACTIVITIES = 50


def organisation_list(request: PortalRequest, page: Any) -> HttpResponse:
    """The list; 400 with what was typed where a parameter can't be read."""
    portal = request.portal
    language = get_language() or portal.first_language
    typed, errors = _name_query(request)
    languages = list(dict.fromkeys([language, *portal.languages]))
    documents = OrganisationDocument.objects.visible(portal).name_contains(typed, languages).by_title(language)
    number = request.GET.get("page") or "1"
    if not errors:
        try:
            documents_page = Paginator(documents, _PAGE_SIZE).page(number)
        except (PageNotAnInteger, EmptyPage):
            errors.append(ParameterError("page", _("There is no such page.")))
    if errors:
        view = make_refused_input(errors, dict(request.GET.lists()))
        context = {"page": page, "view": view, "metadata": refused_metadata()}
        return TemplateResponse(request, "faces/organisations_refused.html", context, status=400)
    context = {
        "page": page,
        "view": make_organisations(documents_page, typed, Viewpoint.of(language, languages=portal.languages)),
        "metadata": organisations_metadata(portal, language, typed, documents_page.number),
    }
    return TemplateResponse(request, "faces/organisations.html", context)


def organisation_page(request: PortalRequest, organisation_id: UUID) -> HttpResponse:
    """410 for an organisation that this portal showed until it was removed; 404 for one that it never showed."""
    portal = request.portal
    document = OrganisationDocument.objects.visible(portal).filter(pk=organisation_id).first()
    if document is None:
        return removed_organisation_page(request, organisation_id)
    return render_organisation(request, document)


def render_organisation(
    request: PortalRequest, document: OrganisationDocument, *, is_preview: bool = False
) -> TemplateResponse:
    """The page of a document, saved or not, in the active language. A preview has no address of its own."""
    portal = request.portal
    language = get_language() or portal.first_language
    viewpoint = Viewpoint.of(language, languages=portal.languages)
    home = portal
    if document.home_portal_id != portal.pk:
        home = portals_by_id([document.home_portal_id]).get(document.home_portal_id, portal)
    query = SearchQuery(
        portal, language, timezone.now(), organisation=(document.pk,), page_size=_ACTIVITIES, facets=False
    )
    results = get_engine().search(query)
    picture = picture_of(document)
    context = {
        "metadata": preview_metadata(document, viewpoint)
        if is_preview
        else organisation_metadata(document, viewpoint, portal, home, picture),
        "view": make_organisation(document, viewpoint),
        "activities": make_activities(document, results, viewpoint),
        "picture": picture,
        "is_preview": is_preview,
        "quick_exit": exit_from_documents(results.documents),
    }
    response = TemplateResponse(request, "faces/organisation.html", context)
    return keep_no_copy(response) if context["quick_exit"] else response


def _name_query(request: PortalRequest) -> tuple[str, list[ParameterError]]:
    """Return the words to search names for, and what is wrong with them."""
    typed = request.GET.get("q", "")
    try:
        typed = clean(typed)
    except ValueFault as fault:
        return "", [ParameterError("q", str(fault))]
    if len(typed) > MAX_NAME_LENGTH:
        return "", [ParameterError("q", _("Search with at most %(count)s characters.") % {"count": MAX_NAME_LENGTH})]
    return typed, []
