"""When something was typed, in words."""

from __future__ import annotations

import datetime

from django.utils import timezone

from regions.written.written_dates import write_date
from regions.written.written_times import write_time


def time_of(moment: datetime.datetime) -> str:
    """The time of day in Finland, with the day where that isn't today."""
    local = timezone.localtime(moment)
    time = write_time(local.time().replace(second=0, microsecond=0))
    return time if local.date() == timezone.localdate() else f"{write_date(local.date())} {time}"
