"""``changes``: what has changed on the host's portal, for copies that are kept up to date."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from ninja import Router

from faces.api.activity_serializer import make_activity_item
from faces.api.change_schemas import ChangeList
from faces.api.openapi import MAX_PAGE_SIZE, parameter, problem_responses
from faces.api.organisation_serializer import make_organisation_item
from faces.api.organisations import ItemFacts
from faces.api.read_parameters import active_language, parameter_errors, read_many, read_once
from faces.api.responses import json_response
from faces.parts import schedule_wording
from faces.parts.viewpoint import Viewpoint
from listings.concepts import Concepts
from listings.schedule import HELSINKI
from regions.api_problems import Problem
from regions.known_portals import portals_by_slug
from regions.models import Portal
from regions.portal_request import PortalRequest
from search.changes import Change, Cursor, StaleCursor, read_changes
from search.models import DocumentKind, ListingDocument, OrganisationDocument
from search.query import value_formats
from search.query.errors import ValueFault

router = Router(tags=["changes"])

_DEFAULT_PAGE_SIZE: Final = 100
#: The API's names of kinds of documents.
_KINDS: Final = {DocumentKind.LISTING: "activity", DocumentKind.ORGANISATION: "organisation"}
_PARAMETERS: Final[list[dict[str, Any]]] = [
    parameter(
        "after",
        description="The `cursor` of the answer before; from the beginning without it.",
        schema={"type": "string", "pattern": "^(0|[0-9a-f]{8}-[0-9]{1,18})$", "examples": ["5f0c1a9e-1204"]},
    ),
    parameter(
        "page_size", schema={"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE, "default": _DEFAULT_PAGE_SIZE}
    ),
    parameter("lang"),
    parameter(
        "kind",
        description="Only changes of these; both without it.",
        schema={"type": "string", "enum": list(_KINDS.values())},
        many=True,
    ),
]


def _read_cursor(value: str, concepts: Concepts) -> Cursor | None:
    """Read a cursor; 0 is the beginning."""
    if value == "0":
        return None
    try:
        return Cursor.read(value)
    except ValueError:
        raise ValueFault(_("Give the “cursor” of an earlier answer, or leave it out to begin.")) from None


_ONCE: Final[dict[str, value_formats.Reader]] = {"after": _read_cursor, "page_size": value_formats.read_page_size}
_MANY: Final[dict[str, value_formats.Reader]] = {"kind": value_formats.one_of(*_KINDS.values())}
_NO_CONCEPTS: Final = Concepts(0, {})


@dataclass(frozen=True)
class _Question:
    after: Cursor | None
    kinds: frozenset[DocumentKind]
    page_size: int


@router.get(
    "/changes",
    response=ChangeList,
    operation_id="list_changes",
    summary="What has changed on the host's portal, in order",
    openapi_extra={"parameters": _PARAMETERS, "responses": problem_responses(400, 410)},
)
def list_changes(request: PortalRequest) -> JsonResponse:
    """Each activity and organisation once, at its last change, also what this portal no longer shows.

    Ask again with the `cursor` of the answer. 410: your cursor can't be continued, so begin again without `after`.
    """
    question = _read_question(request)
    viewpoint = Viewpoint.of(active_language(), languages=request.portal.languages)
    try:
        found = read_changes(
            request.portal, viewpoint.now, after=question.after, kinds=question.kinds, limit=question.page_size
        )
    except StaleCursor as stale:
        detail = _(
            "This copy can't be continued: the data were set up anew. Delete it and begin again without “after”."
        )
        raise Problem([("after", detail)], status=410, detail=detail) from stale
    items = _items(request.portal, found.changes, viewpoint)
    return json_response(
        {
            "cursor": str(found.cursor),
            "up_to_date": found.is_complete,
            "next": None if found.is_complete else _next_url(request, found.cursor),
            "results": [_result(change, items.get(change.sequence)) for change in found.changes],
        }
    )


def _read_question(request: HttpRequest) -> _Question:
    """Read the parameters. Raises ``Problem`` with every error."""
    once, once_errors = read_once(request, _ONCE)
    many, many_errors = read_many(request, _MANY, _NO_CONCEPTS)
    errors = parameter_errors(request, [known["name"] for known in _PARAMETERS]) + once_errors + many_errors
    if errors:
        raise Problem(errors)
    kinds = frozenset(kind for kind, name in _KINDS.items() if not many["kind"] or name in many["kind"])
    return _Question(once.get("after"), kinds, once.get("page_size", _DEFAULT_PAGE_SIZE))


def _next_url(request: HttpRequest, cursor: Cursor) -> str:
    parameters = request.GET.copy()
    parameters["after"] = str(cursor)
    return f"{request.build_absolute_uri(request.path)}?{parameters.urlencode()}"


def _result(change: Change, item: dict[str, Any] | None) -> dict[str, Any]:
    showing = change.showing
    return {
        "sequence": change.sequence,
        "kind": _KINDS[change.kind],
        "id": str(change.id),
        "change": "updated" if item is not None else "gone",
        "public_from": showing.begins.astimezone(HELSINKI).isoformat() if showing.begins else None,
        "public_until": showing.until.astimezone(HELSINKI).isoformat() if showing.until else None,
        "item": item,
    }


def _items(portal: Portal, changes: Collection[Change], viewpoint: Viewpoint) -> dict[int, dict[str, Any]]:
    """What the portal shows now, by the number of the change."""
    documents = [change.document for change in changes if change.document is not None]
    listings = [document for document in documents if isinstance(document, ListingDocument)]
    organisations = [document for document in documents if isinstance(document, OrganisationDocument)]
    homes = portals_by_slug(document.facts["canonical_portal"] for document in listings)
    items = {}
    for listing in listings:
        next_time = schedule_wording.next_time(schedule_wording.schedule_of(listing.facts), viewpoint)
        home = homes[listing.facts["canonical_portal"]]
        items[listing.sequence] = make_activity_item(listing, viewpoint, home, next_time)
    facts = ItemFacts.of(portal, organisations, viewpoint.now)
    for organisation in organisations:
        items[organisation.sequence] = make_organisation_item(organisation, viewpoint, **facts.about(organisation))
    return items
