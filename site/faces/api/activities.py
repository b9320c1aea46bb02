"""``activities``, ``activities/<id>`` and ``activities/<id>/occurrences``."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import JsonResponse
from django.utils import timezone
from django.utils.translation import get_language
from ninja import Router

from faces.api import occurrences as times_of
from faces.api.answers import answer, as_pairs, check_fields, check_simple, missing, problems
from faces.api.api_activity import known_distance, make_detail, make_item, make_occurrence
from faces.api.openapi_parameters import list_parameters, parameter
from faces.api.paging import chosen_fields, page_facts
from faces.api.schemas import ActivityDetail, ActivityList, DistantItem, OccurrenceList
from faces.parts import schedule_wording
from faces.parts.document_pictures import picture_of
from faces.parts.localized_text import field_text
from faces.parts.parameter_labels import value_words
from faces.parts.viewpoint import Viewpoint
from listings.concepts import recent_concepts
from listings.enums import ListingStatus
from regions.api_language import language_errors
from regions.api_problems import Problem
from regions.known_portals import portals_by_slug
from regions.portal_request import PortalRequest
from search.engines import get_engine
from search.engines.base import FacetValue, Interpretation, Results
from search.models import DocumentKind, ListingDocument
from search.places import current_places
from search.query import InvalidQuery, SearchQuery

router = Router(tags=["activities"])

_ITEM_KEYS = tuple(DistantItem.model_fields)


@router.get(
    "/activities",
    response=ActivityList,
    operation_id="list_activities",
    summary="Activities that the host's portal shows now",
    openapi_extra={"parameters": list_parameters(), "responses": problems(400)},
)
def activities(request: PortalRequest) -> JsonResponse:
    """Search, filter, count, sort and page. A parameter that may be repeated means “or”, different ones mean “and”."""
    query = read_query(request)
    found = get_engine().search(query)
    viewpoint = Viewpoint(query.text_language, query.now, recent_concepts(), current_places().by_key)
    return answer(
        {
            **page_facts(request, count=found.count, page=query.page, page_size=query.page_size),
            "facets": _facets(found, viewpoint) if query.facets else {},
            "interpreted": [_interpretation(one, viewpoint) for one in found.interpreted],
            "unapplied": [_interpretation(one, viewpoint) for one in found.unapplied],
            "did_you_mean": found.did_you_mean,
            "results": _items(query, found, viewpoint),
        }
    )


def read_query(request: PortalRequest) -> SearchQuery:
    """The query that the parameters ask for, without facets unless they ask for them. Raises ``Problem``."""
    portal = request.portal
    errors = language_errors(request)
    try:
        query = SearchQuery.from_parameters(
            request.GET, portal=portal, language=_language(), now=timezone.now(), strict=True
        )
    except InvalidQuery as invalid:
        known = {name for name, _message in errors}
        raise Problem([*errors, *(pair for pair in as_pairs(invalid.errors) if pair[0] not in known)]) from invalid
    errors += check_fields(query.fields, _ITEM_KEYS)
    if errors:
        raise Problem(errors)
    asked = any(value.strip() for value in request.GET.getlist("facets"))
    return query if asked else query.with_(facets=False, page=query.page)


@router.get(
    "/activities/{uuid:listing_id}",
    response=ActivityDetail,
    operation_id="get_activity",
    summary="Everything public about one activity",
    openapi_extra={"parameters": [parameter("lang")], "responses": problems(400, 404, 410)},
)
def activity(request: PortalRequest, listing_id: UUID) -> JsonResponse:
    """404 if the host's portal doesn't show it now; 410 if it did and it has been removed."""
    check_simple(request, ("lang",))
    document, viewpoint = _document(request, listing_id), Viewpoint.of(_language())
    slug = document.facts["canonical_portal"]
    detail = make_detail(document, viewpoint, portals_by_slug([slug])[slug])
    return answer(detail | {"image": _image(request, document)})


@router.get(
    "/activities/{uuid:listing_id}/occurrences",
    response=OccurrenceList,
    operation_id="list_occurrences",
    summary="The times of one activity",
    openapi_extra={"parameters": times_of.PARAMETERS, "responses": problems(400, 404, 410)},
)
def occurrences(request: PortalRequest, listing_id: UUID) -> JsonResponse:
    """In order, cancelled ones too; from today for a year unless said otherwise. None where it is by agreement."""
    window = times_of.read_window(request)
    document = _document(request, listing_id)
    found = times_of.within(schedule_wording.schedule_of(document.facts), window)
    first = (window.page - 1) * window.page_size
    stopped = document.status != ListingStatus.ACTIVE
    return answer(
        {
            **page_facts(request, count=len(found), page=window.page, page_size=window.page_size),
            "results": [make_occurrence(one, cancelled=stopped) for one in found[first : first + window.page_size]],
        }
    )


def _image(request: PortalRequest, document: ListingDocument) -> dict[str, Any] | None:
    picture = picture_of(document)
    if picture is None:
        return None
    words = field_text(document, "image_alt", _language())
    return {
        "url": request.build_absolute_uri(picture.url),
        "width": picture.width,
        "height": picture.height,
        "alt": words.value,
        "alt_lang": words.language,
    }


def _document(request: PortalRequest, listing_id: UUID) -> ListingDocument:
    portal = request.portal
    document = ListingDocument.objects.visible(portal, timezone.now()).filter(pk=listing_id).first()
    if document is None:
        raise missing(DocumentKind.LISTING, listing_id, portal)
    return document


def _language() -> str:
    """The language asked for, as the middleware has activated it."""
    return get_language() or "fi"


def _items(query: SearchQuery, found: Results, viewpoint: Viewpoint) -> list[dict[str, Any]]:
    homes = portals_by_slug(document.facts["canonical_portal"] for document in found.documents)
    items = []
    for document in found.documents:
        row = found.next_occurrences.get(document.pk)
        coming = schedule_wording.from_row(row) if row is not None else None
        item = make_item(document, viewpoint, homes[document.facts["canonical_portal"]], coming)
        if query.near is not None:
            item["distance_km"] = known_distance(document)
        items.append(chosen_fields(item, query.fields))
    return items


def _facets(found: Results, viewpoint: Viewpoint) -> dict[str, list[dict[str, Any]]]:
    return {name: [_facet(name, value, viewpoint) for value in values] for name, values in found.facets.items()}


def _facet(name: str, value: FacetValue, viewpoint: Viewpoint) -> dict[str, Any]:
    label = viewpoint.language_name(value.code) if name == "text_in" else value_words(name, value.code, viewpoint)
    return {"code": value.code, "label": label.value, "count": value.count, "selected": value.selected}


def _interpretation(one: Interpretation, viewpoint: Viewpoint) -> dict[str, Any]:
    return {
        "parameter": one.parameter,
        "value": one.value,
        "label": value_words(one.parameter, one.value, viewpoint).value,
        "words": one.words,
        "filters": one.filters,
    }
