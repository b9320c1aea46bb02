"""A theme's page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language

from faces.head.page_metadata import theme_metadata
from faces.parts.coming_week import coming_week
from faces.parts.quick_exit import exit_from_search, keep_no_copy
from faces.parts.viewpoint import Viewpoint
from faces.theme.theme_parts import parts_for
from faces.theme.theme_view_model import ORGANISATIONS_NAMED, OtherPlace, broader_theme, make_theme, other_portal
from regions.known_portals import national_portal
from regions.portal_request import PortalRequest
from search.engines import get_engine
from search.models import ListingDocument, OrganisationDocument
from search.query import SearchQuery

_WEEK_CARDS = 6


def theme_page(request: PortalRequest, page: Any, code: str) -> HttpResponse:
    """The page of the theme with this code; 404 for an unknown code.

    A theme without activities in this portal still has a page, which says where to look. Two searches, two queries for
    the organisations, and those of the registered parts; the number doesn't depend on what is found.
    """
    portal = request.portal
    language = get_language() or portal.first_language
    viewpoint = Viewpoint.of(language, timezone.now(), portal.languages)
    if f"theme:{code}" not in viewpoint.concepts.by_key:
        raise Http404
    query = SearchQuery(portal, language, viewpoint.now, codes={"theme": (code,)}, page_size=1)
    engine = get_engine()
    everything, week = engine.search(query), engine.search(coming_week(query, limit=_WEEK_CARDS))
    active = _most_active(query) if everything.count else []
    elsewhere = [] if everything.count else _elsewhere(query, code, viewpoint)
    view = make_theme(code, everything, week, active, elsewhere, viewpoint)
    context = {
        "page": page,
        "view": view,
        "parts": parts_for(request, code),
        "metadata": theme_metadata(
            code, viewpoint, portal, intro=view.intro, crumbs=view.crumbs, is_empty=view.is_empty
        ),
        "quick_exit": exit_from_search(query),
    }
    response = TemplateResponse(request, "faces/theme.html", context)
    return keep_no_copy(response) if context["quick_exit"] else response


def _most_active(query: SearchQuery) -> list[tuple[OrganisationDocument, int]]:
    """Organisations that this portal shows with the number of their activities of the theme. Two queries.

    One more than the page names, where there are more.
    """
    listings = ListingDocument.objects.visible(query.portal, query.now).filter(
        codes__contains=query.document_codes("theme")
    )
    counts = dict(listings.by_organisation()[: ORGANISATIONS_NAMED + 1])
    documents = OrganisationDocument.objects.visible(query.portal).in_bulk(list(counts))
    return [(documents[key], count) for key, count in counts.items() if key in documents]


def _elsewhere(query: SearchQuery, code: str, viewpoint: Viewpoint) -> list[OtherPlace]:
    """Links to the broader theme in this portal and to the theme in the whole country, where these have activities."""
    links = []
    engine = get_engine()
    broader = viewpoint.concepts.by_key[f"theme:{code}"].broader
    if broader and (count := engine.count(query.with_(theme=(broader,)))):
        links.append(broader_theme(broader, count, viewpoint))
    national = None if query.portal.is_national else national_portal()
    if national is not None and (count := engine.count(replace(query, portal=national))):
        links.append(other_portal(national, code, count, viewpoint))
    return links
