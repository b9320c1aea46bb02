"""The next ten dates that come of an announcement's times, in the reader's words."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from listings.schedule import DateWindow, Occurrence, Schedule, expand
from listings.schedule.wording import describe, format_occurrence

SHOWN = 10
#: Days ahead that are looked through, first few and then more: one look costs the same whatever is asked.
_LOOKS = (92, 731)


@dataclass(frozen=True)
class NextDates:
    """``rule`` says the times in a sentence; ``dates`` are the next ones. Both empty where nothing is known yet."""

    rule: str
    dates: tuple[str, ...]
    has_more: bool = False

    def __bool__(self) -> bool:
        return bool(self.rule or self.dates)


def next_dates(schedule: Schedule, now: datetime.datetime | None = None) -> NextDates:
    """Return what follows from a schedule within two years from today, or from its first day."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    language = get_language() or settings.LANGUAGE_CODE
    used = schedule.relevant()
    coming = _coming(used, now, today)
    dates = tuple(format_occurrence(one, language, with_year=one.date.year != today.year) for one in coming[:SHOWN])
    return NextDates(describe(used, language, today=today) if _says_something(used) else "", dates, len(coming) > SHOWN)


def _coming(schedule: Schedule, now: datetime.datetime, today: datetime.date) -> list[Occurrence]:
    first = max(today, _first_day(schedule) or today)
    coming: list[Occurrence] = []
    for days in _LOOKS:
        window = DateWindow(first, min(first, datetime.date(2197, 1, 1)) + datetime.timedelta(days=days))
        coming = [one for one in expand(schedule, window) if one.over_at > now]
        if len(coming) > SHOWN:
            break
    return coming


def _first_day(schedule: Schedule) -> datetime.date | None:
    """The first day of the season, or a single date before it."""
    days = [dated.date for dated in schedule.dates]
    if schedule.season_start is not None:
        days.append(schedule.season_start)
    return min(days, default=None) if not schedule.slots or schedule.season_start is not None else None


def _says_something(schedule: Schedule) -> bool:
    """By agreement says nothing that the answer hasn't said."""
    return bool(schedule.slots or schedule.dates)
