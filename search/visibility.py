"""When a portal shows a listing: spans of time, made in one place and read in one.

``search.documents.scope`` makes the spans of each listing and portal (``Span``) from the portal's rule, its placements
and the listing's own end. They are stored as rows of ``Shown``. Whoever asks what a portal shows at a moment asks
these, and looks neither at placements nor at the listing's last day:

- as conditions on rows (``shown_at``, ``pinned_at``): ``ListingDocumentQuerySet.visible`` and others of its kind;
- as arrays: searches ask ``View.shown`` in ``search.engines.columns.view``;
- as values that have been read (``showing_of``): until when a portal shows a listing, or from when it will, for those
  who keep copies (``search.changes``).

``tests/search/test_shown.py`` compares them at every moment with the rules themselves.

``ListingQuerySet.public_on`` says it once more: for lists of the admin, by the rows that editors write, which the
layer below this one knows. It looks at days only and may take a season for going on until its end, but never leaves out
what is shown; ``tests/listings/test_public_on.py`` compares it with ``over_at``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import DateTimeField, Func, Q
from django.db.models.functions import Least
from django.utils import timezone

#: The zone of all days in the database's own expressions.
ZONE: Final = "Europe/Helsinki"


@dataclass(frozen=True)
class Span:
    """A time during which a portal shows a listing. Moments are aware; the ends don't belong to it.

    ``shown_from``: None where it has been shown ever since it became public. ``pin_order``, ``pinned_until``: its place
    among the portal's pins, from the beginning of the span; None where it isn't pinned. Spans of one listing and portal
    have time between them.
    """

    portal_id: int
    shown_from: datetime.datetime | None
    shown_until: datetime.datetime
    pin_order: int | None = None
    pinned_until: datetime.datetime | None = None

    def has_begun(self, now: datetime.datetime) -> bool:
        return self.shown_from is None or self.shown_from <= now

    def shows_at(self, now: datetime.datetime) -> bool:
        return self.has_begun(now) and now < self.shown_until

    def is_in_scope(self, now: datetime.datetime, own_end: datetime.datetime) -> bool:
        """Return whether the portal shows the listing, or showed it until the listing's own end."""
        return self.shows_at(now) or (self.has_begun(now) and self.shown_until == own_end)


def has_begun(now: datetime.datetime) -> Q:
    """Return the condition on rows of ``Shown`` whose span has begun by a moment (aware)."""
    return Q(shown_from=None) | Q(shown_from__lte=now)


def shown_at(now: datetime.datetime) -> Q:
    """Return the condition on rows of ``Shown`` whose span has a moment (aware)."""
    return Q(has_begun(now), shown_until__gt=now)


def pinned_at(now: datetime.datetime) -> Q:
    """Return the condition on rows of ``Shown`` that are pinned at a moment (aware)."""
    return Q(has_begun(now), pinned_until__gt=now)


def end_of_day(day: datetime.date) -> datetime.datetime:
    """Return the first moment after a day in Finland, in UTC."""
    midnight = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time())
    return timezone.make_aware(midnight, timezone.get_default_timezone()).astimezone(datetime.UTC)


def own_end(public_until: datetime.date, over_at: datetime.datetime | None) -> datetime.datetime:
    """Return the moment from which no portal shows a listing: after its last public day, or when it is over."""
    end = end_of_day(public_until)
    return end if over_at is None else min(end, over_at.astimezone(datetime.UTC))


def own_end_of(public_until: Any, over_at: Any) -> Least:
    """Return ``own_end`` as an expression of the database, from those of the two columns."""
    midnight = f"((%(expressions)s + 1)::timestamp AT TIME ZONE '{ZONE}')"
    return Least(over_at, Func(public_until, template=midnight, output_field=DateTimeField()))


@dataclass(frozen=True)
class Showing:
    """Whether a portal shows a document at a moment, and what time alone changes of that. All moments are aware.

    ``until``: the first moment at which it no longer does, where it does now. ``begins``: the first later one at which
    it begins to. None where that isn't to come.
    """

    now: bool
    until: datetime.datetime | None = None
    begins: datetime.datetime | None = None


def showing_of(spans: Iterable[Span], now: datetime.datetime) -> Showing:
    """Return how a portal shows a listing of which it has these spans."""
    known = list(spans)
    until = next((span.shown_until for span in known if span.shows_at(now)), None)
    begins = min((span.shown_from for span in known if span.shown_from and span.shown_from > now), default=None)
    return Showing(until is not None, until, begins)
