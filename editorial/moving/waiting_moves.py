"""Requests to move, as rows of the list of what waits."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import CharField, F, Prefetch, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import ngettext

from editorial.moving.models import MoveRequest
from editorial.waiting_reviews.waiting_list import asked_by
from editorial.waiting_reviews.waiting_sources import (
    KEY,
    LATE_SINCE,
    SINCE,
    Asked,
    WaitingChange,
    WaitingKind,
    WaitingRow,
)
from listings.dashboard import Need
from listings.models import Listing, Organisation
from regions.people import person_name
from regions.permissions import coordinates


class WaitingMoves:
    """Requests that nobody has answered, in the portal that is asked."""

    def waiting(self, asked: Asked) -> QuerySet[Any] | None:
        if not asked.is_about(WaitingKind.MOVE):
            return None
        requests = MoveRequest.objects.waiting().filter(asked.portals("to_portal", "asked_at"))
        if asked.language:
            own = (model.objects.filter(source_language=asked.language) for model in (Listing, Organisation))
            requests = _of(requests, *own)
        for word in asked.words:
            organisations = _titled(Organisation).filter(shown_title__icontains=word)
            activities = _titled(Listing).filter(shown_title__icontains=word)
            requests = _of(requests, activities, organisations)
        found: QuerySet[Any] = requests.annotate(
            **{KEY: Cast("pk", CharField()), SINCE: F("asked_at"), LATE_SINCE: F("asked_at")}
        )
        return found

    def rows(self, keys: Collection[str], user: Any) -> dict[str, WaitingRow]:
        requests = (
            MoveRequest.objects.waiting()
            .filter(pk__in=keys)
            .select_related("asked_by")
            .prefetch_related(
                Prefetch("listing", _titled(Listing)),
                Prefetch("listing__organisation", _titled(Organisation)),
                Prefetch("organisation", _titled(Organisation)),
            )
        )
        return {str(one.pk): _row(one) for one in requests}


def _titled(model: Any) -> Any:
    return model.objects.titled(drafts=model.objects.all())


def _of(requests: Any, listings: Any, organisations: Any) -> Any:
    return requests.filter(listing__in=listings.values("pk")) | requests.filter(
        organisation__in=organisations.values("pk")
    )


def _row(one: MoveRequest) -> WaitingRow:
    organisation = one.listing.organisation if one.listing is not None else one.organisation
    return WaitingRow(
        kind=WaitingKind.MOVE,
        change=WaitingChange.NEW,
        title=str(one.thing),
        language=one.thing.source_language,
        since=one.asked_at,
        url=reverse("move_request", args=[one.pk]),
        portal_id=one.to_portal_id,
        organisation=str(organisation),
        organisation_language=organisation.source_language if organisation is not None else "",
        sender=person_name(one.asked_by),
    )


def waiting_moves(user: Any) -> Iterator[Need]:
    """Yield the requests to move that wait for this coordinator's answer."""
    if not coordinates(user):
        return
    found = WaitingMoves().waiting(asked_by(user))
    count = found.count() if found is not None else 0
    words = ngettext("request to move to your portal", "requests to move to your portal", count)
    yield Need(count, words, reverse("waiting_reviews") + "?kind=move", "site")
