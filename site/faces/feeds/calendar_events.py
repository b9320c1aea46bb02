"""An activity's times as VEVENTs (RFC 5545, 3.6.1): one for each time of day, and one for each cancelled date.

They depend on the document alone, not on the clock, so that the same content gives the same bytes.
"""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from icalendar import Event
from icalendar.prop import vRecur

from faces.feeds.feed_texts import listing_title, plain
from faces.parts import schedule_wording
from faces.parts.absolute_urls import activity_url
from faces.parts.localized_text import field_text, reference_name
from faces.parts.place import address_line
from faces.parts.viewpoint import Viewpoint
from listings.enums import ListingStatus, Mode
from listings.schedule import HELSINKI, Schedule
from listings.schedule.rfc5545 import RecurrenceSet, recurrence_sets
from regions import conf
from regions.models import Portal
from search.models import ListingDocument

#: Texts that a calendar shows below the title, in this order.
_DESCRIBED = ("summary", "schedule_details", "place_details")


def make_events(document: ListingDocument, viewpoint: Viewpoint, portal: Portal) -> list[Event]:
    """None for what takes place by agreement. UIDs are the same on every portal and in every language."""
    schedule = schedule_wording.schedule_of(document.facts)
    sets = recurrence_sets(schedule, since=_since(schedule, document), keep_cancelled=True)
    writer = _Writer(document, viewpoint, portal)
    return [event for number, times in enumerate(sets, start=1) for event in writer.events(number, times)]


def _since(schedule: Schedule, document: ListingDocument) -> datetime.date | None:
    """The first day of a rule without a season: the beginning of the year in which the activity was last changed."""
    if not schedule.kind.repeats or schedule.season_start is not None:
        return None
    return datetime.date(document.modified.astimezone(HELSINKI).year, 1, 1)


class _Writer:
    """Writes the events of one activity, in a reader's language, with addresses on one portal."""

    def __init__(self, document: ListingDocument, viewpoint: Viewpoint, portal: Portal) -> None:
        self.document, self.facts, self.viewpoint = document, document.facts, viewpoint
        self.title = listing_title(document, viewpoint)
        self.address = activity_url(document, viewpoint.language, portal)

    def events(self, number: int, times_of_day: RecurrenceSet) -> list[Event]:
        """The event of a set, counted from 1, and one for each cancelled date, which replaces that date (3.8.4.4).

        A single date that is cancelled is one cancelled event.
        """
        uid = f"{self.document.pk}{f'-{number}' if number > 1 else ''}@{conf.domain()}"
        is_single = not times_of_day.rule and not times_of_day.added
        is_off = self.document.status_on(self.viewpoint.today) == ListingStatus.CANCELLED or (
            is_single and bool(times_of_day.cancelled)
        )
        master = self._event(uid, times_of_day, times_of_day.first, cancelled=is_off)
        if times_of_day.rule:
            master.add("rrule", vRecur.from_ical(times_of_day.rule))
        for name, days in (("exdate", times_of_day.left_out), ("rdate", times_of_day.added)):
            if days:
                master.add(name, [_at(times_of_day, day) for day in days])
        events = [master]
        for day in () if is_single else times_of_day.cancelled:
            override = self._event(uid, times_of_day, day, cancelled=True)
            override.add("recurrence-id", _at(times_of_day, day))
            events.append(override)
        return events

    def _event(self, uid: str, times_of_day: RecurrenceSet, day: datetime.date, *, cancelled: bool) -> Event:
        event = Event()
        event.add("uid", uid)
        event.add("dtstamp", self.document.modified)
        event.add("last-modified", self.document.modified)
        event.add("sequence", self.document.sequence)
        event.add("dtstart", _at(times_of_day, day))
        end = _end(times_of_day, day)
        if end is not None:
            event.add("dtend", end)
        event.add("status", self._status(cancelled=cancelled))
        words = _("Cancelled: %(title)s") % {"title": self.title.value} if cancelled else self.title.value
        event.add("summary", words, {"LANGUAGE": self.title.language} if self.title.language else {})
        event.add("url", self.address)
        for name, value in self._properties.items():
            event.add(name, value)
        return event

    def _status(self, *, cancelled: bool) -> str:
        """TENTATIVE while it is on a break: nobody knows yet when it goes on."""
        if cancelled:
            return "CANCELLED"
        return "TENTATIVE" if self.document.status_on(self.viewpoint.today) == ListingStatus.PAUSED else "CONFIRMED"

    @cached_property
    def _properties(self) -> dict[str, Any]:
        """Place and description; of a sensitive activity the municipality alone."""
        if self.facts["sensitive"]:
            town = self.document.municipality
            location = {"location": self.viewpoint.municipality(town).value} if town else {}
            return {**location, "description": self.address}
        properties = {
            "location": plain(address_line(self.document, self.viewpoint)),
            "description": "\n".join([*self._description(), self.address]),
            "categories": [self.viewpoint.label("theme", code).value for code in self.facts["themes"]],
            "geo": self._position(),
        }
        return {name: value for name, value in properties.items() if value}

    def _description(self) -> list[str]:
        viewpoint = self.viewpoint
        lines = [
            *(field_text(self.document, name, viewpoint).value for name in _DESCRIBED),
            reference_name(self.facts["organisation"], viewpoint).value,
        ]
        return [plain(line) for line in lines if line]

    def _position(self) -> tuple[float, float] | None:
        """The venue's position, if it is known and not hidden."""
        lat, lon, facts = self.document.lat, self.document.lon, self.facts
        if lat is None or lon is None or facts["address_hidden"] or not facts["position_known"]:
            return None
        return None if facts["mode"] in (Mode.ONLINE, Mode.PHONE) else (lat, lon)


def _at(times_of_day: RecurrenceSet, day: datetime.date) -> datetime.date:
    """A date for a whole day, else local time with its time zone."""
    if times_of_day.start is None:
        return day
    return datetime.datetime.combine(day, times_of_day.start, HELSINKI)


def _end(times_of_day: RecurrenceSet, day: datetime.date) -> datetime.datetime | None:
    """The end; None for a whole day and where it isn't known. An end before the start is after midnight."""
    start, end = times_of_day.start, times_of_day.end
    if start is None or end is None or start == end:
        return None
    return datetime.datetime.combine(day + datetime.timedelta(days=end < start), end, HELSINKI)
