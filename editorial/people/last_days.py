"""Last days of roles."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

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
