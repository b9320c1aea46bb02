"""What was published without a review before and is to be looked at: rows of a list, and a number on the front page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from editorial.review.moment_words import moment_words
from editorial.text_changes.change import Change
from editorial.trust.models import Publication
from editorial.trust.samples import samples_to_look_at
from editorial.trust_screens.sample_changes import sample_changes
from listings.dashboard import Need
from regions.languages import own_name
from regions.models import PortalRole
from regions.people import person_name
from regions.permissions import memberships_of

#: Changes that a row of the list names.
MOST_CHANGES = 3


@dataclass(frozen=True)
class SampleRow:
    """One publication: ``title`` and ``language`` of its page, what became public, who published it and when.

    ``changes``: what it has changed, at most ``MOST_CHANGES`` of it; ``more`` is the number of others.
    """

    url: str
    title: str
    language: str
    reason: str
    person: str
    when: str
    changes: list[Change]
    more: int


def sample_rows(publications: Iterable[Publication]) -> list[SampleRow]:
    """Of ``samples_to_look_at``. A constant number of statements, whatever their number."""
    read = list(publications)
    changes = sample_changes(read)
    return [
        SampleRow(
            url=reverse("review_published", args=[row.pk]),
            title=row.page.title,
            language=own_name(row.page.locale.language_code),
            reason=row.get_reason_display(),
            person=person_name(row.published_by),
            when=moment_words(row.published_at),
            changes=(changes[row.pk] or [])[:MOST_CHANGES],
            more=max(0, len(changes[row.pk] or []) - MOST_CHANGES),
        )
        for row in read
    ]


def sample_needs(user: Any) -> Iterator[Need]:
    """Yield how much was published in the portals that are the person's own work, and is to be looked at."""
    portals = {portal for portal, role, _languages in memberships_of(user) if role == PortalRole.COORDINATOR}
    if not portals:
        return
    count = samples_to_look_at(portals).count()
    words = ngettext(
        "text was published without review: look at it", "texts were published without review: look at them", count
    )
    yield Need(count, words, reverse("review_trust") + "#samples", "view")
