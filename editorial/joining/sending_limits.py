"""How many requests are taken: from one network address, for one e-mail address, and by one portal.

Nothing is asked of a third party. A network address is kept for an hour, as a keyed digest, in the shared cache; the
other two are counted from the requests themselves.
"""

from __future__ import annotations

import datetime
from contextlib import AbstractContextManager

from django.http import HttpRequest
from django.utils import timezone

from editorial.form_guard import attempt_limits
from editorial.form_guard.attempt_limits import Limit, LimitReachedError
from editorial.form_guard.client_address import client_address
from editorial.joining.models import JoinRequest
from regions.models import Portal

HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
#: Requests from one network in an hour; an office or a library may share one.
FROM_NETWORK = 10
#: Requests for one e-mail address in a day.
FOR_ADDRESS = 5
#: Requests to one portal in an hour.
TO_PORTAL = 60
#: How long an address gets no second mail by itself; after each mail that somebody asks for; and mails in a day.
MAIL_PAUSE = datetime.timedelta(hours=2)
RESEND_PAUSE = datetime.timedelta(minutes=1)
MAILS_A_DAY = 5


def count_from_network(request: HttpRequest) -> bool:
    """Count a request; return whether its network has sent no more than it may."""
    try:
        attempt_limits.count((Limit("join-network", FROM_NETWORK, int(HOUR.total_seconds())), client_address(request)))
    except LimitReachedError:
        return False
    return True


def takes_address(address: str) -> bool:
    """Whether another request may come for this e-mail address today."""
    since = timezone.now() - DAY
    return JoinRequest.objects.filter(person_email=address, created_at__gte=since).count() < FOR_ADDRESS


def takes_portal(portal: Portal) -> bool:
    """Whether the portal takes another request in this hour."""
    since = timezone.now() - HOUR
    return JoinRequest.objects.filter(portal=portal, created_at__gte=since).count() < TO_PORTAL


def may_mail_by_itself(address: str) -> bool:
    """Whether no link of a confirmation has gone to the address lately."""
    since = timezone.now() - MAIL_PAUSE
    return not JoinRequest.objects.filter(person_email=address, mailed_at__gte=since).exists()


def may_mail_again(address: str) -> bool:
    """Whether a mail that somebody asks for may go to the address now."""
    now = timezone.now()
    recent = JoinRequest.objects.filter(person_email=address, mailed_at__gte=now - DAY)
    if recent.filter(mailed_at__gt=now - RESEND_PAUSE).exists():
        return False
    return sum(recent.values_list("mails", flat=True)) < MAILS_A_DAY


def lock_address(address: str) -> AbstractContextManager[None]:
    """A transaction in which nobody else counts or writes what concerns an e-mail address."""
    return attempt_limits.lock(f"join-request {address}")
