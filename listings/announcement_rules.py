"""What must be true of an announcement that is sent to review or published.

The rules judge the page as it would be: its fields and rows, whether they come from a page, a form or a pool file. A
draft may break all of them. A translation has no facts, and so no rules.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from listings.enums import Mode, PriceType, SignUpType
from listings.schedule.occurrences import last_day
from listings.schedule.page_schedules import schedule_of
from listings.schedule.schedule import Schedule, ScheduleKind
from listings.schedule.validation import Fault, faults

#: Fields of ``Schedule`` whose fields of the page have another name.
_PAGE_FIELDS = {"interval": "schedule_interval"}


@dataclass(frozen=True)
class Announcement:
    """Fields by their names in ``ActivityPage``, and rows with the fields of its child models.

    ``unreadable`` has fields and kinds of rows without a usable value, as in a form with errors: rules that read them
    are left out.
    """

    facts: Any
    slots: Sequence[Any] = ()
    dates: Sequence[Any] = ()
    exceptions: Sequence[Any] = ()
    contacts: Sequence[Any] = ()
    unreadable: Collection[str] = field(default_factory=frozenset)

    @property
    def schedule(self) -> Schedule:
        return schedule_of(self.facts, self.slots, self.dates, self.exceptions)

    def has_contact(self, today: datetime.date) -> bool:
        """Whether visitors see a contact: a person only with consent and until its last day."""
        return any(
            (row.phone or row.email)
            and (not row.name or row.consent_on)
            and (row.keep_until is None or row.keep_until >= today)
            for row in self.contacts
        )

    def has_way_to_ask(self, today: datetime.date) -> bool:
        facts = self.facts
        return bool(facts.sign_up_url or facts.sign_up_email or facts.sign_up_phone or self.has_contact(today))


def announcement_faults(announcement: Announcement, today: datetime.date, *, judges_time: bool = True) -> list[Fault]:
    """Return every broken rule. A fault's field is a field of the page, or a place such as ``slots.0.end``.

    Without ``judges_time`` its days may be over: for what is stored already, which time alone makes no worse.
    """
    missing = missing_facts(announcement)
    unreadable = {*announcement.unreadable, *(fault.field.partition(".")[0] for fault in missing)}
    return [
        *(fault for fault in missing if fault.field.partition(".")[0] not in announcement.unreadable),
        *(
            fault
            for rule, read in _RULES.items()
            if not read & unreadable and (judges_time or rule is not _time_left)
            for fault in rule(announcement, today)
        ),
    ]


def missing_facts(announcement: Announcement) -> list[Fault]:
    """Return a fault for each fact without which a draft has no schedule that could be read."""
    return [*_missing_fields(announcement), *_missing_days(announcement)]


def _missing_fields(announcement: Announcement) -> Iterator[Fault]:
    facts, unreadable = announcement.facts, announcement.unreadable
    if "schedule_kind" not in unreadable and not facts.schedule_kind:
        yield Fault("schedule_kind", _("Choose how often it takes place."))
    if "schedule_interval" not in unreadable and facts.schedule_interval is None:
        yield Fault("schedule_interval", _("Give a number from 1 to 52."))


def _missing_days(announcement: Announcement) -> Iterator[Fault]:
    for kind, name in (("dates", "date"), ("exceptions", "first")):
        if kind in announcement.unreadable:
            continue
        for place, row in enumerate(getattr(announcement, kind)):
            if getattr(row, name) is None:
                yield Fault(f"{kind}.{place}.{name}", _("Give the day, or remove this row."))


def _schedule(announcement: Announcement, today: datetime.date) -> Iterator[Fault]:
    for place, message in faults(announcement.schedule):
        head, dot, rest = place.partition(".")
        yield Fault(f"{_PAGE_FIELDS.get(head, head)}{dot}{rest}", message)


def _price(announcement: Announcement, today: datetime.date) -> Iterator[Fault]:
    kind, amount = announcement.facts.price_type, announcement.facts.price_eur
    if amount is not None and amount < 0:
        yield Fault("price_eur", _("A price can't be below zero."))
    elif kind == PriceType.PAID and not amount:
        yield Fault("price_eur", _("Write the price in euros, or choose “free of charge”."))
    elif kind == PriceType.FREE and amount:
        yield Fault("price_eur", _("Choose “has a price”, or leave the price empty."))


def _themes(announcement: Announcement, today: datetime.date) -> Iterator[Fault]:
    themes = announcement.facts.themes
    if not any(True for _theme in (themes.all() if hasattr(themes, "all") else themes)):
        yield Fault("themes", _("Choose at least one theme."))


def _ages(announcement: Announcement, today: datetime.date) -> Iterator[Fault]:
    first, last = announcement.facts.age_from, announcement.facts.age_to
    if first is not None and last is not None and last < first:
        yield Fault("age_to", _("The upper age is below the lower age."))


def _place(announcement: Announcement, today: datetime.date) -> Iterator[Fault]:
    facts = announcement.facts
    if facts.mode in (Mode.IN_PERSON, Mode.HYBRID) and not (facts.municipality or facts.venue):
        yield Fault("municipality", _("Say where it takes place: choose a municipality or a venue."))


def _remote(announcement: Announcement, today: datetime.date) -> Iterator[Fault]:
    facts = announcement.facts
    if announcement.has_way_to_ask(today):
        return
    if facts.mode in (Mode.ONLINE, Mode.HYBRID) and not facts.online_url:
        yield Fault(
            "online_url",
            _("Say how one takes part online: give the address of the meeting, or a contact to ask for it."),
        )
    elif facts.mode == Mode.PHONE:
        yield Fault("mode", _("Say how one takes part by phone: give a sign-up or a contact."))


def _sign_up(announcement: Announcement, today: datetime.date) -> Iterator[Fault]:
    if announcement.facts.sign_up_type == SignUpType.NONE or announcement.has_way_to_ask(today):
        return
    yield Fault(
        "sign_up_type",
        _("Say how one signs up or asks: give a form, an e-mail address, a phone number or a contact."),
    )


def _deadline(announcement: Announcement, today: datetime.date) -> Iterator[Fault]:
    facts, last = announcement.facts, _last_day(announcement.schedule.relevant())
    if facts.sign_up_type == SignUpType.NONE or facts.sign_up_deadline is None or last is None:
        return
    if facts.sign_up_deadline > last:
        yield Fault("sign_up_deadline", _("The last day to sign up is after the last day of the activity."))


def _last_day(schedule: Schedule) -> datetime.date | None:
    """Return the last day that the activity can take place, or None where it has no end."""
    if schedule.kind.repeats or schedule.kind is ScheduleKind.BY_AGREEMENT:
        if schedule.season_end is None:
            return None
        return max([schedule.season_end, *(dated.date for dated in schedule.dates)])
    return max((dated.date for dated in schedule.dates), default=None)


def _time_left(announcement: Announcement, today: datetime.date) -> Iterator[Fault]:
    schedule, until = announcement.schedule.relevant(), announcement.facts.valid_until
    last = last_day(schedule)
    if last is not None and last < today:
        repeats = schedule.kind.repeats or schedule.kind is ScheduleKind.BY_AGREEMENT
        yield Fault("season_end" if repeats else "dates", _("All days are in the past. Give new days."))
    elif until is not None and until < today:
        yield Fault("valid_until", _("This day is in the past, so nobody would see the activity."))


def _picture(announcement: Announcement, today: datetime.date) -> Iterator[Fault]:
    facts = announcement.facts
    if facts.image and not facts.image_alt and not facts.image_decorative:
        yield Fault("image_alt", _("Write what the picture shows, or mark the picture as decoration."))
    if facts.image and getattr(facts, "image_people", None) == "":
        yield Fault("image_people", _("Say whether the people in the picture have agreed to be shown."))


def _contacts(announcement: Announcement, today: datetime.date) -> Iterator[Fault]:
    for place, row in enumerate(announcement.contacts):
        if not (row.phone or row.email):
            yield Fault(f"contacts.{place}.phone", _("Give a phone number or an e-mail address."))
        if row.name and row.consent_on is None:
            yield Fault(
                f"contacts.{place}.consent_on",
                _("Write the day on which this person agreed to be named, or leave the name out."),
            )
        if row.consent_on is not None and row.consent_on > today:
            yield Fault(f"contacts.{place}.consent_on", _("This day is in the future."))


_SCHEDULE = {"slots", "dates", "exceptions", "schedule_kind", "schedule_interval", "weeks_of_month"}
_SEASON = {"season_start", "season_end"}
_WAYS = {"sign_up_url", "sign_up_email", "sign_up_phone", "contacts"}
#: The rules in the order of the form, with the fields and rows that each reads.
_RULES: dict[Callable[[Announcement, datetime.date], Iterator[Fault]], set[str]] = {
    _themes: {"themes"},
    _ages: {"age_from", "age_to"},
    _schedule: _SCHEDULE | _SEASON,
    _place: {"mode", "municipality", "venue"},
    _remote: _WAYS | {"mode", "online_url"},
    _price: {"price_type", "price_eur"},
    _sign_up: _WAYS | {"sign_up_type"},
    _time_left: _SCHEDULE | _SEASON | {"valid_until"},
    _deadline: _SCHEDULE | _SEASON | {"sign_up_type", "sign_up_deadline"},
    _contacts: {"contacts"},
    _picture: {"image", "image_alt", "image_decorative", "image_people"},
}
