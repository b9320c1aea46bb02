"""The rules of an announcement, for an entry of a pool file."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from types import SimpleNamespace

from django.utils.translation import override

from kototori.demo.pool.schema import PoolListing
from listings.announcement_rules import Announcement, announcement_faults

#: Keys of the file for the page's fields that are called otherwise there. Dates and times stand in the schedule.
_KEYS = {
    "price_eur": "price.amount_eur",
    "sign_up_type": "sign_up.type",
    "sign_up_deadline": "sign_up.deadline_offset",
    "season_start": "schedule.valid_from_offset",
    "season_end": "schedule.valid_to_offset",
    "schedule_interval": "schedule.interval",
    "weeks_of_month": "schedule.week_of_month",
}
_KEYS_OF_ROWS = {
    "slots": {"end": "schedule.end", "start": "schedule.start"},
    "dates": {"end": "schedule.end", "start": "schedule.start", "date": "schedule.day_offsets"},
    "contacts": {"phone": "contact_phone"},
}
_KEYS_ABOVE_ROWS = {"slots": "schedule.weekdays", "dates": "schedule.day_offsets", "contacts": "contact_phone"}


def broken_rules(entry: PoolListing, today: datetime.date) -> Iterator[tuple[str, str]]:
    """Yield (key in the entry, what is wrong) for each rule that the activity would break, in English."""
    with override("en"):
        found = {
            _key(field): str(message) for field, message in announcement_faults(_announcement(entry, today), today)
        }
    yield from found.items()


def _key(path: str) -> str:
    name, _dot, place = path.partition(".")
    return _KEYS_OF_ROWS.get(name, {}).get(place.rpartition(".")[2], _KEYS_ABOVE_ROWS.get(name, _KEYS.get(name, name)))


def _announcement(entry: PoolListing, today: datetime.date) -> Announcement:
    schedule, sign_up = entry.schedule, entry.sign_up
    first, last = schedule.season(today)
    times = {"start": schedule.start, "end": schedule.end}
    facts = SimpleNamespace(
        themes=entry.themes,
        age_from=entry.age_from,
        age_to=entry.age_to,
        schedule_kind=schedule.kind,
        schedule_interval=schedule.interval,
        weeks_of_month=schedule.weeks_of_month,
        season_start=first,
        season_end=last,
        skip_public_holidays=False,
        valid_until=None,
        mode=entry.mode,
        municipality=entry.municipality,
        venue=entry.venue,
        online_url=entry.online_url,
        price_type=entry.price_type,
        price_eur=entry.price_eur,
        sign_up_type=sign_up.type,
        sign_up_url=sign_up.url,
        sign_up_email=sign_up.email,
        sign_up_phone=sign_up.phone,
        sign_up_deadline=sign_up.deadline(today),
        image=None,
    )
    contact = SimpleNamespace(
        name="", phone=entry.contact_phone, email=entry.contact_email, consent_on=None, keep_until=None
    )
    return Announcement(
        facts,
        slots=[SimpleNamespace(weekdays=schedule.weekdays, **times)] if schedule.kind.repeats else [],
        dates=[SimpleNamespace(date=day, **times) for day in schedule.dates(today)],
        contacts=[contact] if contact.phone or contact.email else [],
    )
