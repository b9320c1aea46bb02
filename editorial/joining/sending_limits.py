"""How many requests are taken: from one network address, for one e-mail address, and by one portal.

Nothing is asked of a third party. Network and e-mail addresses are counted in the shared cache, as keyed digests, for
an hour and a day: deleting or changing a request gives nothing back. What a portal takes is counted from its confirmed
requests: nobody keeps others out by addresses that aren't theirs.
"""

from __future__ import annotations

import datetime
from contextlib import AbstractContextManager

from django.http import HttpRequest
from django.utils import timezone

from editorial.form_guard import attempt_limits
from editorial.form_guard.attempt_limits import Limit
from editorial.form_guard.client_address import client_address
from editorial.joining.models import JoinRequest
from regions.locks import names_locked
from regions.models import Portal

HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
#: Requests from one network in an hour; an office or a library may share one.
FROM_NETWORK = 10
#: Requests for one e-mail address in a day.
FOR_ADDRESS = 5
#: Confirmed requests to one portal in an hour.
TO_PORTAL = 60
#: How long an address gets no second mail by itself; after each mail that somebody asks for; and mails in a day.
MAIL_PAUSE = datetime.timedelta(hours=2)
RESEND_PAUSE = datetime.timedelta(minutes=1)
MAILS_A_DAY = 5


def count_from_network(request: HttpRequest) -> bool:
    """Count a request; return whether its network has sent no more than it may."""
    return attempt_limits.is_counted((Limit("join-network", FROM_NETWORK, _seconds(HOUR)), client_address(request)))


def count_for_address(address: str) -> bool:
    """Count a request for this e-mail address; return whether there have been no more today than may be."""
    return _count(Limit("join-address", FOR_ADDRESS, _seconds(DAY)), address=address)


def takes_portal(portal: Portal) -> bool:
    """Whether the portal takes another confirmed request in this hour."""
    since = timezone.now() - HOUR
    return JoinRequest.objects.filter(portal=portal, confirmed_at__gte=since).count() < TO_PORTAL


def count_mail_by_itself(address: str) -> bool:
    """Count a mail that nobody has asked for; False where a link has gone to the address lately, or many today."""
    return _count(_pause(), *_mail_limits(), address=address)


def count_mail_again(address: str) -> bool:
    """Count a mail that somebody asks for; False where it may not go now. None goes by itself for a while then."""
    if not _count(*_mail_limits(), address=address):
        return False
    attempt_limits.note(_pause(), address)
    return True


def _pause() -> Limit:
    return Limit("join-mail-pause", 1, _seconds(MAIL_PAUSE))


def _mail_limits() -> tuple[Limit, Limit]:
    return Limit("join-mail-again", 1, _seconds(RESEND_PAUSE)), Limit("join-mails", MAILS_A_DAY, _seconds(DAY))


def _count(*limits: Limit, address: str) -> bool:
    return attempt_limits.is_counted(*((limit, address) for limit in limits))


def _seconds(span: datetime.timedelta) -> int:
    return int(span.total_seconds())


def lock_address(address: str) -> AbstractContextManager[None]:
    """A transaction in which nobody else counts or writes what concerns an e-mail address."""
    return names_locked(f"join-request {address}")
