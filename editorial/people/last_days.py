"""Last days of roles."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from editorial.people.permissions import gives_role_until
from regions.models import Portal

#: Days from today within which a role may end.
MAX_DAYS = 5 * 366


def has_passed(ends_on: datetime.date | None) -> bool:
    """Whether the last day of a role is over."""
    return ends_on is not None and ends_on < timezone.localdate()


def fault_of_last_day(ends_on: datetime.date | None) -> str:
    """Return what is wrong with a role's last day, or an empty text."""
    if ends_on is None:
        return ""
    today = timezone.localdate()
    if has_passed(ends_on):
        return _("This day has passed. Choose today or a later day, or leave the field empty.")
    if ends_on > today + datetime.timedelta(days=MAX_DAYS):
        return _("Choose a day within the next five years, or leave the field empty: then there is no end.")
    return ""


def fault_of_giver(ends_on: datetime.date | None, *, by: Any, portal: Portal, role: str) -> str:
    """Return why ``by`` can't give the role until this day (None: without an end), or an empty text."""
    until = gives_role_until(by, portal, role) if by is not None else None
    if until is None or (ends_on is not None and ends_on <= until):
        return ""
    return _("Your own role ends: its last day is %(day)s. You can give roles until that day at most.") % {
        "day": date_format(until)
    }
