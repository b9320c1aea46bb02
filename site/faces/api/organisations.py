"""``organisations`` and ``organisations/<id>``."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, QuerySet
from django.http import JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router

from faces.api.openapi import VOCABULARY, parameter, problem_responses
from faces.api.organisation_serializer import make_organisation_detail, make_organisation_item
from faces.api.read_parameters import (
    active_language,
    check_parameters,
    error_pairs,
    field_errors,
    parameter_errors,
    read_many,
    read_once,
)
from faces.api.responses import chosen_fields, json_response, missing_document, page_of_results
from faces.api.schemas import OrganisationDetail, OrganisationItem, OrganisationList
from faces.parts.viewpoint import Viewpoint
from listings.concepts import Concepts, current_concepts
from listings.models import Organisation
from regions.api_problems import Problem
from regions.known_portals import portals_by_slug
from regions.models import Portal
from regions.portal_request import PortalRequest
from search.models import DocumentKind, ListingDocument, OrganisationDocument
from search.places import current_places
from search.query import value_formats
from search.query.parameter_table import DEFAULT_PAGE_SIZE, MAX_OFFSET
from search.query.parse import portal_faults

router = Router(tags=["organisations"])

_SORTS = ("title", "modified")
_PARAMETERS: list[dict[str, Any]] = [
    parameter("q", description="Words of the name, in any of the portal's languages."),
    parameter("lang"),
    parameter("portal"),
    parameter("municipality"),
    parameter(
        "type",
        description="What kind of organisation it is.",
        schema={"type": "string", VOCABULARY: "organisation_type"},
        many=True,
    ),
    parameter(
        "sort", description="By name, or what has changed last first.", schema={"type": "string", "enum": list(_SORTS)}
    ),
    parameter("page"),
    parameter("page_size"),
    parameter("fields", schema={"type": "string", "examples": ["id,name,website"]}),
]
_ITEM_KEYS = tuple(OrganisationItem.model_fields)
_ONCE: dict[str, value_formats.Reader] = {
    "q": value_formats.read_text,
    "sort": value_formats.one_of(*_SORTS),
    "page": value_formats.read_page,
    "page_size": value_formats.read_page_size,
}
_MANY: dict[str, value_formats.Reader] = {
    "portal": value_formats.read_slug,
    "municipality": value_formats.read_municipality,
    "type": value_formats.concept_of("organisation_type"),
    "fields": value_formats.read_fields,
}


@dataclass(frozen=True)
class OrganisationQuery:
    """The checked parameters of the list of organisations."""

    portal: Portal
    q: str
    portals: tuple[str, ...]
    municipalities: tuple[str, ...]
    types: tuple[str, ...]
    sort: str
    page: int
    page_size: int
    fields: tuple[str, ...]


@router.get(
    "/organisations",
    response=OrganisationList,
    operation_id="list_organisations",
    summary="Organisations that the host's portal shows",
    openapi_extra={"parameters": _PARAMETERS, "responses": problem_responses(400)},
)
def list_organisations(request: PortalRequest) -> JsonResponse:
    """Those of the portal's area, those it looks after, and those with an activity that it shows."""
    concepts = current_concepts()
    query = _read_query(request, concepts)
    languages = tuple(request.portal.languages)
    viewpoint = Viewpoint(active_language(), timezone.now(), concepts, current_places().by_key, languages)
    documents = _documents(query, viewpoint.language)
    first = (query.page - 1) * query.page_size
    items = _items(query, list(documents[first : first + query.page_size]), viewpoint)
    return page_of_results(request, items, count=documents.count(), page=query.page, page_size=query.page_size)


@router.get(
    "/organisations/{uuid:organisation_id}",
    response=OrganisationDetail,
    operation_id="get_organisation",
    summary="Everything public about one organisation",
    openapi_extra={"parameters": [parameter("lang")], "responses": problem_responses(400, 404, 410)},
)
def get_organisation(request: PortalRequest, organisation_id: UUID) -> JsonResponse:
    """404 if the host's portal doesn't show it; 410 if it did and it has been removed."""
    check_parameters(request, ("lang",))
    document = _document(request, organisation_id)
    viewpoint = Viewpoint.of(active_language(), languages=request.portal.languages)
    facts = ItemFacts.of(request.portal, [document], viewpoint.now)
    return json_response(make_organisation_detail(document, viewpoint, **facts.about(document)))


def _read_query(request: PortalRequest, concepts: Concepts) -> OrganisationQuery:
    portal = request.portal
    errors = parameter_errors(request, [known["name"] for known in _PARAMETERS])
    once, once_errors = read_once(request, _ONCE, concepts)
    many, many_errors = read_many(request, _MANY, concepts)
    fields = tuple(name for names in many["fields"] for name in names)
    errors += [*once_errors, *many_errors, *field_errors(fields, _ITEM_KEYS)]
    errors += error_pairs(portal_faults(many["portal"], portal))
    page, page_size = once.get("page", 1), once.get("page_size", DEFAULT_PAGE_SIZE)
    if (page - 1) * page_size > MAX_OFFSET:
        errors.append(("page", _("Only the first %(count)s results can be paged through.") % {"count": MAX_OFFSET}))
    if errors:
        raise Problem(errors)
    return OrganisationQuery(
        portal,
        once.get("q", ""),
        many["portal"],
        many["municipality"],
        many["type"],
        once.get("sort", _SORTS[0]),
        page,
        page_size,
        fields,
    )


def _document(request: PortalRequest, organisation_id: UUID) -> OrganisationDocument:
    portal = request.portal
    document = OrganisationDocument.objects.visible(portal).filter(pk=organisation_id).first()
    if document is None:
        raise missing_document(DocumentKind.ORGANISATION, organisation_id, portal)
    return document


def _documents(query: OrganisationQuery, language: str) -> QuerySet[OrganisationDocument]:
    languages = list(dict.fromkeys([language, *query.portal.languages]))
    documents = OrganisationDocument.objects.visible(query.portal).name_contains(query.q, languages)
    if query.portals:
        documents = documents.filter(portals__overlap=ArraySubquery(_portal_ids(query.portals)))
    if query.municipalities:
        documents = documents.filter(municipality__in=query.municipalities)
    if query.types:
        documents = documents.filter(organisation_type__in=query.types)
    ordered: QuerySet[OrganisationDocument] = (
        documents.order_by("-modified", "pk") if query.sort == "modified" else documents.by_title(language)
    )
    return ordered


def _items(
    query: OrganisationQuery, documents: list[OrganisationDocument], viewpoint: Viewpoint
) -> list[dict[str, Any]]:
    facts = ItemFacts.of(query.portal, documents, viewpoint.now, query.portals)
    return [
        chosen_fields(make_organisation_item(document, viewpoint, **facts.about(document)), query.fields)
        for document in documents
    ]


def _portal_ids(slugs: Collection[str]) -> QuerySet[Portal, Any]:
    return Portal.objects.filter(slug__in=slugs).values("pk")


@dataclass(frozen=True)
class ItemFacts:
    """What items have beyond their documents, read for all of them at once: three queries."""

    homes: dict[str, Portal]
    source_ids: dict[UUID, str]
    counts: dict[UUID, int]

    @classmethod
    def of(
        cls,
        portal: Portal,
        documents: Collection[OrganisationDocument],
        now: datetime.datetime,
        narrowed_to: Collection[str] = (),
    ) -> ItemFacts:
        ids = [document.pk for document in documents]
        listings = ListingDocument.objects.visible(portal, now).filter(organisation_id__in=ids)
        if narrowed_to:
            listings = listings.shown_in_any(_portal_ids(narrowed_to), now)
        return cls(
            homes=portals_by_slug(document.facts["home_portal"] for document in documents),
            source_ids=dict(Organisation.objects.filter(pk__in=ids).values_list("pk", "source_id")),
            counts=dict(listings.values_list("organisation_id").annotate(Count("pk"))),
        )

    def about(self, document: OrganisationDocument) -> dict[str, Any]:
        return {
            "home": self.homes[document.facts["home_portal"]],
            "source_id": self.source_ids.get(document.pk, ""),
            "activity_count": self.counts.get(document.pk, 0),
        }
