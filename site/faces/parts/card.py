"""Cards: activities as lists show them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from faces.parts import activity_facts, schedule_wording
from faces.parts.activity_facts import Fact, Notice
from faces.parts.localized_text import Text, document_mark, field_text, is_machine_translated, reference_name
from faces.parts.viewpoint import Viewpoint
from listings.addresses import activity_path
from listings.enums import ListingStatus
from listings.schedule import Occurrence, Schedule
from listings.schedule.wording import format_date
from search.engines.base import Results
from search.models import ListingDocument


@dataclass(frozen=True)
class Card:
    """One activity: its title and organiser, its next time, its place, the facts in a row, when it was checked."""

    id: str
    url: str
    title: Text
    mark: str
    machine_translated: bool
    organiser: Text
    notice: Notice | None
    when: str
    """In words; with the next time where it repeats and goes on."""
    time: schedule_wording.TimeBlock | None
    day: datetime.date | None
    """Of the next time, for grouping."""
    place: Fact
    facts: tuple[Fact, ...]
    checked: str
    distance: str


def make_cards(results: Results, viewpoint: Viewpoint) -> tuple[Card, ...]:
    """The activities of a search in its order, each with the next time that the search found."""
    return _cards_of(results.documents, results, viewpoint)


def make_near_cards(results: Results, viewpoint: Viewpoint) -> tuple[Card, ...]:
    """What fits those words of a search that aren't missing, where it has no hits."""
    return _cards_of(results.near, results, viewpoint)


def _cards_of(documents: Iterable[ListingDocument], results: Results, viewpoint: Viewpoint) -> tuple[Card, ...]:
    return tuple(make_card(document, viewpoint, results.next_occurrences.get(document.pk)) for document in documents)


def make_card(document: ListingDocument, viewpoint: Viewpoint, occurrence: Any = None) -> Card:
    """``occurrence``: the row of the read model that a search found; without one the schedule gives the next time."""
    schedule = schedule_wording.schedule_of(document.facts)
    next_time = (
        schedule_wording.from_row(occurrence)
        if occurrence is not None
        else schedule_wording.next_time(schedule, viewpoint)
    )
    cancelled = schedule_wording.cancelled_next(schedule, viewpoint)
    language = viewpoint.language
    title = field_text(document, "title", viewpoint)
    takes_place = document.status_on(viewpoint.today) == ListingStatus.ACTIVE
    return Card(
        id=str(document.pk),
        url=activity_path(language, document.pk),
        title=title,
        mark=document_mark(document, title, viewpoint),
        machine_translated=is_machine_translated(document, viewpoint),
        organiser=reference_name(document.facts["organisation"], viewpoint),
        notice=activity_facts.notice(document, viewpoint, cancelled.date if cancelled else None),
        when=_when(schedule, next_time if takes_place else None, viewpoint),
        time=schedule_wording.time_block(next_time, language) if next_time and takes_place else None,
        day=next_time.date if next_time else None,
        place=activity_facts.place(document, viewpoint),
        facts=activity_facts.drop_missing(
            activity_facts.level(document, viewpoint, with_language=False),
            activity_facts.price(document, viewpoint),
            activity_facts.sign_up(document, viewpoint),
            activity_facts.children(document, viewpoint),
        ),
        checked=schedule_wording.checked_on(document.confirmed_on, viewpoint),
        distance=_distance(document),
    )


def _distance(document: ListingDocument) -> str:
    """From the place in the query; empty without one, and where only the municipality of the activity is known."""
    distance: float | None = getattr(document, "distance_km", None)
    return "" if distance is None or not document.facts["position_known"] else activity_facts.kilometres(distance)


def _when(schedule: Schedule, next_time: Occurrence | None, viewpoint: Viewpoint) -> str:
    """fi "tiistaisin klo 17–19, seuraava 24.11."; what doesn't repeat says its days itself."""
    words = schedule_wording.rule_words(schedule, viewpoint)
    if next_time is None or not words or not schedule.kind.repeats:
        return words
    date = format_date(next_time.date, viewpoint.language, with_year=next_time.date.year != viewpoint.today.year)
    return _("%(schedule)s, next on %(date)s") % {"schedule": words, "date": date}
