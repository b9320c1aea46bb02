"""One activity as the desk's home shows it: its title, its times in words, its state, and what can be done with it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from editorial.own_activities.activity_groups import Group, Need
from editorial.review.review_answers import ReviewStage, ReviewStanding
from listings.actions.change_status import undo_ends_on
from listings.enums import ListingStatus, Mode
from listings.schedule import Schedule, next_occurrence
from listings.schedule.page_schedules import schedule_of
from listings.schedule.wording import describe, format_date, format_occurrence
from regions.languages import direction, own_name

_DAYS = ("date", "first", "last")
_TIMES = ("start", "end")


@dataclass(frozen=True)
class ShownActivity:
    """``acts`` names what stands beside it, in order; texts are in the reader's language except the title.

    ``standing``: the review of the text that was written first.
    """

    id: UUID
    title: str
    language: str
    direction: str
    owner: str
    group: str
    need: str
    state: str
    looks: str
    when: str
    next_time: str
    place: str
    languages: tuple[str, ...]
    has_more_languages: bool
    note: str
    acts: tuple[str, ...]
    standing: ReviewStanding | None


def shown_activity(
    listing: Any, owner: Any, standing: ReviewStanding | None, language: str, now: datetime.datetime
) -> ShownActivity:
    """``listing``: a row of ``own_listings.with_facts``; ``owner``: its organisation; ``now``: aware."""
    today = timezone.localdate(now)
    page = listing.page
    facts = _current_facts(page)
    schedule = _schedule(facts, listing.days_off)
    next_time = next_occurrence(schedule, now) if schedule and listing.group == Group.IN_SIGHT else None
    state, looks = _state(listing, standing, language, today)
    return ShownActivity(
        id=listing.pk,
        title=facts["title"] or _("Without a title"),
        language=listing.source_language if facts["title"] else language,
        direction=direction(listing.source_language if facts["title"] else language),
        owner=str(owner),
        group=listing.group,
        need=getattr(listing, "need", ""),
        state=state,
        looks=looks,
        when=describe(schedule, language, today=today) if schedule else "",
        next_time=format_occurrence(next_time, language, with_year=next_time.date.year != today.year)
        if next_time and listing.status_on(today) == ListingStatus.ACTIVE
        else "",
        place=_place(facts, language),
        languages=tuple(
            own_name(row["language"])
            for row in listing.versions
            if row["live"] or row["language"] == listing.source_language
        ),
        has_more_languages=len(owner.home_portal.languages) > 1 and listing.group != Group.ENDED,
        note=_note(listing, page, standing, language, today),
        acts=_acts(listing, page, has_times=schedule is not None and next_occurrence(schedule, now) is not None),
        standing=standing,
    )


def _current_facts(page: Mapping[str, Any]) -> dict[str, Any]:
    """The facts that are public; of what isn't, those of its latest version."""
    draft = page["draft"]
    if not draft:
        return dict(page)
    places = {name: page[f"draft_{name}"] for name in ("venue", "town_fi", "town_sv", "town_en")}
    return {**page, **places, **{name: value for name, value in draft.items() if name in _OF_DRAFT}}


_SCHEDULE = frozenset(
    {
        "schedule_kind",
        "schedule_interval",
        "weeks_of_month",
        "season_start",
        "season_end",
        "skip_public_holidays",
        "slots",
        "dates",
        "exceptions",
    }
)
_OF_DRAFT = _SCHEDULE | {"title", "mode", "district"}


def _schedule(facts: Mapping[str, Any], days_off: list[datetime.date]) -> Schedule | None:
    """Return the schedule of facts in JSON; None where a draft has none that can be read."""
    try:
        fields = SimpleNamespace(**{name: facts[name] for name in _SCHEDULE})
        fields.season_start, fields.season_end = _day(fields.season_start), _day(fields.season_end)
        fields.weeks_of_month = _numbers(fields.weeks_of_month)
        fields.schedule_interval = fields.schedule_interval or 1
        slots, dates, exceptions = (
            [_row(row) for row in facts[name] or ()] for name in ("slots", "dates", "exceptions")
        )
        dates, exceptions = [row for row in dates if row.date], [row for row in exceptions if row.first]
        return schedule_of(fields, slots, dates, exceptions, days_off).relevant()
    except (KeyError, TypeError, ValueError):
        return None


def _row(row: Mapping[str, Any]) -> Any:
    values = dict(row)
    values |= {name: _day(values[name]) for name in _DAYS if name in values}
    values |= {name: _time(values[name]) for name in _TIMES if name in values}
    if "weekdays" in values:
        values["weekdays"] = _numbers(values["weekdays"])
    return SimpleNamespace(**values)


def _numbers(value: Any) -> list[int]:
    """Whole numbers of an array; revisions have it as a text in JSON."""
    return [int(number) for number in (json.loads(value) if isinstance(value, str) else value or ())]


def _day(value: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if value else None


def _time(value: str | None) -> datetime.time | None:
    return datetime.time.fromisoformat(value) if value else None


def _state(listing: Any, standing: ReviewStanding | None, language: str, today: datetime.date) -> tuple[str, str]:
    """Return the state in a word or two, and how it looks."""
    status = listing.status_on(today)
    if listing.group == Group.WAITING:
        return str(capfirst(ReviewStage.WAITING.label)), "wait"
    if listing.group == Group.UNFINISHED:
        is_returned = standing is not None and standing.is_returned
        return (str(capfirst(ReviewStage.RETURNED.label)), "wait") if is_returned else (_("Unfinished"), "wait")
    if listing.group == Group.ENDED:
        if status == ListingStatus.ENDED:
            return _("Ended"), "off"
        return (_("Not shown: nobody has confirmed it"), "off") if listing.confirm_by < today else (_("Over"), "off")
    if status == ListingStatus.CANCELLED:
        return _("Cancelled"), "off"
    if listing.group == Group.PAUSED:
        if listing.paused_until is None:
            return _("On a break"), "wait"
        with_year = listing.paused_until.year != today.year
        day = format_date(listing.paused_until, language, with_year=with_year)
        return _("On a break until %(date)s") % {"date": day}, "wait"
    if standing is not None and not standing.is_approved:
        return _("In sight; your change: %(state)s") % {"state": standing.stage.label}, "wait"
    return _("In sight"), ""


def _note(
    listing: Any, page: Mapping[str, Any], standing: ReviewStanding | None, language: str, today: datetime.date
) -> str:
    last = undo_ends_on(listing)
    if last is not None and last >= today:
        return _("You can undo this until %(date)s.") % {"date": format_date(last, language)}
    is_answered = standing is None or standing.is_approved
    if listing.group == Group.IN_SIGHT and page["changed"] and is_answered:
        return _("You have saved a change that hasn't been sent yet.")
    return ""


def _acts(listing: Any, page: Mapping[str, Any], *, has_times: bool) -> tuple[str, ...]:
    """What can be done now, in the order in which it stands there."""
    status = listing.status_today
    if listing.group == Group.UNFINISHED:
        return ("go-on", "delete") if page["first_published"] is None else ("go-on", "copy")
    if listing.group == Group.WAITING:
        return ("change", "copy")
    if status == ListingStatus.ENDED:
        last = undo_ends_on(listing)
        return ("copy", "undo-end") if last is not None and last >= timezone.localdate() else ("copy",)
    if status in (ListingStatus.PAUSED, ListingStatus.CANCELLED):
        return ("change", "copy", "resume", "end")
    if listing.group == Group.ENDED:
        return ("confirm", "change", "copy", "end") if _has_lapsed(listing) else ("copy", "change", "end")
    return ("change", "copy", *(("cancel-date",) if has_times else ()), "pause", "confirm", "end")


def _has_lapsed(listing: Any) -> bool:
    return bool(listing.confirm_by < timezone.localdate())


def _place(page: Mapping[str, Any], language: str) -> str:
    if page["mode"] == Mode.ONLINE:
        return str(Mode.ONLINE.label)
    if page["mode"] == Mode.PHONE:
        return str(Mode.PHONE.label)
    town = page.get(f"town_{language}") or page["town_fi"] or ""
    return ", ".join(part for part in (page["venue"] or page["district"], town) if part)


def need_words(activity: ShownActivity, listing: Any, language: str) -> str:
    """Return what an activity needs, as a sentence without its title."""
    day = format_date(listing.confirm_by, language, with_year=True)
    if activity.need == Need.LAPSED:
        return _("Nobody has confirmed it by %(date)s, so visitors don't see it.") % {"date": day}
    if activity.need == Need.CONFIRM:
        return _("Is it still right? Confirm it by %(date)s, or visitors won't see it any more.") % {"date": day}
    if activity.need == Need.ENDS_SOON:
        ends = [_day(listing.page[name]) for name in ("season_end", "valid_until")]
        last = min(day for day in ends if day is not None)
        return _("It ends on %(date)s. Does it go on?") % {"date": format_date(last, language, with_year=True)}
    return ""
