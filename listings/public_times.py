"""Whether an activity's times are over by a day, as a filter of pages: what ``over_at`` says by the moment.

For lists of the admin, which look at rows and not at the read model. It never leaves out what visitors see on the day.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q

from listings.schedule.schedule import ScheduleKind

_OF_DATES = Q(schedule_kind__in=[ScheduleKind.SINGLE.value, ScheduleKind.SERIES.value])
_REPEATING = Q(schedule_kind__in=[kind.value for kind in ScheduleKind if kind.repeats])
_BY_AGREEMENT = Q(schedule_kind=ScheduleKind.BY_AGREEMENT.value)
#: Rows whose end is on the day after their start. An end at 0:00 is that of the day itself.
_PAST_MIDNIGHT = Q(end__lt=F("start"), end__gt=datetime.time())


def not_over_on(day: datetime.date) -> Q:
    """Return a filter of activity pages: something may take place on the day or later.

    A season goes on until its end, though its last time may be some days before. Single dates count beside a season.
    """
    eve = day - datetime.timedelta(days=1)
    dates = _rows("ActivityDate").filter(Q(date__gte=day) | Q(_PAST_MIDNIGHT, date=eve))
    nights = _rows("ActivitySlot").filter(_PAST_MIDNIGHT)
    season = Q(season_end=None) | Q(season_end__gte=day) | Q(_REPEATING, Exists(nights), season_end=eve)
    return Q(~_OF_DATES, season) | Q(~_BY_AGREEMENT, Exists(dates))


def _rows(model: str) -> Any:
    """Rows of the page in the outer query."""
    return apps.get_model("listings", model).objects.filter(page=OuterRef("pk"))
