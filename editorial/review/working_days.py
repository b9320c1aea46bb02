"""Working days, as reviews count them: Monday to Friday without Finnish public holidays."""

from __future__ import annotations

import datetime

from django.utils import timezone

from listings.schedule.holidays import is_public_holiday
from regions.conf import review_escalates_after_working_days


def is_working_day(day: datetime.date) -> bool:
    return day.isoweekday() <= 5 and not is_public_holiday(day)


def late_before(now: datetime.datetime | None = None) -> datetime.datetime:
    """Return the moment before which whatever still waits has waited for too long.

    As many whole working days as the setting says have passed since then, without the day on which it was sent.
    """
    day = timezone.localdate(now or timezone.now())
    left = max(review_escalates_after_working_days(), 0)
    while left:
        day -= datetime.timedelta(days=1)
        left -= is_working_day(day)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
