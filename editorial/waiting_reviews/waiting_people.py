"""Requests to join the service, and to be let in to an organisation, that wait for a coordinator."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Prefetch, QuerySet
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse

from editorial.joining.models import JoinMessage, JoinRequest, JoinStatus, MessageKind
from editorial.people.models import AccessRequest
from editorial.waiting_reviews.waiting_sources import (
    KEY,
    LATE_SINCE,
    SINCE,
    Asked,
    WaitingChange,
    WaitingKind,
    WaitingRow,
)
from listings.models import Organisation


class WaitingJoinings:
    """Confirmed requests to join. What the coordinator has asked back waits for its sender, and isn't here."""

    def waiting(self, asked: Asked) -> QuerySet[Any] | None:
        if not asked.is_about(WaitingKind.JOINING):
            return None
        requests = _join_requests().filter(asked.portals("portal", "changed_at"))
        if asked.language:
            requests = requests.filter(language=asked.language)
        for word in asked.words:
            requests = requests.filter(name__icontains=word)
        columns = {KEY: Cast("pk", CharField()), SINCE: F("changed_at"), LATE_SINCE: F("changed_at")}
        found: QuerySet[Any] = requests.annotate(**columns)
        return found

    def rows(self, keys: Collection[str], user: Any) -> dict[str, WaitingRow]:
        return {
            str(one.pk): WaitingRow(
                kind=WaitingKind.JOINING,
                change=WaitingChange.CORRECTED if one.was_asked else WaitingChange.NEW,
                title=one.name,
                language=one.language,
                since=one.changed_at,
                url=reverse("editorial_join_request", args=[one.pk]),
                portal_id=one.portal_id,
                organisation=one.name,
                organisation_language=one.language,
                sender=one.person_name,
            )
            for one in _join_requests().filter(pk__in=keys).annotate(was_asked=Exists(_replies()))
        }


class WaitingAccess:
    """Requests to be let in to an organisation that fall to a portal's coordinators."""

    def waiting(self, asked: Asked) -> QuerySet[Any] | None:
        if not asked.is_about(WaitingKind.ACCESS) or asked.language:
            return None
        requests = AccessRequest.objects.for_coordinator(asked.user).annotate(
            **{
                KEY: Cast("pk", CharField()),
                SINCE: F("confirmed_at"),
                LATE_SINCE: Coalesce("coordinators_told_at", "confirmed_at"),
            }
        )
        for word in asked.words:
            organisations = Organisation.objects.titled(drafts=Organisation.objects.all())
            named = organisations.filter(shown_title__icontains=word)
            requests = requests.filter(organisation__in=named.values("pk"))
        found: QuerySet[Any] = requests.filter(asked.portals("organisation__home_portal", LATE_SINCE))
        return found

    def rows(self, keys: Collection[str], user: Any) -> dict[str, WaitingRow]:
        organisations = Organisation.objects.titled(drafts=Organisation.objects.all())
        requests = AccessRequest.objects.waiting().filter(pk__in=keys)
        return {
            str(one.pk): WaitingRow(
                kind=WaitingKind.ACCESS,
                change=WaitingChange.NEW,
                title=one.name,
                language="",
                since=one.confirmed_at,
                url=reverse("people_of", args=[one.organisation.home_portal.slug]) + "#requests",
                portal_id=one.organisation.home_portal_id,
                organisation=str(one.organisation),
                organisation_language=one.organisation.source_language,
                sender=one.name,
            )
            for one in requests.prefetch_related(Prefetch("organisation", organisations.select_related("home_portal")))
        }


def _join_requests() -> QuerySet[Any]:
    found: QuerySet[Any] = JoinRequest.objects.filter(status=JoinStatus.WAITING)
    return found


def _replies() -> QuerySet[Any]:
    """What the sender of the request in the outer query has answered when they were asked."""
    return JoinMessage.objects.filter(request=OuterRef("pk"), kind=MessageKind.REPLY)
