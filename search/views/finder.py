"""The finder's answer, and what it says to a question that can't be read."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language

from regions.models import Municipality, Portal
from search.engines import get_engine
from search.presentation.faults import make_faults
from search.presentation.finder import Relaxation, make_finder, relaxation, wider_queries
from search.presentation.metadata import of_finder, of_refusal
from search.presentation.texts import Text
from search.presentation.viewpoint import Viewpoint
from search.query import InvalidQuery, SearchQuery
from search.query.parameter import number_text

#: Wider searches that are tried when nothing is found.
RELAXATIONS = 5


def results(request: HttpRequest, page: Any) -> HttpResponse:
    """The list, or 400 with what was typed where a parameter can't be read."""
    portal: Portal = request.portal  # type: ignore[attr-defined]
    language = get_language() or portal.first_language
    now = timezone.now()
    try:
        query = SearchQuery.from_parameters(request.GET, portal=portal, language=language, now=now, strict=False)
    except InvalidQuery as invalid:
        return refused(request, page, invalid)
    viewpoint = Viewpoint.of(language, now)
    found = get_engine().search(query)
    wider = _relaxations(query, viewpoint) if found.count == 0 else []
    view = make_finder(query, found, viewpoint, towns=_towns(portal, viewpoint), relaxations=wider)
    context = {"page": page, "view": view, "metadata": of_finder(query)}
    return TemplateResponse(request, "search/finder.html", context)


def refused(request: HttpRequest, page: Any, invalid: InvalidQuery) -> HttpResponse:
    """Say which parameters can't be read; everything that was typed stays in the form."""
    view = make_faults(invalid.errors, dict(request.GET.lists()))
    context = {"page": page, "view": view, "metadata": of_refusal()}
    return TemplateResponse(request, "search/finder_refused.html", context, status=400)


def _relaxations(query: SearchQuery, viewpoint: Viewpoint) -> list[Relaxation]:
    """The filters whose removal finds something, what finds most first; a count each, and few of them."""
    engine, found = get_engine(), []
    for name, value, wider in wider_queries(query, RELAXATIONS):
        count = engine.count(wider)
        if count:
            found.append(relaxation(name, value, wider, count, viewpoint))
    return sorted(found, key=lambda one: -one.count)


def _towns(portal: Portal, viewpoint: Viewpoint) -> list[tuple[str, str, Text]]:
    """Centres of the portal's municipalities (the national one: of all) as a query writes them, by name. One query."""
    towns = Municipality.objects.all() if portal.is_national else portal.coverage.all()
    rows = towns.values_list("code", "lat", "lon")
    places = [(number_text(lat), number_text(lon), viewpoint.municipality(code)) for code, lat, lon in rows]
    return sorted(places, key=lambda place: place[2].value)
