"""What can wait for an answer. Each part of this app registers its own source in ``AppConfig.ready``."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from editorial.review.lookers import Looker
from editorial.review.moment_words import moment_words
from regions.languages import direction, own_name
from regions.registry import Registry


class WaitingKind(TextChoices):
    """What a row of the list is about."""

    ANNOUNCEMENT = "announcement", _("activity")
    ORGANISATION = "organisation", _("organisation's own texts")
    TRANSLATION = "translation", _("text in a second language")
    ARTICLE = "article", _("article or another page")
    JOINING = "joining", _("request to join")
    ACCESS = "access", _("request to be let in")
    MOVE = "move", _("move to your portal")
    PUBLISHED = "published", _("published without review: look at it")


class WaitingChange(TextChoices):
    """What is asked of the reader. ``CORRECTED``: sent again after it had been returned."""

    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    CORRECTED = "corrected", _("corrected")


@dataclass(frozen=True)
class Asked:
    """Whose list it is, and what it is narrowed to.

    ``portal_ids``: portals whose work is the person's own. ``sees_late``: besides, what waits since before
    ``late_before`` in any portal. ``portal_id``: only this portal, one of the person's own, or with ``sees_late`` any.
    ``words`` must all be found in the title or the organisation's name. Empty values narrow nothing.
    """

    user: Any
    portal_ids: frozenset[int]
    late_before: datetime.datetime
    sees_late: bool = False
    portal_id: int | None = None
    kind: str = ""
    language: str = ""
    words: tuple[str, ...] = ()

    def portals(self, portal: str, since: str) -> Q:
        """The condition on a source's rows; ``portal`` and ``since`` are names of its fields."""
        own = Q(**{f"{portal}__in": self.portal_ids})
        if self.portal_id is not None:
            chosen = Q(**{portal: self.portal_id})
            return chosen if self.sees_late else chosen & own
        return own | Q(**{f"{since}__lt": self.late_before}) if self.sees_late else own

    def is_about(self, *kinds: WaitingKind) -> bool:
        return not self.kind or self.kind in kinds


@dataclass(frozen=True)
class WaitingRow:
    """One thing that waits. ``language`` and ``organisation_language``: codes, empty where nobody knows.

    ``page_id``: the page of a text. ``is_own``: somebody else than the reader must approve it. ``sender``: a name,
    empty where it is unknown. ``portal_id``: who answers.
    """

    kind: WaitingKind
    change: WaitingChange
    title: str
    language: str
    since: datetime.datetime
    url: str
    portal_id: int
    organisation: str = ""
    organisation_language: str = ""
    sender: str = ""
    page_id: int | None = None
    is_late: bool = False
    portal: str = ""
    is_own: bool = False
    lookers: tuple[Looker, ...] = field(default=())

    @property
    def when(self) -> str:
        """``since`` in words of the active language."""
        return moment_words(self.since)

    @property
    def language_name(self) -> str:
        return own_name(self.language) if self.language else ""

    @property
    def direction(self) -> str:
        return direction(self.language) if self.language else "auto"

    @property
    def organisation_direction(self) -> str:
        return direction(self.organisation_language) if self.organisation_language else "auto"


#: Names of the columns that all sources have, so that one statement orders and counts them all.
KEY, SINCE, LATE_SINCE = "waiting_key", "waiting_since", "late_since"


class Source(Protocol):
    """One kind of thing that waits. Its rows are read with a constant number of statements."""

    def waiting(self, asked: Asked) -> QuerySet[Any] | None:
        """Return the rows, annotated with the three columns above: a text, and two moments. None: none are asked for.

        ``LATE_SINCE`` is what the time of escalation is counted from.
        """

    def rows(self, keys: Collection[str], user: Any) -> dict[str, WaitingRow]:
        """Return these rows by their keys, for this reader."""


registry: Registry[Source] = Registry("source of what waits")
