"""Which listings' documents a portal shows at a moment: one rule, in the forms in which it is needed.

*By the moment* (``in_scope``, ``is_current``): the document is in the portal's scope on that day, its last public day
has not passed, and it is not over yet. ``ListingDocumentQuerySet.visible`` filters by this.

*By columns*: searches ask ``View.shown`` in ``search.engines.columns.view``, the first form over arrays.

*By the document* (``showing_of``): until when a portal shows one that has been read, or from when it will, for those
who keep copies (``search.changes``).

``ListingQuerySet.public_on`` says it once more: for lists of the admin, by the rows that editors write, which the
layer below this one knows. It looks at days only and may take a season for going on until its end, but never leaves out
what the first form shows; ``tests/listings/test_public_on.py`` compares it with ``over_at``.

The others follow from the first form, but no code derives them. Who changes one changes the others. ``test_counts.py``,
``test_two_engines.py`` and ``test_changes.py`` in ``tests/search/`` compare them with the first.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    from regions.models import Portal
    from search.models import ListingDocument

#: The zone of all days in the database's own expressions.
ZONE: Final = "Europe/Helsinki"


def in_scope(column: str, later: str, portal: Portal, now: datetime.datetime) -> Q:
    """Return whether ``column``, or its version ``later`` from ``scope_changes_on`` on, has the portal."""
    today = timezone.localdate(now)
    as_built = Q(scope_changes_on=None) | Q(scope_changes_on__gt=today)
    return Q(as_built, **{f"{column}__contains": [portal.pk]}) | Q(
        scope_changes_on__lte=today, **{f"{later}__contains": [portal.pk]}
    )


def is_current(now: datetime.datetime) -> Q:
    """Return whether a document is neither expired nor over at ``now`` (aware)."""
    return Q(Q(over_at=None) | Q(over_at__gt=now), public_until__gte=timezone.localdate(now))


def has_ended(now: datetime.datetime) -> Q:
    """Return the opposite of ``is_current``."""
    return Q(over_at__lte=now) | Q(public_until__lt=timezone.localdate(now))


@dataclass(frozen=True)
class Showing:
    """Whether a portal shows a document at a moment, and what time alone changes of that. All moments are aware.

    ``until``: the first moment at which it no longer does, where it does now. ``begins``: the first at which it will,
    where it doesn't now; None where neither is to come.
    """

    now: bool
    until: datetime.datetime | None = None
    begins: datetime.datetime | None = None


def showing_of(document: ListingDocument, portal: Portal, now: datetime.datetime) -> Showing:
    """Return the same as ``in_scope`` and ``is_current`` for a document that has been read."""
    end = _start_of(document.public_until + datetime.timedelta(days=1))
    if document.over_at is not None:
        end = min(end, document.over_at)
    change = _start_of(document.scope_changes_on) if document.scope_changes_on else None
    if change is None or change <= now:
        is_shown = portal.pk in (document.portals if change is None else document.later_portals)
        return Showing(now=True, until=end) if is_shown and now < end else Showing(now=False)
    is_shown, will_be = portal.pk in document.portals, portal.pk in document.later_portals
    if is_shown and now < end:
        return Showing(now=True, until=end if will_be else min(end, change))
    if not is_shown and will_be and change < end:
        return Showing(now=False, begins=change)
    return Showing(now=False)


def _start_of(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), timezone.get_default_timezone())
