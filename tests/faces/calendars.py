"""Calendar files read by others than who wrote them: vobject for their form, dateutil for what their rules give."""

from __future__ import annotations

import datetime
from typing import Any
from zoneinfo import ZoneInfo

import vobject

from listings.schedule import DateWindow, Schedule, expand

HELSINKI = ZoneInfo("Europe/Helsinki")


def parsed(content: bytes) -> Any:
    return vobject.readOne(content.decode())


def events(content: bytes) -> list[Any]:
    return list(getattr(parsed(content), "vevent_list", []))


def local(moment: Any) -> datetime.datetime:
    """Wall time in Finland, without a zone; a day is its midnight."""
    if not isinstance(moment, datetime.datetime):
        return datetime.datetime.combine(moment, datetime.time())
    return moment.astimezone(HELSINKI).replace(tzinfo=None) if moment.tzinfo else moment


def taking_place(content: bytes, window: DateWindow) -> list[datetime.datetime]:
    """Starts of what isn't cancelled, on days of the window, in wall time."""
    found: list[tuple[str, datetime.datetime]] = []
    cancelled = set()
    for event in events(content):
        uid = event.uid.value
        is_cancelled = event.status.value == "CANCELLED"
        if hasattr(event, "recurrence_id"):
            assert is_cancelled
            cancelled.add((uid, local(event.recurrence_id.value)))
        elif not is_cancelled:
            rules = event.getrruleset(addRDate=True)
            starts = [event.dtstart.value] if rules is None else rules.between(*_bounds(event, window), inc=True)
            found += [(uid, local(start)) for start in starts]
    return sorted(start for uid, start in found if (uid, start) not in cancelled and start.date() in window)


def expected(schedule: Schedule, window: DateWindow) -> list[datetime.datetime]:
    return [local(time.starts_at) for time in expand(schedule, window) if not time.cancelled]


def _bounds(event: Any, window: DateWindow) -> tuple[datetime.datetime, datetime.datetime]:
    zone = getattr(event.dtstart.value, "tzinfo", None)
    first = datetime.datetime.combine(window.first, datetime.time(), zone)
    return first, datetime.datetime.combine(window.last, datetime.time(23, 59), zone)
