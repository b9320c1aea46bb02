"""A theme's page."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language

from faces.home.home_view_models import DAYS_AHEAD
from faces.parts.quick_exit import exit_from_search, keep_no_copy
from faces.parts.viewpoint import Viewpoint
from faces.theme.theme_parts import parts_for
from faces.theme.theme_view_model import Elsewhere, broader_theme, elsewhere_in, make_theme, of_theme
from regions.known_portals import national_portal
from regions.portal_request import PortalRequest
from search.engines import get_engine
from search.models import ListingDocument, OrganisationDocument
from search.query import SearchQuery

WEEK_CARDS = 6
#: Organisations that the page names, the most active first.
ORGANISATIONS = 8


def show(request: PortalRequest, page: Any, code: str) -> HttpResponse:
    """404 for a theme that there isn't. One of which this portal has nothing is still a page: it says where to look.

    Two searches, two queries for the organisations, and the parts' own; the same number whatever is found.
    """
    portal = request.portal
    language = get_language() or portal.first_language
    viewpoint = Viewpoint.of(language, timezone.now())
    if f"theme:{code}" not in viewpoint.concepts.by_key:
        raise Http404
    query = SearchQuery(portal, language, viewpoint.now, codes={"theme": (code,)}, page_size=1)
    engine = get_engine()
    everything, week = engine.search(query), engine.search(_this_week(query))
    active = _most_active(query) if everything.count else []
    elsewhere = [] if everything.count else _elsewhere(query, code, viewpoint)
    view = make_theme(code, everything, week, active, elsewhere, viewpoint)
    context = {
        "page": page,
        "view": view,
        "parts": parts_for(request, code),
        "metadata": of_theme(view, portal, language),
        "quick_exit": exit_from_search(query),
    }
    response = TemplateResponse(request, "faces/theme.html", context)
    return keep_no_copy(response) if context["quick_exit"] else response


def _this_week(query: SearchQuery) -> SearchQuery:
    last = query.today + datetime.timedelta(days=DAYS_AHEAD - 1)
    return query.with_(date_from=query.today, date_to=last, sort="next", page_size=WEEK_CARDS, facets=False)


def _most_active(query: SearchQuery) -> list[tuple[OrganisationDocument, int]]:
    """Organisations that this portal shows with the number of their activities of the theme. Two queries."""
    found = ListingDocument.objects.visible(query.portal, query.now).filter(
        codes__contains=query.document_codes("theme")
    )
    counts = dict(found.by_organisation()[:ORGANISATIONS])
    shown = OrganisationDocument.objects.visible(query.portal).defer("vector").in_bulk(list(counts))
    return [(shown[key], count) for key, count in counts.items() if key in shown]


def _elsewhere(query: SearchQuery, code: str, viewpoint: Viewpoint) -> list[Elsewhere]:
    """The broader theme here and the theme in the whole country, where there is something."""
    found = []
    engine = get_engine()
    broader = viewpoint.concepts.by_key[f"theme:{code}"].broader
    if broader and (count := engine.count(query.with_(theme=(broader,)))):
        found.append(broader_theme(broader, count, viewpoint))
    national = None if query.portal.is_national else national_portal()
    if national is not None and (count := engine.count(replace(query, portal=national))):
        found.append(elsewhere_in(national, code, count, viewpoint))
    return found
