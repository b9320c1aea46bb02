"""What the last days of roles cause: mails before and after, and rights that are taken from the groups.

Nobody's rights depend on this job: a person of an ended role has lost them at the next request.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from editorial.mails.models import Mail
from editorial.mails.queueing import thing_name
from editorial.people.portal_role_notices import (
    OTHERS_ROLE_ENDED,
    OTHERS_ROLE_ENDS_SOON,
    ROLE_ENDED,
    ROLE_ENDS_SOON,
    tell_coordinators,
    tell_person,
)
from regions.actions.sync_rights import ended_rights, sync_rights
from regions.models import PortalMembership

#: Days before the last one on which a reminder goes out.
DAYS_BEFORE = 7
#: Days for which an outage is caught up: nobody is told later that a role has ended.
DAYS_AFTER = 30
#: Mails go out from this hour of the day.
FIRST_HOUR = 8


def end_roles() -> None:
    """Take what is left of ended rights, remind of last days that are near, and tell of those that are over."""
    for user_id in ended_rights().values_list("user_id", flat=True).distinct():
        sync_rights(user_id)
    if timezone.localtime().hour < FIRST_HOUR:
        return
    today = timezone.localdate()
    day = datetime.timedelta(days=1)
    _tell(ROLE_ENDS_SOON, OTHERS_ROLE_ENDS_SOON, today, today + DAYS_BEFORE * day)
    _tell(ROLE_ENDED, OTHERS_ROLE_ENDED, today - DAYS_AFTER * day, today - day)


def _tell(kind: str, kind_of_others: str, first: datetime.date, last: datetime.date) -> None:
    rows = PortalMembership.objects.possible().filter(ends_on__range=(first, last))
    memberships = list(rows.select_related("user__wagtail_userprofile", "portal__site").order_by("pk"))
    told = _told((kind, kind_of_others), memberships)
    for membership in memberships:
        period = str(membership.ends_on)
        if (thing_name(membership), period) not in told:
            with transaction.atomic():
                tell_person(kind, membership, period=period)
                tell_coordinators(kind_of_others, membership, period=period)


def _told(kinds: tuple[str, ...], memberships: list[Any]) -> set[tuple[str, str]]:
    """Return (thing, period) of the mails that are there."""
    things = [thing_name(membership) for membership in memberships]
    return set(Mail.objects.filter(kind__in=kinds, thing__in=things).values_list("thing", "period"))
