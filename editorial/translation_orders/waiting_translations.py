"""What waits for translators: returned, new and changed texts, and what lacks a language though nobody ordered it."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.review.review_answers import review_standings
from editorial.translation_orders.changed_originals import outdated_texts
from editorial.translation_orders.text_rows import (
    OriginalRow,
    managed_texts,
    order_rows,
    original_rows,
    version_rows,
)
from regions.languages import direction, own_name
from regions.models import PortalRole
from regions.people import person_name
from regions.permissions import portals_with_role, translator_languages

#: What ends within so many days stands first.
SOON = datetime.timedelta(days=28)


class WorkState(TextChoices):
    """In the order of the list. ``CHANGED``: public, and the original says something else now, or more.

    ``UNSENT``: public and up to date, and somebody has begun to write it anew.
    """

    RETURNED = "returned", _("returned to you")
    NEW = "new", _("not translated yet")
    CHANGED = "changed", _("the original has changed")
    UNSENT = "unsent", _("begun, and not sent")
    MISSING = "missing", _("nobody has ordered it")
    IN_REVIEW = "in_review", _("waits for review")


#: What needs a translator.
TO_DO = frozenset({WorkState.RETURNED, WorkState.NEW, WorkState.CHANGED, WorkState.UNSENT})


@dataclass(frozen=True)
class Work:
    """A text to translate. ``translator``: who has it, a name, empty for nobody; ``is_mine``: the reader has it."""

    original: OriginalRow
    code: str
    state: WorkState
    translator: str = ""
    is_mine: bool = False

    @property
    def key(self) -> UUID:
        return self.original.key

    @property
    def language_name(self) -> str:
        return own_name(self.code)

    @property
    def direction(self) -> str:
        return direction(self.code)

    @property
    def original_direction(self) -> str:
        return direction(self.original.language)

    def ends_soon(self, today: datetime.date) -> bool:
        return self.original.ends_on is not None and self.original.ends_on <= today + SOON


def languages_by_portal(user: Any) -> dict[int, set[str]]:
    """Return the languages into which a person translates, by the portal's id. One statement."""
    portals = portals_with_role(user, PortalRole.TRANSLATOR)
    found = {portal.pk: translator_languages(user, portal) for portal in portals}
    return {portal: codes for portal, codes in found.items() if codes}


def works_of(user: Any) -> list[Work]:
    """Return all works of a translator's languages and portals, first what is most urgent."""
    return waiting_works(languages_by_portal(user), user)


def waiting_works(languages: Mapping[int, Collection[str]], reader: Any = None) -> list[Work]:
    """Return the works of languages by portal. At most thirteen statements, whatever their number."""
    return PortalTexts(languages).works(reader) if any(languages.values()) else []


class PortalTexts:
    """What is known of all public texts of some portals at once, in some languages of each."""

    def __init__(self, languages: Mapping[int, Collection[str]]) -> None:
        self.languages = languages
        self.originals = original_rows(list(languages))
        codes = {code for own in languages.values() for code in own}
        keys = [original.key for original in self.originals]
        self.versions = version_rows(keys, codes)
        self.orders = order_rows(keys, codes)
        self.managed = managed_texts(keys, codes)
        self.standings = review_standings([version.page_id for version in self.versions.values()])
        self.outdated = outdated_texts([key for key, version in self.versions.items() if version.is_live])

    def works(self, reader: Any = None) -> list[Work]:
        """Return the works, first what is most urgent."""
        found = []
        for original, code in self.pairs():
            state = self.state(original, code)
            if state is not None:
                found.append(self.work(original, code, state, reader))
        today = timezone.localdate()
        return sorted(found, key=lambda work: _urgency(work, today))

    def pairs(self) -> Iterator[tuple[OriginalRow, str]]:
        """Yield each original with each language into which it can be translated."""
        for original in self.originals:
            for code in self.languages[original.portal_id]:
                if code != original.language:
                    yield original, code

    def state(self, original: OriginalRow, code: str) -> WorkState | None:
        """Return what is to be done with a text; None for nothing."""
        key = (original.key, code)
        version, order = self.versions.get(key), self.orders.get(key)
        if version is None:
            return WorkState.NEW if order is not None or key in self.managed else WorkState.MISSING
        if version.is_own and order is None:
            return None
        standing = self.standings.get(version.page_id)
        if standing is not None and standing.is_returned:
            return WorkState.RETURNED
        if standing is not None and standing.is_waiting and not standing.has_newer_text:
            return WorkState.IN_REVIEW
        if not version.is_live:
            return WorkState.NEW
        if key in self.outdated:
            return WorkState.CHANGED
        return WorkState.UNSENT if version.has_unsent else None

    def work(self, original: OriginalRow, code: str, state: WorkState, reader: Any) -> Work:
        order, version = self.orders.get((original.key, code)), self.versions.get((original.key, code))
        published_at = version.published_at if version is not None and version.is_live else None
        translator = order.translator(published_at) if order is not None else None
        is_mine = translator is not None and reader is not None and translator.pk == reader.pk
        return Work(original, code, state, person_name(translator), is_mine)


def _urgency(work: Work, today: datetime.date) -> tuple[Any, ...]:
    """Professional last; then what was returned, what ends soon, new before changed."""
    ends_on = work.original.ends_on or datetime.date.max
    return (
        work.original.is_professional,
        work.state != WorkState.RETURNED,
        ends_on if work.ends_soon(today) else datetime.date.max,
        list(WorkState).index(work.state),
        ends_on,
        work.original.title.casefold(),
        work.code,
        str(work.key),
    )
