"""The finder's answer, as a list or a week, and what it says to a question that can't be read."""

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
from faces.finder.active_filters import Filter, filters_of
from faces.finder.finder_query import FinderQuery
from faces.finder.finder_view_model import chips, make_finder, whole_address
from faces.finder.no_results import NothingView, make_nothing
from faces.finder.refused_input import make_faults
from faces.finder.week import WeekView, make_week
from faces.head.page_metadata import of_finder, of_refusal
from faces.parts.localized_text import Text, reference_name
from faces.parts.qr_code import CodeTooLong, qr_picture
from faces.parts.quick_exit import exit_from_search, keep_no_copy
from faces.parts.viewpoint import Viewpoint
from regions.metadata import PageMetadata
from regions.models import Portal
from regions.portal_request import PortalRequest
from search.engines import get_engine
from search.engines.base import Results
from search.models import OrganisationDocument
from search.query import InvalidQuery, SearchQuery

#: Wider searches that are tried when nothing is found.
RELAXATIONS = 5
#: Times that the calendar shows of a day.
TIMES_OF_A_DAY = 8
#: Organisers, of those whose activities are shown, that the filters offer.
ORGANISERS = 8
#: Towns that are offered while a place is typed; the whole country's would be a list by itself.
TOWNS = 60


def results(request: PortalRequest, page: Any) -> HttpResponse:
    """The list or the week, or 400 with what was typed where a parameter can't be read."""
    portal = request.portal
    language = get_language() or portal.first_language
    now = timezone.now()
    try:
        asked = FinderQuery.from_parameters(request.GET, portal=portal, language=language, now=now)
    except InvalidQuery as invalid:
        return refused(request, page, invalid)
    viewpoint = Viewpoint.of(language, now)
    found = get_engine().search(_shown(asked))
    organisations = _organisations(asked.search, found, viewpoint)
    filters = filters_of(asked, viewpoint, organisations)
    view = make_finder(
        asked,
        found,
        filters,
        viewpoint,
        towns=_towns(portal, found, viewpoint),
        organisations=organisations,
        week=_week(asked, viewpoint),
        nothing=_nothing(asked, found, filters, viewpoint) if found.count == 0 else None,
    )
    way_out = exit_from_search(asked.search, found.interpreted)
    context = {"page": page, "view": view, "metadata": _metadata(asked), "quick_exit": way_out}
    response = TemplateResponse(request, "faces/finder.html", context)
    return keep_no_copy(response) if way_out else response


def refused(request: PortalRequest, page: Any, invalid: InvalidQuery) -> HttpResponse:
    """Say which parameters can't be read; everything that was typed stays in the form."""
    view = make_faults(invalid.errors, dict(request.GET.lists()))
    context = {"page": page, "view": view, "metadata": of_refusal()}
    return TemplateResponse(request, "faces/finder_refused.html", context, status=400)


def code(request: PortalRequest) -> HttpResponse:
    """The search's address as a picture for a phone's camera, for paper; 400 for a search that can't be read."""
    portal = request.portal
    language = get_language() or portal.first_language
    try:
        asked = FinderQuery.from_parameters(request.GET, portal=portal, language=language, now=timezone.now())
        picture = qr_picture(whole_address(asked))
    except (InvalidQuery, CodeTooLong) as fault:
        return HttpResponse(str(fault), status=400, content_type="text/plain; charset=utf-8")
    return HttpResponse(picture, content_type="image/svg+xml")


def _shown(asked: FinderQuery) -> SearchQuery:
    """What the counts are about: in the calendar only what takes place in its week, none of it as a card."""
    if asked.week is None:
        return asked.search
    query, sunday = asked.search, asked.week + datetime.timedelta(days=6)
    first = max(filter(None, (query.date_from, asked.week)))
    last = min(filter(None, (query.date_to, sunday)))
    return query.with_(date_from=first, date_to=last, page_size=1)


def _week(asked: FinderQuery, viewpoint: Viewpoint) -> WeekView | None:
    if asked.week is None:
        return None
    sunday = asked.week + datetime.timedelta(days=6)
    days = get_engine().occurrences(asked.search, asked.week, sunday, TIMES_OF_A_DAY)
    return make_week(asked, days, viewpoint)


def _nothing(asked: FinderQuery, found: Results, filters: Sequence[Filter], viewpoint: Viewpoint) -> NothingView:
    """About twenty-five statements at most, however large the pool is."""

    def counted(query: SearchQuery) -> SearchQuery:
        return _shown(dataclasses.replace(asked, search=query))

    tried = list(reversed(filters))[:RELAXATIONS]
    counts = wider_searches.counts_of([one.without for one in tried], counted)
    relaxed = [(one, count) for one, count in zip(tried, counts, strict=True) if count]
    return make_nothing(
        asked,
        [chip.label for chip in chips(asked, found, filters, viewpoint)],
        sorted(relaxed, key=lambda pair: -pair[1]),
        wider_searches.neighbours(asked.search, counted),
        wider_searches.online(asked.search, counted),
        found.facets.get("activity_language", []),
        _next_week(asked),
        viewpoint,
    )


def _next_week(asked: FinderQuery) -> tuple[FinderQuery, int] | None:
    """The week after an empty one, with its count; on a Sunday evening most people mean that one."""
    if asked.week is None:
        return None
    following = asked.in_week(asked.week + datetime.timedelta(days=7))
    count = get_engine().count(_shown(following))
    return (following, count) if count else None


def _organisations(query: SearchQuery, found: Results, viewpoint: Viewpoint) -> dict[str, Text]:
    """Organisers that can be chosen: those that are, and some of what is shown. One statement where some are."""
    names: dict[str, Text] = {}
    if query.organisation:
        documents = OrganisationDocument.objects.visible(query.portal).filter(pk__in=query.organisation)
        for one in documents.only("texts", "source_language"):
            titles = {language: texts["title"] for language, texts in one.texts.items()}
            names[str(one.pk)] = reference_name(titles, one.source_language, viewpoint.language)
    for document in found.documents:
        one = document.facts["organisation"]
        if len(names) < ORGANISERS:
            names.setdefault(one["id"], reference_name(one["names"], one["source_language"], viewpoint.language))
    return names


def _towns(portal: Portal, found: Results, viewpoint: Viewpoint) -> list[Text]:
    """The portal's municipalities; of the whole country those where something is found. One statement."""
    if portal.is_national:
        codes = [value.code for value in found.facets.get("municipality", ())]
    else:
        codes = list(portal.coverage.values_list("code", flat=True))
    return [viewpoint.municipality(code) for code in codes[:TOWNS]]


def _metadata(asked: FinderQuery) -> PageMetadata:
    """A week is no page of its own for search engines."""
    head = of_finder(asked.search)
    return head if asked.week is None else dataclasses.replace(head, is_indexed=False)
