"""Schedules: when activities take place. Pure Python without models, database or requests.

`schedule` has the value, `validation` its faults, `occurrences` its times, `wording` the text, `rfc5545` iCalendar's
form.
"""

from listings.schedule.occurrences import (
    HELSINKI,
    DateWindow,
    Occurrence,
    expand,
    last_day,
    next_occurrence,
    over_at,
    upcoming,
)
from listings.schedule.schedule import DatedTime, DateRange, Schedule, ScheduleFormatError, ScheduleKind, Slot
from listings.schedule.validation import Fault, faults

__all__ = [
    "HELSINKI",
    "DateRange",
    "DateWindow",
    "DatedTime",
    "Fault",
    "Occurrence",
    "Schedule",
    "ScheduleFormatError",
    "ScheduleKind",
    "Slot",
    "expand",
    "faults",
    "last_day",
    "next_occurrence",
    "over_at",
    "upcoming",
]
