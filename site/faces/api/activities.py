"""``activities``, ``activities/<id>`` and ``activities/<id>/occurrences``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import JsonResponse
from django.utils import timezone
from ninja import Router

from faces.api import occurrence_window
from faces.api.activity_serializer import distance_km, make_activity_detail, make_activity_item, make_occurrence
from faces.api.openapi import list_parameters, parameter, problem_responses
from faces.api.read_parameters import active_language, check_parameters, error_pairs, field_errors
from faces.api.responses import chosen_fields, json_response, missing_document, page_of_results
from faces.api.schemas import ActivityDetail, ActivityList, DistantItem, OccurrenceList
from faces.parts import schedule_wording
from faces.parts.document_pictures import picture_of
from faces.parts.localized_text import field_text
from faces.parts.parameter_labels import value_label, wordless_note
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
from search.spelling import Correction

router = Router(tags=["activities"])

_ITEM_KEYS = tuple(DistantItem.model_fields)


@router.get(
    "/activities",
    response=ActivityList,
    operation_id="list_activities",
    summary="Activities that the host's portal shows now",
    openapi_extra={"parameters": list_parameters(), "responses": problem_responses(400)},
)
def list_activities(request: PortalRequest) -> JsonResponse:
    """Search, filter, count, sort and page. A parameter that may be repeated means “or”, different ones mean “and”."""
    query = _read_query(request)
    results = get_engine().search(query)
    languages = tuple(query.portal.languages)
    viewpoint = Viewpoint(query.text_language, query.now, recent_concepts(), current_places().by_key, languages)
    return page_of_results(
        request,
        _items(query, results.documents, results, viewpoint),
        count=results.count,
        page=query.page,
        page_size=query.page_size,
        facets=_facets(results, viewpoint) if query.facets else {},
        interpreted=[_interpretation(meaning, viewpoint) for meaning in results.interpreted],
        unapplied=[_interpretation(meaning, viewpoint) for meaning in results.unapplied],
        ignored=[{"parameter": "q", "message": wordless_note()}] if query.wordless else [],
        corrected=_corrected(results.corrected),
        did_you_mean=results.did_you_mean,
        missing=list(results.missing),
        near=_items(query, results.near, results, viewpoint),
    )


@router.get(
    "/activities/{uuid:listing_id}",
    response=ActivityDetail,
    operation_id="get_activity",
    summary="Everything public about one activity",
    openapi_extra={"parameters": [parameter("lang")], "responses": problem_responses(400, 404, 410)},
)
def get_activity(request: PortalRequest, listing_id: UUID) -> JsonResponse:
    """404 if the host's portal doesn't show it now; 410 if it did and it has been removed."""
    check_parameters(request, ("lang",))
    document = _document(request, listing_id)
    viewpoint = Viewpoint.of(active_language(), languages=request.portal.languages)
    slug = document.facts["canonical_portal"]
    detail = make_activity_detail(document, viewpoint, portals_by_slug([slug])[slug])
    return json_response(detail | {"image": _image(request, document, viewpoint)})


@router.get(
    "/activities/{uuid:listing_id}/occurrences",
    response=OccurrenceList,
    operation_id="list_occurrences",
    summary="The times of one activity",
    openapi_extra={"parameters": occurrence_window.PARAMETERS, "responses": problem_responses(400, 404, 410)},
)
def list_occurrences(request: PortalRequest, listing_id: UUID) -> JsonResponse:
    """In order, cancelled ones too; from today for a year unless said otherwise. None where it is by agreement."""
    window = occurrence_window.read_window(request)
    document = _document(request, listing_id)
    times = occurrence_window.times_in(schedule_wording.schedule_of(document.facts), window)
    first = (window.page - 1) * window.page_size
    is_off = document.status_on(timezone.localdate()) != ListingStatus.ACTIVE
    items = [make_occurrence(time, cancelled=is_off) for time in times[first : first + window.page_size]]
    return page_of_results(request, items, count=len(times), page=window.page, page_size=window.page_size)


def _read_query(request: PortalRequest) -> SearchQuery:
    """Read the parameters; facets are off unless they are mentioned. Raises ``Problem``."""
    portal = request.portal
    errors = language_errors(request)
    try:
        query = SearchQuery.from_parameters(
            request.GET, portal=portal, language=active_language(), now=timezone.now(), strict=True
        )
    except InvalidQuery as invalid:
        reported = {name for name, _message in errors}
        raise Problem(
            [*errors, *(pair for pair in error_pairs(invalid.errors) if pair[0] not in reported)]
        ) from invalid
    errors += field_errors(query.fields, _ITEM_KEYS)
    if errors:
        raise Problem(errors)
    has_facets = any(value.strip() for value in request.GET.getlist("facets"))
    return query if has_facets else query.with_(facets=False, page=query.page)


def _image(request: PortalRequest, document: ListingDocument, viewpoint: Viewpoint) -> dict[str, Any] | None:
    picture = picture_of(document)
    if picture is None:
        return None
    alt = field_text(document, "image_alt", viewpoint)
    return {
        "url": request.build_absolute_uri(picture.url),
        "width": picture.width,
        "height": picture.height,
        "alt": alt.value,
        "alt_lang": alt.language,
    }


def _document(request: PortalRequest, listing_id: UUID) -> ListingDocument:
    portal = request.portal
    document = ListingDocument.objects.visible(portal, timezone.now()).filter(pk=listing_id).first()
    if document is None:
        raise missing_document(DocumentKind.LISTING, listing_id, portal)
    return document


def _items(
    query: SearchQuery, documents: Sequence[ListingDocument], results: Results, viewpoint: Viewpoint
) -> list[dict[str, Any]]:
    homes = portals_by_slug(document.facts["canonical_portal"] for document in documents)
    items = []
    for document in documents:
        row = results.next_occurrences.get(document.pk)
        next_time = schedule_wording.from_row(row) if row is not None else None
        item = make_activity_item(document, viewpoint, homes[document.facts["canonical_portal"]], next_time)
        if query.near is not None:
            item["distance_km"] = distance_km(document)
        items.append(chosen_fields(item, query.fields))
    return items


def _facets(results: Results, viewpoint: Viewpoint) -> dict[str, list[dict[str, Any]]]:
    return {name: [_facet(name, value, viewpoint) for value in values] for name, values in results.facets.items()}


def _facet(name: str, value: FacetValue, viewpoint: Viewpoint) -> dict[str, Any]:
    label = viewpoint.language_name(value.code) if name == "text_in" else value_label(name, value.code, viewpoint)
    return {"code": value.code, "label": label.value, "count": value.count, "selected": value.selected}


def _corrected(correction: Correction | None) -> dict[str, Any] | None:
    if correction is None:
        return None
    words = [{"typed": word.typed, "meant": word.meant} for word in correction.words]
    return {"q": correction.text, "as_typed": correction.as_typed, "words": words}


def _interpretation(meaning: Interpretation, viewpoint: Viewpoint) -> dict[str, Any]:
    return {
        "parameter": meaning.parameter,
        "value": meaning.value,
        "label": value_label(meaning.parameter, meaning.value, viewpoint).value,
        "words": meaning.words,
        "filters": meaning.filters,
    }
