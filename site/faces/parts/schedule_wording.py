"""When an activity takes place, in the reader's words."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from faces.parts.viewpoint import Viewpoint
from listings.schedule import HELSINKI, Occurrence, Schedule, next_occurrence, upcoming
from listings.schedule.wording import describe, describe_rule, format_date, format_occurrence, format_time_range


@dataclass(frozen=True)
class TimeBlock:
    """The day and the time of day at the beginning of a card; ``clock`` is empty for a whole day."""

    day: str
    clock: str


@dataclass(frozen=True)
class DateLine:
    """One coming time: fi "ti 24.11. klo 17–19". ``iso`` is its start, for ``<time datetime>``."""

    words: str
    iso: str
    cancelled: bool


def schedule_of(facts: dict[str, Any]) -> Schedule:
    return Schedule.from_json(facts["schedule"])


def from_row(row: Any) -> Occurrence:
    """Return a row of the read model's occurrences as the value that the wording takes."""
    return Occurrence(
        date=row.date,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        all_day=row.start_minute is None,
        cancelled=row.cancelled,
    )


def time_block(occurrence: Occurrence, language: str) -> TimeBlock:
    day = format_date(occurrence.date, language, weekday="short")
    if occurrence.all_day:
        return TimeBlock(day, "")
    end = occurrence.ends_at.astimezone(HELSINKI).time() if occurrence.ends_at else None
    return TimeBlock(day, format_time_range(occurrence.starts_at.astimezone(HELSINKI).time(), end, language))


def rule_words(schedule: Schedule, viewpoint: Viewpoint) -> str:
    """For a card: the weekdays and times of what repeats; dates or "by agreement" of what doesn't."""
    return describe_rule(schedule, viewpoint.language) or schedule_words(schedule, viewpoint)


def schedule_words(schedule: Schedule, viewpoint: Viewpoint) -> str:
    """Everything about the schedule, as of today."""
    return _described(schedule, viewpoint.language, viewpoint.today)


@lru_cache(maxsize=4096)
def _described(schedule: Schedule, language: str, today: datetime.date) -> str:
    """Many activities take place at the same times."""
    return describe(schedule, language, today=today)


def next_time(schedule: Schedule, viewpoint: Viewpoint) -> Occurrence | None:
    return next_occurrence(schedule, viewpoint.now)


def cancelled_next(schedule: Schedule, viewpoint: Viewpoint) -> Occurrence | None:
    """The very next time where it is cancelled: a reader must see that before anything else."""
    if not schedule.cancelled_dates:
        return None
    times = upcoming(schedule, viewpoint.now, 1)
    return times[0] if times and times[0].cancelled else None


def date_lines(schedule: Schedule, viewpoint: Viewpoint, limit: int) -> tuple[DateLine, ...]:
    """The next times, cancelled ones among them."""
    this_year = viewpoint.today.year
    return tuple(
        DateLine(
            words=format_occurrence(time, viewpoint.language, with_year=time.date.year != this_year),
            iso=time.date.isoformat() if time.all_day else time.starts_at.isoformat(),
            cancelled=time.cancelled,
        )
        for time in upcoming(schedule, viewpoint.now, limit)
    )


def day_heading(day: datetime.date, viewpoint: Viewpoint) -> tuple[str, str]:
    """A day as a list's heading, in two parts: ("Today", "ti 24.11."), or ("tiistai 1.12.", "")."""
    distance = (day - viewpoint.today).days
    with_year = day.year != viewpoint.today.year
    if distance in (0, 1):
        near = _("Today") if distance == 0 else _("Tomorrow")
        return near, format_date(day, viewpoint.language, weekday="short", with_year=with_year)
    return format_date(day, viewpoint.language, weekday="long", with_year=with_year), ""


def checked_on(day: datetime.date, viewpoint: Viewpoint) -> str:
    """When somebody last confirmed that the listing is right; every listing says it (docs/needs.md, C8)."""
    return _("Checked on %(date)s") % {"date": format_date(day, viewpoint.language, with_year=True)}
