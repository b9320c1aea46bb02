"""View model of the calendar: a week from Monday to Sunday, cancelled times included, with links to other weeks."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from faces.finder.finder_query import FinderQuery, monday_of
from faces.parts import activity_facts, schedule_wording
from faces.parts.localized_text import Text, field_text, written_in
from faces.parts.viewpoint import Viewpoint
from listings.addresses import activity_path
from listings.enums import ListingStatus
from listings.schedule import HELSINKI, Occurrence
from listings.schedule.wording import format_date, format_date_range
from listings.schedule.words import words_for
from search.engines.base import DayTimes
from search.models import ListingDocument
from search.query.value_formats import FIRST_YEAR, LAST_YEAR

_WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True)
class WeekEntry:
    """One time of one activity. ``called_off``: why it doesn't take place, or empty. ``clock``: empty if all day."""

    title: Text
    mark: str
    url: str
    clock: str
    iso: str
    place: tuple[Text, ...]
    called_off: str


@dataclass(frozen=True)
class WeekDay:
    """``more_words`` and ``more_url``: a link to the whole day as a list, where the calendar shows only some times."""

    name: str
    date: str
    iso: str
    is_today: bool
    is_over: bool
    entries: tuple[WeekEntry, ...]
    more_words: str
    more_url: str


@dataclass(frozen=True)
class WeekView:
    """``title`` has the week's number (ISO 8601). A URL is empty where there is no such week to show."""

    title: str
    dates: str
    days: tuple[WeekDay, ...]
    previous_url: str
    this_url: str
    next_url: str


def make_week(finder_query: FinderQuery, days: Sequence[DayTimes], viewpoint: Viewpoint) -> WeekView:
    """``days``: the seven days of the query's week."""
    monday, this = days[0].date, monday_of(viewpoint.today)
    sunday = days[-1].date
    return WeekView(
        title=_("Week %(number)d") % {"number": monday.isocalendar().week},
        dates=format_date_range(monday, sunday, viewpoint.language, with_year=sunday.year != viewpoint.today.year),
        days=tuple(_day(day, finder_query, viewpoint) for day in days),
        previous_url=finder_query.in_week(monday - _WEEK).relative_url
        if monday > this and monday.year > FIRST_YEAR
        else "",
        this_url=finder_query.in_week(this).relative_url if monday != this else "",
        next_url=finder_query.in_week(monday + _WEEK).relative_url if sunday.year < LAST_YEAR else "",
    )


def _day(day: DayTimes, finder_query: FinderQuery, viewpoint: Viewpoint) -> WeekDay:
    more = day.total - len(day.occurrences)
    search = finder_query.search.with_(date_from=day.date, date_to=day.date, sort="next")
    return WeekDay(
        name=words_for(viewpoint.language).weekdays[day.date.weekday()],
        date=format_date(day.date, viewpoint.language),
        iso=day.date.isoformat(),
        is_today=day.date == viewpoint.today,
        is_over=day.date < viewpoint.today,
        entries=tuple(_entry(row.listing, schedule_wording.from_row(row), viewpoint) for row in day.occurrences),
        more_words=ngettext("%(count)d more", "%(count)d more", more) % {"count": more} if more > 0 else "",
        more_url=finder_query.in_list().with_search(search).relative_url if more > 0 else "",
    )


def _entry(document: ListingDocument, occurrence: Occurrence, viewpoint: Viewpoint) -> WeekEntry:
    language, title = viewpoint.language, field_text(document, "title", viewpoint)
    return WeekEntry(
        title=title,
        mark=_mark(title),
        url=activity_path(language, document.pk),
        clock=schedule_wording.time_block(occurrence, language).clock,
        iso=_moment(occurrence),
        place=activity_facts.place(document, viewpoint).values,
        called_off=_called_off(document, occurrence, viewpoint.today),
    )


def _mark(title: Text) -> str:
    if title.change is not None:
        return title.mark
    return written_in(title.language) if title.is_foreign else ""


def _moment(occurrence: Occurrence) -> str:
    """Finnish time with its offset, as ``datetime`` has it; the date alone of a whole day."""
    if occurrence.all_day:
        return occurrence.date.isoformat()
    return occurrence.starts_at.astimezone(HELSINKI).isoformat(timespec="minutes")


def _called_off(document: ListingDocument, occurrence: Occurrence, today: datetime.date) -> str:
    status = document.status_on(today)
    if status == ListingStatus.PAUSED:
        return _("On a break")
    return _("Cancelled") if occurrence.cancelled or status == ListingStatus.CANCELLED else ""
