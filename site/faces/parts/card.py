"""A listing in a list."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from faces.parts import facts as fact_words
from faces.parts import schedule_wording
from faces.parts.facts import Fact, Notice
from faces.parts.localized_text import Text, field_text, is_machine_translated, language_mark, reference_name
from faces.parts.viewpoint import Viewpoint
from listings.addresses import activity_path
from listings.enums import ListingStatus
from listings.schedule import Occurrence, Schedule
from listings.schedule.wording import format_date
from search.models import ListingDocument


@dataclass(frozen=True)
class Card:
    """LOOK, "Card": whether it takes place, what, by whom, when, where, the facts in a row, when it was checked."""

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


def make_card(document: ListingDocument, viewpoint: Viewpoint, occurrence: Any = None) -> Card:
    """``occurrence``: the row of the read model that a search found; without one the schedule says the next time."""
    schedule = schedule_wording.schedule_of(document.facts)
    coming = (
        schedule_wording.from_row(occurrence)
        if occurrence is not None
        else schedule_wording.next_time(schedule, viewpoint)
    )
    cancelled = schedule_wording.cancelled_next(schedule, viewpoint)
    organisation = document.facts["organisation"]
    language = viewpoint.language
    takes_place = document.status == ListingStatus.ACTIVE
    return Card(
        id=str(document.pk),
        url=activity_path(language, document.pk),
        title=field_text(document, "title", language),
        mark=language_mark(document, language, viewpoint.language_names(list(document.texts))),
        machine_translated=is_machine_translated(document, language),
        organiser=reference_name(organisation["names"], organisation["source_language"], language),
        notice=fact_words.notice(document, viewpoint, cancelled.date if cancelled else None),
        when=_when(schedule, coming if takes_place else None, viewpoint),
        time=schedule_wording.time_block(coming, language) if coming and takes_place else None,
        day=coming.date if coming else None,
        place=fact_words.place(document, viewpoint),
        facts=fact_words.known(
            fact_words.level(document, viewpoint, with_language=False),
            fact_words.price(document, viewpoint),
            fact_words.sign_up(document, viewpoint),
            fact_words.children(document, viewpoint),
        ),
        checked=schedule_wording.checked_on(document.confirmed_on, viewpoint),
        distance=_distance(document),
    )


def _distance(document: ListingDocument) -> str:
    """From the place that was asked for; nothing where none was, or where only the town of the activity is known."""
    distance: float | None = getattr(document, "distance_km", None)
    return "" if distance is None or not document.facts["position_known"] else fact_words.kilometres(distance)


def _when(schedule: Schedule, coming: Occurrence | None, viewpoint: Viewpoint) -> str:
    """fi "tiistaisin klo 17–19, seuraava 24.11."; what doesn't repeat says its days itself."""
    words = schedule_wording.rule_words(schedule, viewpoint)
    if coming is None or not words or not schedule.kind.repeats:
        return words
    date = format_date(coming.date, viewpoint.language, with_year=coming.date.year != viewpoint.today.year)
    return _("%(schedule)s, next on %(date)s") % {"schedule": words, "date": date}
