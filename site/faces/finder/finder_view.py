"""The finder as a list or a week, the page for a query that can't be read, and the search's QR code."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language

from faces.finder import wider_searches
from faces.finder.active_filters import ActiveFilter, active_filters
from faces.finder.finder_parts import parts_for
from faces.finder.finder_query import FinderQuery
from faces.finder.finder_view_model import absolute_url, make_chips, make_finder
from faces.finder.nearest_search import nearest_search
from faces.finder.nearest_view_model import make_nearest
from faces.finder.no_results_view_model import NoResultsView, make_no_results
from faces.finder.week_view_model import WeekView, make_week
from faces.head.page_metadata import finder_metadata, refused_metadata
from faces.parts import qr_code
from faces.parts.localized_text import Text, field_text, reference_name
from faces.parts.quick_exit import exit_from_search, keep_no_copy
from faces.parts.refused_input import make_refused_input
from faces.parts.viewpoint import Viewpoint
from regions.models import Portal
from regions.portal_request import PortalRequest
from search.engines import get_engine
from search.engines.base import Results
from search.models import OrganisationDocument
from search.query import InvalidQuery, SearchQuery

#: Wider searches that are tried when nothing is found.
_MAX_RELAXATIONS = 5
#: Times that the calendar shows on one day.
_TIMES_PER_DAY = 8
#: Organisers that the filters offer, of those whose activities are shown.
_MAX_ORGANISERS = 8
#: Towns that are suggested while a place is typed; those of the whole country would be too many.
_MAX_TOWNS = 60


def finder_results(request: PortalRequest, page: Any) -> HttpResponse:
    """The list or the week; 400 with what was typed where a parameter can't be read."""
    portal = request.portal
    language = get_language() or portal.first_language
    now = timezone.now()
    try:
        finder_query = FinderQuery.from_parameters(request.GET, portal=portal, language=language, now=now)
    except InvalidQuery as invalid:
        return _refused(request, page, invalid)
    viewpoint = Viewpoint.of(language, now, portal.languages)
    results = get_engine().search(_counted(finder_query))
    organisations = _organisation_names(finder_query.search, results, viewpoint)
    filters = active_filters(finder_query, viewpoint, organisations)
    view = make_finder(
        finder_query,
        results,
        filters,
        viewpoint,
        towns=_towns(portal, results, viewpoint),
        organisations=organisations,
        week=_week(finder_query, viewpoint),
        no_results=_no_results(finder_query, results, filters, viewpoint) if results.count == 0 else None,
    )
    exit_url = exit_from_search(finder_query.search, results.interpreted)
    context = {
        "page": page,
        "view": view,
        "parts": parts_for(finder_query, results.count),
        "metadata": finder_metadata(finder_query.search, is_week=finder_query.week is not None),
        "quick_exit": exit_url,
    }
    response = TemplateResponse(request, "faces/finder.html", context)
    return keep_no_copy(response) if exit_url else response


def _refused(request: PortalRequest, page: Any, invalid: InvalidQuery) -> HttpResponse:
    """400: says which parameters can't be read; everything that was typed stays in the form."""
    view = make_refused_input(invalid.errors, dict(request.GET.lists()))
    context = {"page": page, "view": view, "metadata": refused_metadata()}
    return TemplateResponse(request, "faces/finder_refused.html", context, status=400)


def search_qr_code(request: PortalRequest) -> HttpResponse:
    """The finder's URL with this query as a QR code, for printed lists; 400 for a query that can't be read."""
    portal = request.portal
    language = get_language() or portal.first_language
    try:
        finder_query = FinderQuery.from_parameters(request.GET, portal=portal, language=language, now=timezone.now())
        picture = qr_code.svg_file(absolute_url(finder_query))
    except (InvalidQuery, qr_code.CodeTooLong) as fault:
        return HttpResponse(str(fault), status=400, content_type="text/plain; charset=utf-8")
    return HttpResponse(picture, content_type="image/svg+xml")


def _counted(finder_query: FinderQuery) -> SearchQuery:
    """The search whose results are counted: in the calendar only those of its week, none of them as a card."""
    if finder_query.week is None:
        return finder_query.search
    query, sunday = finder_query.search, finder_query.week + datetime.timedelta(days=6)
    first = max(filter(None, (query.date_from, finder_query.week)))
    last = min(filter(None, (query.date_to, sunday)))
    return query.with_(date_from=first, date_to=last, page_size=1)


def _week(finder_query: FinderQuery, viewpoint: Viewpoint) -> WeekView | None:
    if finder_query.week is None:
        return None
    sunday = finder_query.week + datetime.timedelta(days=6)
    days = get_engine().occurrences(finder_query.search, finder_query.week, sunday, _TIMES_PER_DAY)
    return make_week(finder_query, days, viewpoint)


def _no_results(
    finder_query: FinderQuery, results: Results, filters: Sequence[ActiveFilter], viewpoint: Viewpoint
) -> NoResultsView:
    """At most about thirty queries, however large the pool is."""

    def counted(query: SearchQuery) -> SearchQuery:
        return _counted(dataclasses.replace(finder_query, search=query))

    tried = list(reversed(filters))[:_MAX_RELAXATIONS]
    counts = wider_searches.count_each([active.without for active in tried], counted)
    relaxed = [(active, count) for active, count in zip(tried, counts, strict=True) if count]
    nearest = nearest_search(finder_query.search, counted)
    return make_no_results(
        finder_query,
        [chip.label for chip in make_chips(finder_query, results, filters, viewpoint)],
        make_nearest(nearest, finder_query, filters, viewpoint) if nearest else None,
        sorted(relaxed, key=lambda pair: -pair[1]),
        wider_searches.elsewhere(finder_query.search, counted),
        wider_searches.online_search(finder_query.search, counted),
        results.facets.get("activity_language", []),
        _next_week(finder_query),
        viewpoint,
    )


def _next_week(finder_query: FinderQuery) -> tuple[FinderQuery, int] | None:
    """The week after an empty one, with its count; on a Sunday evening most people mean that one."""
    if finder_query.week is None:
        return None
    following = finder_query.in_week(finder_query.week + datetime.timedelta(days=7))
    count = get_engine().count(_counted(following))
    return (following, count) if count else None


def _organisation_names(query: SearchQuery, results: Results, viewpoint: Viewpoint) -> dict[str, Text]:
    """Names, by id, of organisers to choose: the chosen ones, and some of those shown. One query if any is chosen."""
    names: dict[str, Text] = {}
    if query.organisation:
        documents = OrganisationDocument.objects.visible(query.portal).filter(pk__in=query.organisation)
        for organisation in documents.only("texts", "source_language"):
            names[str(organisation.pk)] = field_text(organisation, "title", viewpoint)
    for document in results.documents:
        reference = document.facts["organisation"]
        if len(names) < _MAX_ORGANISERS:
            names.setdefault(reference["id"], reference_name(reference, viewpoint))
    return names


def _towns(portal: Portal, results: Results, viewpoint: Viewpoint) -> list[Text]:
    """The portal's municipalities; on the national portal those with results. At most one query."""
    if portal.is_national:
        codes = [value.code for value in results.facets.get("municipality", ())]
    else:
        codes = list(portal.coverage.values_list("code", flat=True))
    return [viewpoint.municipality(code) for code in codes[:_MAX_TOWNS]]
