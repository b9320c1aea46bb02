"""A listing in a list."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format

from listings.addresses import activity_path
from search.models import ListingDocument
from search.presentation import facts as fact_words
from search.presentation import times
from search.presentation.facts import Fact, Notice
from search.presentation.texts import Text, field_text, is_machine_translated, language_mark, reference_name
from search.presentation.viewpoint import Viewpoint


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
    time: times.TimeBlock | None
    day: datetime.date | None
    """Of the next time, for grouping."""
    place: Fact
    facts: tuple[Fact, ...]
    checked: str
    distance: str


def make_card(document: ListingDocument, viewpoint: Viewpoint, occurrence: Any = None) -> Card:
    """``occurrence``: the row of the read model that a search found; without one the schedule says the next time."""
    schedule = times.schedule_of(document.facts)
    coming = times.from_row(occurrence) if occurrence is not None else times.next_time(schedule, viewpoint)
    cancelled = times.cancelled_next(schedule, viewpoint)
    organisation = document.facts["organisation"]
    language = viewpoint.language
    return Card(
        id=str(document.pk),
        url=activity_path(language, document.pk),
        title=field_text(document, "title", language),
        mark=language_mark(document, language, viewpoint.language_names(list(document.texts))),
        machine_translated=is_machine_translated(document, language),
        organiser=reference_name(organisation["names"], organisation["source_language"], language),
        notice=fact_words.notice(document, viewpoint, cancelled.date if cancelled else None),
        when=times.rule_words(schedule, viewpoint),
        time=times.time_block(coming, language) if coming else None,
        day=coming.date if coming else None,
        place=fact_words.place(document, viewpoint),
        facts=fact_words.known(
            fact_words.level(document, viewpoint, with_language=False),
            fact_words.price(document, viewpoint),
            fact_words.sign_up(document, viewpoint),
            fact_words.children(document, viewpoint),
        ),
        checked=times.checked_on(document.confirmed_on, viewpoint),
        distance=distance_words(document) if document.facts["position_known"] else "",
    )


def distance_words(document: ListingDocument) -> str:
    """fi "1,2 km"; nothing where no place was asked for."""
    kilometres: float | None = getattr(document, "distance_km", None)
    return "" if kilometres is None else f"{number_format(kilometres, 1 if kilometres < 10 else 0)} km"
