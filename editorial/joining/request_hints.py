"""What a coordinator should know before answering a request: doubles, and the portals that have its municipality.

A constant number of queries. Of requests to other portals only the portal and the state are told.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from editorial.joining.join_form import possible_portals
from editorial.joining.models import JoinRequest
from listings.addresses import organisation_path
from listings.models import Organisation
from regions.known_portals import portals_by_id
from regions.models import Portal, PortalRole
from regions.permissions import portals_with_role
from search.alike_names import ENOUGH, AlikeOrganisation, alike_organisations, likeness

#: Alike organisations and requests that are shown, and the latest requests that are compared.
MOST_SHOWN = 8
MOST_COMPARED = 500


@dataclass(frozen=True)
class AlikeHint:
    """An organisation or a request that may be the same; ``url`` is empty where the person may not see it."""

    name: str
    language: str
    portal: str
    url: str
    state: str = ""
    sent: datetime.datetime | None = None


@dataclass(frozen=True)
class RequestHints:
    """``same_organisations`` and ``same_requests`` have the same Business ID; the others an alike name."""

    same_organisations: tuple[AlikeHint, ...]
    same_requests: tuple[AlikeHint, ...]
    alike_organisations: tuple[AlikeHint, ...]
    alike_requests: tuple[AlikeHint, ...]
    portals: tuple[Portal, ...]

    @property
    def has_doubles(self) -> bool:
        return bool(self.same_organisations or self.same_requests or self.alike_organisations or self.alike_requests)


def hints_for(join_request: JoinRequest, user: Any, language: str) -> RequestHints:
    """Return the hints on a request for somebody who may answer it."""
    own = set(portals_with_role(user, PortalRole.COORDINATOR).values_list("pk", flat=True))
    others = list(
        JoinRequest.objects.confirmed()
        .exclude(pk=join_request.pk)
        .select_related("portal__site")
        .order_by("-created_at")[:MOST_COMPARED]
    )
    same: list[JoinRequest] = []
    same_records: list[Any] = []
    if join_request.business_id:
        same = list(
            JoinRequest.objects.confirmed()
            .exclude(pk=join_request.pk)
            .filter(business_id=join_request.business_id)
            .select_related("portal__site")
            .order_by("-created_at")[:MOST_SHOWN]
        )
        same_records = list(
            Organisation.objects.titled().with_portal().filter(business_id=join_request.business_id)[:MOST_SHOWN]
        )
    alike = [
        one
        for one in alike_organisations(join_request.name, MOST_SHOWN + 1)
        if one.id != join_request.organisation_id and one.id not in {record.pk for record in same_records}
    ]
    told = {one.pk for one in same}
    near = [one for one in others if one.pk not in told and likeness(one.name, join_request.name) >= ENOUGH]
    return RequestHints(
        tuple(_record_hint(one) for one in same_records if one.pk != join_request.organisation_id),
        tuple(_request_hint(one, own) for one in same),
        tuple(_alike_hints(alike[:MOST_SHOWN], language)),
        tuple(_request_hint(one, own) for one in near[:MOST_SHOWN]),
        tuple(possible_portals(join_request.municipality)),
    )


def _record_hint(record: Any) -> AlikeHint:
    portal = record.home_portal
    return AlikeHint(
        str(record), record.source_language, portal.title, _public_url(portal, record.pk), record.get_status_display()
    )


def _alike_hints(alike: Iterable[AlikeOrganisation], language: str) -> Iterable[AlikeHint]:
    found = list(alike)
    portals = portals_by_id(one.home_portal_id for one in found)
    for one in found:
        name, name_language = one.name_in(language)
        portal = portals[one.home_portal_id]
        yield AlikeHint(name, name_language, portal.title, _public_url(portal, one.id))


def _public_url(portal: Portal, organisation_id: Any) -> str:
    return f"{portal.root_url}{organisation_path(portal.first_language, organisation_id)}"


def _request_hint(join_request: JoinRequest, own: set[int]) -> AlikeHint:
    is_mine = join_request.portal_id in own
    return AlikeHint(
        join_request.name if is_mine else "",
        join_request.language,
        join_request.portal.title,
        reverse("editorial_join_request", args=[join_request.pk]) if is_mine else "",
        join_request.get_status_display(),
        join_request.created_at,
    )
