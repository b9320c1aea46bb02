"""What time does to requests to be let in: reminders, an end, and deletion."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from editorial.mails.mail_retention import forget_addresses_of
from editorial.mails.queueing import queue_mail
from editorial.people.access_times import (
    CONFIRM_WITHIN,
    COORDINATORS_AFTER,
    EXPIRE_AFTER,
    KEEP_ANSWERED,
    REMIND_AFTER,
)
from editorial.people.actions.ask_for_access import tell_answerers
from editorial.people.models import AccessRequest, AccessState

#: The kind of the mail (``editorial.people.access_mails``).
EXPIRED = "access-expired"
#: Requests that one run works on; the next run goes on.
_BATCH = 200


def attend_to_requests() -> None:
    """Do what is due; again does nothing. Called by ``manage.py tick``."""
    now = timezone.now()
    unconfirmed = Q(state=AccessState.ASKED, asked_at__lt=now - CONFIRM_WITHIN)
    ended = Q(state__in=(AccessState.LET_IN, AccessState.DECLINED, AccessState.EXPIRED))
    _forget(unconfirmed | ended & Q(answered_at__lt=now - KEEP_ANSWERED))
    waiting = AccessRequest.objects.waiting().select_related("organisation__home_portal__site", "portal__site")
    for request in waiting.filter(confirmed_at__lt=now - EXPIRE_AFTER)[:_BATCH]:
        _expire(request)
    for request in waiting.filter(confirmed_at__lt=now - COORDINATORS_AFTER, coordinators_told_at=None)[:_BATCH]:
        _remind(request, "coordinators_told_at", with_coordinators=True)
    for request in waiting.filter(confirmed_at__lt=now - REMIND_AFTER, reminded_at=None)[:_BATCH]:
        _remind(request, "reminded_at", with_coordinators=False)


@transaction.atomic
def _forget(which: Q) -> None:
    """Delete requests, and what the ledger of mails has of their addresses."""
    keys = list(AccessRequest.objects.select_for_update().filter(which).values_list("pk", flat=True)[:_BATCH])
    forget_addresses_of(AccessRequest, keys)
    AccessRequest.objects.filter(pk__in=keys).delete()


@transaction.atomic
def _expire(request: AccessRequest) -> None:
    ended = AccessRequest.objects.waiting().filter(pk=request.pk)
    if ended.update(state=AccessState.EXPIRED, answered_at=timezone.now()):
        queue_mail(EXPIRED, portal=request.portal, address=request.address, thing=request, language=request.language)


@transaction.atomic
def _remind(request: AccessRequest, when: str, *, with_coordinators: bool) -> None:
    """Mail who answers once more, and note it: a late first run sends one reminder and not two."""
    noted = {name: timezone.now() for name in {when, "reminded_at"}}
    if AccessRequest.objects.waiting().filter(pk=request.pk, **{when: None}).update(**noted):
        tell_answerers(request, when, with_coordinators=with_coordinators)
