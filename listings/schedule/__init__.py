"""When activities take place: the value (`value`), what is wrong with it (`validation`), its times (`occurrences`),
and its projections into words (`wording`) and iCalendar (`rfc5545`). Pure Python: no model, no database, no request.
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
